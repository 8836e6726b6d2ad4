import type { Quantity, SalesOrderLineTable, StockTable } from '../../db/schema.ts'
import { type Place, placeKey } from '../inventory/place.ts'
import { available, freePlaces } from '../inventory/stock.ts'
import type { Books } from '../ledger/books.ts'

/** A place that an item can be taken from, and how much of it is still free. */
interface FreePlace extends Place {
  free: Quantity
}

/**
 * What is free of each item at each site, in the order in which it goes out; proposals take from
 * it.
 */
export type FreeStock = ReadonlyMap<string, readonly FreePlace[]>

const freeKey = (line: Pick<SalesOrderLineTable, 'item' | 'site'>) => `${line.item} ${line.site}`

/** Reads what is free of the lines' items at the lines' sites. */
export const readFreeStock = async (
  { db }: Books,
  lines: Iterable<Pick<SalesOrderLineTable, 'item' | 'site'>>,
): Promise<FreeStock> => {
  const found = new Map<string, FreePlace[]>()
  for (const line of lines) {
    if (found.has(freeKey(line))) continue
    const rows = await freePlaces(db, { item: line.item, site: line.site })
    found.set(freeKey(line), rows.map(freePlace))
  }
  return found
}

const freePlace = (stock: StockTable): FreePlace => ({
  site: stock.site,
  location: stock.location,
  lot: stock.lot,
  free: available(stock),
})

/** So much from there, and what is left free. */
export interface Share {
  readonly place: Place
  readonly quantity: Quantity
  readonly left: Quantity
}

/** Whether the line names this place: its location, its lot, or both; what it leaves blank fits any. */
const named = ({ location, lot }: SalesOrderLineTable) => {
  const wanted = lot || null
  return (place: Place) =>
    (location !== null || wanted !== null) &&
    (location === null || place.location === location) &&
    (wanted === null || place.lot === wanted)
}

/**
 * Covers a quantity from the free stock of the line's site, as far as it reaches, and takes it out
 * of the free stock. `fullest`: the place that holds most goes first, so that a warehouse keeper
 * walks to few places, unless the line asks for a lot or has goods somewhere already (`held`);
 * otherwise the place that the line names, then the oldest lot.
 */
export const takeFree = (
  stock: FreeStock,
  line: SalesOrderLineTable,
  ask: {
    readonly quantity: Quantity
    readonly fullest: boolean
    readonly held?: readonly Place[]
  },
): readonly Share[] => {
  const held = new Set((ask.held ?? []).map(placeKey))
  const wanted = ask.fullest && !line.lot ? () => false : named(line)
  const rank = (place: Place) => (wanted(place) ? 0 : held.has(placeKey(place)) ? 1 : 2)
  const places = (stock.get(freeKey(line)) ?? []).toSorted(
    (a, b) => rank(a) - rank(b) || (ask.fullest ? b.free - a.free : 0),
  )
  const shares: Share[] = []
  let left = ask.quantity
  for (const place of places) {
    const quantity = Math.min(left, place.free)
    if (quantity <= 0) continue
    place.free -= quantity
    left -= quantity
    shares.push({ place, quantity, left: place.free })
  }
  return shares
}
