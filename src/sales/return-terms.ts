import { msg } from '../../db/messages.ts'
import type { SalesOrderTable } from '../../db/schema.ts'
import { showDecimal } from '../kernel/decimal.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import { type Notice, notice, warned } from '../kernel/entry.ts'
import type { ReturnFacts } from './returns.ts'
import type { SaveFacts } from './save-order-facts.ts'

/** What an order credits by what it returns. */
type Terms = Pick<SalesOrderTable, 'bill_to' | 'discount'>

/** The shipment, and the discount of the order that it was sold by, as a message says them. */
const soldAt = ({ number, discount }: ReturnFacts): [number, string] => [
  number,
  showDecimal(discount, { scale: 2, decimals: 2, grouped: false }),
]

/** What comes back is credited to who was to pay for it, and as it was paid: with the discount of the order that it was sold by. */
export const termsTrouble = (terms: Terms, { before, rows }: SaveFacts): Refused | undefined => {
  // What was saved stays true until it is typed again.
  const other = (term: keyof Terms) => {
    const asked = before?.[term] === terms[term] ? rows.filter(row => row.changed) : rows
    return asked.find(({ returned }) => returned && returned[term] !== terms[term])?.returned
  }
  const [paid, discounted] = [other('bill_to'), other('discount')]
  if (paid) return refuse('bill_to', msg.returnOtherPayer, paid.number, paid.bill_to)
  return discounted && refuse('discount', msg.returnOtherDiscount, ...soldAt(discounted))
}

/** What the clerk hears of a return as soon as it is typed into an order of other terms. */
export const termsNotices = (terms: Terms, returned: ReturnFacts): Notice[] => [
  ...(returned.bill_to === terms.bill_to
    ? []
    : [notice(warned(msg.returnOtherPayer), returned.number, returned.bill_to)]),
  ...(returned.discount === terms.discount
    ? []
    : [notice(warned(msg.returnOtherDiscount), ...soldAt(returned))]),
]
