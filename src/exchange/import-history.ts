import { msg } from '../../db/messages.ts'
import type { Day, SalesOrderLineTable } from '../../db/schema.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import type { OrderEvent, StockMove } from '../ledger/posting.ts'
import { orderEvent } from '../sales/order-changes.ts'

/** Where items usually lie, which are kept by lot, and which places there are. */
export interface Shelves {
  readonly items: ReadonlyMap<
    string,
    { site: string | null; location: string | null; lot_control: number }
  >
  readonly places: ReadonlySet<string>
}

/** Reads the places once for all orders of a file. */
export const readItemPlaces = async ({ db }: Books): Promise<Shelves> => {
  const items = await db
    .selectFrom('item')
    .select(['code', 'site', 'location', 'lot_control'])
    .execute()
  const places = await db.selectFrom('location').select(['site', 'code']).execute()
  return {
    items: new Map(items.map(item => [item.code, item])),
    places: new Set(places.map(({ site, code }) => `${site} ${code}`)),
  }
}

export interface History {
  readonly moves: readonly StockMove[]
  readonly events: readonly OrderEvent[]
}

/** What a line that was shipped long ago leaves in the books: goods that came in and went out on that day. */
export const historyOf = (
  line: SalesOrderLineTable,
  {
    day,
    soldTo,
    shelves,
  }: { readonly day: Day; readonly soldTo: string; readonly shelves: Shelves },
): Decision<History> => {
  const item = shelves.items.get(line.item)
  const location = line.location ?? (item?.site === line.site ? item.location : null)
  if (location === null || !shelves.places.has(`${line.site} ${location}`)) {
    return refuse('location', msg.placeUnknown)
  }
  if (item?.lot_control === 1 && line.lot === null) return refuse('lot', msg.lotRequired, line.item)

  // From here the line must have been shipped.
  const at = {
    item: line.item,
    site: line.site,
    location,
    lot: line.lot ?? '',
    effective_date: day,
    reference: 'history',
    remarks: null,
  }
  const { quantity, price, amount, order_number, reason } = line
  const shipment: StockMove = {
    ...at,
    type: 'ISS-SO',
    quantity: -quantity,
    order_number,
    line: line.line,
    customer: soldTo,
    price,
    amount,
    reason,
  }
  const other: StockMove = {
    ...at,
    type: quantity > 0 ? 'RCT-UNP' : 'ISS-UNP',
    quantity,
    order_number: null,
    line: null,
    customer: null,
    price: null,
    amount: null,
  }
  return accept({
    // A place never holds less than nothing: what comes in comes first.
    moves: quantity > 0 ? [other, shipment] : [shipment, other],
    events: [
      orderEvent('shipped', order_number, { line: line.line, quantity, price, amount, reason }),
    ],
  })
}
