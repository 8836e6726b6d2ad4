import { msg } from '../../db/messages.ts'
import { notice } from '../../src/kernel/entry.ts'
import { readNoteToVoid, voidNote } from '../../src/sales/void-note.ts'
import { commits, form, goesThrough, question, shown, task } from '../kinds.ts'
import { noteLines } from './delivery-note-lines.ts'

/** A wrong delivery note is made void, with a reason; its shipment may then get another one. */
export default task({
  code: '7.9.16.7',
  program: 'xxdnvd',
  title: ['发货单作废', 'Delivery Note Void'],
  key: ['number'],
  steps: [
    form({
      record: 'note_void',
      rows: [
        ['number', shown('order_number'), shown('customer')],
        [shown('name')],
        [shown('ship_date'), shown('shipped_by')],
        [shown('status'), shown('signed_by')],
        ['reason'],
      ],
    }),
    noteLines,
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: readNoteToVoid,
  ...goesThrough('delivery_note', { status: ['made', 'signed'] }),
  commit: commits(
    voidNote,
    draft => draft,
    number => ({ notices: [notice(msg.noteVoided, number)], recall: { number } }),
  ),
})
