import { expressionBuilder } from 'kysely'
import type { Database, Money, Quantity, SalesOrderLineTable } from '../../db/schema.ts'
import { saleOf } from './sale.ts'

/** What of a line a credit limit counts by. */
export type Countable = Pick<
  SalesOrderLineTable,
  'price' | 'quantity' | 'quantity_shipped' | 'quantity_used' | 'consigned' | 'closed'
>

/** What of a line is still to go out; what is to come back lowers nothing before it came. */
const toGoOut = ({ closed, quantity, quantity_shipped }: Countable): Quantity =>
  closed === 1 ? 0 : Math.max(0, quantity - quantity_shipped)

/** What a line will be sold for: what is to go out, and what lies with the customer; what was given back isn't shipped again. */
export const toBeSold = (line: Countable, lying: Quantity): Money => {
  const shipped = line.consigned === 1 ? line.quantity_used : line.quantity_shipped
  return saleOf(line, { shipped, quantity: toGoOut(line) + lying }).amount
}

const line = expressionBuilder<Database & { line: SalesOrderLineTable }, 'line'>()

/** What of a line lies with its customer; null: nothing. */
export const lyingOf = () =>
  line
    .selectFrom('consignment')
    .select(eb => eb.fn.sum<Quantity | null>('consignment.quantity').as('lying'))
    .whereRef('consignment.order_number', '=', 'line.order_number')
    .whereRef('consignment.line', '=', 'line.line')
