import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { flagIn, formIn, numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import type { Draft, Entry, Values } from '../kernel/entry.ts'
import type { PriceAsk } from './price.ts'

/** What 7.1.1 saves: the head and the lines of its draft. */
export const orderInput = (draft: Draft): { order: Values; lines: readonly Values[] } => ({
  order: formIn(draft, 'sales_order'),
  lines: rowsIn(draft, 'sales_order_line'),
})

/** The head of the order around a line. */
export const headerOf = (entry: Entry): Values => formIn(entry.draft, 'sales_order')

/** Rows in which an item was typed; the last row of a grid may still be empty. */
export const filled = (rows: readonly Values[]): readonly Values[] =>
  rows.filter(row => textIn(row, 'item') !== null)

/** A price as a hand typed it, which nothing but a new item takes away. */
export const byHand = 'manual'

/** What to ask about a line's price and place. */
export const priceAsk = (header: Values, row: Values): PriceAsk => ({
  item: textIn(row, 'item') ?? '',
  price_list: textIn(header, 'price_list'),
  currency: textIn(header, 'currency'),
  date: textIn(header, 'pricing_date') ?? textIn(header, 'order_date'),
  quantity: numberIn(row, 'quantity') ?? 0,
  site: textIn(row, 'site') ?? textIn(header, 'site'),
  location: textIn(row, 'location'),
})

/** What no hand types: the save and the life of the order keep it. */
type Kept =
  | 'number'
  | 'entered_by'
  | 'entered_at'
  | 'version'
  | 'status'
  | 'audited_by'
  | 'audited_at'
  | 'stopped'
  | 'archived'

/** The head as the ledger keeps it; what moves or the save itself work out is as in a new order. */
export const orderOf = (values: Values): Omit<SalesOrderTable, Kept> => {
  const soldTo = textIn(values, 'sold_to') ?? ''
  const shipTo = textIn(values, 'ship_to')
  const orderDate = textIn(values, 'order_date') ?? ''
  return {
    sold_to: soldTo,
    bill_to: textIn(values, 'bill_to') ?? soldTo,
    ship_to: shipTo === soldTo ? null : shipTo,
    order_date: orderDate,
    required_date: textIn(values, 'required_date'),
    promise_date: textIn(values, 'promise_date'),
    due_date: textIn(values, 'due_date') ?? '',
    pricing_date: textIn(values, 'pricing_date') ?? orderDate,
    purchase_order: textIn(values, 'purchase_order'),
    remarks: textIn(values, 'remarks'),
    price_list: textIn(values, 'price_list'),
    site: textIn(values, 'site') ?? '',
    channel: textIn(values, 'channel'),
    project: textIn(values, 'project'),
    currency: textIn(values, 'currency') ?? '',
    taxable: flagIn(values, 'taxable', 1),
    fixed_price: flagIn(values, 'fixed_price', 1),
    credit_terms: textIn(values, 'credit_terms'),
    salesperson: textIn(values, 'salesperson'),
    ship_via: textIn(values, 'ship_via'),
    consignment: flagIn(values, 'consignment', 0),
    allocate_days: numberIn(values, 'allocate_days') ?? 0,
    partial_ok: flagIn(values, 'partial_ok', 1),
    action_status: textIn(values, 'action_status') === 'HD' ? 'HD' : null,
    discount: numberIn(values, 'discount') ?? 0,
    freight: numberIn(values, 'freight') ?? 0,
    lines_total: 0,
    discount_amount: 0,
    total: 0,
  }
}

/** A line as a screen or a file holds it; the price is worked out from the facts where it wasn't typed. */
export type LineDraft = Omit<
  SalesOrderLineTable,
  | 'order_number'
  | 'description'
  | 'list_price'
  | 'discount'
  | 'price'
  | 'amount'
  | 'quantity_allocated'
  | 'quantity_shipped'
  | 'quantity_used'
  | 'closed'
> & {
  readonly description: string | null
  readonly list_price: number | null
  readonly discount: number | null
  readonly price: number | null
}

/** The line with the head's values where its own are blank. */
export const lineOf = (row: Values, header: Values): LineDraft => ({
  line: numberIn(row, 'line') ?? 0,
  item: textIn(row, 'item') ?? '',
  description: textIn(row, 'description'),
  customer_item: textIn(row, 'customer_item'),
  quantity: numberIn(row, 'quantity') ?? 0,
  unit: textIn(row, 'unit') ?? '',
  list_price: numberIn(row, 'list_price'),
  discount: numberIn(row, 'discount'),
  price: numberIn(row, 'price'),
  price_source: textIn(row, 'price_source'),
  site: textIn(row, 'site') ?? textIn(header, 'site') ?? '',
  location: textIn(row, 'location'),
  lot: textIn(row, 'lot'),
  required_date: textIn(row, 'required_date'),
  promise_date: textIn(row, 'promise_date'),
  due_date: textIn(row, 'due_date') ?? textIn(header, 'due_date') ?? '',
  confirmed: flagIn(row, 'confirmed', flagIn(header, 'confirmed', 1)),
  taxable: flagIn(row, 'taxable', flagIn(header, 'taxable', 1)),
  // What replenishes returned goods is consigned where the order says so; what comes back is not.
  consigned: flagIn(
    row,
    'consigned',
    (numberIn(row, 'quantity') ?? 0) < 0 ? 0 : flagIn(header, 'consignment', 0),
  ),
  return_shipment: numberIn(row, 'return_shipment'),
  reason: textIn(row, 'reason'),
})
