import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { CertificateLineTable, CertificateTable, Database } from '../../db/schema.ts'
import { mustChange } from './must-change.ts'
import type { CertificateEvent, Stamp } from './posting.ts'

type Db = Kysely<Database>
type Status = CertificateTable['status']

/** What an event makes of a certificate: from which states, to which, and whether stock is certified by it or freed. */
interface Step {
  readonly from: readonly Status[]
  readonly to: Status
  readonly stock: 'certified' | 'freed' | 'as it was'
}

/** A certificate is saved as issued: its first event finds it so. */
export const certificateSteps: Readonly<Record<CertificateEvent['type'], Step>> = {
  issued: { from: ['issued'], to: 'issued', stock: 'certified' },
  printed: { from: ['issued'], to: 'printed', stock: 'as it was' },
  lost: { from: ['printed'], to: 'lost', stock: 'as it was' },
  approved: { from: ['lost'], to: 'approved', stock: 'as it was' },
  reissued: { from: ['approved'], to: 'void', stock: 'freed' },
  voided: { from: ['issued', 'lost'], to: 'void', stock: 'freed' },
  shipped: { from: ['printed'], to: 'shipped', stock: 'freed' },
}

const insertEvent = kept<CertificateEvent & Stamp, unknown>((db, hole) =>
  db.insertInto('certificate_event').values({
    operation: hole('operation'),
    certificate: hole('certificate'),
    type: hole('type'),
    reason: hole('reason'),
    other: hole('other'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const linesOf = kept<{ certificate: string }, CertificateLineTable>((db, hole) =>
  db
    .selectFrom('certificate_line')
    .selectAll()
    .where('certificate', '=', hole('certificate'))
    .orderBy('line'),
)

const certify = kept<CertificateLineTable, { changed: number }>((db, hole) =>
  db
    .updateTable('allocation')
    .set(eb => ({ certified: eb('certified', '+', hole('quantity')) }))
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('order_line'))
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot'))
    .returning(eb => eb.lit(1).as('changed')),
)

/** Writes down what happened to a certificate, and keeps its status and the stock that it certifies in step with it. */
export const postCertificateEvent = async (db: Db, event: CertificateEvent & Stamp) => {
  const { from, to, stock } = certificateSteps[event.type]
  await insertEvent(db, event)
  const moved = await db
    .updateTable('certificate')
    .set({ status: to })
    .where('number', '=', event.certificate)
    .where('status', 'in', from)
    .returning(eb => eb.lit(1).as('changed'))
    .execute()
  mustChange(moved, 'certificate')
  if (stock === 'as it was') return
  const sign = stock === 'certified' ? 1 : -1
  for (const line of await linesOf(db, { certificate: event.certificate })) {
    const change = { ...line, quantity: sign * line.quantity }
    mustChange(await certify(db, change), 'allocation')
  }
}
