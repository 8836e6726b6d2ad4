import { kept } from '../../db/kept.ts'
import type {
  AllocationTable,
  CustomerTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../../db/schema.ts'
import { type Place, placeKey } from '../inventory/place.ts'
import { type PlaceFacts, readPlace } from '../inventory/stock.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type CertifiedLine, readCertified } from './certified.ts'
import { readAllocations, readOrderLines } from './order-rows.ts'

const order = kept<{ number: string }, SalesOrderTable & Pick<CustomerTable, 'name'>>((db, hole) =>
  db
    .selectFrom('sales_order')
    .innerJoin('customer', 'customer.code', 'sales_order.sold_to')
    .selectAll('sales_order')
    .select('customer.name')
    .where('sales_order.number', '=', hole('number')),
)

/**
 * An order as allocation and shipment see it: head and customer's name, lines, and the stock that
 * it holds.
 */
export interface OrderFacts {
  readonly order: (SalesOrderTable & Pick<CustomerTable, 'name'>) | undefined
  readonly lines: readonly SalesOrderLineTable[]
  readonly allocations: readonly AllocationTable[]
  /** What of them stands on certificates. */
  readonly certified: readonly CertifiedLine[]
}

/** Reads an order with its lines and allocations. */
export const readOrderFacts = async (books: Books, number: string): Promise<OrderFacts> => {
  const { db } = books
  const allocations = await readAllocations(db, { number })
  return {
    order: (await order(db, { number }))[0],
    lines: await readOrderLines(db, { number }),
    allocations,
    certified: await readCertified(books, number, allocations),
  }
}

/** What lies at the places that rows name, by item and place. */
export type PlacesFacts = ReadonlyMap<string, PlaceFacts>

/** The name of an item's stock at a place among many. */
export const stockKey = (item: string, place: Place): string => `${item} ${placeKey(place)}`

/** Reads every place once that the rows of a grid name. */
export const readPlaces = async (
  books: Books,
  asked: Iterable<{ readonly item: string; readonly place: Place }>,
): Promise<PlacesFacts> => {
  const found = new Map<string, PlaceFacts>()
  for (const { item, place } of asked) {
    const key = stockKey(item, place)
    if (!found.has(key)) found.set(key, await readPlace(books, item, place))
  }
  return found
}

/** What is still to be shipped of a line; negative for a return. */
export const openOf = (line: SalesOrderLineTable): number =>
  line.closed === 1 ? 0 : line.quantity - line.quantity_shipped

/** Whether a line takes goods from stock: confirmed, open, and not a return. `linesThatLack` asks the same of many. */
export const takesGoods = (line: SalesOrderLineTable): boolean =>
  line.confirmed === 1 && line.quantity > 0 && openOf(line) > 0

/** What 7.1.6 and 7.9.15 show of a line in each of its rows. */
export const openLine = (line: SalesOrderLineTable): Values => ({
  line: line.line,
  item: line.item,
  description: line.description,
  unit: line.unit,
  open: openOf(line),
  allocated: line.quantity_allocated,
})
