import { msg } from '../../db/messages.ts'
import { openUsage, undoUsage } from '../../src/consignment/undo-usage.ts'
import { carriesOut, form, question, shown, task } from '../kinds.ts'

/** What wasn't used after all lies with the customer again. */
export default task({
  code: '7.18.22',
  program: 'socnundo',
  title: ['使用创建撤消', 'Usage Create Undo'],
  key: ['usage'],
  steps: [
    form({
      record: 'usage_undo',
      rows: [
        ['usage', shown('customer')],
        [shown('order_number'), shown('name', 24)],
        [shown('line'), shown('item')],
        [shown('used'), shown('undone')],
        ['quantity', 'effective_date'],
        ['reason'],
      ],
    }),
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: openUsage,
  commit: carriesOut(undoUsage),
})
