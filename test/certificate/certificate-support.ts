import { approveLost } from '../../src/certificate/approve.ts'
import { certificateControl } from '../../src/certificate/control.ts'
import { issueCertificate } from '../../src/certificate/issue.ts'
import { readCertificateCandidates } from '../../src/certificate/issue-hooks.ts'
import { loseCertificate } from '../../src/certificate/lose.ts'
import { printCertificate } from '../../src/certificate/print.ts'
import { reissueCertificate } from '../../src/certificate/reissue.ts'
import { shipCertificate } from '../../src/certificate/ship.ts'
import { voidCertificate } from '../../src/certificate/void.ts'
import type { Draft, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { allocate } from '../sales/ship-support.ts'
import { ask, carryOut, companyWith, q, saysWhy, today } from '../support/company.ts'
import { answer, enterOrder } from '../support/order-entry.ts'

/** The settings of 7.9.11.24 for these tests: the sales company's stock on paper is 20000/200. */
const settings: Values = {
  certificate_prefix: 'PC',
  next_certificate: 10001,
  certificate_required: 0,
  reissue_user: null,
  virtual_site: '20000',
  virtual_location: '200',
}

export const setControl = (books: Books, values: Values = {}) =>
  carryOut(books, certificateControl.save, { values: { ...settings, ...values } })

/** The small company with its stock on paper set up. */
export const certifying = (path?: string): Promise<Books> =>
  companyWith('certifying', books => setControl(books), path)

/** The same books for somebody else. */
export const as = (books: Books, user: string): Books => ({ ...books, user })

/** An order that is allocated whole, as far as its lines have stock at the usual place. */
export const allocatedOrder = async (
  books: Books,
  lines: readonly (readonly [item: string, quantity: number])[],
  { customer = 'C001', ...more }: { readonly customer?: string } & Values = {},
): Promise<string> => {
  const { number } = await enterOrder(books, customer, lines, more)
  const rows = lines.map(([, quantity], index) => ({ line: index + 1, quantity }))
  const said = await allocate(books, number, ...rows)
  if (said !== 'accepted') throw new Error(said)
  return number
}

const usual = { customer: 'C001', ship_to: 'C001', site: '10000' }

/** What 7.9.11.1 would hand over for these rows, or for all that waits. */
export const certificate = async (
  books: Books,
  rows: readonly Values[] | null = null,
  head: Values = {},
): Promise<Draft> => {
  const values = { number: null, ...usual, ...head }
  const waiting = async () =>
    (await answer(books, readCertificateCandidates, { values })).records!['certificate_line']!
  const place = { site: '10000', location: '200', lot: '' }
  return {
    certificate: values,
    certificate_line: rows ? rows.map(row => ({ ...place, ...row })) : await waiting(),
  }
}

/** Issues a certificate for all that waits at the usual place, or for these rows; its number. */
export const issue = async (books: Books, ...given: [(readonly Values[])?, Values?]) =>
  (await carryOut(books, issueCertificate, await certificate(books, ...given))).number

export const issueSays = async (books: Books, ...given: [(readonly Values[] | null)?, Values?]) =>
  saysWhy(await ask(books, issueCertificate, await certificate(books, ...given)))

export const print = async (books: Books, number: string) =>
  saysWhy(await ask(books, printCertificate, { number, reason: null }))

export const voids = async (books: Books, number: string) =>
  saysWhy(await ask(books, voidCertificate, { number, reason: null }))

export const lose = async (books: Books, number: string, reason: string | null = 'lost') =>
  saysWhy(await ask(books, loseCertificate, { number, reason }))

export const approve = async (books: Books, number: string, replace = true) =>
  saysWhy(await ask(books, approveLost, { number, reason: null, replace }))

export const reissue = async (books: Books, number: string) =>
  saysWhy(await ask(books, reissueCertificate, { number, reason: null }))

/** What 7.9.15 would hand over for a certificate. */
export const byCertificate = (number: string, effective_date: string | null = today): Draft => ({
  shipment_entry: { order_number: number, certificate: number, effective_date },
})

export const shipBy = async (books: Books, ...given: Parameters<typeof byCertificate>) =>
  saysWhy(await ask(books, shipCertificate, byCertificate(...given)))

/** A certificate's status, and what of the order's lines is certified, in whole units. */
export const status = async (books: Books, number: string) =>
  (
    await books.db
      .selectFrom('certificate')
      .select('status')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  ).status

export const certified = async (books: Books, order: string) =>
  (
    await books.db
      .selectFrom('allocation')
      .selectAll()
      .where('order_number', '=', order)
      .orderBy('line')
      .execute()
  ).map(one => `${one.certified / q(1)} of ${one.quantity / q(1)}`)

/** The moves of a certificate, in the order in which they were posted. */
export const movesOf = async (books: Books, number: string) =>
  (
    await books.db
      .selectFrom('stock_move')
      .selectAll()
      .where('certificate', '=', number)
      .orderBy('number')
      .execute()
  ).map(one => `${one.type} ${one.site}/${one.location} ${one.quantity / q(1)}`)

/** What was sold by a certificate, a move a row of it. */
export const soldBy = (books: Books, number: string) =>
  books.db
    .selectFrom('stock_move')
    .select(['number', 'order_number', 'line', 'quantity'])
    .where('certificate', '=', number)
    .where('type', '=', 'ISS-SO')
    .execute()
