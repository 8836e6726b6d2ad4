import { msg } from '../../db/messages.ts'
import { frameOf } from '../../src/certificate/act.ts'
import { printedCertificate } from '../../src/certificate/paper.ts'
import { printCertificate } from '../../src/certificate/print.ts'
import { openForPrint } from '../../src/certificate/step-hooks.ts'
import { notice } from '../../src/kernel/entry.ts'
import { columns, commits, form, goesThrough, grid, questionOnce, shown, task } from '../kinds.ts'
import { certificateLines } from './certificate-lines.ts'

/** Its three copies, once (R13): that they are printed is in the books before the paper is out. */
export default task({
  code: '7.9.11.4',
  program: 'xxpcrp',
  title: ['提货证明单打印', 'Pick-Up Certificate Print'],
  key: ['number'],
  steps: [
    form({
      record: 'certificate_print',
      rows: [
        ['number', shown('customer')],
        [shown('site'), shown('ship_to')],
        [shown('name')],
        [shown('remarks')],
        ['output'],
      ],
    }),
    grid(certificateLines),
    questionOnce(msg.printCertificate, msg.discardEntry),
  ],
  open: openForPrint,
  ...goesThrough('certificate', { status: ['issued'] }),
  commit: commits(printCertificate, frameOf('certificate_print'), number => ({
    notices: [notice(msg.certificatePrinted, number)],
    recall: { number, order_number: number },
  })),
  results: columns('paper', 'text'),
  prints: { output: 'output', document: printedCertificate },
})
