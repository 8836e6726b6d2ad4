import type { Quantity, SalesOrderLineTable } from '../../db/schema.ts'
import type { Place } from '../inventory/place.ts'
import type { AllocationMove, Posting } from '../ledger/posting.ts'
import { orderEvent } from './order-changes.ts'

/** So much more (or, negative, less) of a place's stock for a line. */
export interface AllocationChange {
  readonly line: SalesOrderLineTable
  readonly place: Place
  readonly quantity: Quantity
}

/** A change as the books write it. */
export const allocationMove = ({ line, place, quantity }: AllocationChange): AllocationMove => ({
  order_number: line.order_number,
  line: line.line,
  item: line.item,
  site: place.site,
  location: place.location,
  lot: place.lot,
  quantity,
})

/**
 * Releases are posted first, so that what one line gives back another can take. One event tells of
 * each line.
 */
export const allocationPosting = (changes: readonly AllocationChange[]): Posting => {
  const real = changes.filter(change => change.quantity !== 0)
  const byLine = new Map<SalesOrderLineTable, Quantity>()
  for (const { line, quantity } of real) byLine.set(line, (byLine.get(line) ?? 0) + quantity)
  return {
    allocations: [
      ...real.filter(change => change.quantity < 0),
      ...real.filter(change => change.quantity > 0),
    ].map(allocationMove),
    events: [...byLine].map(([{ order_number, line }, quantity]) =>
      orderEvent('allocated', order_number, { line, quantity }),
    ),
  }
}
