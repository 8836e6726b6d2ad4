import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'

const shape: ListShape = {
  ranges: {
    order_number: 'event.order_number',
    type: 'event.type',
    created_by: 'event.created_by',
  },
  words: ['event.order_number', 'event.created_by', 'event.detail', 'event.reason'],
  key: { number: 'event.number' },
}

/** 7.1.21.2: what happened to orders, in the order in which it did: who, when, what and why (R1). */
export const orderHistoryPage: ReadPage<Books> = ({ db }, ask) =>
  pageByKey(db.selectFrom('order_event as event').selectAll('event'), shape, ask)
