import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { textIn } from '../kernel/draft.ts'
import { rowOf } from '../ledger/master-rows.ts'
import type { OrderEvent, Posting, Remove, Save } from '../ledger/posting.ts'
import { altered } from './ask-change.ts'
import { headChanges, lineEvent, orderEvent } from './order-changes.ts'
import type { OrderInput, RowToSave, SaveFacts } from './save-order-facts.ts'

/**
 * Lines of which more is open than their site can still allocate. They don't count on the same pieces: those due first
 * go first, as at the desk. Only items and sites are looked at of which a line was changed.
 */
export const shortLines = (rows: readonly RowToSave[]): number[] => {
  const stock = ({ item, site }: SalesOrderLineTable) => `${item} ${site}`
  const free = new Map<string, number>()
  for (const { line, facts } of rows) {
    if (facts) free.set(stock(line), facts.available ?? 0)
  }
  const short: number[] = []
  for (const line of rows.map(one => one.line).toSorted(dueFirst)) {
    const left = free.get(stock(line))
    const lacking = line.quantity - line.quantity_shipped - line.quantity_allocated
    if (left === undefined || lacking <= 0 || line.closed === 1) continue
    free.set(stock(line), left - lacking)
    if (lacking > left) short.push(line.line)
  }
  return short.toSorted((a, b) => a - b)
}

const dueFirst = (a: SalesOrderLineTable, b: SalesOrderLineTable) =>
  a.due_date < b.due_date ? -1 : a.due_date > b.due_date ? 1 : a.line - b.line

/** All that an order writes when it is saved: what changed of it, the counter of new orders, and history. */
export const orderPosting = (
  order: SalesOrderTable,
  rows: readonly RowToSave[],
  facts: SaveFacts,
  { order: typed }: OrderInput,
): Posting => {
  const { before, header, removed, next } = facts
  const touched = rows.filter(one => one.changed)
  // The order's status follows from its lines when one is saved, so a removal saves one that stays.
  const saved = touched.length === 0 && removed.length > 0 ? rows.slice(0, 1) : touched
  const saves: Save[] = [
    { table: 'sales_order', row: order },
    ...saved.map(({ line }) => ({ table: 'sales_order_line' as const, row: line })),
  ]
  if (textIn(typed, 'number') === null) {
    const row = rowOf('sales_order_control', { ...header!, next_order: next + 1 })
    saves.push({ table: 'sales_order_control', row })
  }
  const removes: Remove[] = removed.map(({ order_number, line }) => ({
    table: 'sales_order_line',
    key: { order_number, line },
  }))
  const head = before
    ? orderEvent('changed', order.number, { detail: headChanges(before, order) })
    : orderEvent('entered', order.number)
  const events: OrderEvent[] = [
    // A save that changes nothing is no change: what the customer signed still stands.
    ...(altered(order, facts) ? [head] : []),
    ...touched.map(one => lineEvent(one.before, one.line)),
    ...removed.map(line => lineEvent(line, undefined)),
  ]
  return { saves, removes, events }
}
