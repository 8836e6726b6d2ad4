import { dealsWith, orderDeskPage } from '../../src/sales/order-desk.ts'
import { inquiry } from '../kinds.ts'

/** What waits on whom, live; F1 on a row goes to the function that deals with it, F4 comes back. */
export default inquiry({
  code: '7.1.10',
  program: 'xxsodesk',
  title: ['订单工作台', 'Order Desk'],
  record: 'order_desk',
  ranges: ['waits_for', 'due_date', 'sold_to'],
  columns: [
    { name: 'due_date', width: 8 },
    { name: 'late', width: 4 },
    { name: 'clock', width: 7 },
    'number',
    { name: 'sold_to', width: 8 },
    { name: 'name', width: 6 },
    { name: 'total', width: 12 },
    { name: 'waits_for', width: 9 },
    { name: 'whom', width: 10 },
  ],
  page: orderDeskPage,
  opens: dealsWith,
  live: true,
})
