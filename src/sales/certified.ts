import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { AllocationTable, CertificateLineTable, Quantity } from '../../db/schema.ts'
import { sum } from '../kernel/arithmetic.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'

/** So much of an order's line on a certificate that may still be shipped. */
export type CertifiedLine = Pick<CertificateLineTable, 'certificate' | 'order_line' | 'quantity'>

const live = kept<{ order: string }, CertifiedLine>((db, hole) =>
  db
    .selectFrom('certificate_line as line')
    .innerJoin('certificate', 'certificate.number', 'line.certificate')
    .select(['line.certificate', 'line.order_line', 'line.quantity'])
    .where('line.order_number', '=', hole('order'))
    .where('certificate.status', 'not in', ['shipped', 'void'])
    .orderBy('line.certificate')
    .orderBy('line.line'),
)

/** Which certificates hold what the order has allocated; asked only where something is certified at all. */
export const readCertified = async (
  { db }: Books,
  order: string,
  allocations: readonly AllocationTable[],
): Promise<readonly CertifiedLine[]> =>
  allocations.some(({ certified }) => certified > 0) ? live(db, { order }) : []

/** How much of a line, wherever it lies, leaves by certificate only. */
export const certifiedOf = (certified: readonly CertifiedLine[], line: number): Quantity =>
  sum(certified.filter(one => one.order_line === line).map(({ quantity }) => quantity))

/** That what was asked for is on a certificate already. */
export const isCertified = (
  field: string,
  line: number,
  { certified }: { readonly certified: readonly CertifiedLine[] },
): Refused => {
  const quantity = showQuantity(certifiedOf(certified, line))
  const first = certified.find(one => one.order_line === line)
  return refuse(field, msg.lineIsCertified, line, quantity, first?.certificate ?? '')
}
