import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Found } from './checks.ts'

/** What a line's column is the sum of. */
export interface LineSum {
  readonly from: 'allocation' | 'allocation_move' | 'order_event' | 'stock_move'
  /** Only rows of these types, in histories that know several. */
  readonly types?: readonly string[]
  /** Goods that go out are negative in the history. */
  readonly negative?: boolean
}

/**
 * Lines whose column isn't the sum of their rows in a table, both ways round: a line or a sum that is missing counts as 0.
 */
export const comparedByLine = async (
  db: Kysely<Database>,
  column: 'quantity' | 'quantity_allocated' | 'quantity_shipped',
  { from, types, negative }: LineSum,
): Promise<readonly Found[]> => {
  let rows = db
    .selectFrom(from as 'order_event')
    .select(['order_number', 'line'])
    .where('line', 'is not', null)
  if (types) rows = rows.where('type', 'in', types as never)
  const sums = rows
    .select(eb => {
      const total = eb.fn.sum<number>('quantity')
      return (negative ? eb.neg(total) : total).as('total')
    })
    .groupBy(['order_number', 'line'])
    .as('sums')
  const found = await db
    .selectFrom('sales_order_line as line')
    .fullJoin(sums, join =>
      join
        .onRef('sums.order_number', '=', 'line.order_number')
        .onRef('sums.line', '=', 'line.line'),
    )
    .select(eb => [
      eb.fn.coalesce('line.order_number', 'sums.order_number').as('order_number'),
      eb.fn.coalesce('line.line', 'sums.line').as('line'),
      eb.fn.coalesce('sums.total', eb.lit(0)).as('expected'),
      eb.fn.coalesce(`line.${column}`, eb.lit(0)).as('found'),
    ])
    .where(eb =>
      eb(
        eb.fn.coalesce(`line.${column}`, eb.lit(0)),
        '<>',
        eb.fn.coalesce('sums.total', eb.lit(0)),
      ),
    )
    .execute()
  return found.map(lineFinding)
}

/** What is wrong with a line. */
export const lineFinding = (row: {
  readonly order_number: string | null
  readonly line: number | null
  readonly expected: number
  readonly found: number
}): Found => ({
  key: `${row.order_number} ${row.line}`,
  expected: String(row.expected),
  found: String(row.found),
})
