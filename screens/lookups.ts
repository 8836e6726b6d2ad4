import { msg } from '../db/messages.ts'
import { stockPlacesPage } from '../src/inventory/stock-places-page.ts'
import { textIn } from '../src/kernel/draft.ts'
import { pageOf } from '../src/kernel/page-of.ts'
import type { Books } from '../src/ledger/books.ts'
import { type Finding, findRecord, type RecordTable, tablePage } from '../src/ledger/records.ts'
import { ordersToNote, shipmentsToNotePage } from '../src/sales/notes-page.ts'
import { usualItems } from '../src/sales/usual-items.ts'
import type { Cell, Lookup } from '../src/session/screen.ts'
import { consignmentLookups } from './consignment-lookups.ts'
import { functionsIn, matching } from './functions.ts'
import { columns } from './kinds.ts'
import { orderLookups } from './order-lookups.ts'

const table = (
  name: RecordTable,
  cells: readonly Cell[],
  title: Lookup<Books>['title'],
  finding: Finding,
  missing?: Lookup<Books>['missing'],
): Lookup<Books> => ({
  title,
  columns: cells,
  page: (books, ask, from) => tablePage(name, finding, from)(books, ask),
  ...(missing ? { missing } : {}),
})

/** Says no when a one-column key isn't in its table. */
const mustExist =
  (name: RecordTable, message: (typeof msg)[keyof typeof msg]): Lookup<Books>['missing'] =>
  async (books, code) =>
    (await findRecord(books, name, { code })) ? null : message

const orderColumns = columns(
  'sales_order',
  'number',
  'sold_to',
  'order_date',
  'due_date',
  'total',
  'status',
)

/** The lists that F2 opens, by the name that the dictionary gives them. */
export const lookups: Readonly<Record<string, Lookup<Books>>> = {
  site: table(
    'site',
    columns('site', 'code', 'description'),
    ['地点', 'Sites'],
    { words: ['description'] },
    mustExist('site', msg.siteDoesNotExist),
  ),
  location: table(
    'location',
    columns('location', 'code', 'site', 'description', 'available'),
    ['库位', 'Locations'],
    { words: ['description'], around: { site: ['site'] } },
  ),
  item: table(
    'item',
    columns('item', 'code', 'description', 'unit', { name: 'list_price', width: 12 }),
    ['物料', 'Items'],
    { words: ['description'] },
  ),
  usual_item: {
    ...table(
      'item',
      columns(
        'usual_item',
        'code',
        'description',
        'unit',
        { name: 'list_price', width: 12 },
        'times',
        'last_ordered',
      ),
      ['物料', 'Items'],
      { words: ['description'] },
    ),
    first: (books, { around }) => usualItems(books, textIn(around, 'sales_order.sold_to')),
  },
  customer: table(
    'customer',
    columns(
      'customer',
      'code',
      { name: 'name', width: 28 },
      { name: 'city', width: 14 },
      { name: 'phone', width: 14 },
    ),
    ['客户', 'Customers'],
    { words: ['name', 'city', 'sort_name'] },
    mustExist('customer', msg.customerDoesNotExist),
  ),
  ship_to: table(
    'ship_to',
    columns(
      'ship_to',
      'code',
      { name: 'name', width: 28 },
      { name: 'city', width: 14 },
      'customer',
    ),
    ['货物发往', 'Ship-to Addresses'],
    { words: ['name', 'city'], around: { customer: ['sold_to', 'customer', 'customer.code'] } },
  ),
  salesperson: table(
    'salesperson',
    columns('salesperson', 'code', 'name'),
    ['推销员', 'Salespersons'],
    { words: ['name'] },
    mustExist('salesperson', msg.salespersonDoesNotExist),
  ),
  credit_terms: table(
    'credit_terms',
    columns('credit_terms', 'code', 'description', 'due_days'),
    ['信用条件', 'Credit Terms'],
    { words: ['description'] },
    mustExist('credit_terms', msg.creditTermsDoNotExist),
  ),
  price_list: table(
    'price_list',
    columns(
      'price_list',
      'code',
      'item',
      'currency',
      'unit',
      'start_date',
      'expire_date',
      'amount_type',
    ),
    ['价目表', 'Price Lists'],
    { words: ['description', 'item'] },
  ),
  customer_item: table(
    'customer_item',
    columns('customer_item', { name: 'customer_item', width: 24 }, 'customer', 'item'),
    ['客户物料', 'Customer Items'],
    { words: ['item', 'comment'] },
  ),
  printer: table(
    'printer',
    columns('printer', 'code', 'description', 'form', 'active'),
    ['打印机', 'Printers'],
    { words: ['description'] },
  ),
  sales_order: table('sales_order', orderColumns, ['销售订单', 'Sales Orders'], {
    words: ['sold_to', 'purchase_order'],
  }),
  order_to_note: {
    title: ['没有发货单的订单', 'Orders without a Delivery Note'],
    columns: orderColumns,
    page: ordersToNote,
  },
  delivery_note: table(
    'delivery_note',
    columns(
      'delivery_note',
      'number',
      'order_number',
      'customer',
      { name: 'ship_date', width: 10 },
      'status',
    ),
    ['发货单', 'Delivery Notes'],
    { words: ['order_number', 'customer'] },
  ),
  shipment: {
    title: ['没有发货单的发货', 'Shipments without a Delivery Note'],
    columns: columns(
      'shipment_to_note',
      'shipment',
      'order_number',
      'ship_date',
      'customer',
      'lines',
      'quantity',
    ),
    page: (books, ask, { around }) =>
      shipmentsToNotePage(textIn(around, 'order_number') ?? '')(books, ask),
  },
  holiday: table(
    'holiday',
    columns('holiday', 'day', 'working', 'description'),
    ['假日', 'Holidays'],
    { words: ['description'] },
  ),
  gl_period: table(
    'gl_period',
    columns('gl_period', 'year', 'period', 'start_date', 'end_date', 'closed'),
    ['会计期间', 'GL Periods'],
    { words: ['start_date', 'end_date'] },
  ),
  ...orderLookups,
  reason_code: table(
    'reason_code',
    columns('reason_code', 'code', 'description', 'active'),
    ['原因代码', 'Reason Codes'],
    { words: ['description'] },
    mustExist('reason_code', msg.reasonDoesNotExist),
  ),
  ...consignmentLookups,
  certificate: table(
    'certificate',
    columns('certificate', 'number', 'status', 'customer', 'site', 'issued_at'),
    ['提货证明单', 'Pick-Up Certificates'],
    { words: ['customer', 'site'] },
  ),
  user: table('user', columns('user', 'code', 'name', 'active'), ['用户', 'Users'], {
    words: ['code', 'name'],
  }),
  menu: {
    title: ['菜单', 'Menu'],
    columns: columns('menu_function', 'menu', 'title', 'program'),
    page: async (_, ask) =>
      pageOf(functionsIn(ask.language ?? 'en').filter(matching(ask.search)), ask),
    missing: async (_, number) =>
      functionsIn('en').some(({ menu }) => menu === number) ? null : msg.menuDoesNotExist,
  },
  stock_place: {
    title: ['库存', 'Stock'],
    columns: columns(
      'stock_by_item',
      'location',
      'site',
      'lot',
      'on_hand',
      'allocated',
      'available',
    ),
    page: (books, ask, { around, column }) =>
      stockPlacesPage(column as 'site' | 'location' | 'lot')(books, ask, around),
  },
}
