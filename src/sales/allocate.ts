import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable } from '../../db/schema.ts'
import { placeKey, showPlace } from '../inventory/place.ts'
import { departureTrouble } from '../inventory/refusals.ts'
import { available } from '../inventory/stock.ts'
import { sum } from '../kernel/arithmetic.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept, type Decision, inRow, type Refused, refuse } from '../kernel/decision.ts'
import { type Done, type Draft, notice } from '../kernel/entry.ts'
import type { Verb } from '../ledger/perform.ts'
import {
  type OrderFacts,
  openOf,
  type PlacesFacts,
  readOrderFacts,
  readPlaces,
  stockKey,
} from './allocate-facts.ts'
import { type AllocationChange, allocationPosting } from './allocate-posting.ts'
import { orderTrouble, otherItemTrouble } from './allocate-refusals.ts'
import { type AllocationRow, allocationAskOf } from './allocate-rows.ts'
import { isCertified } from './certified.ts'

interface AllocationFacts extends OrderFacts {
  readonly places: PlacesFacts
}

/**
 * A row with its line, what the line holds at the place now, and what is to be added or given
 * back.
 */
interface Asked extends AllocationRow {
  readonly found: SalesOrderLineTable
  readonly held: number
  readonly change: number
}

/**
 * 7.1.6: promises stock of a place to a line, or gives it back (quantity 0). Never more than is
 * open on the line or free at the place, whoever else is at it.
 */
export const allocateOrder: Verb<Draft, AllocationFacts, Done> = {
  right: '7.1.6',
  read: async (books, draft) => {
    const { order, rows } = allocationAskOf(draft)
    const facts = await readOrderFacts(books, order)
    const items = new Map(facts.lines.map(line => [line.line, line.item]))
    const named = rows.map(({ line, place }) => ({ item: items.get(line) ?? '', place }))
    return { ...facts, places: await readPlaces(books, named) }
  },

  decide: (draft, facts) => {
    const ask = allocationAskOf(draft)
    const trouble = orderTrouble(ask.order, facts) ?? twiceTrouble(ask.rows, facts)
    if (trouble) return trouble
    const asked: Asked[] = []
    for (const row of ask.rows) {
      const one = rowDecision(ask.order, row, facts)
      if (!one.ok) return one
      if (one.value) asked.push(one.value)
    }
    const excess = excessOf(asked, facts)
    if (excess) return excess

    // From here the allocation must succeed.
    const changes = asked.map(
      (one): AllocationChange => ({ line: one.found, place: one.place, quantity: one.change }),
    )
    return accept({ result: resultOf(ask.order, changes), posting: allocationPosting(changes) })
  },
}

/** A line has one row at a place: each row says what the line shall hold there, so that two would contradict. */
const twiceTrouble = (rows: readonly AllocationRow[], { lines }: OrderFacts): Refused | null => {
  const numbers = new Set(lines.map(one => one.line))
  const seen = new Set<string>()
  for (const { line, place, row } of rows) {
    const key = `${line} ${placeKey(place)}`
    if (seen.has(key)) {
      return inRow(refuse('location', msg.placeTwice, line, showPlace(place)), row)
    }
    if (numbers.has(line)) seen.add(key)
  }
  return null
}

/** Whether a row makes sense by itself; null when it asks for nothing. */
const rowDecision = (
  order: string,
  ask: AllocationRow,
  facts: AllocationFacts,
): Decision<Asked | null> => {
  const no = (...said: Parameters<typeof refuse>) => inRow(refuse(...said), ask.row)
  const found = facts.lines.find(line => line.line === ask.line)
  const { held, certified } = heldAt(ask, facts)
  const change = ask.quantity - (ask.before ?? held)
  if (change === 0) return accept(null)
  if (!found) return no('line', msg.lineDoesNotExist, order, ask.line)
  const other = otherItemTrouble(ask, found)
  if (other) return inRow(other, ask.row)
  if (found.closed === 1) return no('line', msg.lineClosed, ask.line)
  if (found.confirmed === 0) return no('line', msg.lineNotConfirmed, ask.line)
  if (found.quantity < 0) return no('line', msg.returnLineNotAllocated, ask.line)
  if (ask.quantity < 0) return no('quantity', msg.negativeNotAllowed)
  if (ask.before !== null && ask.before !== held) {
    const said = [ask.line, showPlace(ask.place), showQuantity(held)]
    return no('quantity', msg.allocationChanged, ...said)
  }
  if (ask.quantity < certified) return inRow(isCertified('quantity', ask.line, facts), ask.row)
  if (change < 0) return accept({ ...ask, found, held, change })
  const place = facts.places.get(stockKey(found.item, ask.place))!
  const trouble = departureTrouble(ask.place, place)
  if (trouble) return inRow(trouble, ask.row)
  if (place.location?.available === 0) {
    return no('location', msg.locationNotAvailable, ask.place.location)
  }
  return accept({ ...ask, found, held, change })
}

const heldAt = (ask: AllocationRow, { allocations }: OrderFacts) => {
  const found = allocations.find(
    one => one.line === ask.line && placeKey(one) === placeKey(ask.place),
  )
  return { held: found?.quantity ?? 0, certified: found?.certified ?? 0 }
}

/** Rows may share a line or a place, so each takes from what those before it have left. */
const excessOf = (asked: readonly Asked[], facts: AllocationFacts): Refused | null => {
  const room = new Map(facts.lines.map(line => [line.line, openOf(line) - line.quantity_allocated]))
  const free = new Map([...facts.places].map(([key, place]) => [key, available(place.stock)]))
  const take = ({ found, place, change }: Asked) => {
    const key = stockKey(found.item, place)
    room.set(found.line, room.get(found.line)! - change)
    free.set(key, (free.get(key) ?? 0) - change)
  }
  for (const one of asked) if (one.change < 0) take(one)
  for (const one of asked) {
    if (one.change < 0) continue
    const open = room.get(one.line)!
    const left = free.get(stockKey(one.found.item, one.place))!
    const most = (rest: number) => showQuantity(one.quantity - one.change + Math.max(rest, 0))
    const no = (...said: Parameters<typeof refuse>) => inRow(refuse(...said), one.row)
    if (one.change > open) {
      return no('quantity', msg.exceedsOpenQuantity, one.line, most(open))
    }
    if (one.change > left) {
      return no('quantity', msg.exceedsAvailable, showPlace(one.place), most(left))
    }
    take(one)
  }
  return null
}

const resultOf = (order: string, changes: readonly AllocationChange[]): Done => {
  if (changes.length === 0) return { notices: [notice(msg.nothingChanged)] }
  const quantities = changes.map(change => change.quantity)
  const more = sum(quantities.filter(quantity => quantity > 0))
  const less = -sum(quantities.filter(quantity => quantity < 0))
  return {
    notices: [notice(msg.orderAllocated, order, showQuantity(more), showQuantity(less))],
    recall: { order_number: order },
  }
}
