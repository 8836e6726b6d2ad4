import type { Message } from '../../db/messages.ts'
import { msg } from '../../db/messages.ts'
import type { CertificateTable } from '../../db/schema.ts'
import { findCustomer } from '../customer/rows.ts'
import { accept } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import type { Hook, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { certificateRow } from './issue-hooks.ts'
import { standingTrouble } from './refusals.ts'
import { type CertificateFacts, eventOf, readCertificateFacts } from './rows.ts'

/** A certificate that stands where an act wants it, with what the frame shows of it; its lines beside. */
const opens =
  (
    wanted: { readonly status: CertificateTable['status']; readonly printed?: Message },
    shows: (facts: CertificateFacts) => Values,
  ): Hook<Books> =>
  async (books, { values }) => {
    const number = textIn(values, 'number') ?? ''
    const facts = await readCertificateFacts(books, number)
    const trouble = standingTrouble(number, facts, wanted)
    if (trouble) return trouble
    const { customer, ship_to, site, status, remarks } = facts.certificate!
    const [sold] = await findCustomer(books.db, { code: customer })
    const shown = { number, customer, ship_to: ship_to ?? customer, site, status, remarks }
    return accept({
      values: { ...shown, name: sold?.name ?? null, ...shows(facts) },
      records: { certificate_line: facts.lines.map(certificateRow) },
      existing: true,
    })
  }

/** 7.9.11.4: a certificate that is to be printed, into a file of its own. */
export const openForPrint = opens(
  { status: 'issued', printed: msg.certificatePrintsOnce },
  ({ certificate }) => ({ output: `${certificate!.number}.txt` }),
)

/** 7.9.11.5: a certificate that is out. */
export const openForReport = opens({ status: 'printed' }, () => ({ reason: null }))

const lostOf = (facts: CertificateFacts): Values => {
  const lost = eventOf(facts, 'lost')
  return { lost_by: lost?.created_by ?? null, reason: lost?.reason ?? null }
}

/** 7.9.11.6: a certificate that was reported lost. */
export const openForApproval = opens({ status: 'lost' }, facts => ({
  ...lostOf(facts),
  lost_at: eventOf(facts, 'lost')?.created_at ?? null,
  replace: 1,
}))

/** 7.9.11.7: a certificate that is to be replaced. */
export const openForReissue = opens({ status: 'approved' }, facts => {
  const approved = eventOf(facts, 'approved')
  return {
    ...lostOf(facts),
    approved_by: approved?.created_by ?? null,
    approved_at: approved?.created_at ?? null,
  }
})
