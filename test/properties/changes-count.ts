import fc from 'fast-check'
import type { Values } from '../../src/kernel/entry.ts'
import { openedOrder } from '../support/order-entry.ts'
import {
  heldBy,
  needsApproval,
  needsAudit,
  type Paper,
  priceOf,
  type Request,
  soldOf,
  soldOrOpen,
  usualDiscount,
  type Wanted,
} from '../torture/life-model.ts'
import { type Doing, mustBe } from './certificates-count.ts'
import { mayComeBack } from './consignment-count.ts'
import { isConfirmed } from './lives-count.ts'

const judgements = ['approve', 'approve', 'approve', 'refuse', 'withdraw'] as const

/** What is null stays as it is. */
interface Change {
  readonly kind: 'change'
  readonly line: number
  readonly quantity: number | null
  /** In hundredths. */
  readonly price: number | null
  /** In percent. */
  readonly discount: number | null
  readonly user: string
}

interface Judgement {
  readonly kind: (typeof judgements)[number]
  readonly request: number
  readonly user: string
}

/** A change of an order, and what is said to one that was asked for. */
export type ChangeAct = Change | Judgement

const user = fc.constantFrom('anna', 'ben')
const mostly = <T>(some: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, some)

/** Changes, and what is said to them. */
export const anyChangeAct = (quantity: fc.Arbitrary<number>): fc.Arbitrary<ChangeAct> =>
  fc.oneof(
    fc.record({
      ...{ kind: fc.constant('change' as const), line: fc.nat({ max: 7 }), user },
      quantity: fc.oneof({ weight: 3, arbitrary: quantity }, fc.constant(null)),
      price: mostly(fc.constantFrom(12_000, 9_900, 20_000)),
      discount: mostly(fc.constantFrom(usualDiscount, 0, 10)),
    }),
    fc.record({ kind: fc.constantFrom(...judgements), request: fc.nat({ max: 7 }), user }),
  )

/** What was sold was sold at a price; what comes back is credited as it was paid. */
const fitsPrices = ({ line, price, discount, quantity }: Wanted) => {
  const { of, returns } = line
  const differs = price !== line.price || quantity !== line.quantity
  if (price !== line.price && soldOf(line) !== 0) return false
  if (discount !== of.discount && of.sold) return false
  const asked =
    discount === of.discount ? (differs ? [returns] : []) : of.lines.map(one => one.returns)
  return asked.every(sale => !sale || sale.line.of.discount === discount)
}

/** Whether the books would take so much for a line, as its goods stand. */
const fits = (paper: Paper, wanted: Wanted) => {
  const { line, quantity } = wanted
  const { shipped, returns, consigned } = line
  if (!fitsPrices(wanted)) return false
  const taken = Math.abs(shipped) + heldBy(line)
  const same = Math.sign(quantity) === Math.sign(line.quantity)
  if (taken > 0 && !(same && Math.abs(quantity) >= taken)) return false
  if (consigned && quantity < 0) return false
  if (!returns || quantity === line.quantity) return true
  const now = line.closed ? -shipped : -line.quantity
  return quantity < 0 && -quantity <= mayComeBack(paper, returns) + now
}

/** Who asks for more than before is held where that is more than may be owed. */
const become = (paper: Paper, { line, quantity, price, discount }: Wanted) => {
  const owes = () => priceOf(line, soldOrOpen(line))
  const before = owes()
  const isSameWay = Math.sign(quantity) === Math.sign(line.quantity)
  const isLowered = isSameWay && Math.abs(quantity) <= Math.abs(line.quantity)
  line.closed = line.shipped === quantity || (line.closed && isLowered)
  line.quantity = quantity
  line.price = price
  line.of.discount = discount
  if (owes() > before && paper.passesLimit(line.of)) line.of.onHold = true
}

const change = async (
  paper: Paper,
  { books, did }: Doing,
  { line: whim, user: who, ...asked }: Change,
) => {
  const line = paper.line(whim)
  if (!line) return
  const { rules, requests } = paper
  const order = line.of
  const quantity = asked.quantity ?? line.quantity
  const price = asked.price ?? line.price
  const discount = asked.discount ?? order.discount
  const after: Wanted = { line, quantity, price, discount }
  const typed = await openedOrder(books, line.order)
  const why = (row: Values) => (quantity < 0 ? (row['reason'] ?? 'BACK') : null)
  const lines = typed.lines.map(row =>
    row['line'] === line.line ? { ...row, quantity, price: price * 100, reason: why(row) } : row,
  )
  const head = { ...typed.order, discount: discount * 100, reason: 'asked for' }
  const input = { order: head, lines }
  const differs = quantity !== line.quantity || price !== line.price || discount !== order.discount
  const asks =
    isConfirmed(order) && (needsApproval(rules, order) || needsApproval(rules, order, after))
  const waits = requests.some(one => one.line.of === order && one.state === 'waiting')
  const may =
    !(order.cancelled || order.stopped || order.archived) &&
    fits(paper, after) &&
    !(asks && differs && waits)
  mustBe(may, await did('change', input, who), `a change of ${order.number}`)
  if (!may || (asks && !differs)) return
  if (asks) {
    const { saves, moves, onHold } = order
    const number = requests.length + 1
    requests.push({ ...after, number, by: who, saves, moves, onHold, state: 'waiting' })
    return
  }
  // Who saves it as it was has not changed it, and may still be its second person.
  if (!differs) return
  order.saves += 1
  order.hands.add(who)
  order.audited = false
  order.signed = false
  become(paper, after)
}

/** Mostly one that waits. */
const requestOf = ({ requests }: Paper, whim: number): Request | undefined => {
  const waiting = requests.filter(one => one.state === 'waiting')
  const among = whim % 4 > 0 && waiting.length > 0 ? waiting : requests
  return among[whim % Math.max(1, among.length)]
}

const judge = async (
  paper: Paper,
  { did }: Doing,
  { kind, request: whim, user: who }: Judgement,
) => {
  const request = requestOf(paper, whim)
  if (!request) return
  const { number, line, by, saves, moves, onHold } = request
  const order = line.of
  const fresh = saves === order.saves && moves === order.moves && onHold === order.onHold
  const may =
    request.state === 'waiting' &&
    (kind === 'withdraw') === (by === who) &&
    (kind !== 'approve' || (fresh && fits(paper, request)))
  const input = { change_entry: { number, judgement: kind, remarks: 'seen' } }
  const done = await did(`${kind}-change`, input, who)
  mustBe(may, done, `${kind} of change ${number}`)
  if (!may) return
  const ends = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const
  request.state = ends[kind]
  if (kind !== 'approve') return
  order.saves += 1
  order.hands.add(who)
  order.signed = false
  become(paper, request)
  // Who approves audits too, where that is asked.
  order.audited = needsAudit(paper.rules, order)
}

/** Does it in the books and on paper, which must agree on whether it may be done. */
export const changeAct = (paper: Paper, doing: Doing, act: ChangeAct): Promise<void> =>
  act.kind === 'change' ? change(paper, doing, act) : judge(paper, doing, act)
