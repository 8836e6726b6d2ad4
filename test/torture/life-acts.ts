import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Books } from '../../src/ledger/books.ts'
import { allocation, shipment } from '../sales/ship-support.ts'
import { q, today } from '../support/company.ts'
import { openedOrder, typedOrder } from '../support/order-entry.ts'
import type { ActName } from './acts.ts'
import {
  heldBy,
  isAlive,
  items,
  letGo,
  locations,
  type Order,
  type Paper,
  statusOf,
  totalOf,
} from './life-model.ts'

/** The books that the life is lived in. */
export interface Real {
  readonly books: Books
  /** Carries a verb out; the result, or null when it was refused. */
  readonly did: (act: ActName, input: unknown) => Promise<unknown>
}

type Step = (paper: Paper, real: Real) => Promise<void>

const mustBe = (may: boolean, done: unknown, what: string) => {
  if (may !== (done !== null)) throw new Error(`${what} was ${may ? 'refused' : 'done'}`)
}

const enter =
  (lines: readonly (readonly [string, number])[], confirmed: boolean): Step =>
  async (paper, { books, did }) => {
    const head = { confirmed: confirmed ? 1 : 0 }
    const saved = await did('order', await typedOrder(books, 'C002', lines, head))
    mustBe(true, saved, 'an order')
    const order: Order = { number: (saved as Order).number, lines: [], cancelled: false }
    for (const [index, [item, quantity]] of lines.entries()) {
      order.lines.push({
        order,
        line: index + 1,
        item,
        quantity,
        shipped: 0,
        moved: false,
        closed: false,
        confirmed,
        held: new Map(),
      })
    }
    paper.orders.push(order)
  }

const change =
  (whim: number, quantity: number): Step =>
  async (paper, { books, did }) => {
    const line = paper.line(whim)
    if (!line || line.order.cancelled) return
    const { order, lines } = await openedOrder(books, line.order.number)
    const changed = lines.map(row => (row['line'] === line.line ? { ...row, quantity } : row))
    const taken = Math.abs(line.shipped) + heldBy(line)
    const same = Math.sign(quantity) === Math.sign(line.quantity)
    const may = taken === 0 || (same && Math.abs(quantity) >= taken)
    mustBe(may, await did('change', { order, lines: changed }), 'a change')
    if (!may || quantity === line.quantity) return
    line.quantity = quantity
    line.closed = line.shipped === quantity
  }

const confirm =
  (whim: number): Step =>
  async (paper, { did }) => {
    const line = paper.line(whim)
    if (!line) return
    const may = !line.order.cancelled && !line.closed && !line.confirmed
    const input = {
      confirmation: { order_number: line.order.number },
      lines: [{ line: line.line, confirmed: 1 }],
    }
    mustBe(may, await did('confirm', input), 'a confirmation')
    if (may) line.confirmed = true
  }

const cancel =
  (whim: number): Step =>
  async (paper, { did }) => {
    const order = paper.order(whim)
    if (!order) return
    const may = !order.cancelled && order.lines.every(line => !line.moved)
    mustBe(may, await did('cancel', { order: { number: order.number } }), 'a cancellation')
    if (!may) return
    order.cancelled = true
    for (const line of order.lines) {
      line.closed = true
      line.held.clear()
    }
  }

const allocate =
  (whim: number, location: string, quantity: number): Step =>
  async (paper, { did }) => {
    const line = paper.line(whim)
    if (!line) return
    const key = paper.at(line.item, location)
    const before = line.held.get(key) ?? 0
    const more = quantity - before
    const room = line.quantity - line.shipped - heldBy(line)
    const fits = more < 0 || (more <= room && more <= paper.free(key))
    const takes = !line.closed && line.confirmed && line.quantity > 0 && fits
    const may = isAlive(line.order) && (more === 0 || takes)
    const row = { line: line.line, location, quantity, before }
    mustBe(may, await did('allocate', allocation(line.order.number, row)), 'an allocation')
    if (may) line.held.set(key, quantity)
  }

const automatic: Step = async (paper, { did }) => {
  mustBe(true, await did('automatic', { auto_allocation: {} }), 'auto-allocation')
  const waiting = paper
    .lines()
    .filter(line => !line.closed && line.confirmed && line.quantity > 0 && !line.order.cancelled)
  for (const line of waiting) {
    for (const location of ['200', '100']) {
      const key = paper.at(line.item, location)
      const left = line.quantity - line.shipped - heldBy(line)
      const taken = Math.min(left, paper.free(key))
      if (taken > 0) line.held.set(key, (line.held.get(key) ?? 0) + taken)
    }
  }
}

interface Parcel {
  readonly whim: number
  readonly location: string
  /** Pieces; null for all that is left. */
  readonly pieces: number | null
  readonly closing: boolean
}

