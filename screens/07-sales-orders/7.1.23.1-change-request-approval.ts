import { msg } from '../../db/messages.ts'
import { neighbourAmong } from '../../src/ledger/records.ts'
import {
  judgeChange,
  judgementOf,
  readChangeEntry,
  withdrawChange,
} from '../../src/sales/judge-change.ts'
import { toldRequested } from '../../src/sales/told-changes.ts'
import { carriesOut, either, form, grid, question, shown, task } from '../kinds.ts'

/** A change of a confirmed order, field by field, before and after: a manager judges it, or who asked takes it back. */
export default task({
  code: '7.1.23.1',
  program: 'xxsocrap',
  title: ['变更申请批准', 'Change Request Approval'],
  key: ['number'],
  steps: [
    form({
      record: 'change_entry',
      rows: [
        ['number', shown('order_number')],
        [shown('sold_to'), shown('total')],
        [shown('name')],
        [shown('requested_by'), shown('requested_at')],
        [shown('asked')],
        ['judgement'],
        ['remarks'],
        [shown('judged_by'), shown('judged_at')],
      ],
    }),
    grid({
      record: 'change_request_field',
      title: ['变更内容', 'What Changes'],
      columns: [
        shown('line'),
        shown('field'),
        { name: 'old_value', shown: true, width: 26, told: toldRequested('old_value') },
        { name: 'new_value', shown: true, width: 26, told: toldRequested('new_value') },
      ],
    }),
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: readChangeEntry,
  neighbour: neighbourAmong('change_request', { status: ['waiting'] }),
  commit: either(
    draft => judgementOf(draft) === 'withdraw',
    carriesOut(withdrawChange),
    carriesOut(judgeChange),
  ),
})
