import { msg } from '../../db/messages.ts'
import type { Quantity, ReasonCodeTable, SalesOrderLineTable } from '../../db/schema.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { inRow, type Refused, refuse } from '../kernel/decision.ts'
import type { LineDraft } from './order-draft.ts'
import { type ReturnFacts, reasonTrouble } from './returns.ts'

/** What a line returns, and for whom. */
export interface ReturnAsk {
  readonly draft: LineDraft
  readonly before: SalesOrderLineTable | undefined
  readonly sold_to: string
  readonly currency: string
  readonly returned: ReturnFacts | undefined
  readonly reason: ReasonCodeTable | undefined
  /** Not of books that come from elsewhere: they may not have known why. */
  readonly asksReason: boolean
}

/** Why a line can't be the return, or on the consignment, that it says; what didn't change stays true. */
export const returnTrouble = (ask: ReturnAsk): Refused | null => {
  const { draft, before } = ask
  const { return_shipment: shipment } = draft
  const came = before ? before.quantity_shipped !== 0 : false
  if (before && before.consigned !== draft.consigned && (came || before.quantity_allocated > 0)) {
    return refuse('consigned', msg.consignedFixed, draft.line)
  }
  if (draft.quantity > 0) {
    if (shipment !== null) return refuse('return_shipment', msg.returnIsNegative)
    return draft.reason === null ? null : refuse('reason', msg.returnIsNegative)
  }
  if (draft.consigned === 1) return refuse('consigned', msg.returnNotConsigned)
  if (came && before!.return_shipment !== shipment) {
    return refuse('return_shipment', msg.returnInWork, draft.line)
  }
  const wrong = shipment === null ? null : shipmentTrouble(shipment, ask)
  if (wrong) return wrong
  if (draft.reason === null) return ask.asksReason ? refuse('reason', msg.returnNeedsReason) : null
  return before && before.reason === draft.reason ? null : reasonTrouble(draft.reason, ask.reason)
}

const shipmentTrouble = (shipment: number, ask: ReturnAsk): Refused | null => {
  const field = 'return_shipment'
  const { returned, sold_to, currency, draft } = ask
  if (!returned) return refuse(field, msg.returnOfNothing, shipment)
  if (returned.customer !== sold_to || returned.item !== draft.item) {
    return refuse(field, msg.returnOfOther, shipment, returned.customer, returned.item)
  }
  return returned.currency === currency
    ? null
    : refuse(field, msg.returnOtherCurrency, shipment, returned.currency)
}

/** All that lines of one order return of a shipment, with what others do, is no more than it took out. */
export const returnsTrouble = (
  lines: readonly { readonly row: number; readonly line: SalesOrderLineTable }[],
  shipments: ReadonlyMap<number, ReturnFacts>,
): Refused | null => {
  const taken = new Map<string, Quantity>()
  for (const { row, line } of lines) {
    const facts = shipments.get(line.return_shipment ?? 0)
    if (!facts) continue
    const quantity = line.closed === 1 ? -line.quantity_shipped : -line.quantity
    const { number, order_number, price, consignment } = facts
    const [one, all] = [`${number}`, `${order_number} ${facts.line} ${price} ${consignment}`]
    const left = Math.min(
      facts.shipped - facts.returned - (taken.get(one) ?? 0),
      facts.sold - facts.line_returned - (taken.get(all) ?? 0),
    )
    if (quantity > left) {
      const said = [number, showQuantity(Math.max(left, 0))]
      return inRow(refuse('quantity', msg.exceedsReturnable, ...said), row)
    }
    for (const key of [one, all]) taken.set(key, (taken.get(key) ?? 0) + quantity)
  }
  return null
}
