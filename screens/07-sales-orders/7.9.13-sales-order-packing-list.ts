import { pickListPapers } from '../../src/sales/pick-list-paper.ts'
import { print } from '../paper-kinds.ts'

/** What the warehouse takes from where, by the allocations. */
export default print({
  code: '7.9.13',
  program: 'sosopk',
  title: ['销售订单装箱单', 'Sales Order Packing List'],
  record: 'order_browse',
  ranges: ['number', 'sold_to', 'due_date'],
  papers: pickListPapers,
})
