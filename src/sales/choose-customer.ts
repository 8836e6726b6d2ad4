import { msg } from '../../db/messages.ts'
import type { CustomerTable, SalesOrderControlTable, ShipToTable } from '../../db/schema.ts'
import { findCustomer, findShipTo } from '../customer/rows.ts'
import { dayOf, plusDays } from '../kernel/calendar.ts'
import { showMoney } from '../kernel/decimal.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { flagIn, numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import { type Hook, type Notice, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { readLimited } from './credit-exposure.ts'
import { byHand, filled } from './order-draft.ts'
import { readControl } from './order-rows.ts'
import { isPriced, repriced, repricedNotices } from './reprice.ts'

type Address = Pick<CustomerTable, 'name' | 'address_1' | 'address_2' | 'city' | 'country'>

/** What the two boxes show of an address; `whose` is `sold_to` or `ship_to`. */
const addressBox = (whose: 'sold_to' | 'ship_to', of: Address): Values => ({
  [`${whose}_name`]: of.name,
  [`${whose}_address_1`]: of.address_1,
  [`${whose}_address_2`]: of.address_2,
  [`${whose}_city`]: of.city,
  [`${whose}_country`]: of.country,
})

/** Reads both boxes of an order that is in the books. */
export const addressBoxes = async (
  books: Books,
  order: { sold_to: string; ship_to: string | null },
): Promise<Values> => {
  const [customer] = await findCustomer(books.db, { code: order.sold_to })
  const [shipTo] = order.ship_to
    ? await findShipTo(books.db, { customer: order.sold_to, code: order.ship_to })
    : []
  if (!customer) return {}
  return { ...addressBox('sold_to', customer), ...addressBox('ship_to', shipTo ?? customer) }
}

/** The address that a customer's goods usually go to, where it is another than their own. */
const usualShipTo = async (
  { db }: Books,
  { code, ship_to }: CustomerTable,
): Promise<ShipToTable | undefined> =>
  ship_to === null ? undefined : (await findShipTo(db, { customer: code, code: ship_to }))[0]

/** How many days after it is ordered an order of a customer is due. */
export const leadDays = async ({ db }: Books, soldTo: string | null): Promise<number> => {
  const [customer] = soldTo === null ? [] : await findCustomer(db, { code: soldTo })
  return customer?.ship_lead_days ?? (await readControl(db, {}))[0]?.ship_lead_days ?? 0
}

/** What a new order takes from its customer and from 7.1.24. */
const defaultsOf = (
  customer: CustomerTable,
  shipTo: ShipToTable | undefined,
  control: SalesOrderControlTable,
  today: string,
): Values => ({
  bill_to: customer.bill_to ?? customer.code,
  ship_to: shipTo?.code ?? customer.code,
  ...addressBox('sold_to', customer),
  ...addressBox('ship_to', shipTo ?? customer),
  order_date: today,
  order_date_before: today,
  required_date: null,
  promise_date: null,
  due_date: plusDays(today, customer.ship_lead_days ?? control.ship_lead_days),
  pricing_date: today,
  purchase_order: null,
  remarks: customer.remarks,
  price_list: customer.price_list,
  site: customer.site ?? control.site,
  channel: customer.channel,
  project: null,
  currency: customer.currency,
  taxable: customer.taxable,
  fixed_price: customer.fixed_price,
  credit_terms: customer.credit_terms,
  salesperson: customer.salesperson,
  ship_via: customer.ship_via,
  consignment: customer.consignment,
  allocate_days: control.allocate_days,
  confirmed: control.confirmed,
  partial_ok: customer.partial_ok,
  action_status: customer.on_hold ? 'HD' : null,
  discount: customer.discount,
  freight: 0,
  lines_total: 0,
  discount_amount: 0,
  total: 0,
})

/** A line on the terms of the head's customer; a price typed in the currency that the head had before is none in another. */
const onTerms = (row: Values, header: Values, before: string | null): Values => {
  if (numberIn(row, 'saved') === 1) return row
  const isReturn = (numberIn(row, 'quantity') ?? 0) < 0
  const byOldHand = textIn(row, 'price_source') === byHand && textIn(header, 'currency') !== before
  return {
    ...row,
    consigned: isReturn ? 0 : flagIn(header, 'consignment', 0),
    taxable: flagIn(header, 'taxable', 1),
    customer_item: null,
    ...(byOldHand && { price_source: null }),
  }
}

