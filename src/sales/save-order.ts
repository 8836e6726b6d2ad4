import { msg } from '../../db/messages.ts'
import type { SalesOrderTable } from '../../db/schema.ts'
import { largest } from '../kernel/arithmetic.ts'
import { accept, type Decision, inRow, meanwhile, refuse } from '../kernel/decision.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import { outgrownNumber } from '../kernel/series.ts'
import type { Moment } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import { altered, askChange, mustAsk } from './ask-change.ts'
import { certifiedField, wholeTrouble } from './certified-order.ts'
import { testCredit } from './credit-test.ts'
import { headerProblem, newOrderProblem } from './header-facts.ts'
import { orderEvent } from './order-changes.ts'
import { orderOf } from './order-draft.ts'
import { amountOf, needsAudit } from './order-rules.ts'
import { lifeProblem, stateOf } from './order-state.ts'
import { returnsTrouble } from './return-refusals.ts'
import { termsTrouble } from './return-terms.ts'
import {
  type OrderInput,
  type RowToSave,
  readSaveFacts,
  type SavedBy,
  type SavedOrder,
  type SaveFacts,
} from './save-order-facts.ts'
import { decideLine } from './save-order-line.ts'
import { orderPosting, shortLines } from './save-order-posting.ts'
import { totalsOf } from './totals.ts'

/** What a save would write, by whose word it is saved. */
export const decideOrder = (
  input: OrderInput,
  facts: SaveFacts,
  moment: Moment,
  by: SavedBy,
): Decision<Posted<SavedOrder>> => {
  const refusal = problem(input, facts)
  if (refusal) return refusal
  const { before, header, next } = facts
  const number = textIn(input.order, 'number') ?? `${header!.order_prefix}${next}`
  const outgrown = outgrownNumber(number, '7.1.24')
  if (outgrown) return outgrown
  const rows: RowToSave[] = []
  const currency = textIn(input.order, 'currency') ?? ''
  const sold_to = textIn(input.order, 'sold_to') ?? ''
  for (const one of facts.rows) {
    if (!one.changed) {
      rows.push({ ...one, line: one.before! })
      continue
    }
    const asksReason = by !== 'import'
    const line = decideLine({
      ...{ ...one, currency, sold_to, asksReason },
      order_number: number,
      moved: facts.moved.has(one.draft.line),
      approved: by === 'approval',
    })
    if (!line.ok) return inRow(line, one.row)
    rows.push({ ...one, line: line.value })
  }
  const lines = rows.map(({ line }) => line)
  const head = orderOf(input.order)
  const stays =
    removalProblem(facts) ??
    tooMuchBack(rows) ??
    termsTrouble(head, facts) ??
    wholeTrouble(head, lines, facts)
  if (stays) return stays
  const totals = totalsOf(
    lines.map(line => line.amount),
    head.discount,
    head.freight,
  )
  if (Object.values(totals).some(amount => Math.abs(amount) > largest)) {
    return inRow(refuse('quantity', msg.priceTooLarge), facts.rows.at(-1)!.row)
  }

  const typed: SalesOrderTable = {
    number,
    ...head,
    ...totals,
    status: before?.status ?? 'entered',
    entered_by: before?.entered_by ?? moment.user,
    entered_at: before?.entered_at ?? moment.now,
    version: (before?.version ?? 0) + 1,
    audited_by: before?.audited_by ?? null,
    audited_at: before?.audited_at ?? null,
    stopped: before?.stopped ?? 0,
    archived: before?.archived ?? 0,
  }
  const linesBefore = linesIn(facts)
  const change = { linesBefore, after: typed, lines }
  if (by === 'clerk' && before && mustAsk({ before, ...change }, header!)) {
    return askChange(input, { before, after: typed, rows }, facts, moment)
  }

  // From here the order must be saved.
  const tested = testCredit({ before, ...change }, facts.credit)
  const needs = needsAudit(amountOf(typed, lines), header!)
  const audited = auditOf(tested.order, facts, moment, by === 'clerk' || !needs)
  const toAudit = needs && audited.order.audited_by === null
  // Nothing is confirmed before it was audited, whatever was typed.
  const saved = toAudit ? rows.map(unconfirmed) : rows
  const { version, total } = audited.order
  const short = shortLines(rows)
  const held = audited.order.action_status === 'HD'
  const { over } = tested
  const result = { number, version, total, short, over, held, toAudit, request: null }
  const posting = orderPosting(audited.order, saved, facts, input)
  const events = [...posting.events!, ...tested.events, ...audited.events]
  return accept({ result, posting: { ...posting, events } })
}

