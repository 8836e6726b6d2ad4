import { shipmentsPage, shipmentTotals } from '../../src/sales/shipments.ts'
import { inquiry } from '../kinds.ts'

/** What was shipped, when, to whom and at what price (manual 5.9.3). */
export default inquiry({
  code: '7.1.20.13',
  program: 'xxsosorp',
  title: ['发货报表查询', 'Shipment Inquiry'],
  record: 'shipment',
  ranges: ['ship_date', 'order', 'customer', 'item', 'site'],
  columns: [
    { name: 'ship_date', width: 8 },
    'order',
    { name: 'line', width: 4 },
    { name: 'customer', width: 8 },
    { name: 'item', width: 11 },
    { name: 'quantity', width: 7 },
    'unit',
    { name: 'price', width: 8 },
    { name: 'currency', width: 4 },
    { name: 'amount', width: 11 },
    { name: 'name', wide: true },
    { name: 'reason', width: 8, wide: true },
    { name: 'returns', width: 9, wide: true },
  ],
  page: shipmentsPage,
  totals: shipmentTotals,
})