/** Takes the customer's terms and addresses into a new order, and warns when there is no credit. */
export const chooseCustomer: Hook<Books> = async (books, { values, draft }) => {
  const code = textIn(values, 'sold_to')
  if (code === null) return refuse('sold_to', msg.valueRequired)
  const [customer] = await findCustomer(books.db, { code })
  if (!customer) return refuse('sold_to', msg.customerDoesNotExist, code)
  if (!customer.active) return refuse('sold_to', msg.customerNotActive, code)
  const [control] = await readControl(books.db, {})
  if (!control) return refuse('sold_to', msg.controlMissing)
  const shipTo = await usualShipTo(books, customer)
  const defaults = defaultsOf(customer, shipTo, control, dayOf(books.now()))
  const rows = filled(rowsIn(draft, 'sales_order_line'))
  const header = { ...values, ...defaults }
  const anew = rows.map(row => onTerms(row, header, textIn(values, 'currency')))
  const lines = await repriced(books, header, anew)
  const foreign = rows.filter((row, index) => isPriced(anew[index]!) && !isPriced(row)).length
  const said = [foreign, textIn(values, 'currency') ?? '', customer.currency]
  return accept({
    values: defaults,
    ...(rows.length > 0 && { records: { sales_order_line: lines } }),
    notices: [
      ...(foreign > 0 ? [notice(msg.handPricesGone, ...said)] : []),
      ...repricedNotices(rows, lines),
      ...(customer.on_hold ? [notice(msg.customerOnHold, code)] : []),
      ...(await limitNotices(books, customer.bill_to ?? code, textIn(values, 'number') ?? '')),
    ],
  })
}

/** Says beforehand that a customer's credit is used up. */
const limitNotices = async (books: Books, payer: string, but: string): Promise<Notice[]> => {
  const exposure = await readLimited(books.db, payer, but)
  if (!exposure || exposure.limit === null) return []
  const used = exposure.receivables + exposure.open_orders
  return used < exposure.limit
    ? []
    : [notice(msg.creditUsedUp, payer, showMoney(used), showMoney(exposure.limit))]
}

/** Another customer may get the invoice; blank is whoever the customer's record names. */
export const chooseBillTo: Hook<Books> = async (books, { values }) => {
  const soldTo = textIn(values, 'sold_to') ?? ''
  const code = textIn(values, 'bill_to')
  if (code === null) {
    const [customer] = await findCustomer(books.db, { code: soldTo })
    return accept({ values: { bill_to: customer?.bill_to ?? soldTo } })
  }
  const [payer] = await findCustomer(books.db, { code })
  if (!payer) return refuse('bill_to', msg.customerDoesNotExist, code)
  if (!payer.active) return refuse('bill_to', msg.customerNotActive, code)
  const notices = payer.on_hold && code !== soldTo ? [notice(msg.customerOnHold, code)] : []
  const used = await limitNotices(books, code, textIn(values, 'number') ?? '')
  return accept({
    notices: [...notices, ...used],
    ...(payer.on_hold && { values: { action_status: 'HD' } }),
  })
}

/** One of the customer's addresses: blank is the usual one, the customer's own code their own address. */
export const chooseShipTo: Hook<Books> = async (books, { values }) => {
  const soldTo = textIn(values, 'sold_to') ?? ''
  const code = textIn(values, 'ship_to')
  if (code === null || code === soldTo) {
    const [customer] = await findCustomer(books.db, { code: soldTo })
    if (!customer) return refuse('sold_to', msg.customerDoesNotExist, soldTo)
    const usual = code === null ? await usualShipTo(books, customer) : undefined
    const to = usual ?? customer
    return accept({ values: { ship_to: to.code, ...addressBox('ship_to', to) } })
  }
  const [found] = await findShipTo(books.db, { customer: soldTo, code })
  if (!found) return refuse('ship_to', msg.shipToDoesNotExist, soldTo, code)
  return accept({ values: addressBox('ship_to', found) })
}
