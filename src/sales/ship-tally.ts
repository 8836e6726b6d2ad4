import type { Quantity } from '../../db/schema.ts'
import { type Place, placeKey } from '../inventory/place.ts'
import { available } from '../inventory/stock.ts'
import { type OrderFacts, type PlacesFacts, stockKey } from './allocate-facts.ts'

/** What a line holds at a place, and what of it leaves by certificate only. */
interface Held extends Place {
  quantity: Quantity
  readonly certified: Quantity
}

/**
 * How things stand while the rows of one shipment are gone through; rows may share a line or a
 * place.
 */
export interface Tally {
  readonly shipped: Map<number, Quantity>
  /** By line, in the order in which allocations are listed. */
  readonly held: Map<number, Held[]>
  /** By item and place: what is promised to nobody. */
  readonly free: Map<string, Quantity>
}

/** How things stand before the first row. */
export const beginTally = (facts: OrderFacts, places: PlacesFacts): Tally => ({
  shipped: new Map(facts.lines.map(line => [line.line, line.quantity_shipped])),
  held: new Map(
    facts.lines.map(line => [
      line.line,
      facts.allocations.filter(one => one.line === line.line).map(one => ({ ...one })),
    ]),
  ),
  free: new Map([...places].map(([key, place]) => [key, available(place.stock)])),
})

/**
 * What a line may take at a place: its own allocation there, but for what is certified, and what is
 * promised to nobody.
 */
export const reach = (tally: Tally, line: { line: number; item: string }, place: Place) =>
  heldAt(tally, line.line, place) + (tally.free.get(stockKey(line.item, place)) ?? 0)

const atPlace = (tally: Tally, line: number, place: Place): Held | undefined =>
  (tally.held.get(line) ?? []).find(one => placeKey(one) === placeKey(place))

const heldAt = (tally: Tally, line: number, place: Place): Quantity => {
  const held = atPlace(tally, line, place)
  return held ? held.quantity - held.certified : 0
}

/** Whether a line holds something there that leaves by certificate only. */
export const isCertifiedAt = (tally: Tally, line: number, place: Place): boolean =>
  (atPlace(tally, line, place)?.certified ?? 0) > 0

/**
 * Takes goods out for a line, its own allocation at the place first; answers how much of that is
 * released.
 */
export const takeOut = (
  tally: Tally,
  line: { line: number; item: string },
  ask: { readonly place: Place; readonly quantity: Quantity },
): Quantity => {
  const own = Math.min(heldAt(tally, line.line, ask.place), ask.quantity)
  for (const one of tally.held.get(line.line) ?? []) {
    if (placeKey(one) === placeKey(ask.place)) one.quantity -= own
  }
  const key = stockKey(line.item, ask.place)
  tally.free.set(key, (tally.free.get(key) ?? 0) - (ask.quantity - own))
  return own
}

/** Gives back what a line holds beyond so much, the last listed place first. */
export const giveBack = (
  tally: Tally,
  line: number,
  most: Quantity,
): readonly { readonly place: Place; readonly quantity: Quantity }[] => {
  const held = tally.held.get(line) ?? []
  let excess = held.reduce((total, one) => total + one.quantity, 0) - most
  const given = []
  for (const one of held.toReversed()) {
    const quantity = Math.min(one.quantity - one.certified, excess)
    if (quantity <= 0) continue
    one.quantity -= quantity
    excess -= quantity
    const { site, location, lot } = one
    given.push({ place: { site, location, lot }, quantity })
  }
  return given
}
