import { textIn } from '../kernel/draft.ts'
import type { Draft, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type CertificateFacts, readCertificateFacts } from './rows.ts'

/** What is asked of one certificate: its number, and why. */
export interface CertificateAct {
  readonly number: string
  readonly reason: string | null
}

/** Reads what a frame asks of a certificate. */
export const actOf = (values: Values): CertificateAct => ({
  number: textIn(values, 'number') ?? '',
  reason: textIn(values, 'reason'),
})

/** The frame of a draft, whichever record it is. */
export const frameOf =
  (record: string) =>
  (draft: Draft): CertificateAct =>
    actOf((draft[record] ?? {}) as Values)

/** Reads the certificate that an act is about. */
export const readAct = (books: Books, { number }: CertificateAct): Promise<CertificateFacts> =>
  readCertificateFacts(books, number)
