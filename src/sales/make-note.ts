import { msg } from '../../db/messages.ts'
import type { DeliveryControlTable, SalesOrderTable } from '../../db/schema.ts'
import { findCustomer, findShipTo } from '../customer/rows.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import type { Draft, Hook, Values } from '../kernel/entry.ts'
import { outgrownNumber } from '../kernel/series.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import type { Save } from '../ledger/posting.ts'
import { noteOfShipment, readNote, readShipment, type ShippedLine } from './note-rows.ts'
import { latestNote, shipmentsToNote } from './notes-page.ts'
import { readOrder } from './order-rows.ts'
import { shippedTo } from './shipped-to.ts'

interface ShipmentFacts {
  readonly order: SalesOrderTable | undefined
  readonly lines: readonly ShippedLine[]
  readonly note: string | undefined
  /** Where the goods went, in the same sense as in an order; and whether that address is still there. */
  readonly shipTo: string | null
  readonly shipToGone: boolean
}

const readFacts = async (
  { db }: Books,
  order: string,
  shipment: number,
): Promise<ShipmentFacts> => {
  const lines = await readShipment(db, order, shipment)
  const [note] = lines[0] ? await noteOfShipment(db, { operation: lines[0].operation }) : []
  const [head] = await readOrder(db, { number: order })
  const shipTo = head && lines[0] ? await shippedTo(db, head, lines[0].operation) : null
  const there =
    head && shipTo !== null ? await findShipTo(db, { customer: head.sold_to, code: shipTo }) : []
  return {
    ...{ order: head, lines, note: note?.number },
    ...{ shipTo, shipToGone: shipTo !== null && there.length === 0 },
  }
}

/** Why a shipment gets no note, in the order in which the clerk should hear it. */
const trouble = (
  ask: { readonly order: string; readonly shipment: number },
  { order, lines, note, shipTo, shipToGone }: ShipmentFacts,
): Refused | undefined => {
  const gone = orderTrouble(ask.order, order)
  if (gone || !order) return gone
  if (lines.length === 0) {
    return refuse('shipment', msg.shipmentDoesNotExist, ask.order, ask.shipment)
  }
  if (note !== undefined) return refuse('shipment', msg.shipmentHasNote, note)
  if (lines.every(line => line.quantity > 0)) return refuse('shipment', msg.shipmentIsReturn)
  if (!lines.some(isOut)) return refuse('shipment', msg.wasTakenBack, ask.order, ask.shipment)
  return shipToGone ? refuse('shipment', msg.shipToGone, order.sold_to, shipTo ?? '') : undefined
}

/** What goes out is negative in the history; of what was taken back whole nothing is left. */
const isOut = ({ quantity }: ShippedLine) => quantity < 0

const orderTrouble = (number: string, order: SalesOrderTable | undefined): Refused | undefined => {
  if (!order) return refuse('order_number', msg.orderDoesNotExist, number)
  return order.archived === 1 ? refuse('order_number', msg.archivedNotNoted, number) : undefined
}

const noteLine = (line: ShippedLine, index: number): Values => ({
  line: index + 1,
  order_number: line.order_number,
  order_line: line.line,
  item: line.item,
  description: line.description,
  quantity: -line.quantity,
  unit: line.unit,
  site: line.site,
  location: line.location,
  lot: line.lot,
})

/** 7.9.16.1, when the order is left: its oldest shipment without a note. */
export const chooseNoteOrder: Hook<Books> = async (books, { values }) => {
  const order = textIn(values, 'order_number') ?? ''
  const no = orderTrouble(order, (await readOrder(books.db, { number: order }))[0])
  if (no) return no
  const [oldest] = await shipmentsToNote(books, order)
  if (!oldest) {
    const note = await latestNote(books, order)
    return note === undefined
      ? refuse('order_number', msg.nothingToNote, order)
      : refuse('order_number', msg.allNoted, order, note)
  }
  return showShipment(books, order, numberIn(oldest, 'shipment') ?? 0)
}

/** 7.9.16.1, when the shipment is left: what was shipped in it. */
export const chooseShipment: Hook<Books> = (books, { values }) =>
  showShipment(books, textIn(values, 'order_number') ?? '', numberIn(values, 'shipment') ?? 0)

const showShipment = async (books: Books, order: string, shipment: number) => {
  const facts = await readFacts(books, order, shipment)
  const no = trouble({ order, shipment }, facts)
  if (no) return no
  const { customer, effective_date, created_by } = facts.lines[0]!
  const [sold] = await findCustomer(books.db, { code: customer })
  return accept({
    values: {
      order_number: order,
      shipment,
      customer,
      name: sold?.name ?? null,
      ship_date: effective_date,
      shipped_by: created_by,
    },
    records: { delivery_note_line: facts.lines.filter(isOut).map(noteLine) },
  })
}

interface NoteAsk {
  readonly order: string
  readonly shipment: number
  readonly remarks: string | null
}

const askOf = (draft: Draft): NoteAsk => {
  const values = formIn(draft, 'note_entry')
  return {
    order: textIn(values, 'order_number') ?? '',
    shipment: numberIn(values, 'shipment') ?? 0,
    remarks: textIn(values, 'remarks'),
  }
}

interface NoteFacts extends ShipmentFacts {
  readonly control: DeliveryControlTable
  /** The next number that no note has. */
  readonly next: number
}

/** The next number that no note has. */
const freeNumber = async ({ db }: Books, { note_prefix, next_note }: DeliveryControlTable) => {
  let next = next_note
  while ((await readNote(db, { number: `${note_prefix}${next}` })).length > 0) next += 1
  return next
}

/** A note that was made. */
export interface MadeNote {
  readonly number: string
  readonly lines: number
}

/** 7.9.16.1: makes the delivery note of a shipment, line by line as it was posted, less what was taken back, once. */
export const makeNote: Verb<Draft, NoteFacts, MadeNote> = {
  right: '7.9.16.1',
  read: async (books, draft) => {
    const { order, shipment } = askOf(draft)
    const control = await books.db
      .selectFrom('delivery_control')
      .selectAll()
      .executeTakeFirstOrThrow()
    const facts = await readFacts(books, order, shipment)
    return { ...facts, control, next: await freeNumber(books, control) }
  },
  decide: (draft, facts) => {
    const ask = askOf(draft)
    const { order, lines, shipTo, control, next } = facts
    const number = `${control.note_prefix}${next}`
    const no = trouble(ask, facts) ?? outgrownNumber(number, '7.9.16.24')
    if (no) return no

    // From here the note must be made.
    const first = lines[0]!
    const rows = lines.filter(isOut).map(noteLine)
    const saves = [
      { table: 'delivery_control', row: { ...control, next_note: next + 1 } },
      {
        table: 'delivery_note',
        row: {
          number,
          shipment: first.operation,
          order_number: order!.number,
          customer: first.customer,
          ship_to: shipTo,
          ship_date: first.effective_date,
          shipped_by: first.created_by,
          ship_via: order!.ship_via,
          remarks: ask.remarks,
          status: 'made',
          signed_by: null,
          signed_at: null,
          prints: 0,
          received_by: null,
          received_on: null,
        },
      },
      ...rows.map(row => ({ table: 'delivery_note_line', row: { ...row, note: number } })),
    ] as readonly Save[]
    const made = { note: number, type: 'made', name: null, day: null, detail: null } as const
    return accept({
      result: { number, lines: rows.length },
      posting: { saves, noteEvents: [made] },
    })
  },
}
