import { expressionBuilder } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, Money, Quantity, SalesOrderLineTable } from '../../db/schema.ts'
import { sum } from '../kernel/arithmetic.ts'
import type { Books } from '../ledger/books.ts'
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

/** What an order has sold, and what of its lines lies with the customer. */
export interface Taken {
  readonly sold: Money
  readonly lying: ReadonlyMap<number, Quantity>
}

const soldOf = kept<{ number: string }, { amount: Money | null }>((db, hole) =>
  db
    .selectFrom('stock_move')
    .where('order_number', '=', hole('number'))
    .where(eb => eb('type', '=', eb.val('ISS-SO' as const)))
    .select(eb => eb.fn.sum<number>('amount').as('amount')),
)

const lyingByLine = kept<{ number: string }, { line: number; quantity: Quantity }>((db, hole) =>
  db
    .selectFrom('consignment')
    .where('order_number', '=', hole('number'))
    .groupBy('line')
    .select(eb => ['line', eb.fn.sum<number>('quantity').as('quantity')]),
)

/** What a limit counts of an order whatever is typed for its lines. */
export const readTaken = async ({ db }: Books, number: string): Promise<Taken> => ({
  sold: (await soldOf(db, { number }))[0]?.amount ?? 0,
  lying: new Map((await lyingByLine(db, { number })).map(one => [one.line, one.quantity])),
})

/** What a limit counts of an order with these lines. */
export const countedOf = (lines: readonly SalesOrderLineTable[], { sold, lying }: Taken): Money =>
  sold + sum(lines.map(one => toBeSold(one, lying.get(one.line) ?? 0)))

/** Whether an order asks for anything that costs money: no limit holds one that only brings goods back. */
export const asksForGoods = (lines: readonly SalesOrderLineTable[]): boolean =>
  lines.some(one => toGoOut(one) > 0 && one.price > 0)
