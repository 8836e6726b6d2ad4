import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import { readConsignedOf } from '../consignment/rows.ts'
import { findCustomer } from '../customer/rows.ts'
import { sum } from '../kernel/arithmetic.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept, type Decision, inField, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, type Hook, notice } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import type { Posting } from '../ledger/posting.ts'
import { type AllocationChange, allocationPosting } from './allocate-posting.ts'
import { readCertified } from './certified.ts'
import { readWaitingChange } from './change-request.ts'
import { type LifeAct, type LifeFacts, lifeActs } from './life-acts.ts'
import { orderEvent } from './order-changes.ts'
import { readAllocations, readMovedLines, readOrder, readOrderLines } from './order-rows.ts'
import { isInWork, lifeProblem, stateOf } from './order-state.ts'

/** A delivery note with goods of the order that isn't back, found by its shipment: that of a certificate may be of several orders. */
const noteStillOut = kept<{ order: string }, { number: string }>((db, hole) =>
  db
    .selectFrom('stock_move as move')
    .innerJoin('delivery_note as note', 'note.shipment', 'move.operation')
    .select('note.number')
    .where('move.order_number', '=', hole('order'))
    .where('note.status', 'in', ['made', 'signed'])
    .orderBy('note.number')
    .limit(1),
)

/** 7.1.21.1, when the order is left: which order it is, and where it stands. */
export const readLife: Hook<Books> = async ({ db }, { values }) => {
  const number = textIn(values, 'order_number') ?? ''
  const [order] = await readOrder(db, { number })
  if (!order) return refuse('order_number', msg.orderDoesNotExist, number)
  const lines = await readOrderLines(db, { number })
  const [customer] = await findCustomer(db, { code: order.sold_to })
  const { sold_to, due_date, total, version } = order
  const state = stateOf(order, lines.some(isInWork))
  return accept({
    records: {
      order_life: {
        ...{ order_number: number, sold_to, due_date, total, version, state },
        ...{ name: customer?.name ?? null, act: null, reason: null },
      },
    },
    existing: true,
  })
}

/** Which act was chosen. */
export const lifeActOf = (draft: Draft): LifeAct =>
  textIn(formIn(draft, 'order_life'), 'act') as LifeAct

/** Reads what an act on an order depends on. */
export const readLifeFacts = async (books: Books, number: string): Promise<LifeFacts> => {
  const { db } = books
  const allocations = await readAllocations(db, { number })
  return {
    order: (await readOrder(db, { number }))[0],
    lines: await readOrderLines(db, { number }),
    allocations,
    certified: await readCertified(books, number, allocations),
    moved: (await readMovedLines(db, { number })).length > 0,
    consigned: (await readConsignedOf(books, number)).length > 0,
    noteOut: (await noteStillOut(db, { order: number }))[0]?.number ?? null,
    waiting: (await readWaitingChange(db, { order: number }))[0],
  }
}

const freed = ({ lines, allocations }: LifeFacts): AllocationChange[] => {
  const byNumber = new Map(lines.map(line => [line.line, line]))
  return allocations.map(({ line, quantity, site, location, lot }) => ({
    line: byNumber.get(line)!,
    place: { site, location, lot },
    quantity: -quantity,
  }))
}

/** What an act writes, of an order that is there. */
export const actPosting = (name: LifeAct, facts: LifeFacts, reason: string | null): Posting => {
  const { row, frees, closes, event } = lifeActs[name]
  const order = facts.order!
  const { number } = order
  const open = closes ? facts.lines.filter(line => line.closed === 0) : []
  const { allocations = [], events = [] } = allocationPosting(frees ? freed(facts) : [])
  return {
    saves: [{ table: 'sales_order', row: { ...order, ...row, version: order.version + 1 } }],
    allocations,
    closings: open.map(({ line }) => ({ order_number: number, line })),
    events: [
      ...events.map(one => (event ? one : { ...one, reason })),
      ...open.map(({ line }) => orderEvent('closed', number, { line, reason })),
      ...(event ? [orderEvent(event, number, { reason })] : []),
    ],
  }
}

/** Which order an act is asked of: its number, its version as the clerk saw it, and the field that names it. */
export interface Asked {
  readonly number: string
  readonly version: number | null
  readonly field: string
}

/** Why an act can't be done to an order as it stands. */
export const actTrouble = (
  name: LifeAct,
  { number, version, field }: Asked,
  facts: LifeFacts,
): Refused | undefined => {
  const { order, lines, certified } = facts
  if (!order) return refuse(field, msg.orderDoesNotExist, number)
  const state = stateOf(order, lines.some(isInWork))
  const wrongState = lifeProblem(name, number, state, field)
  if (wrongState) return wrongState
  if (version !== null && version !== order.version) {
    return refuse(field, msg.changedMeanwhile, number)
  }
  const { frees, checks } = lifeActs[name]
  for (const check of checks) {
    const wrong = check(number, facts)
    if (wrong) return inField(wrong, field)
  }
  return frees && certified[0]
    ? refuse(field, msg.orderIsCertified, number, certified[0].certificate)
    : undefined
}

const decideAct =
  (name: LifeAct) =>
  (draft: Draft, facts: LifeFacts): Decision<Posted<Done>> => {
    const entry = formIn(draft, 'order_life')
    const number = textIn(entry, 'order_number') ?? ''
    const asked = { number, version: numberIn(entry, 'version'), field: 'order_number' }
    const trouble = actTrouble(name, asked, facts)
    if (trouble) return trouble
    const act = lifeActs[name]
    const reason = textIn(entry, 'reason')
    if (act.reason === 'required' && reason === null) return refuse('reason', msg.reasonRequired)

    // From here the act must be done.
    const quantity = showQuantity(sum(facts.allocations.map(one => one.quantity)))
    return accept({
      result: { notices: [notice(act.done, number, quantity)], recall: { order_number: number } },
      posting: actPosting(name, facts, reason),
    })
  }

const verbOf = (name: LifeAct): Verb<Draft, LifeFacts, Done> => ({
  right: lifeActs[name].right,
  read: (books, draft) =>
    readLifeFacts(books, textIn(formIn(draft, 'order_life'), 'order_number') ?? ''),
  decide: decideAct(name),
})

/** 7.1.21.1: releases what an order holds, closes what is left of it, stops, resumes, cancels or archives it (R1). */
export const changeLife: Readonly<Record<LifeAct, Verb<Draft, LifeFacts, Done>>> = {
  release: verbOf('release'),
  close: verbOf('close'),
  stop: verbOf('stop'),
  resume: verbOf('resume'),
  cancel: verbOf('cancel'),
  archive: verbOf('archive'),
}
