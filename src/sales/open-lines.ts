import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Lines of which something may still happen, with the head of their order. */
export const openLines = (db: Kysely<Database>) =>
  db
    .selectFrom('sales_order_line as line')
    .innerJoin('sales_order as head', 'head.number', 'line.order_number')
    .where('head.status', 'in', ['entered', 'confirmed'])
    .where('line.closed', '=', 0)
