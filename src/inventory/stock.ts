import type { ExpressionBuilder } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, ItemTable, LocationTable, SiteTable, StockTable } from '../../db/schema.ts'
import type { Books } from '../ledger/books.ts'
import type { Place } from './place.ts'

const item = kept<{ code: string }, ItemTable>((db, hole) =>
  db.selectFrom('item').selectAll().where('code', '=', hole('code')),
)

const site = kept<{ code: string }, SiteTable>((db, hole) =>
  db.selectFrom('site').selectAll().where('code', '=', hole('code')),
)

const location = kept<{ site: string; code: string }, LocationTable>((db, hole) =>
  db
    .selectFrom('location')
    .selectAll()
    .where('site', '=', hole('site'))
    .where('code', '=', hole('code')),
)

const stock = kept<Place & { item: string }, StockTable>((db, hole) =>
  db
    .selectFrom('stock')
    .selectAll()
    .where('item', '=', hole('item'))
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot')),
)

/** All that is known about an item lying at a place; what doesn't exist is undefined. */
export interface PlaceFacts {
  readonly item: ItemTable | undefined
  readonly site: SiteTable | undefined
  readonly location: LocationTable | undefined
  readonly stock: StockTable | undefined
}

/** Reads the item, the place, and what of the item lies there. */
export const readPlace = async (
  { db }: Books,
  code: string,
  place: Place,
): Promise<PlaceFacts> => ({
  item: (await item(db, { code }))[0],
  site: (await site(db, { code: place.site }))[0],
  location: (await location(db, { site: place.site, code: place.location }))[0],
  stock: (await stock(db, { item: code, ...place }))[0],
})

/** What may still be taken or promised: what lies there less what is promised, and less what customers keep. */
export const available = (
  found: Pick<StockTable, 'on_hand' | 'allocated' | 'consigned'> | undefined,
) => (found ? found.on_hand - found.allocated - found.consigned : 0)

/** The same in a query. */
export const availableIn = <T extends 'stock' | 'location'>(eb: ExpressionBuilder<Database, T>) => {
  const stock = eb as unknown as ExpressionBuilder<Database, 'stock'>
  return stock(
    stock('stock.on_hand', '-', stock.ref('stock.allocated')),
    '-',
    stock.ref('stock.consigned'),
  )
}

/** What may still be promised: nothing where goods are not allocated. */
export const availableToAllocate = ({ location, stock }: Pick<PlaceFacts, 'location' | 'stock'>) =>
  location?.available === 0 ? 0 : available(stock)

/** The same in a query that has each place's location beside its stock. */
export const availableToAllocateIn = (eb: ExpressionBuilder<Database, 'stock' | 'location'>) =>
  eb.case().when('location.available', '=', 1).then(availableIn(eb)).else(0).end()

/**
 * Where an item can be allocated at a site, in the order in which it goes out: the oldest lot code
 * first, then by location. Only places whose stock may be shipped and has something free.
 */
export const freePlaces = kept<{ item: string; site: string }, StockTable>((db, hole) =>
  db
    .selectFrom('stock')
    .innerJoin('location', join =>
      join.onRef('location.site', '=', 'stock.site').onRef('location.code', '=', 'stock.location'),
    )
    .selectAll('stock')
    .where('stock.item', '=', hole('item'))
    .where('stock.site', '=', hole('site'))
    .where('location.available', '=', 1)
    .where(eb => eb(availableIn(eb), '>', eb.lit(0)))
    .orderBy('stock.lot')
    .orderBy('stock.location'),
)

/** The site alone. */
export const readSite = async ({ db }: Books, code: string) => (await site(db, { code }))[0]

/** The item alone. */
export const readItem = async ({ db }: Books, code: string) => (await item(db, { code }))[0]
