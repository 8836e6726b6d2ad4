import type { Money, Percent } from '../../db/schema.ts'
import { percentOf, sum } from '../kernel/arithmetic.ts'
import { accept } from '../kernel/decision.ts'
import { numberIn, rowsIn } from '../kernel/draft.ts'
import type { Hook } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { filled, headerOf } from './order-draft.ts'

export interface Totals {
  readonly lines_total: Money
  readonly discount_amount: Money
  readonly total: Money
}

/** What an order comes to: its lines, less the order's discount, with the freight. */
export const totalsOf = (amounts: Iterable<Money>, discount: Percent, freight: Money): Totals => {
  const lines = sum(amounts)
  const less = percentOf(lines, discount)
  return { lines_total: lines, discount_amount: less, total: sum([lines, -less, freight]) }
}

/** Fills the trailer from the lines, the discount and the freight. */
export const orderTotals: Hook<Books> = async (_, entry) => {
  const header = { ...headerOf(entry), ...entry.values }
  const amounts = filled(rowsIn(entry.draft, 'sales_order_line')).map(
    row => numberIn(row, 'amount') ?? 0,
  )
  const totals = totalsOf(
    amounts,
    numberIn(header, 'discount') ?? 0,
    numberIn(header, 'freight') ?? 0,
  )
  return accept({ values: { ...totals } })
}
