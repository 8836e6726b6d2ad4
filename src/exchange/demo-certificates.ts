import { type DemoCertificate, lostBecause } from '../../db/demo/orders.ts'
import { approveLost } from '../certificate/approve.ts'
import { candidateRow, readCandidates, whereFirst } from '../certificate/candidates.ts'
import { issueCertificate } from '../certificate/issue.ts'
import { loseCertificate } from '../certificate/lose.ts'
import { printCertificate } from '../certificate/print.ts'
import { reissueCertificate } from '../certificate/reissue.ts'
import { shipCertificate } from '../certificate/ship.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { Books } from '../ledger/books.ts'
import type { Act } from './demo-papers.ts'

/** How each state is come to, after the certificate was issued. */
const ways: Readonly<
  Record<DemoCertificate, readonly ('print' | 'lose' | 'approve' | 'reissue' | 'ship')[]>
> = {
  issued: [],
  printed: ['print'],
  lost: ['print', 'lose'],
  reissued: ['print', 'lose', 'approve', 'reissue', 'print'],
  shipped: ['print', 'ship'],
}

/** What is left of a demo order on a certificate, by those whose work it is. */
export const fillDemoCertificate = async (
  books: Books,
  order: {
    readonly soldTo: string
    readonly number: string
    readonly certificate: DemoCertificate
  },
  act: Act,
): Promise<void> => {
  const waiting = (await readCandidates(books, order.soldTo)).filter(
    one => one.order_number === order.number,
  )
  // Filled a second time nothing waits, and the answer of the first time is given.
  const where = waiting.length === 0 ? {} : whereFirst(waiting)
  const entry = {
    certificate: { number: null, customer: order.soldTo, ...where },
    certificate_line: waiting.map(candidateRow),
  }
  let { number } = await act('certificate', issueCertificate, entry, 'chen')
  for (const [index, step] of ways[order.certificate].entries()) {
    const what = `${step}-${index}`
    switch (step) {
      case 'print':
        await act(what, printCertificate, { number, reason: null }, 'chen')
        break
      case 'lose':
        await act(what, loseCertificate, { number, reason: lostBecause }, 'zhao')
        break
      case 'approve':
        await act(what, approveLost, { number, reason: null, replace: true }, 'wang')
        break
      case 'reissue':
        number = (await act(what, reissueCertificate, { number, reason: null }, 'chen')).number
        break
      default: {
        const shipment = { order_number: number, certificate: number }
        const effective_date = dayOf(books.now())
        const draft = { shipment_entry: { ...shipment, effective_date } }
        await act(what, shipCertificate, draft, 'zhao')
      }
    }
  }
}
