import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { availableToAllocateIn } from './stock.ts'

const shape: ListShape = {
  ranges: { item: 'stock.item', site: 'stock.site', location: 'stock.location' },
  words: ['stock.item', 'item.description'],
  key: {
    item: 'stock.item',
    site: 'stock.site',
    location: 'stock.location',
    lot: 'stock.lot',
  },
}

/** 3.2: what lies where, by item. Places that have run empty are left out. */
export const stockPage: ReadPage<Books> = async ({ db }, ask) => {
  const query = db
    .selectFrom('stock')
    .innerJoin('item', 'item.code', 'stock.item')
    .innerJoin('location', join =>
      join.onRef('location.site', '=', 'stock.site').onRef('location.code', '=', 'stock.location'),
    )
    .select([
      'stock.item',
      'item.description',
      'stock.site',
      'stock.location',
      'stock.lot',
      'stock.on_hand',
      'stock.allocated',
      'stock.consigned',
      eb => availableToAllocateIn(eb as never).as('available'),
      'item.unit',
    ])
    .where('stock.on_hand', '<>', 0)
  return pageByKey(query, shape, ask)
}
