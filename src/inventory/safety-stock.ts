import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { freeStock } from './free-stock.ts'

type Db = Kysely<Database>

/**
 * How much of an item should be free at a site: what 1.4.17 says of the two, else what 1.4.1 says of the item, at its own
 * site or at that of 7.1.24. Items that are sold no more, and levels of 0, are watched by nobody.
 */
const safetyLevels = (db: Db) => {
  const planned = db
    .selectFrom('item_site as level')
    .innerJoin('item', 'item.code', 'level.item')
    .select(['level.item', 'level.site', 'level.safety_stock'])
    .where('item.active', '=', 1)
    .where('level.safety_stock', '>', 0)
  const own = db
    .selectFrom('item')
    .leftJoin('sales_order_control as control', join => join.on('control.id', '=', 1))
    .leftJoin('item_site as level', join =>
      join
        .onRef('level.item', '=', 'item.code')
        .on(eb => eb('level.site', '=', eb.fn.coalesce('item.site', 'control.site'))),
    )
    .select('item.code as item')
    .select(eb => eb.fn.coalesce('item.site', 'control.site').$castTo<string>().as('site'))
    .select('item.safety_stock')
    .where('item.active', '=', 1)
    // As a literal, so that the index of items with a level is seen to fit.
    .where(eb => eb('item.safety_stock', '>', eb.lit(0)))
    .where('level.item', 'is', null)
    .where(eb => eb(eb.fn.coalesce('item.site', 'control.site'), 'is not', null))
  return planned.unionAll(own)
}

/** Items of which less is free at a site than should be (R18). */
export const belowSafety = (db: Db) =>
  db
    .selectFrom(safetyLevels(db).as('level'))
    .leftJoin(freeStock(db).as('free'), join =>
      join.onRef('free.item', '=', 'level.item').onRef('free.site', '=', 'level.site'),
    )
    .select(['level.item', 'level.site'])
    .where(eb => eb(eb.fn.coalesce('free.quantity', eb.lit(0)), '<', eb.ref('level.safety_stock')))

/** What lies at each site of each item, whether it may be allocated or not. */
const atSites = (db: Db) =>
  db
    .selectFrom('stock')
    .select(['item', 'site'])
    .select(eb => [
      eb.fn.sum<number>('on_hand').as('on_hand'),
      eb.fn.sum<number>('allocated').as('allocated'),
    ])
    .groupBy(['item', 'site'])

const shape: ListShape = {
  ranges: { item: 'item', site: 'site', below: 'below' },
  words: ['item', 'description'],
  key: { item: 'item', site: 'site' },
}

/** 3.17: what there is of each item at each site, what is free of it, and whether that is less than should be. */
export const stockAvailabilityPage: ReadPage<Books> = ({ db }, ask) => {
  const pairs = db
    .selectFrom('stock')
    .select(['item', 'site'])
    .union(db.selectFrom(safetyLevels(db).as('level')).select(['level.item', 'level.site']))
  const rows = db
    .selectFrom(pairs.as('pair'))
    .innerJoin('item', 'item.code', 'pair.item')
    .leftJoin(atSites(db).as('lies'), join =>
      join.onRef('lies.item', '=', 'pair.item').onRef('lies.site', '=', 'pair.site'),
    )
    .leftJoin(freeStock(db).as('free'), join =>
      join.onRef('free.item', '=', 'pair.item').onRef('free.site', '=', 'pair.site'),
    )
    .leftJoin(safetyLevels(db).as('level'), join =>
      join.onRef('level.item', '=', 'pair.item').onRef('level.site', '=', 'pair.site'),
    )
    .select(['pair.item', 'pair.site', 'item.description', 'item.unit'])
    .select(eb => {
      const nothing = eb.lit(0)
      const free = eb.fn.coalesce('free.quantity', nothing)
      const level = eb.fn.coalesce('level.safety_stock', nothing)
      return [
        eb.fn.coalesce('lies.on_hand', nothing).as('on_hand'),
        eb.fn.coalesce('lies.allocated', nothing).as('allocated'),
        free.as('available'),
        level.as('safety_stock'),
        eb.case().when(free, '<', level).then(1).else(0).end().as('below'),
      ]
    })
  return pageByKey(db.selectFrom(rows.as('stock')).selectAll() as never, shape, ask)
}
