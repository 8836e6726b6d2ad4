import fc from 'fast-check'
import { shipmentsToNote } from '../../src/sales/notes-page.ts'
import { type Doing, mustBe } from '../properties/certificates-count.ts'
import { today } from '../support/company.ts'
import type { Note, Paper, Shipment } from './life-model.ts'

/** What somebody does with delivery notes. */
type NoteAct =
  | { readonly kind: 'make'; readonly order: number }
  | {
      readonly kind: 'sign' | 'print' | 'receive'
      readonly note: number
      readonly user: string
    }

const user = fc.constantFrom('anna', 'ben')

/** A note of a shipment, and anything that may be tried with one. */
export const anyNoteAct: fc.Arbitrary<NoteAct> = fc.oneof(
  fc.record({ kind: fc.constant('make' as const), order: fc.nat({ max: 7 }) }),
  fc.record({
    kind: fc.constantFrom('sign' as const, 'print' as const, 'receive' as const),
    note: fc.nat({ max: 7 }),
    user,
  }),
)

/** The oldest shipment of an order that has no note gets one. */
const make = async (paper: Paper, { books, did }: Doing, whim: number) => {
  const order = paper.order(whim)
  if (!order) return
  const waiting = order.archived
    ? undefined
    : paper.shipments.find(one => one.orders.includes(order.number) && !one.note && !one.isBack)
  const [oldest] = await shipmentsToNote(books, order.number)
  const entry = { order_number: order.number, shipment: oldest?.['shipment'] ?? 0 }
  const made = await did('note', { note_entry: { ...entry, remarks: null } })
  mustBe(waiting !== undefined, made, 'a note')
  if (waiting) {
    const { number } = made as Note
    waiting.note = { number, order: order.number, state: 'made', prints: 0 }
  }
}

/** What each step asks of the note and its shipment, hands over, and makes of it. */
const ways = {
  sign: {
    act: 'sign-note',
    may: (note: Note, { by }: Shipment, who: string) => note.state === 'made' && by !== who,
    input: (number: string) => ({ note_signature: { number } }),
    after: (note: Note) => Object.assign(note, { state: 'signed' }),
  },
  print: {
    act: 'print-note',
    may: (note: Note) => note.state !== 'made',
    input: (number: string) => ({ number: { from: number, to: number } }),
    after: (note: Note) => Object.assign(note, { prints: note.prints + 1 }),
  },
  receive: {
    act: 'receive-note',
    may: (note: Note) => note.state === 'signed' && note.prints > 0,
    input: (number: string) => ({
      proof_entry: { number, received_by: 'Liu', received_on: today },
    }),
    after: (note: Note) => Object.assign(note, { state: 'received' }),
  },
} as const

/** Does it in the books and on paper, which must agree on whether it may be done. */
export const withNote = (told: NoteAct) => async (paper: Paper, real: Doing) => {
  if (told.kind === 'make') return make(paper, real, told.order)
  const noted = paper.shipments.filter(({ note }) => note)
  const shipment = noted[told.note % Math.max(1, noted.length)]
  if (!shipment?.note) return
  const { act, may, input, after } = ways[told.kind]
  const allowed = may(shipment.note, shipment, told.user)
  const { number } = shipment.note
  mustBe(allowed, await real.did(act, input(number), told.user), `${act} of ${number}`)
  if (allowed) after(shipment.note)
}
