import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'

const shape: ListShape = {
  ranges: {
    number: 'sales_order.number',
    sold_to: 'sales_order.sold_to',
    order_date: 'sales_order.order_date',
    due_date: 'sales_order.due_date',
    status: 'sales_order.status',
  },
  words: [
    'sales_order.number',
    'sales_order.sold_to',
    'sales_order.purchase_order',
    'customer.name',
  ],
  key: { number: 'sales_order.number' },
}

const orders = ({ db }: Books) =>
  db
    .selectFrom('sales_order')
    .innerJoin('customer', 'customer.code', 'sales_order.sold_to')
    .select([
      'sales_order.number',
      'sales_order.sold_to',
      'customer.name',
      'sales_order.order_date',
      'sales_order.promise_date',
      'sales_order.due_date',
      'sales_order.total',
      'sales_order.currency',
      'sales_order.status',
      'sales_order.action_status',
    ])

/** 7.1.2: orders by number. */
export const ordersPage: ReadPage<Books> = (books, ask) => pageByKey(orders(books), shape, ask)

/** Orders whose lines are all confirmed, by number. */
export const confirmedOrdersPage: ReadPage<Books> = (books, ask) =>
  pageByKey(orders(books).where('sales_order.status', 'in', ['confirmed', 'closed']), shape, ask)

/** Orders that hold stock and are not held themselves, by number. */
export const allocatedOrdersPage: ReadPage<Books> = (books, ask) =>
  pageByKey(
    orders(books)
      .where('sales_order.action_status', 'is', null)
      .where(eb =>
        eb.exists(
          eb
            .selectFrom('allocation')
            .select(one => one.lit(1).as('one'))
            .whereRef('allocation.order_number', '=', 'sales_order.number'),
        ),
      ),
    shape,
    ask,
  )
