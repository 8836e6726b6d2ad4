import { msg } from '../../db/messages.ts'
import { notice } from '../../src/kernel/entry.ts'
import { checkProof, readProofEntry, receiveNote } from '../../src/sales/receive-note.ts'
import { commits, form, goesThrough, question, shown, task } from '../kinds.ts'

/** The copy that the customer signed came back (R17). */
export default task({
  code: '7.9.16.5',
  program: 'xxdnpod',
  title: ['客户签收登记', 'Proof of Delivery Entry'],
  key: ['number'],
  steps: [
    form({
      record: 'proof_entry',
      rows: [
        ['number', shown('order_number')],
        [shown('customer'), shown('prints')],
        [shown('name')],
        [shown('ship_date'), shown('signed_by')],
        ['received_by', 'received_on'],
        ['detail'],
      ],
      check: checkProof,
    }),
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: readProofEntry,
  ...goesThrough('delivery_note', { status: ['signed'] }),
  commit: commits(
    receiveNote,
    draft => draft,
    ({ number, received_by, received_on }) => ({
      notices: [notice(msg.proofRecorded, number, received_by, received_on)],
      recall: { number },
    }),
  ),
})
