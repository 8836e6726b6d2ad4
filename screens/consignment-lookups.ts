import { consignedLinesPage, consignedOrdersPage, usagePage } from '../src/consignment/pages.ts'
import type { Books } from '../src/ledger/books.ts'
import { returnablePage } from '../src/sales/returnable-page.ts'
import type { Lookup } from '../src/session/screen.ts'
import { columns } from './kinds.ts'

/** The lists that F2 opens of what may come back, lies with customers, or was used. */
export const consignmentLookups = {
  returnable_shipment: {
    title: ['可退的发货', 'Shipments That May Come Back'],
    columns: columns(
      'returnable_shipment',
      'shipment',
      'order_number',
      'line',
      'ship_date',
      { name: 'lot', width: 10 },
      { name: 'quantity', width: 10 },
      { name: 'returnable', width: 10 },
      { name: 'price', width: 10 },
    ),
    page: (books, ask, { around }) => returnablePage(books, ask, around),
  },
  consigned_order: {
    title: ['寄存的货', 'Goods on Consignment'],
    columns: columns(
      'consignment',
      { name: 'order_number', width: 8 },
      'line',
      { name: 'customer', width: 8 },
      { name: 'item', width: 12 },
      { name: 'location', width: 8 },
      { name: 'lot', width: 10 },
      { name: 'quantity', width: 10 },
    ),
    page: consignedOrdersPage,
  },
  consigned_line: {
    title: ['订单寄存的货', 'Goods of the Order on Consignment'],
    columns: columns(
      'consignment',
      'line',
      { name: 'item', width: 12 },
      { name: 'site', width: 8 },
      { name: 'location', width: 8 },
      { name: 'lot', width: 10 },
      { name: 'quantity', width: 10 },
    ),
    page: (books, ask, { around }) => consignedLinesPage(books, ask, around),
  },
  usage: {
    title: ['使用', 'Usages'],
    columns: columns(
      'usage',
      { name: 'usage', width: 7 },
      'effective_date',
      { name: 'customer', width: 8 },
      'order_number',
      { name: 'item', width: 12 },
      { name: 'quantity', width: 10 },
      { name: 'undone', width: 10 },
    ),
    page: usagePage,
  },
} satisfies Record<string, Lookup<Books>>
