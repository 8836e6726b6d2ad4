import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { OrderInput } from '../../src/sales/save-order-facts.ts'

/** An order as it was typed, with changes to its head and to its rows. */
export const changed = (input: OrderInput, order: Values, ...lines: Values[]): OrderInput => ({
  order: { ...input.order, ...order },
  lines: input.lines.map((line, index) => ({ ...line, ...lines[index] })),
})

/** Every order in the books. */
export const ordersIn = ({ db }: Books) =>
  db.selectFrom('sales_order').selectAll().orderBy('number').execute()

/** Every line in the books. */
export const linesIn = ({ db }: Books) =>
  db.selectFrom('sales_order_line').selectAll().orderBy('order_number').orderBy('line').execute()

/** All that ever happened to orders. */
export const eventsIn = ({ db }: Books) =>
  db.selectFrom('order_event').selectAll().orderBy('number').execute()
