import type { Kysely } from 'kysely'
import { msg } from '../../db/messages.ts'
import type { Database, SalesOrderTable } from '../../db/schema.ts'
import { accept } from '../kernel/decision.ts'
import { formIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import type { OrderEvent, Save } from '../ledger/posting.ts'
import { type Exposure, readExposure } from '../sales/credit-exposure.ts'
import { readHolds } from '../sales/credit-holds.ts'
import { type Cause, creditCauses, heldEvents } from '../sales/credit-test.ts'
import { orderEvent } from '../sales/order-changes.ts'

/** An open order of a customer in the range, with what credit says of it. */
interface Found {
  readonly order: SalesOrderTable
  readonly name: string
  readonly causes: readonly Cause[]
  /** Whether a hand holds it or let it go: what a person decided, no program turns round. */
  readonly byHand: boolean
}

const openOrders = async (db: Kysely<Database>, draft: Draft, held: boolean) => {
  const entry = formIn(draft, 'auto_credit')
  const from = textIn(entry, 'customer_from')
  const to = textIn(entry, 'customer_to')
  let query = db
    .selectFrom('sales_order')
    .innerJoin('customer', 'customer.code', 'sales_order.bill_to')
    .innerJoin('customer as buyer', 'buyer.code', 'sales_order.sold_to')
    .selectAll('sales_order')
    .select(['customer.name', 'buyer.on_hold'])
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('sales_order_line as line')
            .select('line.line')
            .whereRef('line.order_number', '=', 'sales_order.number')
            .where('line.closed', '=', 0)
            .where('line.quantity', '>', 0)
            .where('line.price', '>', 0),
        )
        .as('goods'),
    )
    .where('sales_order.status', 'in', ['entered', 'confirmed'])
    .where('action_status', held ? '=' : 'is', (held ? 'HD' : null) as never)
  if (from !== null) query = query.where('sales_order.bill_to', '>=', from)
  if (to !== null) query = query.where('sales_order.bill_to', '<=', to)
  return query.orderBy('order_date').orderBy('number').execute()
}

/** Whether a hand was the last to let an order go: with initials, which 7.1.17 has none of. */
const releasedByHand = async (db: Kysely<Database>, number: string) => {
  const last = await db
    .selectFrom('order_event')
    .select('detail')
    .where('order_number', '=', number)
    .where('type', '=', 'released')
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return last !== undefined && last.detail !== null
}

/** An order that came from elsewhere has no cause of ours, and is left to a hand too. */
const heldByHand = (holds: readonly Values[]) =>
  holds.length === 0 || holds.some(one => one['cause'] === 'manual')

const read =
  (held: boolean) =>
  async ({ db }: Books, draft: Draft): Promise<readonly Found[]> => {
    const exposures = new Map<string, Exposure | undefined>()
    const found: Found[] = []
    for (const { name, on_hold, goods, ...order } of await openOrders(db, draft, held)) {
      const { number, bill_to, currency } = order
      if (!exposures.has(bill_to)) exposures.set(bill_to, await readExposure(db, bill_to, ''))
      // All of the customer's orders are counted already, so this one adds nothing.
      const asked = { currency, goods: Boolean(goods), amount: 0 }
      const facts = { exposure: exposures.get(bill_to), soldToOnHold: on_hold }
      const causes = creditCauses(asked, facts)
      const byHand = held
        ? heldByHand(await readHolds(db, number))
        : await releasedByHand(db, number)
      found.push({ order, name, causes, byHand })
    }
    return found
  }

const turned = (
  found: readonly Found[],
  action_status: 'HD' | null,
  events: (one: Found) => readonly OrderEvent[],
) => ({
  saves: found.map(
    ({ order }): Save => ({
      table: 'sales_order',
      row: { ...order, action_status, version: order.version + 1 },
    }),
  ),
  events: found.flatMap(events),
})

const rowOf = ({ order, name }: Found, causes: readonly Cause[]): Values[] =>
  (causes.length === 0 ? [[null, null] as const] : causes).map(([cause, amount]) => ({
    order_number: order.number,
    bill_to: order.bill_to,
    ...{ name, total: order.total, cause, amount },
  }))

/** 7.1.16: holds every open order of customers over their limit or on hold; what finance released by hand stays free. */
export const holdAutomatically: Verb<Draft, readonly Found[], Done> = {
  right: '7.1.16',
  read: read(false),
  decide: (_, found) => {
    const held = found.filter(one => one.causes.length > 0 && !one.byHand)
    return accept({
      result: {
        notices: [notice(msg.ordersHeld, held.length)],
        rows: held.flatMap(one => rowOf(one, one.causes)),
      },
      posting: turned(held, 'HD', one => heldEvents(one.order.number, one.causes)),
    })
  },
}

/** 7.1.17: lets go every order of which no cause is left; what was held by hand, a hand releases. */
export const releaseAutomatically: Verb<Draft, readonly Found[], Done> = {
  right: '7.1.17',
  read: read(true),
  decide: (_, found) => {
    const free = found.filter(one => one.causes.length === 0 && !one.byHand)
    return accept({
      result: {
        notices: [notice(msg.ordersReleased, free.length)],
        rows: free.flatMap(one => rowOf(one, [])),
      },
      posting: turned(free, null, one => [orderEvent('released', one.order.number)]),
    })
  },
}
