import { saveDeliveryControl } from '../../src/sales/note-control.ts'
import { commits } from '../kinds.ts'
import { settings } from '../table-kinds.ts'

/** How delivery notes are numbered. */
export default settings({
  code: '7.9.16.24',
  program: 'xxdnpm',
  title: ['发货单控制文件', 'Delivery Note Control'],
  table: 'delivery_control',
  rows: [['note_prefix'], ['next_note']],
  save: (input, done) => commits(saveDeliveryControl, input, done),
})
