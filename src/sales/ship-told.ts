import { msg } from '../../db/messages.ts'
import { type Place, showPlace } from '../inventory/place.ts'
import { sum } from '../kernel/arithmetic.ts'
import { showMoney, showQuantity } from '../kernel/decimal.ts'
import { type Done, notice } from '../kernel/entry.ts'
import type { OrderEvent, StockMove } from '../ledger/posting.ts'
import type { OrderFacts } from './allocate-facts.ts'
import { discountedSale } from './sale.ts'
import type { ShipmentAsk } from './ship-rows.ts'

interface Written {
  readonly moves: readonly StockMove[]
  readonly events: readonly OrderEvent[]
}

interface Told extends Pick<OrderFacts, 'order'> {
  /** Where consigned goods go; null before it was set. */
  readonly consigned: Pick<Place, 'site' | 'location'> | null
}

const linesOf = (moves: readonly StockMove[]) => new Set(moves.map(move => move.line)).size

/** What a clerk hears of a shipment: what was taken back, sold, sent to lie with the customer, and what was cancelled. */
export const shipmentDone = (
  ask: Pick<ShipmentAsk, 'order'>,
  { moves, events }: Written,
  { consigned, order }: Told,
): Done => {
  const back = moves.filter(({ undoes = null }) => undoes !== null)
  const sold = moves.filter(({ type }) => type === 'ISS-SO').filter(move => !back.includes(move))
  const sent = linesOf(moves.filter(({ consignment }) => consignment === 'sent'))
  const amountOf = (its: readonly StockMove[], sign: 1 | -1) => {
    const amount = discountedSale(sum(its.map(move => move.amount ?? 0)), order!.discount)
    return `${showMoney(sign * amount)} ${order!.currency}`
  }
  const to = showPlace({ site: '', location: '', ...consigned, lot: '' })
  return {
    notices: [
      ...(back.length === 0
        ? []
        : [notice(msg.shipmentTakenBack, ask.order, linesOf(back), amountOf(back, -1))]),
      ...(sold.length === 0
        ? []
        : [notice(msg.orderShipped, ask.order, linesOf(sold), amountOf(sold, 1))]),
      ...(sent === 0 ? [] : [notice(msg.goodsConsigned, ask.order, sent, to)]),
      ...events
        .filter(one => one.type === 'closed')
        .map(one => notice(msg.backorderCancelled, one.line!, showQuantity(-one.quantity!))),
    ],
    recall: { order_number: ask.order },
  }
}
