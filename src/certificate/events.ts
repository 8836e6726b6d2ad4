import type { CertificateEvent } from '../ledger/posting.ts'

/** An event of a certificate; what isn't said is blank. */
export const certificateEvent = (
  type: CertificateEvent['type'],
  certificate: string,
  more: Partial<CertificateEvent> = {},
): CertificateEvent => ({ certificate, type, reason: null, other: null, ...more })
