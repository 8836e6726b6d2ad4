import { msg } from '../../db/messages.ts'
import { frameOf } from '../../src/certificate/act.ts'
import { reissueCertificate } from '../../src/certificate/reissue.ts'
import { openForReissue } from '../../src/certificate/step-hooks.ts'
import { notice } from '../../src/kernel/entry.ts'
import { commits, form, goesThrough, grid, question, shown, task } from '../kinds.ts'
import { certificateLines } from './certificate-lines.ts'

/** The person appointed issues a new certificate for a lost one, which is void from then on (R13). */
export default task({
  code: '7.9.11.7',
  program: 'xxpcre',
  title: ['提货证明单补开', 'Pick-Up Certificate Reissue'],
  key: ['number'],
  steps: [
    form({
      record: 'certificate_reissue',
      rows: [
        ['number', shown('customer')],
        [shown('site'), shown('ship_to')],
        [shown('name')],
        [shown('lost_by')],
        [shown('approved_by'), shown('approved_at')],
        [shown('reason')],
      ],
    }),
    grid(certificateLines),
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: openForReissue,
  ...goesThrough('certificate', { status: ['approved'] }),
  commit: commits(reissueCertificate, frameOf('certificate_reissue'), ({ number, replaces }) => ({
    notices: [notice(msg.certificateReissued, number, replaces)],
    recall: { number },
  })),
})
