import type { Expression, ExpressionBuilder } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { dayOf, daysBetween } from '../kernel/calendar.ts'
import type { ReadPage, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { takenBackOf, wentOut } from '../ledger/went-out.ts'

const shape: ListShape = {
  ranges: {
    number: 'note.number',
    order_number: 'note.order_number',
    customer: 'note.customer',
    ship_date: 'note.ship_date',
    status: 'note.status',
  },
  words: ['note.number', 'note.order_number', 'note.customer', 'customer.name'],
  key: { number: 'note.number' },
}

const notes = ({ db }: Books) =>
  db
    .selectFrom('delivery_note as note')
    .innerJoin('customer', 'customer.code', 'note.customer')
    .select([
      'note.number',
      'note.order_number',
      'note.customer',
      'customer.name',
      'note.ship_date',
      'note.shipped_by',
      'note.status',
      'note.signed_by',
      'note.prints',
      'note.received_by',
      'note.received_on',
    ])

/** 7.9.16.2: delivery notes by number. */
export const notesPage: ReadPage<Books> = (books, ask) => pageByKey(notes(books), shape, ask)

/** Delivery notes that may be printed, by number. */
export const signedNotesPage: ReadPage<Books> = (books, ask) =>
  pageByKey(notes(books).where('note.status', 'in', ['signed', 'received']), shape, ask)

/** 7.9.16.6: notes whose signed copy hasn't come back, the oldest shipment first. */
export const missingProofPage: ReadPage<Books> = async (books, ask) => {
  const byAge: ListShape = { ...shape, key: { ship_date: 'note.ship_date', number: 'note.number' } }
  const found = await pageByKey(
    notes(books).where('note.status', 'in', ['made', 'signed']),
    byAge,
    ask,
  )
  const today = dayOf(books.now())
  return found.map(row => ({ ...row, age: daysBetween(String(row['ship_date']), today) }))
}

const orderShape: ListShape = {
  ranges: {},
  words: ['order.number', 'order.sold_to', 'order.purchase_order'],
  key: { number: 'order.number' },
}

/** What of a move is still out, negative as in the history; returns came in. */
const net = (builder: unknown) => {
  const eb = builder as ExpressionBuilder<{ move: Database['stock_move'] }, 'move'>
  return eb('move.quantity', '+', takenBackOf(eb) as never) as Expression<number>
}

/** Orders of which something was shipped that has no delivery note yet, by number. */
export const ordersToNote: ReadPage<Books> = ({ db }, ask) => {
  const noted = db
    .selectFrom('delivery_note as note')
    .select('note.number')
    .whereRef('note.shipment', '=', 'move.operation' as never)
    .where('note.status', '<>', 'void')
  const waiting = db
    .selectFrom('stock_move as move')
    .select('move.number')
    .whereRef('move.order_number', '=', 'order.number' as never)
    .where(wentOut)
    .where(eb => eb(net(eb), '<', 0))
    .where(eb => eb.not(eb.exists(noted)))
  const rows = db
    .selectFrom('sales_order as order')
    .select(['order.number', 'order.sold_to', 'order.order_date', 'order.due_date'])
    .select(['order.total', 'order.status'])
    .where('order.archived', '=', 0)
    .where(eb => eb.exists(waiting))
  return pageByKey(rows, orderShape, ask)
}

/** The delivery note made last that still counts with goods of an order on it, whichever order it was made for. */
export const latestNote = async ({ db }: Books, order: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('stock_move as move')
      .innerJoin('delivery_note as note', 'note.shipment', 'move.operation')
      .innerJoin('delivery_note_event as made', join =>
        join.onRef('made.note', '=', 'note.number').on('made.type', '=', 'made'),
      )
      .select('note.number')
      .where('move.order_number', '=', order)
      .where('note.status', '<>', 'void')
      .orderBy('made.number', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.number

/** Shipments of an order that have no delivery note yet; returns are none. */
const shipments = ({ db }: Books, order: string) =>
  db
    .selectFrom('stock_move as move')
    .leftJoin('delivery_note as note', join =>
      join.onRef('note.shipment', '=', 'move.operation').on('note.status', '<>', 'void'),
    )
    .select(['move.order_number', 'move.customer', 'move.effective_date as ship_date'])
    .select(eb => [
      eb.fn.min<number>('move.number').as('shipment'),
      eb.fn.countAll<number>().as('lines'),
      eb.neg(eb.fn.sum<number>(net(eb))).as('quantity'),
    ])
    .where('move.order_number', '=', order)
    .where(wentOut)
    .where('note.number', 'is', null)
    .where(eb => eb(net(eb), '<', 0))
    .groupBy(['move.operation', 'move.order_number', 'move.customer', 'move.effective_date'])

const shipmentShape: ListShape = {
  ranges: {},
  words: ['waiting.ship_date'],
  key: { shipment: 'waiting.shipment' },
}

/** Shipments of the order typed that have no delivery note yet, the oldest first. */
export const shipmentsToNote = async (books: Books, order: string): Promise<readonly Values[]> =>
  (await shipments(books, order)
    .orderBy('shipment')
    .execute()) as readonly object[] as readonly Values[]

/** 7.9.16.1, F2 on the shipment: the same, page by page. */
export const shipmentsToNotePage =
  (order: string): ReadPage<Books> =>
  (books, ask) =>
    pageByKey(
      books.db.selectFrom(shipments(books, order).as('waiting')).selectAll(),
      shipmentShape,
      ask,
    )
