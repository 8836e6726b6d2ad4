import { inField, type Refused } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { type OrderFacts, readOrderFacts } from '../sales/allocate-facts.ts'
import { orderTrouble } from '../sales/allocate-refusals.ts'
import type { CertificateFacts } from './rows.ts'

/** The orders that a certificate is of. */
export type OrdersOf = ReadonlyMap<string, OrderFacts>

/** Reads each order of a certificate once. */
export const readOrdersOf = async (
  books: Books,
  { lines }: CertificateFacts,
): Promise<OrdersOf> => {
  const found = new Map<string, OrderFacts>()
  for (const { order_number } of lines) {
    if (!found.has(order_number)) {
      found.set(order_number, await readOrderFacts(books, order_number))
    }
  }
  return found
}

/** The first of its orders that nothing may be done for: held, stopped, cancelled. */
export const ordersTrouble = (orders: OrdersOf, field: string): Refused | undefined => {
  for (const [number, order] of orders) {
    const no = orderTrouble(number, order)
    if (no) return inField(no, field)
  }
  return undefined
}
