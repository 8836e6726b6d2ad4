import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { findCustomer } from '../customer/rows.ts'
import { dayOf, plusDays } from '../kernel/calendar.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import { type Hook, type Notice, notice, type Values, warned } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { neighbour } from '../ledger/records.ts'
import { readWaitingChange } from './change-request.ts'
import { addressBoxes, leadDays } from './choose-customer.ts'
import { holdsCopies } from './credit-holds.ts'
import { progressOf } from './order-progress.ts'
import { readControl, readOrder, readOrderLines } from './order-rows.ts'
import {
  amountOf,
  mayNeedApproval,
  needsApproval,
  type OrderRules,
  readOrderRules,
} from './order-rules.ts'
import { signedNotices } from './order-signature.ts'
import { lifeProblem, stateOf } from './order-state.ts'
import { repriced } from './reprice.ts'
import { totalsOf } from './totals.ts'

/** The head as the screen shows it: with both addresses, and whether new lines begin confirmed. */
const headerValues = async (
  books: Books,
  order: SalesOrderTable,
  lines: readonly SalesOrderLineTable[],
): Promise<Values> => ({
  ...order,
  ship_to: order.ship_to ?? order.sold_to,
  order_date_before: order.order_date,
  confirmed: lines.every(line => line.confirmed === 1) ? 1 : 0,
  ...(await addressBoxes(books, order)),
})

const rowValues = ({ order_number: _, ...line }: SalesOrderLineTable): Values => ({
  ...line,
  saved: 1,
})

/** What can't be typed into once an order is in the books. */
const fixed = { sales_order: ['sold_to', 'currency'] }

/** Reads the order that was typed, or begins a new one when the number is blank. */
export const openOrder: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'number')
  if (number === null) {
    return accept({
      records: { sales_order: {}, sales_order_line: [] },
      existing: false,
      notices: [notice(msg.addingRecord)],
    })
  }
  const [order] = await readOrder(books.db, { number })
  if (!order) return refuse('number', msg.orderDoesNotExist, number)
  const lines = await readOrderLines(books.db, { number })
  // What is confirmed may have to be asked for to be changed, and that needs a reason.
  const confirmed = lines.some(line => line.confirmed === 1)
  const [rules] = confirmed ? await readOrderRules(books.db, { customer: order.sold_to }) : []
  const notices = await standingNotices(books, order, lines, rules)
  return accept({
    records: {
      sales_order: {
        ...(await headerValues(books, order, lines)),
        asks_reason: rules && mayNeedApproval(rules) ? 1 : 0,
      },
      sales_order_line: lines.map(rowValues),
    },
    existing: true,
    notices,
    locked: fixed,
  })
}

/** Why nothing of an order may be changed any more, or for now. */
const changeProblem = (order: SalesOrderTable) =>
  lifeProblem('change', order.number, stateOf(order, false), 'number')

/** What is only looked at, or copied with F11, may stand there; whoever goes on would lose what they type. */
export const checkStanding: Hook<Books> = async ({ db }, { values }) => {
  const number = textIn(values, 'number')
  const [order] = number === null ? [] : await readOrder(db, { number })
  return (order && changeProblem(order)) ?? accept({})
}

/** What whoever opens an order should know of it: rows 22 and 23 show a warning first, then how far it has come. */
const standingNotices = async (
  { db }: Books,
  order: SalesOrderTable,
  lines: readonly SalesOrderLineTable[],
  rules: OrderRules | undefined,
): Promise<Notice[]> => {
  const { number } = order
  const [progress, signed] = [await progressOf(db, order), await signedNotices(db, number)]
  // How far it has come says that it was stopped or ended; why it stays as it is hears who wants to go on.
  if (changeProblem(order)) return [progress, ...signed]
  const notices = [progress, notice(msg.modifyingRecord), ...signed]
  if (order.action_status === 'HD') notices.push(notice(msg.orderHeld, number))
  const [waiting] = await readWaitingChange(db, { order: number })
  if (waiting) {
    const { requested_by, number: request } = waiting
    return [...notices, notice(warned(msg.changeWaits), number, requested_by, request)]
  }
  return rules && needsApproval(amountOf(order, lines), rules)
    ? [...notices, notice(msg.changeNeedsApproval, number)]
    : notices
}

/** The key of the order after or before a number; from a blank number the first or the last; null at the end. */
export const neighbourOrder = neighbour('sales_order')

/** A new order like the one that is shown: today's dates and prices, nothing allocated or shipped, held if it was. */
export const copyOrder: Hook<Books> = async (books, { values }) => {
  const number = textIn(values, 'number')
  const [order] = number === null ? [] : await readOrder(books.db, { number })
  if (!order) return refuse('number', msg.orderDoesNotExist, number ?? '')
  const [control] = await readControl(books.db, {})
  const today = dayOf(books.now())
  const lines = await readOrderLines(books.db, { number: order.number })
  const dates = {
    order_date: today,
    order_date_before: today,
    pricing_date: today,
    due_date: plusDays(today, await leadDays(books, order.sold_to)),
    required_date: null,
    promise_date: null,
  }
  const [customer] = await findCustomer(books.db, { code: order.sold_to })
  const {
    entered_by: _by,
    entered_at: _at,
    status: _status,
    audited_by: _auditor,
    audited_at: _audited,
    stopped: _stopped,
    archived: _archived,
    ...shown
  } = await headerValues(books, order, lines)
  const header = {
    ...shown,
    ...dates,
    number: null,
    version: null,
    copied_from: order.number,
    purchase_order: null,
    action_status: holdsCopies(order) || customer?.on_hold === 1 ? 'HD' : null,
    confirmed: control?.confirmed ?? 1,
  }
  const rows = await repriced(
    books,
    header,
    lines.map(line => copiedRow(line, header)),
  )
  const amounts = rows.map(row => numberIn(row, 'amount') ?? 0)
  const totals = totalsOf(amounts, order.discount, order.freight)
  return accept({
    records: { sales_order: { ...header, ...totals }, sales_order_line: rows },
    existing: false,
    notices: [notice(msg.orderCopied, order.number)],
    locked: { sales_order: [] },
  })
}

const copiedRow = (line: SalesOrderLineTable, header: Values): Values => ({
  ...rowValues(line),
  saved: 0,
  lot: null,
  price_source: null,
  due_date: header.due_date ?? null,
  required_date: null,
  promise_date: null,
  confirmed: header.confirmed ?? 1,
  return_shipment: null,
  reason: null,
  quantity_allocated: 0,
  quantity_shipped: 0,
  quantity_used: 0,
  closed: 0,
})
