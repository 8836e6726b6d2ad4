import { expressionBuilder, type Kysely, sql } from 'kysely'
import { msg } from '../../db/messages.ts'
import type { Database, SalesOrderTable } from '../../db/schema.ts'
import { accept } from '../kernel/decision.ts'
import { formIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Verb } from '../ledger/perform.ts'
import type { OrderEvent, Save } from '../ledger/posting.ts'
import { readAllLimited } from '../sales/credit-exposure.ts'
import { stillHolds } from '../sales/credit-holds.ts'
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

/** The open orders of the payers in the range that are held, or that are free. */
const openOrders = (db: Kysely<Database>, draft: Draft, held: boolean) => {
  const entry = formIn(draft, 'auto_credit')
  const from = textIn(entry, 'customer_from')
  const to = textIn(entry, 'customer_to')
  let query = db
    .selectFrom('sales_order')
    .where('sales_order.status', 'in', ['entered', 'confirmed'])
    // Spelt as a constant, which the partial index of held orders is recognised by.
    .where(eb =>
      held ? eb('action_status', '=', sql.lit('HD' as const)) : eb('action_status', 'is', null),
    )
  if (from !== null) query = query.where('sales_order.bill_to', '>=', from)
  if (to !== null) query = query.where('sales_order.bill_to', '<=', to)
  return query
}

const order = expressionBuilder<Database, 'sales_order'>()

/** Whether goods that cost something are to go out still. */
const asksForGoods = () =>
  order.exists(
    order
      .selectFrom('sales_order_line as line')
      .select('line.line')
      .whereRef('line.order_number', '=', 'sales_order.number')
      .where('line.closed', '=', 0)
      .where('line.quantity', '>', 0)
      .where('line.price', '>', 0),
  )

/** Whether a hand was the last to let an order go: with initials, which 7.1.17 has none of. */
const releasedByHand = () =>
  order(
    order
      .selectFrom('order_event')
      .select('detail')
      .whereRef('order_number', '=', 'sales_order.number')
      .where('type', '=', 'released')
      .orderBy('order_event.number', 'desc')
      .limit(1),
    'is not',
    null,
  )

/** Whether a hand holds an order; one that came from elsewhere has no cause of ours, and is left to a hand too. */
const heldByHand = () => {
  const holds = order
    .selectFrom('order_event as hold')
    .select('hold.number')
    .whereRef('hold.order_number', '=', 'sales_order.number')
    .where(stillHolds(order.ref('sales_order.number')))
  return order.or([
    order.not(order.exists(holds)),
    order.exists(holds.where('hold.detail', '=', 'manual')),
  ])
}

const read =
  (held: boolean) =>
  async ({ db }: Books, draft: Draft): Promise<readonly Found[]> => {
    const orders = openOrders(db, draft, held)
    const exposures = await readAllLimited(db, orders.select('sales_order.bill_to'))
    const rows = await orders
      .innerJoin('customer', 'customer.code', 'sales_order.bill_to')
      .innerJoin('customer as buyer', 'buyer.code', 'sales_order.sold_to')
      .selectAll('sales_order')
      .select(['customer.name', 'buyer.on_hold'])
      .select([asksForGoods().as('goods'), (held ? heldByHand() : releasedByHand()).as('by_hand')])
      .orderBy('order_date')
      .orderBy('number')
      .execute()
    return rows.map(({ name, on_hold, goods, by_hand, ...row }) => {
      // All of the customer's orders are counted already, so this one adds nothing.
      const asked = { currency: row.currency, goods: Boolean(goods), amount: 0 }
      const facts = { exposure: exposures.get(row.bill_to), soldToOnHold: on_hold }
      return { order: row, name, causes: creditCauses(asked, facts), byHand: Boolean(by_hand) }
    })
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
