import { ordersPage } from '../../src/sales/orders-page.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '7.1.2',
  program: 'sobr009',
  title: ['销售订单浏览', 'Sales Order Browse'],
  record: 'order_browse',
  ranges: ['number', 'sold_to', 'order_date', 'status'],
  columns: [
    'number',
    'sold_to',
    { name: 'name', width: 11 },
    { name: 'order_date', width: 8 },
    { name: 'promise_date', width: 8 },
    { name: 'total', width: 12 },
    { name: 'currency', width: 4 },
    { name: 'status', width: 9 },
    { name: 'action_status', width: 4 },
  ],
  page: ordersPage,
})
