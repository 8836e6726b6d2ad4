import { kept } from '../../db/kept.ts'
import type {
  CertificateControlTable,
  CertificateEventTable,
  CertificateLineTable,
  CertificateTable,
} from '../../db/schema.ts'
import type { Books } from '../ledger/books.ts'

/** A certificate, or none. */
export const readCertificate = kept<{ number: string }, CertificateTable>((db, hole) =>
  db.selectFrom('certificate').selectAll().where('number', '=', hole('number')),
)

const readLines = kept<{ number: string }, CertificateLineTable>((db, hole) =>
  db
    .selectFrom('certificate_line')
    .selectAll()
    .where('certificate', '=', hole('number'))
    .orderBy('line'),
)

const readEvents = kept<{ number: string }, CertificateEventTable>((db, hole) =>
  db
    .selectFrom('certificate_event')
    .selectAll()
    .where('certificate', '=', hole('number'))
    .orderBy('number'),
)

/** How certificates are numbered, and where the sales company's stock on paper is. */
export const readCertificateControl = kept<Record<never, never>, CertificateControlTable>(db =>
  db.selectFrom('certificate_control').selectAll().where('id', '=', 1),
)

/** A certificate with all that stands on it and all that happened to it. */
export interface CertificateFacts {
  readonly certificate: CertificateTable | undefined
  readonly lines: readonly CertificateLineTable[]
  readonly events: readonly CertificateEventTable[]
}

/** Reads a certificate with its lines and its history. */
export const readCertificateFacts = async (
  { db }: Books,
  number: string,
): Promise<CertificateFacts> => ({
  certificate: (await readCertificate(db, { number }))[0],
  lines: await readLines(db, { number }),
  events: await readEvents(db, { number }),
})

/** The event of a kind that a certificate has had. */
export const eventOf = (
  { events }: CertificateFacts,
  type: CertificateEventTable['type'],
): CertificateEventTable | undefined => events.find(event => event.type === type)
