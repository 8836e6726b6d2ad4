import { msg } from '../../db/messages.ts'
import { notice } from '../../src/kernel/entry.ts'
import { readNoteToSign, signNote } from '../../src/sales/sign-note.ts'
import { commits, form, goesThrough, question, shown, task } from '../kinds.ts'
import { noteLines } from './delivery-note-lines.ts'

/** The sales manager signs what went out, before it is printed (R17). */
export default task({
  code: '7.9.16.3',
  program: 'xxdnsg',
  title: ['发货单签批', 'Delivery Note Signature'],
  key: ['number'],
  steps: [
    form({
      record: 'note_signature',
      rows: [
        ['number', shown('order_number'), shown('customer')],
        [shown('name')],
        [shown('ship_date'), shown('shipped_by')],
        [shown('status')],
        [shown('remarks')],
      ],
    }),
    noteLines,
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: readNoteToSign,
  ...goesThrough('delivery_note', { status: ['made'] }),
  commit: commits(
    signNote,
    draft => draft,
    number => ({ notices: [notice(msg.noteSigned, number)], recall: { number } }),
  ),
})
