import { confirmationPapers } from '../../src/sales/confirmation-paper.ts'
import { print } from '../paper-kinds.ts'

/** What the company confirms to the customer, to be signed and sent back. */
export default print({
  code: '7.1.4',
  program: 'xxsoack',
  title: ['订单确认书打印', 'Order Confirmation Print'],
  record: 'order_browse',
  ranges: ['number', 'sold_to', 'order_date'],
  papers: confirmationPapers,
})
