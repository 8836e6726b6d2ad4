import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, OrderEventTable, SalesOrderTable } from '../../db/schema.ts'
import { changesOf } from './order-changes.ts'

type HeadChange = Pick<OrderEventTable, 'line' | 'detail'>

/** What was changed in an order's head after a posting, in the order in which it was. */
const changedSince = kept<{ order: string; operation: string }, HeadChange>((db, hole) =>
  db
    .selectFrom('order_event')
    .select(['line', 'detail'])
    .where('order_number', '=', hole('order'))
    .where(eb => eb('type', '=', eb.val('changed' as const)))
    .where('line', 'is', null)
    .where('number', '>', eb =>
      eb
        .selectFrom('order_event as shipped')
        .select(one => one.fn.max('shipped.number').as('last'))
        .where('shipped.order_number', '=', hole('order'))
        .where('shipped.operation', '=', hole('operation')),
    )
    .orderBy('number'),
)

/** Where an order went in a posting, whatever address it has been given since; null: to the customer's own. */
export const shippedTo = async (
  db: Kysely<Database>,
  order: SalesOrderTable,
  operation: string,
): Promise<string | null> => {
  const since = await changedSince(db, { order: order.number, operation })
  const readdressed = since.flatMap(changesOf).find(({ column }) => column === 'ship_to')
  return readdressed ? readdressed.ends[0] || null : order.ship_to
}
