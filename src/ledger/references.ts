import { type Message, msg } from '../../db/messages.ts'
import type { Database } from '../../db/schema.ts'

/** Tables whose rows other rows name. */
export type ReferredTable =
  | 'site'
  | 'location'
  | 'item'
  | 'customer'
  | 'ship_to'
  | 'salesperson'
  | 'credit_terms'
  | 'price_list'
  | 'reason_code'
  | 'gl_period'
  | 'user'

/** That a column (or a few) of one table names a row of another. */
export interface Reference {
  readonly from: keyof Database
  readonly columns: readonly string[]
  readonly to: ReferredTable
  readonly keys: readonly string[]
  /** Only rows with one of these values in this column hold on to what they name. */
  readonly while?: readonly [column: string, values: readonly string[]]
}

const refer = (
  from: keyof Database,
  columns: string,
  to: ReferredTable,
  keys = 'code',
): Reference => ({
  from,
  columns: columns.split(' '),
  to,
  keys: keys.split(' '),
})

const openOrders = { while: ['status', ['entered', 'confirmed']] } as const

/** Every reference between tables, once: a save asks whether what it names exists, a removal whether it is named. */
export const references: readonly Reference[] = [
  refer('location', 'site', 'site'),
  refer('site', 'code return_location', 'location', 'site code'),
  refer('item', 'site', 'site'),
  refer('item', 'site location', 'location', 'site code'),
  refer('item_site', 'item', 'item'),
  refer('item_site', 'site', 'site'),
  refer('customer', 'salesperson', 'salesperson'),
  refer('customer', 'site', 'site'),
  refer('customer', 'price_list', 'price_list'),
  refer('customer', 'credit_terms', 'credit_terms'),
  refer('customer', 'bill_to', 'customer'),
  refer('customer', 'code ship_to', 'ship_to', 'customer code'),
  refer('ship_to', 'customer', 'customer'),
  refer('price_list', 'item', 'item'),
  refer('customer_item', 'customer', 'customer'),
  refer('customer_item', 'item', 'item'),
  refer('sales_order_control', 'site', 'site'),
  refer('sales_order', 'sold_to', 'customer'),
  refer('sales_order', 'bill_to', 'customer'),
  refer('sales_order', 'sold_to ship_to', 'ship_to', 'customer code'),
  refer('sales_order', 'site', 'site'),
  refer('sales_order', 'salesperson', 'salesperson'),
  refer('sales_order', 'credit_terms', 'credit_terms'),
  { ...refer('sales_order', 'price_list', 'price_list'), ...openOrders },
  refer('sales_order_line', 'item', 'item'),
  refer('sales_order_line', 'site', 'site'),
  refer('sales_order_line', 'site location', 'location', 'site code'),
  refer('sales_order_line', 'reason', 'reason_code'),
  refer('stock', 'item', 'item'),
  refer('stock', 'site location', 'location', 'site code'),
  refer('stock_move', 'item', 'item'),
  refer('stock_move', 'site location', 'location', 'site code'),
  refer('stock_move', 'customer', 'customer'),
  refer('stock_move', 'reason', 'reason_code'),
  refer('delivery_note', 'customer', 'customer'),
  refer('delivery_note', 'customer ship_to', 'ship_to', 'customer code'),
  refer('delivery_note_line', 'item', 'item'),
  refer('certificate_control', 'reissue_user', 'user'),
  refer('certificate_control', 'virtual_site', 'site'),
  refer('certificate_control', 'virtual_site virtual_location', 'location', 'site code'),
  refer('consignment_control', 'consigned_site', 'site'),
  refer('consignment_control', 'consigned_site consigned_location', 'location', 'site code'),
  refer('certificate', 'customer', 'customer'),
  refer('certificate', 'customer ship_to', 'ship_to', 'customer code'),
  refer('gl_period_event', 'year period', 'gl_period', 'year period'),
  refer('operation', 'created_by', 'user'),
]

/** What the clerk hears when the row that is named isn't there; filled with the values that name it. */
export const doesNotExist: Readonly<Record<ReferredTable, Message>> = {
  site: msg.siteDoesNotExist,
  location: msg.locationDoesNotExist,
  item: msg.itemDoesNotExist,
  customer: msg.customerDoesNotExist,
  ship_to: msg.shipToDoesNotExist,
  salesperson: msg.salespersonDoesNotExist,
  credit_terms: msg.creditTermsDoNotExist,
  price_list: msg.priceListDoesNotExist,
  reason_code: msg.reasonDoesNotExist,
  gl_period: msg.periodDoesNotExist,
  user: msg.notAUser,
}

/** What the clerk hears when a row can't go because another table names it; filled with the row's key. */
export const stillUsed: Readonly<Partial<Record<keyof Database, Message>>> = {
  site: msg.usedByReturnLocation,
  location: msg.usedByLocations,
  item: msg.usedByItems,
  item_site: msg.usedByItemSites,
  customer: msg.usedByCustomers,
  ship_to: msg.usedByShipTos,
  price_list: msg.usedByPriceLists,
  customer_item: msg.usedByCustomerItems,
  sales_order_control: msg.usedByControl,
  sales_order: msg.usedByOrders,
  sales_order_line: msg.usedByOrders,
  stock: msg.usedByStock,
  stock_move: msg.usedByMoves,
  delivery_note: msg.usedByOrders,
  delivery_note_line: msg.usedByOrders,
  certificate_control: msg.usedByCertificateControl,
  consignment_control: msg.usedByConsignmentControl,
  certificate: msg.usedByCertificates,
  gl_period_event: msg.periodWasClosed,
  operation: msg.usedByHistory,
}
