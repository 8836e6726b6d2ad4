import { deliveryControl } from '../../src/sales/note-control.ts'
import { settings } from '../table-kinds.ts'

/** How delivery notes are numbered. */
export default settings({
  code: '7.9.16.24',
  program: 'xxdnpm',
  title: ['发货单控制文件', 'Delivery Note Control'],
  of: deliveryControl,
  rows: [['note_prefix'], ['next_note']],
})
