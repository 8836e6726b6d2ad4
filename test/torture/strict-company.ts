import type { Books } from '../../src/ledger/books.ts'
import { certifying } from '../certificate/certificate-support.ts'
import { prepare } from '../consignment/consignment-support.ts'
import { setRules } from '../sales/life-support.ts'
import { m } from '../support/company.ts'

/** The two who work where nobody else does: what one enters the other may have to audit, sign or approve. */
export const twoPeople = ['anna', 'ben'] as const

/** The small company with all set up that a rule may ask for, and every rule asked: so that each act has something to get past. */
export const strictCompany = async (path: string): Promise<Books> => {
  const books = await certifying(path)
  await prepare(books)
  await setRules(books, { audit_required: 1, change_approval: 1, second_check_amount: m(3000) })
  return books
}
