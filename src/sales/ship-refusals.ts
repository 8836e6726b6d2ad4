import { msg } from '../../db/messages.ts'
import type { Day, Quantity, SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { type Place, showPlace } from '../inventory/place.ts'
import { arrivalTrouble, departureTrouble } from '../inventory/refusals.ts'
import { localTime } from '../kernel/calendar.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { inRow, type Refused, refuse } from '../kernel/decision.ts'
import { type OrderFacts, type PlacesFacts, stockKey } from './allocate-facts.ts'
import { otherItemTrouble } from './allocate-refusals.ts'
import { type LeftOn, otherLotTrouble } from './came-back.ts'
import { type CertifiedLine, certifiedOf, isCertified } from './certified.ts'
import type { ShipmentAsk, ShipmentRow } from './ship-rows.ts'
import { isCertifiedAt, reach, type Tally } from './ship-tally.ts'
import { isShippedWhole, isTakenBack } from './take-back.ts'

/** What a row of an order is shipped among. */
interface Shipping {
  readonly number: string
  readonly tally: Tally
  readonly places: PlacesFacts
  readonly certified: readonly CertifiedLine[]
  readonly consigned: Pick<Place, 'site' | 'location'> | null
  readonly returned: ReadonlyMap<number, Quantity>
  readonly left: readonly LeftOn[]
}

/** Nothing leaves before it was ordered; an order may be entered some days after it was given. */
export const beforeOrderTrouble = (
  day: Day,
  order: Pick<SalesOrderTable, 'order_date' | 'entered_at'>,
): Refused | null => {
  const entered = localTime(order.entered_at).slice(0, 10)
  const earliest = order.order_date < entered ? order.order_date : entered
  return day < earliest ? refuse('effective_date', msg.shippedBeforeOrder, earliest) : null
}

/** Why a row can't be shipped as things stand, in the order in which the clerk should hear it. */
export const rowTrouble = (
  ask: ShipmentRow,
  line: SalesOrderLineTable | undefined,
  at: Shipping,
): Refused | null => {
  if (!line) return refuse('line', msg.lineDoesNotExist, at.number, ask.line)
  const other = otherItemTrouble(ask, line)
  if (other) return other
  if (line.closed === 1 && !(isTakenBack(ask, line) && isShippedWhole(line))) {
    return refuse('line', msg.lineClosed, ask.line)
  }
  if (line.confirmed === 0) return refuse('line', msg.lineNotConfirmed, ask.line)
  const certified = certifiedOf(at.certified, ask.line)
  if (ask.cancelBackorder && certified > 0) return isCertified('cancel_backorder', ask.line, at)
  if (ask.quantity === 0) return null
  const shipped = at.tally.shipped.get(line.line)!
  const beyond = beyondLine(ask, line, shipped)
  if (beyond) return beyond
  const consigned = line.consigned === 1 ? consignedTrouble(ask, at) : null
  if (consigned) return consigned
  const returned = at.returned.get(ask.line) ?? 0
  if (ask.quantity < 0 && line.quantity > 0 && shipped + ask.quantity < returned) {
    return refuse('quantity', msg.lineHasReturns, ask.line, showQuantity(returned))
  }
  // What is on a certificate must still be open when the customer comes for it.
  if (ask.quantity > 0 && shipped + ask.quantity + certified > line.quantity) {
    return isCertified('quantity', ask.line, at)
  }
  const facts = at.places.get(stockKey(line.item, ask.place))!
  if (ask.quantity < 0) {
    return arrivalTrouble(ask.place, facts) ?? otherLotTrouble(ask.line, ask.place.lot, at.left)
  }
  const trouble = departureTrouble(ask.place, facts)
  if (trouble) return trouble
  if (facts.location?.available === 0) {
    return refuse('location', msg.locationNotAvailable, ask.place.location)
  }
  const most = reach(at.tally, line, ask.place)
  if (ask.quantity <= most) return null
  return isCertifiedAt(at.tally, ask.line, ask.place)
    ? isCertified('quantity', ask.line, at)
    : refuse('quantity', msg.notEnoughAvailable, showPlace(ask.place), showQuantity(most))
}

/** Consigned goods go to the place that is set, and come back by a transfer that says so. */
const consignedTrouble = (
  { quantity, line, place }: ShipmentRow,
  { consigned, places }: Pick<Shipping, 'consigned' | 'places'>,
): Refused | null => {
  if (quantity < 0) return refuse('quantity', msg.giveBackElsewhere, line)
  if (!consigned) return refuse('line', msg.consignedPlaceNotSet)
  const there = { ...consigned, lot: '' }
  if (place.site === there.site && place.location === there.location) {
    return refuse('location', msg.consignedPlaceIsReal, showPlace(there))
  }
  const { site } = places.get(stockKey('', there))!
  return site?.active === 0 ? refuse('line', msg.siteNotActive, there.site) : null
}

/** What was shipped stays between nothing and what was ordered, whichever sign the line has. */
const beyondLine = (ask: ShipmentRow, line: SalesOrderLineTable, shipped: number) => {
  const after = shipped + ask.quantity
  const beyondOrdered = line.quantity > 0 ? after > line.quantity : after < line.quantity
  if (beyondOrdered) {
    return refuse(
      'quantity',
      msg.exceedsOpenQuantity,
      ask.line,
      showQuantity(line.quantity - shipped),
    )
  }
  // Who types what comes back as a quantity means it, and only lacks the sign; what came isn't sent out again on its line.
  if (line.quantity < 0 && ask.quantity > 0) {
    return refuse('quantity', msg.returnTypedNegative, ask.line, showQuantity(-ask.quantity))
  }
  return line.quantity > 0 && after < 0
    ? refuse('quantity', msg.returnExceedsShipped, ask.line, showQuantity(shipped))
    : null
}

/** An order that ships whole or not at all must have nothing left over. */
export const partTrouble = (
  ask: ShipmentAsk,
  { order, lines }: OrderFacts,
  shipped: Tally['shipped'],
): Refused | null => {
  if (order?.partial_ok !== 0) return null
  const cancelled = new Set(ask.rows.filter(row => row.cancelBackorder).map(row => row.line))
  const short = lines.find(
    line =>
      line.closed === 0 && !cancelled.has(line.line) && shipped.get(line.line) !== line.quantity,
  )
  if (!short) return null
  const lacking = showQuantity(short.quantity - shipped.get(short.line)!)
  const row = ask.rows.find(one => one.line === short.line)?.row
  const refused = refuse('quantity', msg.partialNotAllowed, ask.order, short.line, lacking)
  return row === undefined ? refused : inRow(refused, row)
}
