import { msg } from '../../db/messages.ts'
import { notice } from '../../src/kernel/entry.ts'
import { chooseNoteOrder, chooseShipment, makeNote } from '../../src/sales/make-note.ts'
import { commits, form, question, shown, task } from '../kinds.ts'
import { noteLines } from './delivery-note-lines.ts'

/** Makes the delivery note of a shipment that was posted. */
export default task({
  code: '7.9.16.1',
  program: 'xxdnmt',
  title: ['发货单录入', 'Delivery Note Entry'],
  key: ['order_number'],
  steps: [
    form({
      record: 'note_entry',
      rows: [
        ['order_number', 'shipment', shown('customer')],
        [shown('name')],
        [shown('ship_date'), shown('shipped_by')],
        ['remarks'],
      ],
      after: { shipment: chooseShipment },
    }),
    noteLines,
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: chooseNoteOrder,
  commit: commits(
    makeNote,
    draft => draft,
    ({ number, lines }) => ({
      notices: [notice(msg.noteMade, number, lines)],
      recall: { number },
    }),
  ),
})
