import { type DemoOrder, orders } from '../../db/demo/orders.ts'
import type { SalesOrderLineTable } from '../../db/schema.ts'
import { dayOf, plusDays } from '../kernel/calendar.ts'
import type { Decision } from '../kernel/decision.ts'
import type { Draft, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type Performed, perform } from '../ledger/perform.ts'
import { allocateOrder } from '../sales/allocate.ts'
import { auditOrder } from '../sales/audit-order.ts'
import { cancelOrder } from '../sales/cancel-order.ts'
import { chooseCustomer } from '../sales/choose-customer.ts'
import { confirmOrder } from '../sales/confirm-order.ts'
import { saveOrder } from '../sales/save-order.ts'
import { shipOrder } from '../sales/ship.ts'
import { fillDemoCertificate } from './demo-certificates.ts'
import { type Act, fillDemoPapers } from './demo-papers.ts'
import { demoReturn, fillDemoUsage } from './demo-returns.ts'

/** What is done to an order in each state, after it was entered. */
const stages: Readonly<
  Record<
    DemoOrder['state'],
    readonly ('audit' | 'confirm' | 'allocate' | 'ship' | 'part' | 'cancel')[]
  >
> = {
  entered: [],
  held: [],
  cancelled: ['cancel'],
  confirmed: ['audit', 'confirm'],
  allocated: ['audit', 'confirm', 'allocate'],
  'part shipped': ['audit', 'confirm', 'allocate', 'part'],
  shipped: ['audit', 'confirm', 'ship'],
}

/** Enters the demo's orders by the same verbs as the screens, each on its own day. */
export const fillDemoOrders = async (books: Books): Promise<void> => {
  for (const [index, order] of orders.entries()) {
    const now = new Date(books.now().getTime() - order.daysAgo * 86_400_000)
    const then = { ...books, now: () => now }
    const id = `demo-order-${index + 1}`
    const number = await workOn(then, order, id)
    await fillDemoPapers(then, { ...order, number }, actor(then, `demo-papers-${index + 1}`))
    await fillDemoUsage(then, { ...order, number }, actor(then, id))
    const { soldTo, certificate } = order
    if (certificate) {
      await fillDemoCertificate(then, { soldTo, number, certificate }, actor(then, id))
    }
  }
}

/** Carries out verbs on a day of the demo, as whoever's work it is. */
const actor =
  (books: Books, id: string): Act =>
  async (what, verb, input, user = books.user) =>
    done(
      await perform({ ...books, user }, verb, input, { id: `${id}-${what}`, ...inDemo }),
      `${id} ${what}`,
    )

const workOn = async (books: Books, order: DemoOrder, id: string) => {
  const today = dayOf(books.now())
  const act = actor(books, id)
  const { number } = await act(
    'enter',
    saveOrder,
    await orderInput(books, order, plusDays(today, order.promise)),
  )
  const lines = await linesOf(books, number)
  for (const stage of stages[order.state]) {
    switch (stage) {
      case 'cancel':
        await act(stage, cancelOrder, { order: { number } })
        break
      case 'audit':
        await act(stage, auditOrder, { confirmation: { order_number: number } }, 'wang')
        break
      case 'confirm':
        await act(stage, confirmOrder, {
          confirmation: { order_number: number },
          lines: lines.map(({ line }) => ({ line, confirmed: 1 })),
        })
        break
      case 'allocate':
        await act(stage, allocateOrder, rowsFor('allocation', number, lines, today))
        break
      default:
        // A part is the first line.
        await act(
          stage,
          shipOrder,
          rowsFor('shipment', number, stage === 'part' ? lines.slice(0, 1) : lines, today),
          'zhao',
        )
    }
  }
  return number
}

/** What the demo does is done once, on whatever day it is asked for again. */
export const inDemo = { screen: 'demo', byContent: true } as const

/** The demo's rows are ours: one that is refused is our own fault. */
const done = <Result>(decision: Decision<Performed<Result>>, what: string): Result => {
  if (decision.ok) return decision.value.result
  const { field, message, about } = decision.refusal
  throw new Error(`${what}: ${field} ${message.en} (${about.join(', ')})`)
}

const orderInput = async (books: Books, order: DemoOrder, promised: string) => {
  const head: Values = { number: null, sold_to: order.soldTo }
  const chosen = await chooseCustomer(books, { values: head, row: 0, draft: {} })
  if (!chosen.ok) throw new Error(`${order.soldTo}: ${chosen.refusal.message.en}`)
  return {
    order: {
      ...head,
      ...chosen.value.values,
      version: null,
      promise_date: promised,
      due_date: promised,
      purchase_order: order.purchaseOrder ?? null,
      consignment: order.consigned ? 1 : 0,
    },
    lines: await Promise.all(
      order.lines.map(async ([item, pieces, lot], index) => ({
        line: index + 1,
        item,
        quantity: pieces * 10_000,
        lot: lot ?? null,
        promise_date: promised,
        ...(pieces < 0 ? await demoReturn(books, order, item) : {}),
      })),
    ),
  }
}

const linesOf = ({ db }: Books, number: string) =>
  db
    .selectFrom('sales_order_line')
    .selectAll()
    .where('order_number', '=', number)
    .orderBy('line')
    .execute()

/** Everything of every line, from its own place or the shelf where finished goods lie. */
const rowsFor = (
  what: 'allocation' | 'shipment',
  number: string,
  lines: readonly SalesOrderLineTable[],
  today: string,
): Draft => ({
  [`${what}_entry`]: { order_number: number, effective_date: today },
  [`${what}_line`]: lines.map(({ line, site, location, lot, quantity }) => ({
    line,
    site,
    location: location ?? '200',
    lot: lot ?? '',
    quantity,
  })),
})
