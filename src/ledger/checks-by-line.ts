import type { Expression, Kysely, SqlBool } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Found } from './checks.ts'

/** What a line's column is the sum of. */
export interface LineSum {
  readonly from: 'allocation' | 'allocation_move' | 'order_event' | 'stock_move'
  /** Only rows of these types, in histories that know several. */
  readonly types?: readonly string[]
  /** Only rows of which this holds. */
  readonly only?: (builder: unknown) => Expression<SqlBool>
  /** Goods that go out are negative in the history. */
  readonly negative?: boolean
}

/**
 * Lines whose column isn't the sum of their rows in a table, both ways round: a line or a sum that is missing counts as 0.
 */
export const comparedByLine = async (
  db: Kysely<Database>,
  column: 'quantity' | 'quantity_allocated' | 'quantity_shipped' | 'quantity_used',
  { from, types, only, negative }: LineSum,
): Promise<readonly Found[]> => {
  let rows = db
    .selectFrom(from as 'order_event')
    .select(['order_number', 'line'])
    .where('line', 'is not', null)
  if (types) rows = rows.where('type', 'in', types as never)
  if (only) rows = rows.where(only)
  const sums = rows.select(eb => [
    (negative ? eb.neg('quantity') : eb.ref('quantity')).as('expected'),
    eb.lit(0).as('found'),
  ])
  const lines = db
    .selectFrom('sales_order_line')
    .select(['order_number', 'line'])
    .select(eb => [eb.lit(0).as('expected'), eb.ref(column).as('found')])
  // One pass over both: a full join would look through all of one for every row of the other.
  const found = await db
    .selectFrom(sums.unionAll(lines as never).as('both'))
    .select(['order_number', 'line'])
    .select(eb => [
      eb.fn.sum<number>('expected').as('expected'),
      eb.fn.sum<number>('found').as('found'),
    ])
    .groupBy(['order_number', 'line'])
    .having(eb => eb(eb.fn.sum('expected'), '<>', eb.fn.sum('found')))
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
