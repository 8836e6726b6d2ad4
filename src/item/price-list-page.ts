import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'

const shape: ListShape = {
  ranges: {
    code: 'price_break.code',
    item: 'price_break.item',
    currency: 'price_break.currency',
    start_date: 'price_break.start_date',
  },
  words: ['price_break.code', 'price_break.item'],
  key: {
    code: 'price_break.code',
    currency: 'price_break.currency',
    item: 'price_break.item',
    unit: 'price_break.unit',
    start_date: 'price_break.start_date',
    minimum_quantity: 'price_break.minimum_quantity',
  },
}

/** 1.10.1.2: a row for each quantity from which a price holds. */
export const priceListPage: ReadPage<Books> = async ({ db }, ask) => {
  const query = db
    .selectFrom('price_break')
    .innerJoin('price_list', join =>
      join
        .onRef('price_list.code', '=', 'price_break.code')
        .onRef('price_list.currency', '=', 'price_break.currency')
        .onRef('price_list.item', '=', 'price_break.item')
        .onRef('price_list.unit', '=', 'price_break.unit')
        .onRef('price_list.start_date', '=', 'price_break.start_date'),
    )
    .select([
      'price_break.code',
      'price_break.currency',
      'price_break.item',
      'price_break.unit',
      'price_break.start_date',
      'price_list.expire_date',
      'price_list.amount_type',
      'price_break.minimum_quantity',
      'price_break.price',
    ])
  return pageByKey(query, shape, ask)
}
