import fc from 'fast-check'
import { expect } from 'vitest'
import { issueStock } from '../../src/inventory/issue-stock.ts'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { transferStock } from '../../src/inventory/transfer-stock.ts'
import type { Draft } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import { allocateOrder } from '../../src/sales/allocate.ts'
import { allocateAutomatically } from '../../src/sales/allocate-automatically.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { allocation, shipment } from '../sales/ship-support.ts'
import { ask, q, today } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { verbOf } from '../torture/life-verbs.ts'
import {
  anyCertificateAct,
  type Certificate,
  type CertificateAct,
  certificateAct,
  type Doing,
  onCertificates,
} from './certificates-count.ts'
import {
  anyConsignmentAct,
  type ConsignmentAct,
  comingBack,
  consignmentAct,
  goOut,
  type Sale,
} from './consignment-count.ts'

/** What the acts are about. */
export const items = ['10-10000', '10-20000'] as const
export const locations = ['100', '200'] as const
const item = fc.constantFrom(...items)
const location = fc.constantFrom(...locations)
const some = fc.integer({ min: 1, max: 40 }).map(q)
const pick = fc.nat({ max: 5 })

/** One thing that somebody does. */
export type Act =
  | { kind: 'order'; lines: [string, number][]; consigned?: boolean }
  | { kind: 'receive' | 'issue' | 'move'; item: string; location: string; quantity: number }
  | { kind: 'allocate'; line: number; location: string; quantity: number }
  | { kind: 'ship'; line: number; location: string; quantity: number; cancel: boolean }
  | { kind: 'automatic' }
  | CertificateAct
  | ConsignmentAct

/** Anything that may come to somebody's mind. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('order' as const),
    lines: fc.array(
      fc.tuple(
        item,
        fc.oneof(
          some,
          some.map(n => -n),
        ),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constantFrom('receive' as const, 'issue' as const, 'move' as const),
    item,
    location,
    quantity: some,
  }),
  fc.record({
    kind: fc.constant('allocate' as const),
    line: pick,
    location,
    quantity: fc.oneof(some, fc.constant(0)),
  }),
  fc.record({
    kind: fc.constant('ship' as const),
    line: pick,
    location,
    quantity: fc.oneof(
      some,
      some.map(n => -n),
    ),
    cancel: fc.boolean().map(one => one),
  }),
  fc.constant({ kind: 'automatic' as const }),
)

export interface Line {
  order: string
  line: number
  item: string
  quantity: number
  shipped: number
  closed: boolean
  moved: boolean
  held: Map<string, number>
  /** Shipped to lie with the customer. */
  consigned: boolean
  /** What lies there, by place, and what of it was used. */
  lying: Map<string, number>
  used: number
  /** What a negative line brings back. */
  returns: Sale | undefined
}

/** Mostly certificates, among what else may happen to the same goods. */
export const anyActWithCertificates: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: anyAct, weight: 1 },
  { arbitrary: anyCertificateAct(location, some), weight: 3 },
)

/** Mostly goods that lie with customers or come back, among what else may happen. */
export const anyActWithConsignment: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: anyAct, weight: 2 },
  { arbitrary: anyCertificateAct(location, some), weight: 1 },
  { arbitrary: anyConsignmentAct(some), weight: 4 },
  {
    arbitrary: fc.record({
      kind: fc.constant('ship' as const),
      line: fc.nat({ max: 8 }),
      location,
      quantity: fc.oneof(
        some,
        some.map(n => -n),
      ),
      cancel: fc.constant(false),
    }),
    weight: 2,
  },
)

/** A second count that knows nothing of the tables: what must be allowed, and where it leaves things. */
export const countOnYourOwn = () => {
  const onHand = new Map<string, number>()
  const lines: Line[] = []
  const certificates: Certificate[] = []
  const sales: Sale[] = []
  const at = (item: string, location: string) => `${item} ${location}`
  const heldAt = (key: string) =>
    lines.reduce((total, line) => total + (line.held.get(key) ?? 0), 0)
  const free = (key: string) => (onHand.get(key) ?? 0) - heldAt(key)
  const put = (key: string, quantity: number) => onHand.set(key, (onHand.get(key) ?? 0) + quantity)
  const held = (line: Line) => [...line.held.values()].reduce((total, one) => total + one, 0)
  const enter = (
    order: string,
    line: number,
    more: Pick<Line, 'item' | 'quantity'> & Partial<Line>,
  ) =>
    lines.push({
      order,
      line,
      shipped: 0,
      closed: false,
      moved: false,
      held: new Map(),
      consigned: false,
      lying: new Map(),
      used: 0,
      returns: undefined,
      ...more,
    })
  return { onHand, lines, certificates, sales, at, free, put, held, enter }
}

export type Model = ReturnType<typeof countOnYourOwn>

const did = async (books: Books, verb: Verb<Draft, never, unknown>, draft: Draft) =>
  (await ask(books, verb, draft)).ok

const stockEntry = (act: { item: string; location: string; quantity: number }) => ({
  item: act.item,
  site: '10000',
  location: act.location,
  lot: '',
  quantity: act.quantity,
  effective_date: today,
})

