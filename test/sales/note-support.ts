import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { makeNote } from '../../src/sales/make-note.ts'
import { printNotes } from '../../src/sales/note-paper.ts'
import { shipmentsToNote } from '../../src/sales/notes-page.ts'
import { receiveNote } from '../../src/sales/receive-note.ts'
import { signNote } from '../../src/sales/sign-note.ts'
import { voidNote } from '../../src/sales/void-note.ts'
import { ask, carryOut, q, saysWhy, today } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { ship } from './ship-support.ts'

/** An order of two lines, shipped in one posting by the user of the books; its number. */
export const shippedOrder = async (books: Books, customer = 'C001'): Promise<string> => {
  const { number } = await enterOrder(books, customer, [
    ['10-10000', q(2)],
    ['10-20000', q(3)],
  ])
  await ship(books, number, { line: 1, quantity: q(2) }, { line: 2, quantity: q(3) })
  return number
}

/** Its oldest shipment without a note. */
export const shipmentOf = async (books: Books, order: string): Promise<number> =>
  Number((await shipmentsToNote(books, order))[0]?.['shipment'] ?? 0)

/** The note of an order's shipment; its number. */
export const noted = async (books: Books, order: string): Promise<string> => {
  const shipment = await shipmentOf(books, order)
  const entry = { order_number: order, shipment, remarks: null }
  return (await carryOut(books, makeNote, { note_entry: entry })).number
}

export const make = async (books: Books, entry: Values) =>
  saysWhy(await ask(books, makeNote, { note_entry: { remarks: null, ...entry } }))

export const sign = async (books: Books, number: string, user = 'ben') =>
  saysWhy(await ask({ ...books, user }, signNote, { note_signature: { number } }))

export const voided = async (books: Books, number: string, reason: string | null = 'wrong') =>
  saysWhy(await ask(books, voidNote, { note_void: { number, reason } }))

/** Its three copies are on paper. */
export const print = async (books: Books, number: string) =>
  saysWhy(await ask(books, printNotes, { number: { from: number, to: number } }))

export const receive = async (books: Books, number: string, more: Values = {}) =>
  saysWhy(
    await ask(books, receiveNote, {
      proof_entry: { number, received_by: 'Liu', received_on: today, ...more },
    }),
  )

/** A note as `status signed_by prints received_by received_on`. */
export const noteStands = async ({ db }: Books, number: string) => {
  const { status, signed_by, prints, received_by, received_on } = await db
    .selectFrom('delivery_note')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return [status, signed_by, prints, received_by, received_on].join(' ')
}
