import fc from 'fast-check'
import {
  anyCertificateAct,
  type CertificateAct,
  certificateAct,
  type Doing,
  mustBe,
  onCertificates,
} from '../properties/certificates-count.ts'
import { allocation, shipment } from '../sales/ship-support.ts'
import { q, today } from '../support/company.ts'
import { openedOrder, typedOrder } from '../support/order-entry.ts'
import { compare } from './life-compare.ts'
import {
  heldBy,
  isAlive,
  items,
  letGo,
  locations,
  type Order,
  ownOf,
  type Paper,
} from './life-model.ts'
import { anyNoteAct, withNote } from './life-notes.ts'

/** One thing that somebody does, in the books and on paper. */
export type Step = (paper: Paper, real: Doing) => Promise<void>

/** A new order. */
export const enter =
  (lines: readonly (readonly [string, number])[], confirmed: boolean): Step =>
  async (paper, { books, did }) => {
    const head = { confirmed: confirmed ? 1 : 0 }
    const saved = await did('order', await typedOrder(books, 'C002', lines, head))
    mustBe(true, saved, 'an order')
    const order: Order = { number: (saved as Order).number, lines: [], cancelled: false }
    for (const [index, [item, quantity]] of lines.entries()) {
      order.lines.push({
        order: order.number,
        of: order,
        line: index + 1,
        item,
        quantity,
        shipped: 0,
        moved: false,
        closed: false,
        confirmed,
        consigned: false,
        held: new Map(),
      })
    }
    paper.orders.push(order)
  }

const change =
  (whim: number, quantity: number): Step =>
  async (paper, { books, did }) => {
    const line = paper.line(whim)
    if (!line || line.of.cancelled) return
    const { order, lines } = await openedOrder(books, line.order)
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
    const may = !line.of.cancelled && !line.closed && !line.confirmed
    const input = {
      confirmation: { order_number: line.order },
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
    const may =
      !order.cancelled &&
      order.lines.every(line => !line.moved && onCertificates(paper, line) === 0)
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
    const fits =
      more < 0
        ? quantity >= onCertificates(paper, line, key)
        : more <= room && more <= paper.free(key)
    const takes = !line.closed && line.confirmed && line.quantity > 0 && fits
    const may = isAlive(line.of) && (more === 0 || takes)
    const row = { line: line.line, location, quantity, before }
    mustBe(may, await did('allocate', allocation(line.order, row)), 'an allocation')
    if (may) line.held.set(key, quantity)
  }

/** All that waits gets what there is. */
export const automatic: Step = async (paper, { did }) => {
  mustBe(true, await did('automatic', { auto_allocation: {} }), 'auto-allocation')
  const waiting = paper
    .lines()
    .filter(line => !line.closed && line.confirmed && line.quantity > 0 && !line.of.cancelled)
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
  async (paper, { books, did }) => {
    const line = paper.line(whim)
    if (!line) return
    const quantity = pieces === null ? line.quantity - line.shipped : q(pieces)
    if (quantity === 0) return
    const key = paper.at(line.item, location)
    const after = line.shipped + quantity
    const own = ownOf(line, paper, key)
    const kept = onCertificates(paper, line)
    const [least, most] = line.quantity > 0 ? [0, line.quantity] : [line.quantity, 0]
    const there =
      quantity < 0 || (quantity <= own + paper.free(key) && after + kept <= line.quantity)
    const may =
      isAlive(line.of) &&
      !line.closed &&
      line.confirmed &&
      after >= least &&
      after <= most &&
      there &&
      (!closing || kept === 0)
    const row = { line: line.line, location, quantity, cancel_backorder: closing ? 1 : 0 }
    mustBe(may, await did('ship', shipment(line.order, row)), 'a shipment')
    if (!may) return
    paper.put(key, -quantity)
    line.shipped = after
    line.moved = true
    if (quantity > 0) {
      line.held.set(key, (line.held.get(key) ?? 0) - Math.min(own, quantity))
      paper.shipments.push({ orders: [line.order], by: books.user })
    }
    line.closed = closing || after === line.quantity
    letGo(line, line.closed ? 0 : Math.max(0, line.quantity - after), paper)
  }

const withCertificate =
  (act: CertificateAct): Step =>
  async (paper, real) => {
    const moved = await certificateAct(real, paper, act)
    if (moved?.state !== 'shipped' || act.kind === 'certify') return
    const orders = [...new Set(moved.parts.map(({ line }) => line.order))]
    paper.shipments.push({ orders, by: act.user })
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

const command = (name: string, told: unknown, step: Step): fc.AsyncCommand<Paper, Doing> => ({
  check: () => true,
  run: async (paper, real) => {
    await step(paper, real)
    await compare(paper, real.books)
  },
  toString: () => `${name} ${JSON.stringify(told)}`,
})

const certificates = anyCertificateAct(
  fc.constantFrom(...locations),
  fc.integer({ min: 1, max: 40 }).map(q),
)

const item = fc.constantFrom(...items)
const location = fc.constantFrom(...locations)
const pieces = fc.integer({ min: 1, max: 40 })
const signed = fc.oneof(
  { weight: 4, arbitrary: pieces },
  pieces.map(one => -one),
)
const whim = fc.nat({ max: 7 })

/** Everything that may happen to an order, a shelf, or both. */
export const commands: fc.Arbitrary<fc.AsyncCommand<Paper, Doing>>[] = [
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
  // Several steps lead to goods that are fetched, and to a note that is signed.
  ...Array.from({ length: 6 }, () =>
    certificates.map(told => command('certificate', told, withCertificate(told))),
  ),
  ...Array.from({ length: 3 }, () => anyNoteAct.map(told => command('note', told, withNote(told)))),
]