const moveGoods = async (books: Books, model: Model, act: Extract<Act, { item: string }>) => {
  const key = model.at(act.item, act.location)
  if (act.kind === 'receive') {
    expect(await did(books, receiveStock as never, { stock_entry: stockEntry(act) })).toBe(true)
    model.put(key, act.quantity)
    return
  }
  const may = act.quantity <= model.free(key)
  if (act.kind === 'issue') {
    expect(await did(books, issueStock as never, { stock_entry: stockEntry(act) })).toBe(may)
    if (may) model.put(key, -act.quantity)
    return
  }
  const other = act.location === '100' ? '200' : '100'
  const { site: from_site, location: from_location, ...rest } = stockEntry(act)
  const transfer_entry = { ...rest, from_site, from_location, to_site: '10000', to_location: other }
  expect(await did(books, transferStock as never, { transfer_entry })).toBe(may)
  if (!may) return
  model.put(key, -act.quantity)
  model.put(model.at(act.item, other), act.quantity)
}

const allocate = async (books: Books, model: Model, act: Extract<Act, { kind: 'allocate' }>) => {
  const line = model.lines[act.line]
  if (!line) return
  const key = model.at(line.item, act.location)
  const before = line.held.get(key) ?? 0
  const open = line.quantity - line.shipped
  const change = act.quantity - before
  const alive = model.lines.some(one => one.order === line.order && !one.closed)
  const may =
    alive &&
    (change === 0 ||
      (!line.closed &&
        line.quantity > 0 &&
        ((change < 0 && act.quantity >= onCertificates(model, line, key)) ||
          (change > 0 && change <= open - model.held(line) && change <= model.free(key)))))
  const row = { line: line.line, location: act.location, quantity: act.quantity, before }
  expect(await did(books, allocateOrder as never, allocation(line.order, row))).toBe(may)
  if (may) line.held.set(key, act.quantity)
}

const ship = async (books: Books, model: Model, act: Extract<Act, { kind: 'ship' }>) => {
  const line = model.lines[act.line]
  if (!line) return
  const key = model.at(line.item, act.location)
  const after = line.shipped + act.quantity
  const held = line.held.get(key) ?? 0
  const own = held - onCertificates(model, line, key)
  const kept = onCertificates(model, line)
  const inside =
    line.quantity > 0 ? after >= 0 && after <= line.quantity : after <= 0 && after >= line.quantity
  const spares = act.quantity < 0 || after + kept <= line.quantity
  const ends = !act.cancel || kept === 0
  const there = act.quantity <= Math.max(own + model.free(key), 0)
  // What orders return of a line it can't take back itself; what lies with customers comes back by a transfer.
  const stays =
    act.quantity > 0 ||
    line.quantity < 0 ||
    (!line.consigned && after >= comingBack(seen(model), line))
  const may = !line.closed && inside && spares && ends && there && stays
  const row = {
    line: line.line,
    location: act.location,
    quantity: act.quantity,
    cancel_backorder: act.cancel ? 1 : 0,
  }
  expect(await did(books, shipOrder as never, shipment(line.order, row))).toBe(may)
  if (!may) return
  model.put(key, -act.quantity)
  line.shipped = after
  if (act.quantity > 0) await goOut(books, model, { line, quantity: act.quantity })
  if (act.quantity > 0) line.held.set(key, held - Math.min(own, act.quantity))
  line.closed = act.cancel || after === line.quantity
  const left = line.closed ? 0 : Math.max(line.quantity - after, 0)
  // Which place lets go of too much is the ledger's choice; how much is not.
  const excess = model.held(line) - left
  if (excess <= 0) return
  for (const place of locations.toReversed()) {
    const at = model.at(line.item, place)
    const there = line.held.get(at) ?? 0
    const gone = Math.min(there - onCertificates(model, line, at), model.held(line) - left)
    if (gone > 0) line.held.set(at, there - gone)
  }
}

const automatic = async (books: Books, model: Model) => {
  expect(await did(books, allocateAutomatically as never, { auto_allocation: {} })).toBe(true)
  const inOrder = model.lines.toSorted((a, b) =>
    a.order < b.order ? -1 : a.order > b.order ? 1 : a.line - b.line,
  )
  for (const line of inOrder) {
    if (line.closed || line.quantity < 0) continue
    for (const place of ['200', '100']) {
      const key = model.at(line.item, place)
      const quantity = Math.min(line.quantity - line.shipped - model.held(line), model.free(key))
      if (quantity > 0) line.held.set(key, (line.held.get(key) ?? 0) + quantity)
    }
  }
}

const doingIn = (books: Books): Doing => ({
  books,
  did: async (name, input, user = books.user) => {
    const decision = await ask({ ...books, user }, verbOf(name), input)
    return decision.ok ? (decision.value.result ?? true) : null
  },
})

/** The count as counts of one kind of act see it. */
export const seen = (model: Model) => ({
  ...model,
  lines: () => model.lines,
  enterReturn: (order: string, line: Pick<Line, 'item' | 'quantity' | 'returns'>) =>
    void model.enter(order, 1, line),
})

/** Does it in the books and in the second count, which must agree on whether it may be done. */
export const act = async (books: Books, model: Model, one: Act) => {
  switch (one.kind) {
    case 'order': {
      const head = { consignment: one.consigned ? 1 : 0 }
      const { number } = await enterOrder(books, 'C002', one.lines, head)
      for (const [index, [item, quantity]] of one.lines.entries()) {
        const consigned = one.consigned === true && quantity > 0
        model.enter(number, index + 1, { item, quantity, consigned })
      }
      return
    }
    case 'allocate':
      return allocate(books, model, one)
    case 'ship':
      return ship(books, model, one)
    case 'automatic':
      return automatic(books, model)
    case 'receive':
    case 'issue':
    case 'move':
      return moveGoods(books, model, one)
    case 'use':
    case 'undo':
    case 'give back':
    case 'move on':
    case 'return':
      return void (await consignmentAct(doingIn(books), seen(model), one))
    default:
      return void (await certificateAct(doingIn(books), seen(model), one))
  }
}
