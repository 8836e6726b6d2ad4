import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import type { OrderEvent } from '../ledger/posting.ts'
import type { LineDraft } from './order-draft.ts'

/** Whether a row differs from the line in the books; a price left blank is the price it has. */
export const wasChanged = (before: SalesOrderLineTable, draft: LineDraft): boolean =>
  Object.entries(draft).some(([column, value]) => {
    if (value === null && mayBeLeftOut.has(column)) return false
    return value !== before[column as keyof LineDraft]
  })

const mayBeLeftOut = new Set(['description', 'list_price', 'discount', 'price', 'price_source'])

const workedOut = new Set([
  'version',
  'status',
  'amount',
  'lines_total',
  'discount_amount',
  'total',
  // An audit has an event of its own, and ends with whatever was changed.
  'audited_by',
  'audited_at',
])

/** The columns that differ, but for those that are worked out. */
export const changedColumns = (before: object, after: object): string[] => {
  const old = before as Record<string, unknown>
  return Object.entries(after)
    .filter(([column, value]) => !workedOut.has(column) && value !== old[column])
    .map(([column]) => column)
}

/** `due_date 2026-11-23>2026-11-30; …`: each column that changed, before and after; null when none did. */
const changes = (before: object, after: object): string | null => {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const told = changedColumns(before, after).map(
    column => `${column} ${old[column] ?? ''}>${now[column] ?? ''}`,
  )
  return told.length === 0 ? null : told.join('; ')
}

/** What changed in an order's head. */
export const headChanges = (before: SalesOrderTable, after: SalesOrderTable): string | null =>
  changes(before, after)

/** An event of an order, or of one of its lines; what isn't said is blank. */
export const orderEvent = (
  type: OrderEvent['type'],
  order_number: string,
  more: Partial<OrderEvent> = {},
): OrderEvent => ({
  order_number,
  line: null,
  type,
  quantity: null,
  price: null,
  amount: null,
  detail: null,
  reason: null,
  ...more,
})

/** What happened to a line, as a change of quantity and amount, so that the events of a line add up to it. */
export const lineEvent = (
  before: SalesOrderLineTable | undefined,
  after: SalesOrderLineTable | undefined,
): OrderEvent => {
  const line = (after ?? before)!
  return orderEvent(before ? 'changed' : 'entered', line.order_number, {
    line: line.line,
    quantity: (after?.quantity ?? 0) - (before?.quantity ?? 0),
    price: line.price,
    amount: (after?.amount ?? 0) - (before?.amount ?? 0),
    detail: before ? (after ? changes(before, after) : `item ${before.item}>`) : null,
  })
}
