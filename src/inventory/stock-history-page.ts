import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'

const shape: ListShape = {
  ranges: {
    effective_date: 'effective_date',
    item: 'item',
    site: 'site',
    order: 'order_number',
    type: 'type',
    certificate: 'certificate',
  },
  words: ['item', 'order_number', 'reference'],
  key: { number: 'number' },
  descending: true,
}

/** 3.21.1: every move of stock, the newest first. */
export const stockHistoryPage: ReadPage<Books> = async ({ db }, ask) => {
  const query = db
    .selectFrom('stock_move')
    .select([
      'number',
      'effective_date',
      'type',
      'item',
      'site',
      'location',
      'lot',
      'quantity',
      'order_number as order',
      'line',
      'reference',
      'certificate',
      'reason',
      'consignment',
      'undoes',
      'created_by',
      'created_at',
    ])
  return pageByKey(query, shape, ask)
}
