import { notePapers } from '../../src/sales/note-paper.ts'
import { print } from '../paper-kinds.ts'

/** Signed delivery notes in three copies; each print is counted. */
export default print({
  code: '7.9.16.4',
  program: 'xxdnrp',
  title: ['发货单打印', 'Delivery Note Print'],
  record: 'delivery_note',
  ranges: ['number', 'order_number', 'customer', 'ship_date'],
  papers: notePapers,
})
