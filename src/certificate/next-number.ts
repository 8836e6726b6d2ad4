import type { CertificateControlTable } from '../../db/schema.ts'
import type { Books } from '../ledger/books.ts'
import type { Save } from '../ledger/posting.ts'
import { readOrder } from '../sales/order-rows.ts'
import { readCertificate, readCertificateControl } from './rows.ts'

/** The settings, and the next number of their series that nothing bears. */
export interface NextNumber {
  readonly control: CertificateControlTable
  readonly next: number
}

/** Whether a certificate or an order bears a number: where goods are shipped either may be typed. */
export const isTaken = async ({ db }: Books, number: string): Promise<boolean> =>
  (await readCertificate(db, { number })).length + (await readOrder(db, { number })).length > 0

/** Reads the settings and finds the next free number. */
export const readNextNumber = async (books: Books): Promise<NextNumber> => {
  const [found] = await readCertificateControl(books.db, {})
  const control = found!
  let next = control.next_certificate
  while (await isTaken(books, `${control.certificate_prefix}${next}`)) next += 1
  return { control, next }
}

/** A number as it is printed, and the settings after it was taken. */
export const takeNumber = ({
  control,
  next,
}: NextNumber): { readonly number: string; readonly save: Save } => ({
  number: `${control.certificate_prefix}${next}`,
  save: { table: 'certificate_control', row: { ...control, next_certificate: next + 1 } },
})
