import { consignmentPage } from '../../src/consignment/pages.ts'
import { inquiry } from '../kinds.ts'

/** What lies with which customer, and is ours; F1 on a row goes to where its use is entered. */
export default inquiry({
  code: '7.18.4.1',
  program: 'ppptrp10',
  title: ['寄售库存报表', 'Consignment Inventory Report'],
  record: 'consignment',
  ranges: ['customer', 'order_number', 'item', 'site', 'location'],
  columns: [
    { name: 'customer', width: 8 },
    { name: 'name', width: 8, wide: true },
    'order_number',
    { name: 'line', width: 4 },
    { name: 'item', width: 9 },
    { name: 'description', width: 15 },
    { name: 'location', width: 8 },
    { name: 'lot', width: 9 },
    { name: 'quantity', width: 9 },
    'unit',
    { name: 'site', wide: true },
  ],
  page: consignmentPage,
  opens: ({ customer = null }) => ({ code: '7.18.13', key: { customer } }),
})
