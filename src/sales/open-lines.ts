import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { freeStock } from '../inventory/free-stock.ts'

type Db = Kysely<Database>

/** Lines of which something may still happen, with the head of their order. */
export const openLines = (db: Db) =>
  db
    .selectFrom('sales_order_line as line')
    .innerJoin('sales_order as head', 'head.number', 'line.order_number')
    .where('head.status', 'in', ['entered', 'confirmed'])
    .where('head.stopped', '=', 0)
    .where('line.closed', '=', 0)

/** Lines that lack goods and may be given some: confirmed, of orders that nothing holds. */
export const linesThatLack = (db: Db) =>
  openLines(db)
    .where('head.action_status', 'is', null)
    .where('line.confirmed', '=', 1)
    .where(eb =>
      eb('line.quantity', '>', eb('line.quantity_shipped', '+', eb.ref('line.quantity_allocated'))),
    )

/**
 * The same with what is free of the item at their site, and what it takes to cover them and all that are
 * due before them, so that two orders don't count on the same pieces.
 */
export const linesToAllocate = (db: Db) =>
  linesThatLack(db)
    .leftJoin(freeStock(db).as('stock'), join =>
      join.onRef('stock.item', '=', 'line.item').onRef('stock.site', '=', 'line.site'),
    )
    .select(['line.order_number', 'line.line', 'line.item', 'line.site', 'line.due_date'])
    .select(eb => {
      // In brackets, else what is allocated would be added to what is needed.
      const taken = eb.parens('line.quantity_shipped', '+', eb.ref('line.quantity_allocated'))
      return [
        eb.fn.coalesce('stock.quantity', eb.lit(0)).as('free'),
        eb.fn
          .sum<number>(eb('line.quantity', '-', taken))
          .over(all =>
            all
              .partitionBy(['line.item', 'line.site'])
              .orderBy('line.due_date')
              .orderBy('line.order_number')
              .orderBy('line.line'),
          )
          .as('needed'),
      ]
    })
