import { type DemoOrder, wrongNote } from '../../db/demo/orders.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import { makeNote } from '../sales/make-note.ts'
import { printNotes } from '../sales/note-paper.ts'
import { shipmentsToNote } from '../sales/notes-page.ts'
import { receiveNote } from '../sales/receive-note.ts'
import { signNote } from '../sales/sign-note.ts'
import { signOrder } from '../sales/sign-order.ts'
import { voidNote } from '../sales/void-note.ts'

/** Carries out one verb of the demo, as the user named, else as who does everything there. */
export type Act = <Input, Facts, Result>(
  what: string,
  verb: Verb<Input, Facts, Result>,
  input: Input,
  user?: string,
) => Promise<Result>

/** What was signed of a demo order, and the delivery note of its shipment, by those whose work it is. */
export const fillDemoPapers = async (
  books: Books,
  order: DemoOrder & { readonly number: string },
  act: Act,
): Promise<void> => {
  const today = dayOf(books.now())
  if (order.signedBy) {
    const entry = { order_number: order.number, signed_by: order.signedBy, signed_on: today }
    await act('confirmed', signOrder, { signature_entry: entry }, 'chen')
  }
  if (!order.note) return
  // Filled a second time there is none left, and the answer of the first time is given.
  const make = async (what: string) => {
    const [shipped] = await shipmentsToNote(books, order.number)
    const shipment = shipped?.['shipment'] ?? null
    const entry = { order_number: order.number, shipment, remarks: null }
    return (await act(what, makeNote, { note_entry: entry }, 'chen')).number
  }
  if (order.note === 'replaced') {
    const wrong = { number: await make('wrong note'), reason: wrongNote }
    await act('void', voidNote, { note_void: wrong }, 'wang')
  }
  const number = await make('note')
  if (order.note === 'made') return
  await act('signed', signNote, { note_signature: { number } }, 'wang')
  await act('printed', printNotes, { number: { from: number, to: number } }, 'chen')
  if (order.note !== 'received') return
  const proof = { number, received_by: order.signedBy ?? '', received_on: today }
  await act('received', receiveNote, { proof_entry: proof }, 'chen')
}
