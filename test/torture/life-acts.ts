import { plusDays } from '../../src/kernel/calendar.ts'
import { soldBy } from '../certificate/certificate-support.ts'
import {
  type CertificateAct,
  certificateAct,
  type Doing,
  mustBe,
  onCertificates,
} from '../properties/certificates-count.ts'
import {
  type ConsignmentAct,
  comingBack,
  consignmentAct,
  goOut,
  mayBeTakenBack,
} from '../properties/consignment-count.ts'
import { allocation, shipment } from '../sales/ship-support.ts'
import { q, today } from '../support/company.ts'
import { typedOrder } from '../support/order-entry.ts'
import {
  byDue,
  heldBy,
  isAlive,
  isFree,
  isSoon,
  letGo,
  locations,
  type Order,
  ownOf,
  type Paper,
} from './life-model.ts'

/** One thing that somebody does, in the books and on paper. */
export type Step = (paper: Paper, real: Doing) => Promise<void>

interface Entering {
  readonly consigned: boolean
  readonly user: string
  /** In how many days it is due, and within how many it is allocated by itself. */
  readonly due?: number
  readonly ahead?: number
}

/** A new order. */
export const enter =
  (
    lines: readonly (readonly [string, number])[],
    confirmed: boolean,
    { consigned, user: by, due = 1, ahead = 7 }: Entering,
  ): Step =>
  async (paper, { books, did }) => {
    const head = {
      ...{ confirmed: confirmed ? 1 : 0, consignment: consigned ? 1 : 0 },
      ...{ due_date: plusDays(today, due), allocate_days: ahead },
    }
    const saved = await did('order', await typedOrder(books, 'C002', lines, head), by)
    mustBe(true, saved, 'an order')
    const entered = lines.map(([item, quantity]) => ({
      ...{ item, quantity, consigned: consigned && quantity > 0 },
    }))
    paper.enter((saved as Order).number, entered, { by, confirmed, due, ahead })
  }

export const allocate =
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

/** All that waits and is due soon gets what there is, the nearest due first. */
export const automatic: Step = async (paper, { did }) => {
  mustBe(true, await did('automatic', { auto_allocation: {} }), 'auto-allocation')
  const waiting = byDue(paper.lines()).filter(
    line => !line.closed && line.confirmed && line.quantity > 0 && isFree(line.of),
  )
  for (const line of waiting.filter(({ of }) => isSoon(of))) {
    for (const location of line.place === '200' ? locations.toReversed() : locations) {
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

export const ship =
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
    const isBack = quantity < 0 && line.quantity > 0
    const out = isBack ? mayBeTakenBack(paper, line, location) : []
    const isWhole = isBack && line.closed && line.shipped === line.quantity
    const may =
      (isAlive(line.of) || (isWhole && isSettled(line.of))) &&
      (!line.closed || isWhole) &&
      line.confirmed &&
      after >= least &&
      after <= most &&
      there &&
      // What orders return of a line it can't take back itself; what lies with customers comes back by a transfer.
      (!isBack ||
        (!line.consigned &&
          after >= comingBack(paper, line) &&
          out.reduce((sum, { left }) => sum + left, 0) >= -quantity)) &&
      (!closing || kept === 0)
    const row = { line: line.line, location, quantity, cancel_backorder: closing ? 1 : 0 }
    mustBe(may, await did('ship', shipment(line.order, row)), 'a shipment')
    if (!may) return
    paper.put(key, -quantity)
    line.shipped = after
    line.moved = true
    line.of.moves += 1
    line.of.sold ||= !line.consigned
    if (isBack) takeBack(out, -quantity)
    if (quantity > 0) {
      const shipment = { orders: [line.order], by: books.user }
      await goOut(books, paper, { line, quantity, location, shipment })
      line.held.set(key, (line.held.get(key) ?? 0) - Math.min(own, quantity))
      paper.shipments.push(shipment)
    }
    line.closed = closing || after === line.quantity
    letGo(line, line.closed ? 0 : Math.max(0, line.quantity - after), paper)
  }

const takeBack = (out: ReturnType<typeof mayBeTakenBack>, quantity: number) => {
  let wanted = quantity
  for (const { sale, left } of out) {
    const taken = Math.min(left, wanted)
    sale.undone += taken
    wanted -= taken
    if (sale.undone === sale.quantity) sale.from!.shipment.isBack = true
  }
}

/** All was shipped, and what was shipped whole may be taken back. */
const isSettled = (order: Order): boolean =>
  !order.cancelled && !order.archived && order.lines.every(({ closed }) => closed)

export const withCertificate =
  (act: CertificateAct): Step =>
  async (paper, real) => {
    const moved = await certificateAct(real, paper, act)
    if (moved?.state !== 'shipped' || act.kind === 'certify') return
    const orders = [...new Set(moved.parts.map(({ line }) => line.order))]
    for (const order of paper.orders) if (orders.includes(order.number)) order.moves += 1
    paper.shipments.push({ orders, by: act.user })
    const sold = await soldBy(real.books, moved.number)
    for (const { line, quantity } of moved.parts) {
      const at = sold.findIndex(
        one =>
          one.order_number === line.order && one.line === line.line && one.quantity === -quantity,
      )
      const [move] = sold.splice(at, 1)
      const { price } = line
      paper.sales.push({ line, number: move!.number, quantity, price, undone: 0 })
    }
  }

/** Something is done with goods that lie with a customer, or come back. */
export const withConsigned =
  (act: ConsignmentAct): Step =>
  async (paper, real) => {
    const moved = await consignmentAct(real, paper, act)
    const order = paper.orders.find(one => one.number === moved?.order)
    if (order) order.moves += 1
  }

export const moveGoods =
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
