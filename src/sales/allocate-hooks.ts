import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable } from '../../db/schema.ts'
import { type Place, placeIn, placeKey } from '../inventory/place.ts'
import { placeTroubleSoFar } from '../inventory/refusals.ts'
import { availableToAllocate, readPlace } from '../inventory/stock.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import type { Hook, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import {
  type OrderFacts,
  openLine,
  openOf,
  type PlacesFacts,
  readOrderFacts,
  readPlaces,
  stockKey,
  takesGoods,
} from './allocate-facts.ts'
import { type FreeStock, readFreeStock, type Share, takeFree } from './allocate-proposal.ts'
import { orderTrouble } from './allocate-refusals.ts'

/**
 * 7.1.6, when the order is named: its head, and a row for each allocation. What a line still lacks
 * is proposed where it has some already, then from the places of its site that hold most, so that
 * F1 alone allocates it.
 */
export const readAllocationLines: Hook<Books> = async (books, entry) => {
  const number = textIn(entry.values, 'order_number') ?? ''
  const facts = await readOrderFacts(books, number)
  const { order } = facts
  const trouble = orderTrouble(number, facts)
  if (trouble || !order) return trouble!
  const lines = facts.lines.filter(takesGoods)
  const stock = await readFreeStock(books, lines)
  const held = await readPlaces(
    books,
    facts.allocations.map(one => ({ item: one.item, place: one })),
  )
  const { sold_to, name, promise_date, due_date, site } = order
  return accept({
    values: { order_number: number, sold_to, name, promise_date, due_date, site },
    records: {
      allocation_line: lines.flatMap(line => rowsOfLine(line, facts, { stock, held })),
    },
  })
}

const rowsOfLine = (
  line: SalesOrderLineTable,
  { allocations }: OrderFacts,
  { stock, held }: { readonly stock: FreeStock; readonly held: PlacesFacts },
): readonly Values[] => {
  const its = allocations.filter(one => one.line === line.line)
  const lacking = openOf(line) - line.quantity_allocated
  const shares = takeFree(stock, line, { quantity: lacking, fullest: true, held: its })
  const shareAt = new Map(shares.map(share => [placeKey(share.place), share]))
  // What earlier rows propose to take is not yet taken, but it is not there for this row either.
  const freeOf = ({ quantity, left }: Share) => quantity + left
  const rows = its.map(one => {
    const share = shareAt.get(placeKey(one))
    shareAt.delete(placeKey(one))
    return rowOf(line, one, {
      available: share ? freeOf(share) : availableToAllocate(held.get(stockKey(line.item, one))!),
      quantity: one.quantity + (share?.quantity ?? 0),
      before: one.quantity,
    })
  })
  for (const share of shareAt.values()) {
    const { place, quantity } = share
    rows.push(rowOf(line, place, { available: freeOf(share), quantity, before: 0 }))
  }
  if (rows.length > 0) return rows
  const nowhere = { site: line.site, location: line.location ?? '', lot: line.lot ?? '' }
  return [rowOf(line, nowhere, { available: 0, quantity: 0, before: 0 })]
}

const rowOf = (
  line: SalesOrderLineTable,
  place: Place,
  amounts: { readonly available: number; readonly quantity: number; readonly before: number },
): Values => ({
  ...openLine(line),
  site: place.site,
  location: place.location,
  lot: place.lot,
  ...amounts,
})

/** 7.1.6, when the line of a new row is left: another place for a line of the order. */
export const chooseAllocationLine: Hook<Books> = async (books, entry) => {
  const number = textIn(formIn(entry.draft, 'allocation_entry'), 'order_number') ?? ''
  const { lines } = await readOrderFacts(books, number)
  const typed = numberIn(entry.values, 'line') ?? 0
  const line = lines.find(one => one.line === typed)
  if (!line) return refuse('line', msg.lineDoesNotExist, number, typed)
  const site = textIn(entry.values, 'site') ?? line.site
  const place = { ...placeIn(entry.values), site }
  return accept({ values: { ...openLine(line), site, ...(await atPlace(books, line, place)) } })
}

/**
 * 7.1.6, when site, location or lot of a row is left: whether the place exists, what is free
 * there, what the line holds.
 */
export const chooseAllocationPlace: Hook<Books> = async (books, entry) => {
  const number = textIn(formIn(entry.draft, 'allocation_entry'), 'order_number') ?? ''
  const place = placeIn(entry.values)
  const item = textIn(entry.values, 'item') ?? ''
  const facts = await readPlace(books, item, place)
  const trouble = placeTroubleSoFar(place, facts)
  if (trouble) return trouble
  if (facts.location?.available === 0) {
    return refuse('location', msg.locationNotAvailable, place.location)
  }
  const line = { order_number: number, line: numberIn(entry.values, 'line') ?? 0, item }
  return accept({ values: await atPlace(books, line, place) })
}

const atPlace = async (
  books: Books,
  line: Pick<SalesOrderLineTable, 'order_number' | 'line' | 'item'>,
  place: Place,
): Promise<Values> => {
  const facts = await readPlace(books, line.item, place)
  const { allocations } = await readOrderFacts(books, line.order_number)
  const held = allocations.find(one => one.line === line.line && placeKey(one) === placeKey(place))
  return { available: availableToAllocate(facts), before: held?.quantity ?? 0 }
}
