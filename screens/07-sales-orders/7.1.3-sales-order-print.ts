import { orderPapersPage } from '../../src/sales/order-papers.ts'
import { columns, inquiry } from '../kinds.ts'

/** The papers of orders, on the screen or into a text file. */
export default inquiry({
  code: '7.1.3',
  program: 'sosorp05',
  title: ['销售订单打印', 'Sales Order Print'],
  record: 'order_browse',
  ranges: ['number', 'sold_to', 'order_date'],
  columns: [],
  more: columns('paper', 'text'),
  page: orderPapersPage,
  paper: true,
})
