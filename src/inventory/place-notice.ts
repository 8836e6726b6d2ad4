import { msg } from '../../db/messages.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { type Notice, notice } from '../kernel/entry.ts'
import { availableToAllocate, type PlaceFacts } from './stock.ts'

/** What lies at a place, what of it is promised, and what may still be; of a place that never held any there is nothing to tell. */
export const placeNotices = (facts: PlaceFacts): readonly Notice[] => {
  const { stock } = facts
  if (!stock) return []
  const figures = [stock.on_hand, stock.allocated, availableToAllocate(facts)]
  return [notice(msg.stockAtPlace, ...figures.map(showQuantity))]
}
