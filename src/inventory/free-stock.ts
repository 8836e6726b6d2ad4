import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { availableIn } from './stock.ts'

/** Goods of an item at a site that may be allocated and are not. */
export const freeStock = (db: Kysely<Database>) =>
  db
    .selectFrom('stock')
    .innerJoin('location', join =>
      join
        .onRef('location.site', '=', 'stock.site')
        .onRef('location.code', '=', 'stock.location')
        .on('location.available', '=', 1),
    )
    .select(['stock.item', 'stock.site'])
    .select(eb => eb.fn.sum<number>(availableIn(eb as never)).as('quantity'))
    .groupBy(['stock.item', 'stock.site'])
