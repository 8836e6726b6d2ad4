import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { PageAsk, ReadPage, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { endsOf, type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { freeStock } from './free-stock.ts'
import { availableToAllocateIn } from './stock.ts'

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

const shape: ListShape = {
  ranges: { item: 'stock.item', site: 'stock.site' },
  words: ['stock.item', 'item.description'],
  key: { item: 'stock.item', site: 'stock.site' },
}

/** What lies at each site of each item, in the order of the table: a page needs no look at the rows behind it. */
const lying = (db: Db, ask: PageAsk) => {
  const { from, to } = endsOf(ask.ranges, 'below')
  const rows = db
    .selectFrom('stock')
    .innerJoin('location', join =>
      join.onRef('location.site', '=', 'stock.site').onRef('location.code', '=', 'stock.location'),
    )
    .innerJoin('item', 'item.code', 'stock.item')
    .leftJoin('sales_order_control as control', join => join.on('control.id', '=', 1))
    .leftJoin('item_site as planned', join =>
      join.onRef('planned.item', '=', 'stock.item').onRef('planned.site', '=', 'stock.site'),
    )
    .select(['stock.item', 'stock.site'])
    .select(eb => {
      const own = eb
        .case()
        .when(eb.fn.coalesce('item.site', 'control.site'), '=', eb.ref('stock.site'))
        .then(eb.ref('item.safety_stock'))
        .else(0)
        .end()
      const level = eb.fn.max(
        eb
          .case()
          .when('item.active', '=', 0)
          .then(0)
          .else(eb.fn.coalesce('planned.safety_stock', own))
          .end(),
      )
      const free = eb.fn.sum<number>(availableToAllocateIn(eb as never))
      return [
        eb.fn.max('item.description').as('description'),
        eb.fn.max('item.unit').as('unit'),
        eb.fn.sum<number>('stock.on_hand').as('on_hand'),
        eb.fn.sum<number>('stock.allocated').as('allocated'),
        free.as('available'),
        level.as('safety_stock'),
        eb.case().when(free, '<', level).then(1).else(0).end().as('below'),
      ]
    })
    // By the key alone, so that the rows come in its order and none behind the page is looked at.
    .groupBy(['stock.item', 'stock.site'])
    .$if(from !== null, query => query.having(eb => eb(sql.ref('below'), '>=', from)))
    .$if(to !== null, query => query.having(eb => eb(sql.ref('below'), '<=', to)))
  return pageByKey(rows, shape, ask)
}

/** Items that should lie at a site and never did. */
const missing = async (db: Db, ask: PageAsk) => {
  // Each of them is below: whoever asks for rows up to No asks for none of them.
  if (endsOf(ask.ranges, 'below').to === 0) return []
  const rows = db
    .selectFrom(safetyLevels(db).as('level'))
    .innerJoin('item', 'item.code', 'level.item')
    .leftJoin('stock', join =>
      join.onRef('stock.item', '=', 'level.item').onRef('stock.site', '=', 'level.site'),
    )
    .select(['level.item', 'level.site', 'item.description', 'item.unit', 'level.safety_stock'])
    .select(eb => [
      eb.lit(0).as('on_hand'),
      eb.lit(0).as('allocated'),
      eb.lit(0).as('available'),
      eb.lit(1).as('below'),
    ])
    .where('stock.item', 'is', null)
  const { item, site } = { item: 'level.item', site: 'level.site' }
  const own = { ...shape, ranges: { item, site }, key: { item, site } }
  return pageByKey(rows, own, ask)
}

const place = ({ item, site }: Values) => `${item}\u0000${site}`

/** 3.17: what there is of each item at each site, what is free of it, and whether that is less than should be. */
export const stockAvailabilityPage: ReadPage<Books> = async ({ db }, ask) => {
  const rows = [...(await lying(db, ask)), ...(await missing(db, ask))].sort((a, b) =>
    place(a) < place(b) ? -1 : 1,
  )
  return ask.direction === 'forward' ? rows.slice(0, ask.limit) : rows.slice(-ask.limit)
}
