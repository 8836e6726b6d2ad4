import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import { placeIn, placeKey } from '../inventory/place.ts'
import { shortTime } from '../kernel/calendar.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { inRow, type Refused, refuse } from '../kernel/decision.ts'
import { flagIn, formIn, numberIn, textIn } from '../kernel/draft.ts'
import type { Draft, Values } from '../kernel/entry.ts'
import {
  type OvertakenRows,
  overtakenRows,
  type Standing,
  showingAnew,
  type Touch,
} from '../kernel/overtaken.ts'
import type { Books, Moment } from '../ledger/books.ts'
import { type OrderFacts, openLine } from './allocate-facts.ts'
import { otherItemTrouble } from './allocate-refusals.ts'

const record = 'shipment_line'

const isAsked = (row: Values): boolean =>
  (numberIn(row, 'quantity') ?? 0) !== 0 || flagIn(row, 'cancel_backorder', 0) === 1

/** What of a shipment was typed to figures that are gone; a line that is another item now is refused for that. */
const overtakenOf = (
  draft: Draft,
  { lines, allocations }: Pick<OrderFacts, 'lines' | 'allocations'>,
): OvertakenRows | null => {
  const fromAllocations = flagIn(formIn(draft, 'shipment_entry'), 'ship_allocated', 1) === 1
  const heldAt = (row: Values) => {
    const held = allocations.find(
      one => one.line === row['line'] && placeKey(one) === placeKey(placeIn(row)),
    )
    return fromAllocations && held ? held.quantity - held.certified : 0
  }
  const of = (row: Values): Standing | null => {
    const line = lines.find(one => one.line === row['line'])
    if (!line || otherItemTrouble({ item: textIn(row, 'item') }, line)) return null
    const { open = null, allocated = null } = openLine(line)
    const proposed: Values = isAsked(row) ? { quantity: heldAt(row), cancel_backorder: 0 } : {}
    return { figures: { open, allocated }, proposed }
  }
  return overtakenRows(draft, record, { of, isAsked })
}

const touched = kept<{ order: string; line: number }, Touch>((db, hole) =>
  db
    .selectFrom('order_event')
    .select(['created_by', 'created_at'])
    .where('order_number', '=', hole('order'))
    .where('line', '=', hole('line'))
    .orderBy('number', 'desc')
    .limit(eb => eb.lit(1)),
)

/** Who was faster at the first line that was overtaken; null where none was. */
export const readFaster = async (
  { db }: Books,
  draft: Draft,
  facts: Pick<OrderFacts, 'lines' | 'allocations'>,
): Promise<Touch | null> => {
  const overtaken = overtakenOf(draft, facts)
  if (!overtaken) return null
  const line = numberIn(overtaken.rows[overtaken.first]!, 'line') ?? 0
  const order = textIn(formIn(draft, 'shipment_entry'), 'order_number') ?? ''
  return (await touched(db, { order, line }))[0]!
}

/** Goods go out to figures that the clerk saw, and not to those that others made of them. */
export const overtakenTrouble = (
  draft: Draft,
  facts: Pick<OrderFacts, 'lines' | 'allocations'> & { readonly faster: Touch | null },
  { now }: Moment,
): Refused | null => {
  const overtaken = overtakenOf(draft, facts)
  if (!overtaken || !facts.faster) return null
  const { first, rows } = overtaken
  const { created_by, created_at } = facts.faster
  const row = rows[first]!
  const [line = 0, open = 0, allocated = 0] = ['line', 'open', 'allocated'].map(
    name => numberIn(row, name) ?? 0,
  )
  const at = shortTime(created_at, new Date(now))
  const said = [line, created_by, at, showQuantity(open), showQuantity(allocated)]
  const refused = inRow(refuse('quantity', msg.shipmentOvertaken, ...said), first)
  return showingAnew(refused, { [record]: rows })
}