const ship =
  ({ whim, location, pieces, closing }: Parcel): Step =>
  async (paper, { did }) => {
    const line = paper.line(whim)
    if (!line) return
    const quantity = pieces === null ? line.quantity - line.shipped : q(pieces)
    if (quantity === 0) return
    const key = paper.at(line.item, location)
    const after = line.shipped + quantity
    const own = line.held.get(key) ?? 0
    const [least, most] = line.quantity > 0 ? [0, line.quantity] : [line.quantity, 0]
    const there = quantity < 0 || quantity <= own + paper.free(key)
    const may =
      isAlive(line.order) &&
      !line.closed &&
      line.confirmed &&
      after >= least &&
      after <= most &&
      there
    const row = { line: line.line, location, quantity, cancel_backorder: closing ? 1 : 0 }
    mustBe(may, await did('ship', shipment(line.order.number, row)), 'a shipment')
    if (!may) return
    paper.put(key, -quantity)
    line.shipped = after
    line.moved = true
    if (quantity > 0) line.held.set(key, own - Math.min(own, quantity))
    line.closed = closing || after === line.quantity
    letGo(line, line.closed ? 0 : Math.max(0, line.quantity - after), paper)
  }

const moveGoods =
  (act: 'receive' | 'issue' | 'transfer', item: string, location: string, pieces: number): Step =>
  async (paper, { did }) => {
    const key = paper.at(item, location)
    const quantity = q(pieces)
    const other = location === '100' ? '200' : '100'
    const entry = { item, quantity, lot: '', effective_date: today }
    const from = { from_site: '10000', from_location: location }
    const to = { to_site: '10000', to_location: other }
    const input =
      act === 'transfer'
        ? { transfer_entry: { ...entry, ...from, ...to } }
        : { stock_entry: { ...entry, site: '10000', location } }
    const may = act === 'receive' || quantity <= paper.free(key)
    mustBe(may, await did(act, input), act)
    if (!may) return
    paper.put(key, act === 'receive' ? quantity : -quantity)
    if (act === 'transfer') paper.put(paper.at(item, other), quantity)
  }

/** What the books say of every order and shelf must be what stands on paper. */
const compare = async (paper: Paper, { books: { db } }: Real) => {
  const stock = await db.selectFrom('stock').selectAll().where('lot', '=', '').execute()
  for (const item of items) {
    for (const location of locations) {
      const key = paper.at(item, location)
      const row = stock.find(one => one.item === item && one.location === location)
      const found = [row?.on_hand ?? 0, (row?.on_hand ?? 0) - (row?.allocated ?? 0)]
      const paperSays = [paper.onHand(key), paper.free(key)]
      if (!isDeepStrictEqual(found, paperSays)) throw new Error(`${key}: ${found} not ${paperSays}`)
    }
  }
  const heads = await db.selectFrom('sales_order').selectAll().execute()
  const lines = await db.selectFrom('sales_order_line').selectAll().execute()
  for (const order of paper.orders) {
    const head = heads.find(one => one.number === order.number)
    const found = [head?.status, head?.total]
    const paperSays = [statusOf(order), totalOf(order)]
    if (!isDeepStrictEqual(found, paperSays)) {
      throw new Error(`${order.number}: ${found} not ${paperSays}`)
    }
    for (const line of order.lines) {
      const row = lines.find(one => one.order_number === order.number && one.line === line.line)!
      const rowSays = [row.quantity, row.quantity_shipped, row.quantity_allocated, row.closed]
      const lineSays = [line.quantity, line.shipped, heldBy(line), line.closed ? 1 : 0]
      if (!isDeepStrictEqual(rowSays, lineSays)) {
        throw new Error(`${order.number} ${line.line}: ${rowSays} not ${lineSays}`)
      }
    }
  }
}

const command = (name: string, told: unknown, step: Step): fc.AsyncCommand<Paper, Real> => ({
  check: () => true,
  run: async (paper, real) => {
    await step(paper, real)
    await compare(paper, real)
  },
  toString: () => `${name} ${JSON.stringify(told)}`,
})

const item = fc.constantFrom(...items)
const location = fc.constantFrom(...locations)
const pieces = fc.integer({ min: 1, max: 40 })
const signed = fc.oneof(
  { weight: 4, arbitrary: pieces },
  pieces.map(one => -one),
)
const whim = fc.nat({ max: 7 })

/** Everything that may happen to an order, a shelf, or both. */
export const commands: fc.Arbitrary<fc.AsyncCommand<Paper, Real>>[] = [
  fc
    .tuple(fc.array(fc.tuple(item, signed.map(q)), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(told => command('enter', told, enter(...told))),
  fc.tuple(whim, signed.map(q)).map(told => command('change', told, change(...told))),
  fc.tuple(whim).map(told => command('confirm', told, confirm(...told))),
  fc.tuple(whim).map(told => command('cancel', told, cancel(...told))),
  fc
    .tuple(whim, location, fc.oneof(pieces.map(q), fc.constant(0)))
    .map(told => command('allocate', told, allocate(...told))),
  fc.constant(command('automatic', [], automatic)),
  fc
    .record({
      whim,
      location,
      pieces: fc.oneof(signed, fc.constant(null)),
      closing: fc.integer({ min: 0, max: 5 }).map(one => one === 5),
    })
    .map(told => command('ship', told, ship(told))),
  fc
    .tuple(fc.constantFrom('receive', 'issue', 'transfer'), item, location, pieces)
    .map(told => command('move', told, moveGoods(...told))),
]
