import { orderHistoryPage } from '../../src/sales/order-history-page.ts'
import { progressOfAsked } from '../../src/sales/order-progress.ts'
import { inquiry } from '../kinds.ts'

/** What happened to an order, who did it, when and why, and in one line how far it has come; F1 on a row tells all of it. */
export default inquiry({
  code: '7.1.21.2',
  program: 'xxsohsiq',
  title: ['销售订单历史查询', 'Sales Order History Inquiry'],
  record: 'order_history',
  ranges: ['order_number', 'type', 'created_by'],
  columns: [
    { name: 'created_at', width: 16 },
    'order_number',
    { name: 'line', width: 4 },
    { name: 'type', width: 9 },
    { name: 'quantity', width: 10 },
    { name: 'created_by', width: 6 },
    { name: 'detail', width: 10 },
    { name: 'reason', width: 9 },
  ],
  page: orderHistoryPage,
  opens: ({ number = null }) => ({ code: '7.1.21.3', key: { number } }),
  says: progressOfAsked,
})
