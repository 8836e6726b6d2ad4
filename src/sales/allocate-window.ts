import { expressionBuilder, type Kysely } from 'kysely'
import type { Database, Day, SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { plusDays } from '../kernel/calendar.ts'

/**
 * Whether 7.1.7 allocates a line today, as far as its due date goes: due no later than so many days from today as its
 * order says; of an order that says 0, nothing is allocated by itself.
 */
export const isDueToAllocate = (
  {
    due_date,
    allocate_days,
  }: Pick<SalesOrderLineTable, 'due_date'> & Pick<SalesOrderTable, 'allocate_days'>,
  today: Day,
): boolean => allocate_days > 0 && due_date <= plusDays(today, allocate_days)

/** All the Allocate Days that open orders have. */
export const readAllocateDays = async (db: Kysely<Database>): Promise<readonly number[]> => {
  const found = await db
    .selectFrom('sales_order')
    .select('allocate_days')
    .distinct()
    .where('status', 'in', ['entered', 'confirmed'])
    .execute()
  return found.map(({ allocate_days }) => allocate_days)
}

/** The same of the lines of a list; `among` are the Allocate Days that its orders have. */
export const dueToAllocate = (today: Day, among: readonly number[]) => {
  const eb = expressionBuilder<
    Database & { line: SalesOrderLineTable; head: SalesOrderTable },
    'line' | 'head'
  >()
  return eb.or(
    among
      .filter(days => days > 0)
      .map(days =>
        eb.and([
          eb('head.allocate_days', '=', days),
          eb('line.due_date', '<=', plusDays(today, days)),
        ]),
      ),
  )
}
