import { orderPapers } from '../../src/sales/order-paper.ts'
import { print } from '../paper-kinds.ts'

/** The papers of orders, on the screen, into a file or on a printer. */
export default print({
  code: '7.1.3',
  program: 'sosorp05',
  title: ['销售订单打印', 'Sales Order Print'],
  record: 'order_browse',
  ranges: ['number', 'sold_to', 'order_date'],
  papers: orderPapers,
})
