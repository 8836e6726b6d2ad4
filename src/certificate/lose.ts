import { msg } from '../../db/messages.ts'
import { accept, refuse } from '../kernel/decision.ts'
import type { Verb } from '../ledger/perform.ts'
import { type CertificateAct, readAct } from './act.ts'
import { certificateEvent } from './events.ts'
import { standingTrouble } from './refusals.ts'
import type { CertificateFacts } from './rows.ts'

/** 7.9.11.5: a printed certificate is lost, or came back unused: from then on nothing is shipped by it. */
export const loseCertificate: Verb<CertificateAct, CertificateFacts, string> = {
  right: '7.9.11.5',
  read: readAct,
  decide: ({ number, reason }, facts) => {
    const trouble = standingTrouble(number, facts, { status: 'printed' })
    if (trouble) return trouble
    if (reason === null) return refuse('reason', msg.valueRequired)

    // From here it is dead until a manager decides.
    const event = certificateEvent('lost', number, { reason })
    return accept({ result: number, posting: { certificateEvents: [event] } })
  },
}
