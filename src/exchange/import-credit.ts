import type { Money, SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { sum } from '../kernel/arithmetic.ts'
import type { Save } from '../ledger/posting.ts'
import { countedOf } from '../sales/credit-counts.ts'
import type { SaveFacts } from '../sales/save-order-facts.ts'

/** What the orders of a file add to what their payers owe, by payer and currency, as they are judged. */
export type Owed = Map<string, Money>

const owedBy = (payer: string, currency: string) => `${payer} ${currency}`

/** What an order is tested against: the books, with the orders before it in the file. What is history as a whole is not held. */
export const afterEarlier = (
  facts: SaveFacts,
  { payer, owed, isHistory }: { payer: string; owed: Owed; isHistory: boolean },
): SaveFacts => {
  const { exposure } = facts.credit
  if (!exposure) return facts
  const open_orders = exposure.open_orders + (owed.get(owedBy(payer, exposure.currency)) ?? 0)
  const tested = { ...exposure, open_orders, ...(isHistory && { limit: null }) }
  return { ...facts, credit: { ...facts.credit, exposure: tested } }
}

/** Counts an order that was judged: what is open of it as the books will, what was shipped or came back by its amount. */
export const countOrder = (
  owed: Owed,
  saves: readonly Save[],
  isShipped: (line: SalesOrderLineTable) => boolean,
): void => {
  let order: SalesOrderTable | undefined
  const lines: SalesOrderLineTable[] = []
  for (const save of saves) {
    if (save.table === 'sales_order') order = save.row
    if (save.table === 'sales_order_line') lines.push(save.row)
  }
  const shipped = sum(lines.filter(isShipped).map(line => line.amount))
  const open = lines.filter(line => !isShipped(line))
  const key = owedBy(order!.bill_to, order!.currency)
  owed.set(key, (owed.get(key) ?? 0) + shipped + countedOf(open, { sold: 0, lying: new Map() }))
}
