import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Check } from './checks.ts'
import { comparedByLine } from './checks-by-line.ts'
import { unequal } from './unequal.ts'

type Db = Kysely<Database>

const place = ['item', 'site', 'location', 'lot'] as const

/** What `stock` says against a sum of rows. */
const compared = (
  db: Db,
  column: 'on_hand' | 'allocated' | 'consigned',
  table: 'stock_move' | 'allocation' | 'allocation_move' | 'consignment',
) =>
  unequal(db, {
    columns: place,
    expected: db.selectFrom(table as 'stock_move').select([...place, 'quantity']),
    found: db.selectFrom('stock').select(place).select(`${column} as quantity`),
  })

const ofLines = (db: Db, table: 'allocation' | 'allocation_move') =>
  db.selectFrom(table as 'allocation').select(['order_number', 'line', 'quantity'])

/** Transfers of which more left than came, or less; only goods of an order must keep their lot. */
const unbalanced = async (db: Db) => {
  const rows = await db
    .selectFrom('stock_move')
    .where('type', 'in', ['ISS-TR', 'RCT-TR'])
    .select(['operation', 'order_number', 'line', 'item'])
    .select(eb => [
      eb.case().when('order_number', 'is', null).then('').else(eb.ref('lot')).end().as('kept'),
      eb.fn.max<number>('number').as('number'),
      eb.fn.sum<number>('quantity').as('found'),
    ])
    .groupBy(['operation', 'order_number', 'line', 'item', 'kept'])
    .having(eb => eb(eb.fn.sum('quantity'), '<>', eb.lit(0)))
    .execute()
  return rows.map(({ order_number, line, item, kept, number, found }) => ({
    key: order_number === null ? `stock_move ${number}` : `${order_number} ${line} ${item} ${kept}`,
    expected: '0',
    found: String(found),
  }))
}

/** Stock and what is promised of it. */
export const stockChecks: readonly Check[] = [
  {
    name: 'stock on hand is the sum of its moves',
    run: db => compared(db, 'on_hand', 'stock_move'),
  },
  {
    name: 'no less than nothing and no more than is on hand is allocated or consigned',
    run: async db => {
      const rows = await db
        .selectFrom('stock')
        .select([...place, 'on_hand as expected'])
        .select(eb => eb('allocated', '+', eb.ref('consigned')).as('found'))
        .where(eb =>
          eb.or([
            eb('on_hand', '<', 0),
            eb('allocated', '<', 0),
            eb('consigned', '<', 0),
            eb(eb('allocated', '+', eb.ref('consigned')), '>', eb.ref('on_hand')),
          ]),
        )
        .execute()
      return rows.map(row => ({
        key: place.map(column => row[column]).join(' '),
        expected: String(row.expected),
        found: String(row.found),
      }))
    },
  },
  {
    name: 'allocated stock is the sum of its allocations',
    run: db => compared(db, 'allocated', 'allocation'),
  },
  {
    name: 'allocated stock is the sum of its allocation moves',
    run: db => compared(db, 'allocated', 'allocation_move'),
  },
  {
    name: 'consigned stock is the sum of what lies with customers',
    run: db => compared(db, 'consigned', 'consignment'),
  },
  {
    name: 'a line is allocated what its allocations say',
    run: db => comparedByLine(db, 'quantity_allocated', ofLines(db, 'allocation')),
  },
  {
    name: 'a line is allocated what its allocation moves say',
    run: db => comparedByLine(db, 'quantity_allocated', ofLines(db, 'allocation_move')),
  },
  { name: 'what is transferred leaves one place for another', run: unbalanced },
]
