import { msg } from '../../db/messages.ts'
import { accept } from '../kernel/decision.ts'
import type { Verb } from '../ledger/perform.ts'
import { type CertificateAct, readAct } from './act.ts'
import { certificateEvent } from './events.ts'
import { standingTrouble } from './refusals.ts'
import type { CertificateFacts } from './rows.ts'

/** 7.9.11.1: a certificate that was never printed is void, and what stood on it may stand on another one. */
export const voidCertificate: Verb<CertificateAct, CertificateFacts, string> = {
  right: '7.9.11.1',
  read: readAct,
  decide: ({ number, reason }, facts) => {
    const wanted = { status: 'issued', printed: msg.certificateIsOut } as const
    const trouble = standingTrouble(number, facts, wanted)
    if (trouble) return trouble

    // From here it must be void.
    const event = certificateEvent('voided', number, { reason })
    return accept({ result: number, posting: { certificateEvents: [event] } })
  },
}
