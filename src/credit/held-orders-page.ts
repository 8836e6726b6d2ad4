import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { stillHolds } from '../sales/credit-holds.ts'

const shape: ListShape = {
  ranges: { order_number: 'order_number', bill_to: 'bill_to', cause: 'cause' },
  words: ['order_number', 'bill_to', 'name'],
  key: { order_number: 'order_number', event: 'event' },
}

/** 7.1.14: held orders, a row for each cause since the order was last free, with what it was last. */
export const heldOrdersPage: ReadPage<Books> = async ({ db }, ask) => {
  const rows = db
    .selectFrom('sales_order as head')
    .innerJoin('customer', 'customer.code', 'head.bill_to')
    .leftJoin('order_event as hold', join =>
      join
        .onRef('hold.order_number', '=', 'head.number')
        .on(eb => stillHolds(eb.ref('head.number'))),
    )
    .where('head.action_status', '=', 'HD')
    .where('head.status', 'in', ['entered', 'confirmed'])
    .select([
      'head.number as order_number',
      'head.bill_to',
      'customer.name',
      'customer.credit_limit',
      'head.total',
      'hold.amount',
      'hold.created_by',
      'hold.created_at',
    ])
    .select(eb => [
      // Orders that came from elsewhere have no event that says why they are held.
      eb.fn.coalesce('hold.detail', eb.val('manual')).as('cause'),
      eb.fn.coalesce('hold.number', eb.lit(0)).as('event'),
    ])
  return pageByKey(db.selectFrom(rows.as('held')).selectAll(), shape, ask)
}
