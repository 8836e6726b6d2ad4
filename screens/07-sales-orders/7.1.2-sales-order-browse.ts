import { ordersPage } from '../../src/sales/orders-page.ts'
import { inquiry } from '../kinds.ts'

/** Orders, where each stands, and which are late; F1 on a row shows its history. */
export default inquiry({
  code: '7.1.2',
  program: 'sobr009',
  title: ['销售订单浏览', 'Sales Order Browse'],
  record: 'order_browse',
  ranges: ['number', 'sold_to', 'order_date', 'status'],
  columns: [
    'number',
    'sold_to',
    { name: 'name', width: 8 },
    { name: 'order_date', width: 8 },
    { name: 'promise_date', width: 8 },
    { name: 'total', width: 12 },
    { name: 'currency', width: 4 },
    { name: 'state', width: 9 },
    { name: 'late', width: 7 },
  ],
  page: ordersPage,
  opens: ({ number = null }) => ({ code: '7.1.21.2', key: { order_number: number } }),
})
