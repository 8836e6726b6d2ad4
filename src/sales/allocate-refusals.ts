import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable } from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { OrderFacts } from './allocate-facts.ts'
import { isInWork, lifeProblem, stateOf } from './order-state.ts'

/**
 * Why nothing can be allocated or shipped for an order, in the order in which the clerk should
 * hear it; null when something can.
 */
export const orderTrouble = (number: string, { order, lines }: OrderFacts): Refused | null => {
  if (!order) return refuse('order_number', msg.orderDoesNotExist, number)
  const wrong = lifeProblem('allocate', number, stateOf(order, lines.some(isInWork)))
  if (wrong) return wrong
  const open = lines.filter(line => line.closed === 0)
  if (open.length === 0) return refuse('order_number', msg.orderHasNothingOpen, number)
  if (open.every(line => line.confirmed === 0)) {
    return refuse('order_number', msg.orderNotConfirmed, number)
  }
  return null
}

/** Why a row isn't of the line any more that it was read from: somebody put another item there since. */
export const otherItemTrouble = (
  { item }: { readonly item: string | null },
  now: Pick<SalesOrderLineTable, 'line' | 'item'>,
): Refused | null =>
  item === null || item === now.item ? null : refuse('line', msg.lineOtherItem, now.line, now.item)
