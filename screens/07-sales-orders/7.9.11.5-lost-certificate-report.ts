import { msg } from '../../db/messages.ts'
import { frameOf } from '../../src/certificate/act.ts'
import { loseCertificate } from '../../src/certificate/lose.ts'
import { openForReport } from '../../src/certificate/step-hooks.ts'
import { notice } from '../../src/kernel/entry.ts'
import { commits, form, goesThrough, grid, question, shown, task } from '../kinds.ts'
import { certificateLines } from './certificate-lines.ts'

/** A printed certificate is lost, or came back unused: from then on nothing leaves by it. */
export default task({
  code: '7.9.11.5',
  program: 'xxpcls',
  title: ['提货证明单挂失', 'Lost Certificate Report'],
  key: ['number'],
  steps: [
    form({
      record: 'lost_report',
      rows: [
        ['number', shown('customer')],
        [shown('site'), shown('ship_to')],
        [shown('name')],
        ['reason'],
      ],
    }),
    grid(certificateLines),
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: openForReport,
  ...goesThrough('certificate', { status: ['printed'] }),
  commit: commits(loseCertificate, frameOf('lost_report'), number => ({
    notices: [notice(msg.certificateReported, number)],
    recall: { number },
  })),
})
