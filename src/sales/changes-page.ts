import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'

const shape: ListShape = {
  ranges: {
    number: 'request.number',
    order_number: 'request.order_number',
    sold_to: 'order.sold_to',
    status: 'request.status',
    requested_by: 'request.requested_by',
  },
  words: ['request.order_number', 'order.sold_to', 'customer.name', 'request.reason'],
  key: { number: 'request.number' },
}

const changes = ({ db }: Books) =>
  db
    .selectFrom('change_request as request')
    .innerJoin('sales_order as order', 'order.number', 'request.order_number')
    .innerJoin('customer', 'customer.code', 'order.sold_to')
    .select([
      'request.number',
      'request.order_number',
      'order.sold_to',
      'customer.name',
      'request.reason',
      'request.status',
      'request.requested_by',
      'request.requested_at',
      'request.judged_by',
      'request.remarks',
    ])

/** 7.1.23.2: every change that was asked for, by number. */
export const changesPage: ReadPage<Books> = (books, ask) => pageByKey(changes(books), shape, ask)

/** Changes that wait to be judged, by number. */
export const waitingChangesPage: ReadPage<Books> = (books, ask) =>
  pageByKey(changes(books).where('request.status', '=', 'waiting'), shape, ask)
