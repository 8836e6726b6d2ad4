import { msg } from '../../db/messages.ts'
import { accept, refuse } from '../kernel/decision.ts'
import type { Verb } from '../ledger/perform.ts'
import type { Save } from '../ledger/posting.ts'
import { type CertificateAct, readAct } from './act.ts'
import { certificateEvent } from './events.ts'
import { type NextNumber, numberTrouble, readNextNumber, takeNumber } from './next-number.ts'
import { standingTrouble } from './refusals.ts'
import { type CertificateFacts, eventOf } from './rows.ts'

/** The new certificate, and the lost one that it stands for. */
export interface ReissuedCertificate {
  readonly number: string
  readonly replaces: string
}

/**
 * 7.9.11.7: the person appointed, and not who approved it, issues a new certificate for the same goods; the lost one is void
 * in the same act.
 */
export const reissueCertificate: Verb<
  CertificateAct,
  CertificateFacts & NextNumber,
  ReissuedCertificate
> = {
  right: '7.9.11.7',
  read: async (books, act) => ({
    ...(await readAct(books, act)),
    ...(await readNextNumber(books)),
  }),
  decide: ({ number: replaces }, facts, moment) => {
    const trouble = standingTrouble(replaces, facts, { status: 'approved' })
    if (trouble) return trouble
    const { reissue_user } = facts.control
    if (reissue_user !== null && reissue_user !== moment.user) {
      return refuse('number', msg.reissueAppointed, reissue_user)
    }
    const { created_by, reason } = eventOf(facts, 'approved')!
    if (created_by === moment.user) return refuse('number', msg.certificateOwnApproval, replaces)
    const outgrown = numberTrouble(facts)
    if (outgrown) return outgrown

    // From here the new one must stand for the old.
    const { number, save } = takeNumber(facts)
    const certificate = {
      ...facts.certificate!,
      ...{ number, replaces, status: 'issued' as const },
      ...{ issued_by: moment.user, issued_at: moment.now },
    }
    const saves: readonly Save[] = [
      save,
      { table: 'certificate', row: certificate },
      ...facts.lines.map(line => ({
        table: 'certificate_line' as const,
        row: { ...line, certificate: number },
      })),
    ]
    const certificateEvents = [
      certificateEvent('reissued', replaces, { reason, other: number }),
      certificateEvent('issued', number, { reason, other: replaces }),
    ]
    return accept({ result: { number, replaces }, posting: { saves, certificateEvents } })
  },
}
