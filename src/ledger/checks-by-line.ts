import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Found } from './checks.ts'
import { type Counted, unequal } from './unequal.ts'

const line = ['order_number', 'line'] as const

/** Lines whose column isn't the sum of rows that name them. */
export const comparedByLine = (
  db: Kysely<Database>,
  column: 'quantity' | 'quantity_allocated' | 'quantity_shipped' | 'quantity_used',
  rows: Counted<(typeof line)[number]>,
): Promise<readonly Found[]> =>
  unequal(db, {
    columns: line,
    expected: rows,
    found: db.selectFrom('sales_order_line').select([...line, `${column} as quantity`]),
  })

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
