import type { Day, Quantity, SalesOrderLineTable } from '../../db/schema.ts'
import type { Place } from '../inventory/place.ts'
import type { OrderEvent, StockMove } from '../ledger/posting.ts'
import { orderEvent } from './order-changes.ts'
import { saleOf } from './sale.ts'

/** So much of a line that goes out, or comes back, in a shipment. */
export interface Going {
  readonly line: SalesOrderLineTable
  readonly customer: string
  readonly place: Place
  readonly quantity: Quantity
  /** What of the line went out before. */
  readonly shipped: Quantity
  readonly effective_date: Day
  /** The shipment that is taken back, and why. */
  readonly back?: { readonly undoes: number; readonly reason: string | null }
  /** Where consigned goods go. */
  readonly consigned: Pick<Place, 'site' | 'location'> | null
}

/** How a shipment is written: moves of stock, and what happened to the order. */
export interface Gone {
  readonly moves: readonly StockMove[]
  readonly event: OrderEvent
}

const moveOf = ({ line, customer, effective_date }: Going, place: Place): StockMove => ({
  type: 'ISS-SO',
  item: line.item,
  site: place.site,
  location: place.location,
  lot: place.lot,
  quantity: 0,
  effective_date,
  order_number: line.order_number,
  line: line.line,
  customer,
  price: null,
  amount: null,
  reference: null,
  remarks: null,
})

/** Goods are sold as they go out; what comes back of a return says why. */
const sold = (going: Going): Gone => {
  const { line, quantity, place, shipped, back } = going
  const sale = saleOf(line, { shipped, quantity })
  const { reason } = back ?? line
  const undoes = back?.undoes ?? null
  const what = { line: line.line, quantity, ...sale, reason }
  return {
    moves: [{ ...moveOf(going, place), ...sale, quantity: -quantity, reason, undoes }],
    event: orderEvent('shipped', line.order_number, what),
  }
}

/** Goods that stay ours go to where the customer keeps them; nothing is sold yet. */
const consigned = (going: Going, to: Pick<Place, 'site' | 'location'>): Gone => {
  const { line, quantity, place } = going
  const there = { ...to, lot: place.lot }
  return {
    moves: [
      { ...moveOf(going, place), type: 'ISS-TR', quantity: -quantity, consignment: 'sent' },
      { ...moveOf(going, there), type: 'RCT-TR', quantity, consignment: 'received' },
    ],
    event: orderEvent('shipped', line.order_number, {
      line: line.line,
      quantity,
      detail: `consigned ${to.site} ${to.location}`,
    }),
  }
}

/** What a shipment writes for one row. */
export const goneOf = (going: Going): Gone =>
  going.line.consigned === 1 && going.consigned !== null
    ? consigned(going, going.consigned)
    : sold(going)
