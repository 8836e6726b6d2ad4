import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Check } from './checks.ts'
import { comparedByLine } from './checks-by-line.ts'

type Db = Kysely<Database>

interface Difference {
  readonly item: string
  readonly site: string
  readonly location: string
  readonly lot: string
  readonly expected: number | null
  readonly found: number | null
}

const said = (rows: readonly Difference[]) =>
  rows.map(row => ({
    key: [row.item, row.site, row.location, row.lot].join(' '),
    expected: String(row.expected ?? 0),
    found: String(row.found ?? 0),
  }))

const place = ['item', 'site', 'location', 'lot'] as const

/** The same sum by place from a history or a table of allocations. */
const summed = (db: Db, table: 'stock_move' | 'allocation' | 'allocation_move') =>
  db
    .selectFrom(table)
    .select(place)
    .select(eb => eb.fn.sum<number>('quantity').as('total'))
    .groupBy(place)

/**
 * What `stock` says against a sum of rows, both ways round: a row that is missing on either side
 * counts as 0.
 */
const compared = async (
  db: Db,
  column: 'on_hand' | 'allocated',
  table: 'stock_move' | 'allocation' | 'allocation_move',
) =>
  said(
    (await db
      .selectFrom('stock')
      .fullJoin(summed(db, table).as('sums'), join =>
        join
          .onRef('sums.item', '=', 'stock.item')
          .onRef('sums.site', '=', 'stock.site')
          .onRef('sums.location', '=', 'stock.location')
          .onRef('sums.lot', '=', 'stock.lot'),
      )
      .select(eb => [
        ...place.map(part => eb.fn.coalesce(`stock.${part}`, `sums.${part}`).as(part)),
        'sums.total as expected',
        `stock.${column} as found`,
      ])
      .where(eb =>
        eb(
          eb.fn.coalesce(`stock.${column}`, eb.lit(0)),
          '<>',
          eb.fn.coalesce('sums.total', eb.lit(0)),
        ),
      )
      .execute()) as Difference[],
  )

/** Stock and what is promised of it. */
export const stockChecks: readonly Check[] = [
  {
    name: 'stock on hand is the sum of its moves',
    run: db => compared(db, 'on_hand', 'stock_move'),
  },
  {
    name: 'no less than nothing and no more than is on hand is allocated',
    run: async db =>
      said(
        await db
          .selectFrom('stock')
          .select([...place, 'on_hand as expected', 'allocated as found'])
          .where(eb =>
            eb.or([
              eb('on_hand', '<', 0),
              eb('allocated', '<', 0),
              eb('allocated', '>', eb.ref('on_hand')),
            ]),
          )
          .execute(),
      ),
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
    name: 'a line is allocated what its allocations say',
    run: db => comparedByLine(db, 'quantity_allocated', { from: 'allocation' }),
  },
  {
    name: 'a line is allocated what its allocation moves say',
    run: db => comparedByLine(db, 'quantity_allocated', { from: 'allocation_move' }),
  },
]
