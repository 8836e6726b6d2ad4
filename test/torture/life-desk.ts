import type { Books } from '../../src/ledger/books.ts'
import { orderDeskPage } from '../../src/sales/order-desk.ts'
import { onCertificates } from '../properties/certificates-count.ts'
import { wholeList } from '../support/whole-list.ts'
import {
  byDue,
  heldBy,
  isSoon,
  items,
  type Line,
  needsAudit,
  type Order,
  type Paper,
  statusOf,
} from './life-model.ts'

/** What waits, as a plain person would say it: for what, and of which order, certificate, note or change. */
type Waits = readonly [waitsFor: string, number: string, document: string | number | null]

const isOpen = ({ of, closed }: Line) =>
  !closed && !of.stopped && ['entered', 'confirmed'].includes(statusOf(of))

/** What a certificate waits for, by how it stands. */
const next: Readonly<Record<string, string>> = {
  issued: 'print',
  printed: 'fetch',
  lost: 'lost',
  approved: 'reissue',
}

const uncovered = (line: Line) => line.quantity - line.shipped - heldBy(line)

/** Each line that lacks goods, and whether there are enough for it and for those before it. */
const lacking = (paper: Paper): (readonly [line: Line, isShort: boolean])[] =>
  items.flatMap(item => {
    const lines = byDue(paper.lines())
      .filter(line => line.item === item && isOpen(line) && line.confirmed && !line.of.onHold)
      .filter(line => uncovered(line) > 0)
    let free = paper.free(paper.at(item, '100')) + paper.free(paper.at(item, '200'))
    return lines.map(line => {
      free -= uncovered(line)
      return [line, free < 0] as const
    })
  })

const ofLine = (paper: Paper, line: Line): Waits[] => {
  const { of, order, confirmed, quantity } = line
  const waits = (what: string): Waits[] => [[what, order, null]]
  if (of.onHold) return waits('release')
  if (!confirmed) {
    return waits(needsAudit(paper.rules, of) && !of.audited ? 'audit' : 'confirm')
  }
  if (quantity < 0) return waits('return')
  return heldBy(line) > onCertificates(paper, line) ? waits('ship') : []
}

/** Orders that keep goods which another one lacks: on hold, or due after it and not to be allocated by themselves yet, so many days on. */
const blocking = (paper: Paper, short: readonly Line[], days: number): Waits[] =>
  paper
    .lines()
    .filter(isOpen)
    .filter(line => heldBy(line) > onCertificates(paper, line))
    .flatMap(line =>
      short
        .filter(one => one.item === line.item && one.of !== line.of)
        .filter(one => line.of.onHold || (line.of.due > one.of.due && !isSoon(line.of, days)))
        .map((one): Waits => ['blocks', line.order, one.order]),
    )

const onPaperWaits = (paper: Paper, days: number): Waits[] => {
  const lacks = lacking(paper)
  const short = lacks.filter(([, isShort]) => isShort).map(([line]) => line)
  const certificates = paper.certificates.flatMap(({ number, state, parts }) =>
    parts
      .filter(({ line }) => next[state] && isOpen(line) && !line.of.onHold)
      .map(({ line }): Waits => [next[state]!, line.order, number]),
  )
  return [
    ...paper
      .lines()
      .filter(isOpen)
      .flatMap(line => ofLine(paper, line)),
    ...lacks.map(([{ order }, isShort]): Waits => [isShort ? 'short' : 'allocate', order, null]),
    ...certificates,
    ...blocking(paper, short, days),
    ...paper.shipments.flatMap(({ note }): Waits[] =>
      note && note.state !== 'received'
        ? [[note.state === 'made' ? 'sign' : 'proof', note.number, null]]
        : [],
    ),
    ...paper.requests
      .filter(({ state }) => state === 'waiting')
      .map(({ line, number }): Waits => ['change', line.order, number]),
  ]
}

/** The desk has a row for each thing and number, and names the first of its documents. */
const rowsOf = (waits: readonly Waits[]) => {
  const rows = new Map<string, Waits>()
  for (const one of waits) {
    const [what, number, document] = one
    const known = rows.get(`${what} ${number}`)
    if (!known || (document ?? '') < (known[2] ?? '')) rows.set(`${what} ${number}`, one)
  }
  return [...rows.values()]
}

const day = 24 * 60 * 60 * 1000
/** Beyond every limit of 7.1.24. */
const muchLater = 30

/** Such an order is never late, whatever still waits of it. */
const isOver = (order: Order) => order.stopped || ['closed', 'cancelled'].includes(statusOf(order))

/** What doesn't wait for its order. */
const byNoClock = ['sign', 'proof', 'blocks']

/** What the order desk shows and what it should, on the day itself or, every other time, as late as nobody may let it become. */
export const deskAndPaper = async (books: Books, paper: Paper) => {
  const isLate = (paper.orders.length + paper.shipments.length) % 2 === 1
  const now = () => new Date(books.now().getTime() + (isLate ? muchLater * day : 0))
  const ask = wholeList(1000)
  const rows = await orderDeskPage({ ...books, now }, ask)
  const found = rows.map(row =>
    [row['waits_for'], row['number'], row['document'] ?? null, row['clock']].join(' '),
  )
  const rests = new Set(paper.orders.filter(isOver).map(({ number }) => number))
  const clockOf = ([what, number]: Waits) => {
    if (!isLate || byNoClock.includes(what) || rests.has(number)) return null
    return what === 'audit' ? 'audit' : 'ship'
  }
  const counted = rowsOf(onPaperWaits(paper, isLate ? muchLater : 0)).map(row =>
    [...row, clockOf(row)].join(' '),
  )
  return { found: found.sort(), counted: counted.sort() }
}
