import { msg } from '../../db/messages.ts'
import { approveLost, lostDecisionOf } from '../../src/certificate/approve.ts'
import { openForApproval } from '../../src/certificate/step-hooks.ts'
import { notice } from '../../src/kernel/entry.ts'
import { commits, form, goesThrough, grid, question, shown, task } from '../kinds.ts'
import { certificateLines } from './certificate-lines.ts'

/** A manager, and not who reported it, lets a lost certificate be replaced, or voids it. */
export default task({
  code: '7.9.11.6',
  program: 'xxpcap',
  title: ['提货证明单挂失核准', 'Lost Certificate Approval'],
  key: ['number'],
  steps: [
    form({
      record: 'lost_approval',
      rows: [
        ['number', shown('customer')],
        [shown('site'), shown('ship_to')],
        [shown('name')],
        [shown('lost_by'), shown('lost_at')],
        [shown('reason')],
        ['replace'],
      ],
    }),
    grid(certificateLines),
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: openForApproval,
  ...goesThrough('certificate', { status: ['lost'] }),
  commit: commits(approveLost, lostDecisionOf, ({ number, replace }) => ({
    notices: [notice(replace ? msg.certificateApproved : msg.certificateVoided, number)],
    recall: { number },
  })),
})
