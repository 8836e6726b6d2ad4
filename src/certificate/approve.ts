import { msg } from '../../db/messages.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { flagIn, formIn } from '../kernel/draft.ts'
import type { Draft } from '../kernel/entry.ts'
import type { Verb } from '../ledger/perform.ts'
import { actOf, type CertificateAct, readAct } from './act.ts'
import { certificateEvent } from './events.ts'
import { standingTrouble } from './refusals.ts'
import { type CertificateFacts, eventOf } from './rows.ts'

/** Whether a lost certificate is replaced, or only void. */
export interface LostDecision extends CertificateAct {
  readonly replace: boolean
}

export interface DecidedLost {
  readonly number: string
  readonly replace: boolean
}

/** Reads the record `lost_approval` of a draft. */
export const lostDecisionOf = (draft: Draft): LostDecision => {
  const values = formIn(draft, 'lost_approval')
  return { ...actOf(values), replace: flagIn(values, 'replace', 1) === 1 }
}

/**
 * 7.9.11.6: a manager, and not who reported it, decides about a lost certificate: a new one may be issued for it, or it is
 * void and the goods stay allocated.
 */
export const approveLost: Verb<LostDecision, CertificateFacts, DecidedLost> = {
  right: '7.9.11.6',
  read: readAct,
  decide: ({ number, replace }, facts, moment) => {
    const trouble = standingTrouble(number, facts, { status: 'lost' })
    if (trouble) return trouble
    const { created_by, reason } = eventOf(facts, 'lost')!
    if (created_by === moment.user) return refuse('number', msg.certificateOwnReport, number)

    // From here it is decided.
    const event = certificateEvent(replace ? 'approved' : 'voided', number, { reason })
    return accept({ result: { number, replace }, posting: { certificateEvents: [event] } })
  },
}
