import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, OrderEventTable, SalesOrderTable } from '../../db/schema.ts'
import type { Values } from '../kernel/entry.ts'
import type { Cause, HoldCause } from './credit-test.ts'
import { readOrder } from './order-rows.ts'

type Held = Pick<OrderEventTable, 'detail' | 'amount' | 'reason' | 'created_by' | 'created_at'>

const sinceRelease = kept<{ number: string }, Held>((db, hole) =>
  db
    .selectFrom('order_event')
    .select(['detail', 'amount', 'reason', 'created_by', 'created_at'])
    .where('order_number', '=', hole('number'))
    .where(eb =>
      eb(
        'number',
        'in',
        eb
          .selectFrom('order_event as hold')
          .select(one => one.fn.max('hold.number').as('latest'))
          .where('hold.order_number', '=', hole('number'))
          .where(one => one('hold.type', '=', one.val('held' as const)))
          .groupBy('hold.detail'),
      ),
    )
    .where(eb =>
      eb(
        'number',
        '>',
        eb.fn.coalesce(
          eb
            .selectFrom('order_event as before')
            .select(one => one.fn.max('before.number').as('last'))
            .where('before.order_number', '=', hole('number'))
            .where(one => one('before.type', '=', one.val('released' as const))),
          eb.lit(0),
        ),
      ),
    )
    .orderBy('number'),
)

/** All that holds an order since it was last free, each cause as it was last: rows of cause, amount, by whom and when. */
export const readHolds = async (db: Kysely<Database>, number: string): Promise<readonly Values[]> =>
  (await sinceRelease(db, { number })).map(({ detail, ...rest }) => ({ ...rest, cause: detail }))

/** Whether what holds an order holds its copies too; of one that is settled nobody could release it any more. */
export const holdsCopies = (order: Pick<SalesOrderTable, 'action_status' | 'status'>): boolean =>
  order.action_status === 'HD' && order.status !== 'closed'

/** Why the copy of an order is held: for all that holds the order itself, whatever it was; nothing where that is free or settled. */
export const readCopiedHolds = async (
  db: Kysely<Database>,
  number: string,
): Promise<readonly Cause[]> => {
  const [original] = await readOrder(db, { number })
  if (!original || !holdsCopies(original)) return []
  const holds = await sinceRelease(db, { number })
  // Orders that came from elsewhere have no event that says why they are held.
  if (holds.length === 0) return [['manual', null]]
  return holds.map(({ detail, reason }) => [detail as HoldCause, null, reason])
}
