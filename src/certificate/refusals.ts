import { type Message, msg } from '../../db/messages.ts'
import type { CertificateEventTable, CertificateTable } from '../../db/schema.ts'
import { localTime } from '../kernel/calendar.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import { type CertificateFacts, eventOf } from './rows.ts'

type Status = CertificateTable['status']

/** What the clerk hears of a certificate that stands elsewhere than it should; filled with who brought it there and when. */
const standsElsewhere: Readonly<
  Record<Status, { readonly message: Message; readonly by: CertificateEventTable['type'] }>
> = {
  issued: { message: msg.certificateNotPrinted, by: 'issued' },
  printed: { message: msg.certificateNotLost, by: 'printed' },
  lost: { message: msg.certificateIsLost, by: 'lost' },
  approved: { message: msg.certificateToReissue, by: 'approved' },
  shipped: { message: msg.certificateUsedUp, by: 'shipped' },
  void: { message: msg.certificateIsVoid, by: 'voided' },
}

/**
 * Why a certificate isn't where an act wants it: each state says its own way out. `printed` is the message for one that is
 * printed, where that has a way out of its own.
 */
export const standingTrouble = (
  number: string,
  facts: CertificateFacts,
  wanted: { readonly status: Status; readonly printed?: Message; readonly field?: string },
): Refused | undefined => {
  const { certificate } = facts
  const field = wanted.field ?? 'number'
  if (!certificate) return refuse(field, msg.certificateDoesNotExist, number)
  const { status } = certificate
  if (status === wanted.status) return undefined
  const reissued = eventOf(facts, 'reissued')
  if (reissued) return refuse(field, msg.certificateReplaced, number, reissued.other!)
  const { message, by } = standsElsewhere[status]
  const { created_by, created_at } = eventOf(facts, by)!
  const said = status === 'printed' ? (wanted.printed ?? message) : message
  return refuse(field, said, number, created_by, localTime(created_at))
}
