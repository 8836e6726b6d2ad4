import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, SalesOrderTable } from '../../db/schema.ts'

/** The first change of an order's address after a posting; who has none of their own stands blank in it. */
const readdressed = kept<{ order: string; operation: string }, { detail: string | null }>(
  (db, hole) =>
    db
      .selectFrom('order_event')
      .select('detail')
      .where('order_number', '=', hole('order'))
      .where(eb => eb('type', '=', eb.val('changed' as const)))
      .where('line', 'is', null)
      // Who pays stays once goods moved, so that nothing stands before the address.
      .where(eb => eb('detail', 'like', eb.val('ship_to %')))
      .where('number', '>', eb =>
        eb
          .selectFrom('order_event as shipped')
          .select(one => one.fn.max('shipped.number').as('last'))
          .where('shipped.order_number', '=', hole('order'))
          .where('shipped.operation', '=', hole('operation')),
      )
      .orderBy('number')
      .limit(eb => eb.lit(1)),
)

/** Where an order went in a posting, whatever address it has been given since; null: to the customer's own. */
export const shippedTo = async (
  db: Kysely<Database>,
  order: SalesOrderTable,
  operation: string,
): Promise<string | null> => {
  const [change] = await readdressed(db, { order: order.number, operation })
  if (!change?.detail) return order.ship_to
  return change.detail.slice('ship_to '.length).split('>', 1)[0] || null
}
