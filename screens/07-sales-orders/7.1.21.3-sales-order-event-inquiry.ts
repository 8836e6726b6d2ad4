import { orderEventPage } from '../../src/sales/order-event-page.ts'
import { inquiry } from '../kinds.ts'

/** Events of orders one by one, at full length: each field before and after, and the whole reason. */
export default inquiry({
  code: '7.1.21.3',
  program: 'xxsoevtiq',
  title: ['销售订单事件查询', 'Sales Order Event Inquiry'],
  record: 'order_event_fact',
  ranges: ['number', 'order_number'],
  columns: ['number', 'what', 'value'],
  page: orderEventPage,
})
