import { msg } from '../../db/messages.ts'
import type {
  Money,
  ReasonCodeTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../../db/schema.ts'
import { accept, type Decision, inRow, meanwhile, refuse } from '../kernel/decision.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books, Moment } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import { readLimited } from './credit-exposure.ts'
import { type CreditFacts, testCredit } from './credit-test.ts'
import {
  type HeaderFacts,
  headerProblem,
  newOrderProblem,
  readHeaderFacts,
} from './header-facts.ts'
import { wasChanged } from './order-changes.ts'
import { type LineDraft, lineOf, orderOf, priceAsk } from './order-draft.ts'
import { readMovedLines, readOrder, readOrderLines } from './order-rows.ts'
import { type LineFacts, readLineFacts } from './price.ts'
import { type ReturnFacts, readReason, readReturn, returnsTrouble } from './returns.ts'
import { decideLine, largest } from './save-order-line.ts'
import { orderPosting, shortLines } from './save-order-posting.ts'
import { totalsOf } from './totals.ts'

/** The draft's head and its rows; rows without an item are the empty end of the grid. */
export interface OrderInput {
  readonly order: Values
  readonly lines: readonly Values[]
}

export interface SavedOrder {
  readonly number: string
  readonly version: number
  readonly total: Money
  /** Lines of which more is open than their site can still allocate. */
  readonly short: readonly number[]
  /** By how much the order passed its customer's limit, and is held for it. */
  readonly over: Money
}

/** A row of the grid with what stood in the books; facts are read only where something changed. */
interface RowFacts {
  /** Where it stands in the grid. */
  readonly row: number
  readonly draft: LineDraft
  readonly before: SalesOrderLineTable | undefined
  readonly changed: boolean
  readonly facts: LineFacts | undefined
  readonly returned: ReturnFacts | undefined
  readonly reason: ReasonCodeTable | undefined
}

export interface OrderFacts {
  readonly header: HeaderFacts | undefined
  readonly before: SalesOrderTable | undefined
  readonly rows: readonly RowFacts[]
  readonly removed: readonly SalesOrderLineTable[]
  readonly moved: ReadonlySet<number>
  readonly credit: CreditFacts
  /** The counter's first number that no order has; imported orders may stand in its way. */
  readonly next: number
}

const read = async (books: Books, { order, lines }: OrderInput): Promise<OrderFacts> => {
  const { db } = books
  const number = textIn(order, 'number')
  const header = await readHeaderFacts(books, order)
  const before = number === null ? undefined : (await readOrder(db, { number }))[0]
  const saved = before ? await readOrderLines(db, { number: before.number }) : []
  const known = new Map(saved.map(line => [line.line, line]))
  const rows: RowFacts[] = []
  for (const [row, values] of lines.entries()) {
    if (textIn(values, 'item') === null) continue
    const draft = lineOf(values, order)
    const old = known.get(draft.line)
    const changed = !old || wasChanged(old, draft)
    const facts = changed ? await readLineFacts(books, factsAsk(order, draft, values)) : undefined
    const returned = await readReturn(books, draft.return_shipment, number ?? '')
    const reason = changed ? await readReason(books, draft.reason) : undefined
    rows.push({ row, draft, before: old, changed, facts, returned, reason })
  }
  const listed = new Set(rows.map(one => one.draft.line))
  const removed = saved.filter(line => !listed.has(line.line))
  const moved = removed.length === 0 ? [] : await readMovedLines(db, { number: before!.number })
  return {
    header,
    before,
    rows,
    removed,
    moved: new Set(moved.map(one => one.line ?? 0)),
    credit: {
      exposure: await readLimited(db, textIn(order, 'bill_to') ?? '', number ?? ''),
      soldToOnHold: header?.sold_to_on_hold ?? 0,
    },
    next: number === null && header ? await freeNumber(books, header) : 0,
  }
}

const factsAsk = (order: Values, draft: LineDraft, values: Values) => ({
  ...priceAsk(order, values),
  site: draft.site,
  location: draft.location,
})

const freeNumber = async (books: Books, { order_prefix, next_order }: HeaderFacts) => {
  let next = next_order
  while ((await readOrder(books.db, { number: `${order_prefix}${next}` })).length > 0) next += 1
  return next
}

const decide = (
  input: OrderInput,
  facts: OrderFacts,
  moment: Moment,
): Decision<Posted<SavedOrder>> => {
  const refusal = problem(input, facts)
  if (refusal) return refusal
  const { before, header, next } = facts
  const number = textIn(input.order, 'number') ?? `${header!.order_prefix}${next}`
  const lines: SalesOrderLineTable[] = []
  const currency = textIn(input.order, 'currency') ?? ''
  const sold_to = textIn(input.order, 'sold_to') ?? ''
  for (const one of facts.rows) {
    if (!one.changed) {
      lines.push(one.before!)
      continue
    }
    const line = decideLine({ ...one, currency, sold_to, order_number: number })
    if (!line.ok) return inRow(line, one.row)
    lines.push(line.value)
  }
  const stays = removalProblem(facts) ?? tooMuchBack(lines, facts)
  if (stays) return stays
  const head = orderOf(input.order)
  const totals = totalsOf(
    lines.map(line => line.amount),
    head.discount,
    head.freight,
  )
  if (Object.values(totals).some(amount => Math.abs(amount) > largest)) {
    return inRow(refuse('quantity', msg.priceTooLarge), facts.rows.at(-1)!.row)
  }

  // From here the order must be saved.
  const typed: SalesOrderTable = {
    number,
    ...head,
    ...totals,
    status: before?.status ?? 'entered',
    entered_by: before?.entered_by ?? moment.user,
    entered_at: before?.entered_at ?? moment.now,
    version: (before?.version ?? 0) + 1,
  }
  const { order, events, over } = testCredit({ before, after: typed }, facts.credit)
  const short = shortLines(lines, facts)
  const result = { number, version: order.version, total: order.total, short, over }
  const posting = orderPosting(order, lines, facts, input)
  return accept({ result, posting: { ...posting, events: [...posting.events!, ...events] } })
}

const problem = ({ order, lines }: OrderInput, { header, before, rows }: OrderFacts) => {
  const number = textIn(order, 'number') ?? ''
  const version = numberIn(order, 'version')
  if (version !== null && !before) return refuse('number', msg.orderDoesNotExist, number)
  if (before?.status === 'cancelled') return refuse('number', msg.orderIsCancelled, number)
  if (before && version !== before.version) {
    return meanwhile(refuse('number', msg.bothChanged, number))
  }
  const wrong = headerProblem(order, header)
  if (wrong) return wrong
  const head = orderOf(order)
  if (before && head.sold_to !== before.sold_to) return refuse('sold_to', msg.fieldFixed)
  if (before && head.currency !== before.currency) return refuse('currency', msg.fieldFixed)
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
const tooMuchBack = (lines: readonly SalesOrderLineTable[], { rows }: OrderFacts) => {
  const shipments = new Map(
    rows.flatMap(({ returned }) => (returned ? [[returned.number, returned]] : [])),
  )
  return returnsTrouble(
    lines.map((line, index) => ({ row: rows[index]!.row, line })),
    shipments,
  )
}

const removalProblem = ({ removed, moved }: OrderFacts) => {
  for (const { line, quantity_shipped, quantity_allocated } of removed) {
    if (quantity_shipped !== 0 || moved.has(line))
      return inRow(refuse('line', msg.lineShipped, line), 0)
    if (quantity_allocated !== 0) return inRow(refuse('line', msg.lineAllocated, line), 0)
  }
  return undefined
}

/** Saves an order whole: its number is taken here, all is checked again, and history says what changed. */
export const saveOrder: Verb<OrderInput, OrderFacts, SavedOrder> = {
  right: '7.1.1',
  read,
  decide,
}
