import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { firstLacking, type Whole } from '../certificate/whole-orders.ts'
import { inRow, type Refused, refuse } from '../kernel/decision.ts'
import type { Values } from '../kernel/entry.ts'
import type { CertifiedLine } from './certified.ts'
import { orderOf } from './order-draft.ts'
import type { SaveFacts } from './save-order-facts.ts'

/** What a certificate says of its orders that is to be another; none where all of it stays. */
export const certifiedField = (before: SalesOrderTable, order: Values) => {
  const after = orderOf(order)
  return (['bill_to', 'ship_to'] as const).find(field => after[field] !== before[field])
}

/** The first certificate that an order which ships whole or not at all could not leave by, and the line left over. */
const lackingOf = (number: string, whole: Whole, certified: readonly CertifiedLine[]) => {
  for (const certificate of new Set(certified.map(one => one.certificate))) {
    const its = certified.filter(one => one.certificate === certificate)
    const leaving = its.map(one => ({ ...one, order_number: number }))
    const lacking = firstLacking(new Map([[number, whole]]), leaving)
    if (lacking) return { certificate, line: lacking.line }
  }
  return undefined
}

/** While a certificate is out, its order may not come to ship whole or not at all with more than that says: nobody could fetch it. */
export const wholeTrouble = (
  order: Pick<SalesOrderTable, 'partial_ok'>,
  lines: readonly SalesOrderLineTable[],
  { before, rows, removed, certified }: SaveFacts,
): Refused | undefined => {
  if (!before) return undefined
  const { number } = before
  const lacking = lackingOf(number, { order, lines }, certified)
  const stood = [...rows.flatMap(one => one.before ?? []), ...removed]
  // What stood like this before stays as it is.
  if (!lacking || lackingOf(number, { order: before, lines: stood }, certified)) return undefined
  const said = [number, lacking.certificate]
  if (before.partial_ok !== 0) return refuse('partial_ok', msg.orderIsCertified, ...said)
  const row = rows.find(one => one.draft.line === lacking.line)!.row
  return inRow(refuse('quantity', msg.orderIsCertified, ...said), row)
}
