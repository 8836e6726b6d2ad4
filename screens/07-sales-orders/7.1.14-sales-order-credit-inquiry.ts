import { heldOrdersPage } from '../../src/credit/held-orders-page.ts'
import { inquiry } from '../kinds.ts'

/** A row for each cause of each held order; F1 on a row goes to where finance releases it. */
export default inquiry({
  code: '7.1.14',
  program: 'socriq',
  title: ['销售订单资信查询', 'Sales Order Credit Inquiry'],
  record: 'held_order',
  ranges: ['order_number', 'bill_to', 'cause'],
  columns: [
    'order_number',
    'bill_to',
    { name: 'name', width: 14 },
    { name: 'total', width: 12 },
    { name: 'cause', width: 8 },
    { name: 'amount', width: 12 },
    { name: 'created_by', width: 8 },
  ],
  page: heldOrdersPage,
  opens: ({ order_number = null }) => ({ code: '7.1.13', key: { order_number } }),
})
