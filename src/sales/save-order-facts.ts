import type {
  ChangeRequestTable,
  Day,
  Money,
  ReasonCodeTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../../db/schema.ts'
import { isTaken } from '../certificate/next-number.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type CertifiedLine, readCertified } from './certified.ts'
import { certifiedField } from './certified-order.ts'
import { readLastChange, readLastMove, readWaitingChange } from './change-request.ts'
import { readTaken } from './credit-counts.ts'
import { readLimited } from './credit-exposure.ts'
import { readCopiedHolds } from './credit-holds.ts'
import type { CreditFacts } from './credit-test.ts'
import { type HeaderFacts, readHeaderFacts } from './header-facts.ts'
import { wasChanged } from './order-changes.ts'
import { type LineDraft, lineOf, orderOf, priceAsk } from './order-draft.ts'
import {
  readAllocations,
  readFirstMoved,
  readMovedLines,
  readOrder,
  readOrderLines,
  readSale,
} from './order-rows.ts'
import { type LineFacts, readLineFacts } from './price.ts'
import { type ReturnFacts, readReason, readReturn } from './returns.ts'

/** The draft's head and its rows; rows without an item are the empty end of the grid. */
export interface OrderInput {
  readonly order: Values
  readonly lines: readonly Values[]
}

export interface SavedOrder {
  readonly number: string
  readonly version: number
  readonly total: Money
  /** Lines of which more is open than their site can still allocate, with those that go before them. */
  readonly short: readonly number[]
  /** By how much the order passed its customer's limit, and is held for it. */
  readonly over: Money
  /** It is on hold: for its limit, or for whatever else. */
  readonly held: boolean
  /** It must be audited before it is confirmed. */
  readonly toAudit: boolean
  /** The order is confirmed: a request to change it was made in its place; 0: nothing was to be changed. */
  readonly request: number | null
}

/** Whose word a save has: a clerk's alone, or also that of who approved a change or whose books the order came from. */
export type SavedBy = 'clerk' | 'approval' | 'import'

/** A row of the grid with what stood in the books; facts are read only where something changed. */
interface RowFacts {
  /** Where it stands in the grid. */
  readonly row: number
  readonly draft: LineDraft
  readonly before: SalesOrderLineTable | undefined
  readonly changed: boolean
  /** It didn't come from the books: it was typed as a new line, be it over one of them. */
  readonly anew: boolean
  readonly facts: LineFacts | undefined
  readonly returned: ReturnFacts | undefined
  readonly reason: ReasonCodeTable | undefined
}

/** A row with the line that the books are to hold of it. */
export interface RowToSave extends RowFacts {
  readonly line: SalesOrderLineTable
}

export interface SaveFacts {
  readonly header: HeaderFacts | undefined
  readonly before: SalesOrderTable | undefined
  readonly rows: readonly RowFacts[]
  readonly removed: readonly SalesOrderLineTable[]
  /** Lines of which goods ever moved; read where one is to go or another to stand in its place, or somebody else to pay. */
  readonly moved: ReadonlySet<number>
  /** The day of its first shipment; read where it is to be of another day. */
  readonly firstMoved: Day | null
  /** Whether any of it was ever sold; read where its discount is to be another. */
  readonly sold: boolean
  readonly credit: CreditFacts
  /** What of the order stands on certificates; read where the order is to say something else than they do. */
  readonly certified: readonly CertifiedLine[]
  /** The counter's first number that neither an order nor a certificate has; imported orders may stand in its way. */
  readonly next: number
  /** Read where the order is confirmed. */
  readonly change: ChangeFacts | undefined
}

/** What a request to change the order would stand on. */
export interface ChangeFacts {
  readonly waiting: ChangeRequestTable | undefined
  readonly last: number
  readonly lastMove: number
}

/** Reads all that a save of the order depends on. */
export const readSaveFacts = async (
  books: Books,
  { order, lines }: OrderInput,
): Promise<SaveFacts> => {
  const { db } = books
  const number = textIn(order, 'number')
  const header = await readHeaderFacts(books, order)
  const original = number === null ? textIn(order, 'copied_from') : null
  const before = number === null ? undefined : (await readOrder(db, { number }))[0]
  const saved = before ? await readOrderLines(db, { number: before.number }) : []
  const known = new Map(saved.map(line => [line.line, line]))
  const rows: RowFacts[] = []
  for (const [row, values] of lines.entries()) {
    if (textIn(values, 'item') === null) continue
    const draft = lineOf(values, order)
    const old = known.get(draft.line)
    const anew = numberIn(values, 'saved') !== 1
    // What was closed is open again as a line of its own.
    const changed = !old || wasChanged(old, draft) || (anew && old.closed === 1)
    const facts = changed ? await readLineFacts(books, factsAsk(order, draft, values)) : undefined
    const returned = await readReturn(books, draft.return_shipment, number ?? '')
    const reason = changed ? await readReason(books, draft.reason) : undefined
    rows.push({ row, draft, before: old, changed, anew, facts, returned, reason })
  }
  const listed = new Set(rows.map(one => one.draft.line))
  const removed = saved.filter(line => !listed.has(line.line))
  const exchanged = rows.some(
    ({ before: old, draft, anew }) => old && (anew || old.item !== draft.item),
  )
  const otherPayer = before !== undefined && orderOf(order).bill_to !== before.bill_to
  const otherDiscount = before !== undefined && orderOf(order).discount !== before.discount
  const sales = otherDiscount ? await readSale(db, { number: before.number }) : []
  const otherDay = before !== undefined && orderOf(order).order_date !== before.order_date
  const [first] = otherDay ? await readFirstMoved(db, { number: before.number }) : []
  const moved =
    removed.length > 0 || exchanged || otherPayer
      ? await readMovedLines(db, { number: before!.number })
      : []
  return {
    header,
    before,
    rows,
    removed,
    moved: new Set(moved.map(one => one.line ?? 0)),
    firstMoved: first?.day ?? null,
    sold: sales.length > 0,
    credit: {
      exposure: await readLimited(db, textIn(order, 'bill_to') ?? '', number ?? ''),
      soldToOnHold: header?.sold_to_on_hold ?? 0,
      taken: before ? await readTaken(books, before.number) : { sold: 0, lying: new Map() },
      original: original === null ? [] : await readCopiedHolds(db, original),
    },
    certified:
      before && (certifiedField(before, order) || orderOf(order).partial_ok === 0)
        ? await certifiedLines(books, before)
        : [],
    next: number === null && header ? await freeNumber(books, header) : 0,
    change: saved.some(line => line.confirmed === 1)
      ? await readChangeFacts(books, before!.number)
      : undefined,
  }
}

const certifiedLines = async (books: Books, { number }: SalesOrderTable) =>
  readCertified(books, number, await readAllocations(books.db, { number }))

const readChangeFacts = async ({ db }: Books, order: string): Promise<ChangeFacts> => ({
  waiting: (await readWaitingChange(db, { order }))[0],
  last: (await readLastChange(db, {}))[0]!.last,
  lastMove: (await readLastMove(db, { order }))[0]!.last,
})

const factsAsk = (order: Values, draft: LineDraft, values: Values) => ({
  ...priceAsk(order, values),
  site: draft.site,
  location: draft.location,
})

const freeNumber = async (books: Books, { order_prefix, next_order }: HeaderFacts) => {
  let next = next_order
  while (await isTaken(books, `${order_prefix}${next}`)) next += 1
  return next
}
