import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type {
  ConsignmentControlTable,
  ConsignmentTable,
  Day,
  Quantity,
  SalesOrderLineTable,
} from '../../db/schema.ts'
import { type Place, placeKey } from '../inventory/place.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { thereSince } from '../sales/came-back.ts'

const control = kept<object, ConsignmentControlTable>(db =>
  db.selectFrom('consignment_control').selectAll(),
)

/** Where consigned goods lie; null before it was set. */
export const readConsignedPlace = async ({
  db,
}: Books): Promise<Pick<Place, 'site' | 'location'> | null> => {
  const [found] = await control(db, {})
  const { consigned_site: site = null, consigned_location: location = null } = found ?? {}
  return site === null || location === null ? null : { site, location }
}

/** Goods that lie with a customer, and the line of the order that they were sent for. */
export interface Consigned extends ConsignmentTable {
  readonly sold: SalesOrderLineTable
}

const ofOrder = kept<{ order: string }, ConsignmentTable>((db, hole) =>
  db
    .selectFrom('consignment')
    .selectAll()
    .where('order_number', '=', hole('order'))
    .orderBy('line')
    .orderBy('site')
    .orderBy('location')
    .orderBy('lot'),
)

/** What lies with the customer of an order for it. */
export const readConsignedOf = ({ db }: Books, order: string): Promise<ConsignmentTable[]> =>
  ofOrder(db, { order })

const ofCustomer = kept<{ customer: string }, ConsignmentTable>((db, hole) =>
  db
    .selectFrom('consignment')
    .selectAll()
    .where('customer', '=', hole('customer'))
    .orderBy('order_number')
    .orderBy('line')
    .orderBy('site')
    .orderBy('location')
    .orderBy('lot'),
)

const line = kept<{ order: string; line: number }, SalesOrderLineTable>((db, hole) =>
  db
    .selectFrom('sales_order_line')
    .selectAll()
    .where('order_number', '=', hole('order'))
    .where('line', '=', hole('line')),
)

/** A line of an order, or none. */
export const readLine = async (
  { db }: Books,
  order: string,
  number: number,
): Promise<SalesOrderLineTable | undefined> => (await line(db, { order, line: number }))[0]

type At = Place & { readonly order_number: string; readonly line: number }

const cameAndWent = kept<At, { day: Day; quantity: Quantity }>(
  (db, hole) =>
    db
      .selectFrom('stock_move')
      .select('effective_date as day')
      .select(eb => eb.fn.sum<number>('quantity').as('quantity'))
      .where('order_number', '=', hole('order_number'))
      .where('line', '=', hole('line'))
      .where('site', '=', hole('site'))
      .where('location', '=', hole('location'))
      .where('lot', '=', hole('lot'))
      .where('consignment', '<>', 'sent')
      .groupBy('effective_date')
      .orderBy('effective_date') as never,
)

/** The day since when so much of a line always lay with its customer at a place; null where nothing ever did. */
export const readLyingSince = async (
  { db }: Books,
  { order_number, line: number, site, location, lot }: At,
  quantity: Quantity,
): Promise<Day | null> => {
  const days = await cameAndWent(db, { order_number, line: number, site, location, lot })
  return days.length === 0 ? null : thereSince(days, quantity)
}

/** Nothing is used, given back or moved on before it came there. */
export const beforeSentTrouble = (day: Day, since: Day | null): Refused | null =>
  since !== null && day < since ? refuse('effective_date', msg.movedBeforeSent, since) : null

/** All that lies with a customer, the oldest order first, with the lines that it was sent for. */
export const readConsignedTo = async (
  books: Books,
  customer: string,
): Promise<readonly Consigned[]> => {
  const found: Consigned[] = []
  for (const row of await ofCustomer(books.db, { customer })) {
    found.push({ ...row, sold: (await readLine(books, row.order_number, row.line))! })
  }
  return found
}

/** Names what lies with a customer for a line at a place. */
export const consignedKey = (row: At): string => `${row.order_number} ${row.line} ${placeKey(row)}`
