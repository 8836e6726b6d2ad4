import type {
  CertificateControlTable,
  CustomerTable,
  ShipToTable,
  SiteTable,
} from '../../db/schema.ts'
import { findCustomer, findShipTo } from '../customer/rows.ts'
import { placeKey } from '../inventory/place.ts'
import { readSite } from '../inventory/stock.ts'
import type { Books } from '../ledger/books.ts'
import { type OrderFacts, readOrderFacts } from '../sales/allocate-facts.ts'
import type { CertificateAsk, CertificateFor, CertificateRow } from './ask.ts'
import { readNextNumber } from './next-number.ts'

/** All that is asked before a certificate is issued. */
export interface IssueFacts {
  readonly control: CertificateControlTable
  readonly next: number
  readonly customer: CustomerTable | undefined
  readonly shipTo: ShipToTable | undefined
  readonly site: SiteTable | undefined
  readonly orders: ReadonlyMap<string, OrderFacts>
}

/** Reads the customer, the warehouse, the next number, and each order that the rows name. */
export const readIssueFacts = async (books: Books, ask: CertificateAsk): Promise<IssueFacts> => {
  const { customer, ship_to } = ask
  const orders = new Map<string, OrderFacts>()
  for (const { order_number } of ask.rows) {
    if (orders.has(order_number)) continue
    orders.set(order_number, await readOrderFacts(books, order_number))
  }
  return {
    ...(await readNextNumber(books)),
    customer: (await findCustomer(books.db, { code: customer }))[0],
    shipTo:
      ship_to === null ? undefined : (await findShipTo(books.db, { customer, code: ship_to }))[0],
    site: await readSite(books, ask.site),
    orders,
  }
}

/** Whether an order goes where the certificate does; its ship-to is null or the customer's code for their own address. */
export const isFor = (ask: CertificateFor, { order }: OrderFacts): boolean => {
  if (order?.sold_to !== ask.customer) return false
  return (order.ship_to === order.sold_to ? null : order.ship_to) === ask.ship_to
}

/** The allocation that a row takes from. */
export const allocationOf = (row: CertificateRow, { allocations }: OrderFacts) =>
  allocations.find(one => one.line === row.order_line && placeKey(one) === placeKey(row))
