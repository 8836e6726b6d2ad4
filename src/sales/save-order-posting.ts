import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { textIn } from '../kernel/draft.ts'
import { rowOf } from '../ledger/master-rows.ts'
import type { OrderEvent, Posting, Remove, Save } from '../ledger/posting.ts'
import { altered } from './ask-change.ts'
import { headChanges, lineEvent, orderEvent } from './order-changes.ts'
import type { OrderFacts, OrderInput } from './save-order-facts.ts'

/** Lines of which more is open than their site can still allocate; only what was changed is looked at. */
export const shortLines = (
  lines: readonly SalesOrderLineTable[],
  { rows }: OrderFacts,
): number[] => {
  const available = new Map(rows.map(({ draft, facts }) => [draft.line, facts?.available ?? 0]))
  const changed = new Set(rows.filter(one => one.changed).map(one => one.draft.line))
  return lines
    .filter(
      ({ line, quantity, quantity_shipped, quantity_allocated }) =>
        changed.has(line) &&
        quantity - quantity_shipped - quantity_allocated > (available.get(line) ?? 0) &&
        quantity > quantity_shipped + quantity_allocated,
    )
    .map(({ line }) => line)
}

/** All that an order writes when it is saved: what changed of it, the counter of new orders, and history. */
export const orderPosting = (
  order: SalesOrderTable,
  lines: readonly SalesOrderLineTable[],
  facts: OrderFacts,
  { order: typed }: OrderInput,
): Posting => {
  const { before, header, rows, removed, next } = facts
  const touched = lines.filter((_, index) => rows[index]!.changed)
  // The order's status follows from its lines when one is saved, so a removal saves one that stays.
  const saved = touched.length === 0 && removed.length > 0 ? lines.slice(0, 1) : touched
  const saves: Save[] = [
    { table: 'sales_order', row: order },
    ...saved.map(row => ({ table: 'sales_order_line' as const, row })),
  ]
  if (textIn(typed, 'number') === null) {
    const row = rowOf('sales_order_control', { ...header!, next_order: next + 1 })
    saves.push({ table: 'sales_order_control', row })
  }
  const removes: Remove[] = removed.map(({ order_number, line }) => ({
    table: 'sales_order_line',
    key: { order_number, line },
  }))
  const old = new Map(rows.map(one => [one.draft.line, one.before]))
  const head = before
    ? orderEvent('changed', order.number, { detail: headChanges(before, order) })
    : orderEvent('entered', order.number)
  const events: OrderEvent[] = [
    // A save that changes nothing is no change: what the customer signed still stands.
    ...(altered(order, facts) ? [head] : []),
    ...touched.map(line => lineEvent(old.get(line.line), line)),
    ...removed.map(line => lineEvent(line, undefined)),
  ]
  return { saves, removes, events }
}
