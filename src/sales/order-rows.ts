import { kept } from '../../db/kept.ts'
import type {
  AllocationTable,
  Day,
  SalesOrderControlTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../../db/schema.ts'

/** The head of an order, or none. */
export const readOrder = kept<{ number: string }, SalesOrderTable>((db, hole) =>
  db.selectFrom('sales_order').selectAll().where('number', '=', hole('number')),
)

/** The lines of an order, by number. */
export const readOrderLines = kept<{ number: string }, SalesOrderLineTable>((db, hole) =>
  db
    .selectFrom('sales_order_line')
    .selectAll()
    .where('order_number', '=', hole('number'))
    .orderBy('line'),
)

/** The stock that an order holds, by line. */
export const readAllocations = kept<{ number: string }, AllocationTable>((db, hole) =>
  db
    .selectFrom('allocation')
    .selectAll()
    .where('order_number', '=', hole('number'))
    .orderBy('line')
    .orderBy('lot')
    .orderBy('site')
    .orderBy('location'),
)

/** A sale of an order, even if all of it came back since; none where nothing was ever sold. */
export const readSale = kept<{ number: string }, { number: number }>((db, hole) =>
  db
    .selectFrom('stock_move')
    .select('number')
    .where('order_number', '=', hole('number'))
    .where(eb => eb('type', '=', eb.val('ISS-SO' as const)))
    .limit(1),
)

/** The day on which goods of an order first moved; null before that. */
export const readFirstMoved = kept<{ number: string }, { day: Day | null }>((db, hole) =>
  db
    .selectFrom('stock_move')
    .select(eb => eb.fn.min<Day | null>('effective_date').as('day'))
    .where('order_number', '=', hole('number')),
)

/** Lines of an order for which goods ever moved, even if they came back since. */
export const readMovedLines = kept<{ number: string }, { line: number | null }>((db, hole) =>
  db.selectFrom('stock_move').select('line').distinct().where('order_number', '=', hole('number')),
)

/** How orders are numbered and what they start with; undefined before 7.1.24 was filled in. */
export const readControl = kept<Record<never, never>, SalesOrderControlTable>(db =>
  db.selectFrom('sales_order_control').selectAll().where('id', '=', 1),
)