const unconfirmed = (one: RowToSave): RowToSave => ({ ...one, line: { ...one.line, confirmed: 0 } })

/** The lines as they stand in the books. */
const linesIn = ({ rows, removed }: SaveFacts) => [
  ...rows.flatMap(one => one.before ?? []),
  ...removed,
]

/** An audit is of the order as it was: a change ends it. Who approves one, or brings books along, audits too where that is asked. */
const auditOf = (order: SalesOrderTable, facts: SaveFacts, moment: Moment, ends: boolean) => {
  if (ends) {
    const ended = altered(order, facts) ? { audited_by: null, audited_at: null } : {}
    return { order: { ...order, ...ended }, events: [] }
  }
  return {
    order: { ...order, audited_by: moment.user, audited_at: moment.now },
    events: [orderEvent('audited', order.number)],
  }
}

const problem = (
  { order, lines }: OrderInput,
  { header, before, rows, certified, moved, sold, firstMoved }: SaveFacts,
) => {
  const number = textIn(order, 'number') ?? ''
  const version = numberIn(order, 'version')
  if (version !== null && !before) return refuse('number', msg.orderDoesNotExist, number)
  // Whether anything was allocated or shipped yet is no matter to a change.
  const wrongState = before && lifeProblem('change', number, stateOf(before, false), 'number')
  if (wrongState) return wrongState
  if (before && version !== before.version) {
    return meanwhile(refuse('number', msg.bothChanged, number))
  }
  const wrong = headerProblem(order, header)
  if (wrong) return wrong
  const head = orderOf(order)
  if (before && head.sold_to !== before.sold_to) return refuse('sold_to', msg.fieldFixed)
  if (before && head.currency !== before.currency) return refuse('currency', msg.fieldFixed)
  if (firstMoved !== null && head.order_date > firstMoved) {
    return refuse('order_date', msg.orderedAfterShipped, firstMoved)
  }
  // Papers of what was sold say the discount of their order, also of what came back since.
  if (sold) return refuse('discount', msg.discountSold)
  const readdressed = before && certifiedField(before, order)
  if (readdressed && certified[0]) {
    return refuse(readdressed, msg.orderIsCertified, number, certified[0].certificate)
  }
  // What went out is owed by who was to pay for it then.
  if (readdressed === 'bill_to' && moved.size > 0) return refuse('bill_to', msg.payerFixed, number)
  if (before?.action_status === 'HD' && head.action_status === null) {
    return refuse('action_status', msg.releasedElsewhere, number)
  }
  const late = before ? undefined : newOrderProblem(order, header!)
  if (late) return late
  if (rows.length === 0)
    return inRow(refuse('item', msg.orderHasNoLines), Math.max(0, lines.length - 1))
  const seen = new Set<number>()
  for (const { row, draft } of rows) {
    if (seen.has(draft.line)) return inRow(refuse('line', msg.lineTwice, draft.line), row)
    seen.add(draft.line)
  }
  return undefined
}

/** What comes back of a shipment is judged over all lines of the order. */
const tooMuchBack = (rows: readonly RowToSave[]) => {
  const shipments = new Map(
    rows.flatMap(({ returned }) => (returned ? [[returned.number, returned]] : [])),
  )
  return returnsTrouble(rows, shipments)
}

const removalProblem = ({ removed, moved }: SaveFacts) => {
  for (const { line, quantity_shipped, quantity_allocated } of removed) {
    if (quantity_shipped !== 0 || moved.has(line))
      return inRow(refuse('line', msg.lineShipped, line), 0)
    if (quantity_allocated !== 0) return inRow(refuse('line', msg.lineAllocated, line), 0)
  }
  return undefined
}

/** Saves an order whole: its number is taken here, all is checked again, and history says what changed. Of one that is confirmed it may only ask for the change. */
export const saveOrder: Verb<OrderInput, SaveFacts, SavedOrder> = {
  right: '7.1.1',
  read: readSaveFacts,
  decide: (input, facts, moment) => decideOrder(input, facts, moment, 'clerk'),
}
