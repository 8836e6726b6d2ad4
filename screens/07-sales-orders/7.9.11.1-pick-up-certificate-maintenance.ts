import { msg } from '../../db/messages.ts'
import { frameOf } from '../../src/certificate/act.ts'
import { issueCertificate } from '../../src/certificate/issue.ts'
import {
  chooseCertificateCustomer,
  openCertificate,
  readCertificateCandidates,
} from '../../src/certificate/issue-hooks.ts'
import { voidCertificate } from '../../src/certificate/void.ts'
import { notice } from '../../src/kernel/entry.ts'
import { neighbour } from '../../src/ledger/records.ts'
import { commits, form, grid, question, shown, task } from '../kinds.ts'

/** A blank number issues a new one from what is allocated; F5 voids one that isn't printed. */
export default task({
  code: '7.9.11.1',
  program: 'xxpcmt',
  title: ['提货证明单维护', 'Pick-Up Certificate Maintenance'],
  key: ['number'],
  steps: [
    form({
      record: 'certificate',
      rows: [['number', shown('status')], ['customer', 'ship_to', 'site'], [shown('name')]],
      after: { customer: chooseCertificateCustomer },
      check: readCertificateCandidates,
    }),
    form({
      record: 'certificate',
      rows: [['remarks'], [shown('issued_by'), shown('issued_at')], [shown('replaces')]],
    }),
    grid({
      record: 'certificate_line',
      columns: [
        shown('order_number', 8),
        shown('order_line', 4),
        shown('item', 9),
        shown('description', 14),
        shown('unit'),
        shown('location', 8),
        shown('lot', 9),
        shown('uncertified', 8),
        { name: 'quantity', width: 8 },
      ],
    }),
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: openCertificate,
  neighbour: neighbour('certificate'),
  commit: commits(
    issueCertificate,
    draft => draft,
    ({ number, lines }) => ({
      notices: [notice(msg.certificateIssued, number, lines)],
      recall: { number, order_number: number },
    }),
  ),
  remove: commits(voidCertificate, frameOf('certificate'), number => ({
    notices: [notice(msg.certificateVoided, number)],
  })),
})
