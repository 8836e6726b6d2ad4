import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Day, Quantity } from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import type { ShipmentAsk } from './ship-rows.ts'

/** What left in the shipment that a line returns. */
export interface LeftOn {
  readonly line: number
  readonly shipment: number
  readonly lot: string
  readonly day: Day
  readonly quantity: Quantity
}

const ofReturns = kept<{ order: string }, LeftOn>(
  (db, hole) =>
    db
      .selectFrom('sales_order_line as line')
      .innerJoin('stock_move as move', 'move.number', 'line.return_shipment')
      .select(['line.line', 'move.number as shipment', 'move.lot'])
      .select('move.effective_date as day')
      .select(eb => eb.neg('move.quantity').as('quantity'))
      .where('line.order_number', '=', hole('order')) as never,
)

/** When the goods left that an order's lines return, and of which lot, in the shipment that each names. */
export const readLeft = ({ db }: Books, order: string): Promise<readonly LeftOn[]> =>
  ofReturns(db, { order })

/** The first day from which on so much was always there, of what came and went day by day. */
export const thereSince = (
  days: readonly Pick<LeftOn, 'day' | 'quantity'>[],
  quantity: Quantity,
): Day => {
  let since = days[0]!.day
  let there = 0
  let isThere = false
  for (const one of days) {
    there += one.quantity
    if (there >= quantity && !isThere) since = one.day
    isThere = there >= quantity
  }
  return isThere ? since : days.at(-1)!.day
}

/** Nothing comes back before it had left. */
export const backTooSoon = (
  { rows, effective_date }: Pick<ShipmentAsk, 'rows' | 'effective_date'>,
  left: readonly LeftOn[],
): Refused | null => {
  const back = new Map<number, Quantity>()
  for (const { line, quantity } of rows) {
    if (quantity < 0) back.set(line, (back.get(line) ?? 0) - quantity)
  }
  for (const [line, quantity] of back) {
    const its = left.filter(one => one.line === line)
    if (its.length === 0) continue
    const since = thereSince(its, quantity)
    if (effective_date < since) {
      return refuse('effective_date', msg.backBeforeLeft, line, since)
    }
  }
  return null
}

/** Goods of a lot come back as that lot; no lot is asked of an item that has none any more, or had none then. */
export const otherLotTrouble = (
  line: number,
  lot: string,
  left: readonly LeftOn[],
): Refused | null => {
  const its = left.find(one => one.line === line)
  if (!its || its.lot === '' || lot === '' || lot === its.lot) return null
  return refuse('lot', msg.returnIntoOtherLot, line, its.shipment, its.lot, lot)
}
