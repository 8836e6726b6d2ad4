import { msg } from '../../db/messages.ts'
import type { Percent } from '../../db/schema.ts'
import { showDecimal } from '../kernel/decimal.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { ReturnFacts } from './returns.ts'
import type { OrderFacts } from './save-order-facts.ts'

/** The shipment, and the discount of the order that it was sold by, as a message says them. */
export const soldAt = ({ number, discount }: ReturnFacts): [number, string] => [
  number,
  showDecimal(discount, { scale: 2, decimals: 2, grouped: false }),
]

/** What comes back is credited as it was paid: with the discount of the order that it was sold by. */
export const discountTrouble = (
  discount: Percent,
  { before, rows }: OrderFacts,
): Refused | undefined => {
  // What was saved stays true until it is typed again.
  const asked = before?.discount === discount ? rows.filter(row => row.changed) : rows
  const other = asked.find(({ returned }) => returned && returned.discount !== discount)
  return other && refuse('discount', msg.returnOtherDiscount, ...soldAt(other.returned!))
}
