import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type {
  ConsignmentControlTable,
  ConsignmentTable,
  Day,
  SalesOrderLineTable,
} from '../../db/schema.ts'
import { type Place, placeKey } from '../inventory/place.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'

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

const sentOn = kept<{ order: string; line: number }, { day: Day | null }>((db, hole) =>
  db
    .selectFrom('stock_move')
    .select(eb => eb.fn.min<Day | null>('effective_date').as('day'))
    .where('order_number', '=', hole('order'))
    .where('line', '=', hole('line'))
    .where('consignment', '=', 'sent'),
)

/** The day on which the first goods of a line came to its customer; null before that. */
export const readSentOn = async (
  { db }: Books,
  order: string,
  number: number,
): Promise<Day | null> => (await sentOn(db, { order, line: number }))[0]?.day ?? null

/** Nothing is used, given back or moved on before it came there. */
export const beforeSentTrouble = (day: Day, sent: Day | null): Refused | null =>
  sent !== null && day < sent ? refuse('effective_date', msg.movedBeforeSent, sent) : null

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
export const consignedKey = (row: Place & { order_number: string; line: number }): string =>
  `${row.order_number} ${row.line} ${placeKey(row)}`
