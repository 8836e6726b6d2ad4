import { type Expression, expressionBuilder, type Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, OrderEventTable, SalesOrderTable } from '../../db/schema.ts'
import type { Values } from '../kernel/entry.ts'
import type { Cause, HoldCause } from './credit-test.ts'
import { readOrder } from './order-rows.ts'

type Held = Pick<OrderEventTable, 'detail' | 'amount' | 'reason' | 'created_by' | 'created_at'>

const events = expressionBuilder<Database & { hold: OrderEventTable }, 'hold'>()

/** The number of the event that let an order go last; 0 where it never was held. */
const lastRelease = (order: Expression<string>) =>
  events.fn.coalesce(
    events
      .selectFrom('order_event as before')
      .select(eb => eb.fn.max<number>('before.number').as('last'))
      .where('before.order_number', '=', order)
      .where(eb => eb('before.type', '=', eb.val('released' as const))),
    events.lit(0),
  )

/** Whether an event (`hold`) of an order still holds it: since it was last free, and each cause as it was last. */
export const stillHolds = (order: Expression<string>) =>
  events.and([
    events(
      'hold.number',
      'in',
      events
        .selectFrom('order_event as same')
        .select(eb => eb.fn.max<number>('same.number').as('latest'))
        .where('same.order_number', '=', order)
        .where(eb => eb('same.type', '=', eb.val('held' as const)))
        .groupBy('same.detail'),
    ),
    events('hold.number', '>', lastRelease(order)),
  ])

const sinceRelease = kept<{ number: string }, Held>((db, hole) =>
  db
    .selectFrom('order_event as hold')
    .select(['hold.detail', 'hold.amount', 'hold.reason', 'hold.created_by', 'hold.created_at'])
    .where('hold.order_number', '=', hole('number'))
    .where(eb => stillHolds(eb.val(hole('number'))))
    .orderBy('hold.number'),
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
