import fc from 'fast-check'
import { openedOrder } from '../support/order-entry.ts'
import {
  goesOn,
  heldBy,
  type Line,
  needsApproval,
  needsAudit,
  needsSecond,
  type Order,
  type Paper,
  type Request,
  statusOf,
} from '../torture/life-model.ts'
import { type Doing, mustBe, onCertificates } from './certificates-count.ts'
import { mayComeBack } from './consignment-count.ts'

const orderActs = [
  ...(['audit', 'audit', 'confirm', 'confirm', 'release', 'close', 'stop', 'resume'] as const),
  ...(['cancel', 'cancel-for-all', 'archive'] as const),
] as const
type OrderAct = (typeof orderActs)[number]

const judgements = ['approve', 'approve', 'approve', 'refuse', 'withdraw'] as const
type Judgement = (typeof judgements)[number]

/** What somebody does to an order as a whole, or with a change of it. */
export type LifeAct =
  | {
      readonly kind: OrderAct
      readonly order: number
      readonly user: string
      /** The one line that is confirmed; 0: all. */
      readonly only: number
    }
  | {
      readonly kind: 'change'
      readonly line: number
      readonly quantity: number
      readonly user: string
    }
  | { readonly kind: Judgement; readonly request: number; readonly user: string }

const user = fc.constantFrom('anna', 'ben')

/** Anything that may come to somebody's mind; what leads on comes more often than what ends an order. */
export const anyOrderAct: fc.Arbitrary<LifeAct> = fc.record({
  ...{ kind: fc.constantFrom(...orderActs), order: fc.nat({ max: 7 }), user },
  only: fc.constantFrom(0, 0, 1, 2),
})

/** Changes, and what is said to them. */
export const anyChange = (quantity: fc.Arbitrary<number>): fc.Arbitrary<LifeAct> =>
  fc.oneof(
    fc.record({ kind: fc.constant('change' as const), line: fc.nat({ max: 7 }), quantity, user }),
    fc.record({ kind: fc.constantFrom(...judgements), request: fc.nat({ max: 7 }), user }),
  )

const isCertified = (paper: Paper, { lines }: Order) =>
  lines.some(line => onCertificates(paper, line) > 0)
const isMoved = ({ lines }: Order) => lines.some(line => line.moved)
const isEnded = (order: Order) =>
  order.cancelled || order.archived || order.lines.every(line => line.closed)
const isConfirmed = ({ lines }: Order) => lines.some(line => line.confirmed)

const free = ({ lines }: Order) => {
  for (const line of lines) line.held.clear()
}
const end = (order: Order) => {
  free(order)
  for (const line of order.lines) line.closed = true
}
const named = ({ lines }: Order, only: number) =>
  lines.filter(({ line }) => only === 0 || line === only)
const waiting = (order: Order, only: number) =>
  named(order, only).filter(line => !line.confirmed && !line.closed)

const cancel = (order: Order) => {
  end(order)
  order.stopped = false
  order.cancelled = true
}
const mayCancel = (order: Order, paper: Paper) =>
  !isEnded(order) && !isMoved(order) && !isCertified(paper, order)

type By = Pick<Extract<LifeAct, { kind: OrderAct }>, 'user' | 'only'>

/** What each act asks of an order, and what it makes of it. */
const ways: Readonly<
  Record<
    OrderAct,
    {
      readonly may: (order: Order, paper: Paper, by: By) => boolean
      readonly makes: (order: Order, by: By) => void
    }
  >
> = {
  audit: {
    may: (order, { rules }, by) =>
      goesOn(order) &&
      !order.audited &&
      statusOf(order) === 'entered' &&
      !(needsSecond(rules, order) && order.hands.has(by.user)),
    makes: order => {
      order.audited = true
    },
  },
  confirm: {
    may: (order, { rules }, { only }) =>
      goesOn(order) &&
      (order.audited || !needsAudit(rules, order)) &&
      waiting(order, only).length > 0,
    makes: (order, { only }) => {
      for (const line of waiting(order, only)) line.confirmed = true
    },
  },
  release: {
    may: (order, paper) =>
      goesOn(order) && order.lines.some(line => heldBy(line) > 0) && !isCertified(paper, order),
    makes: free,
  },
  close: {
    may: (order, paper) =>
      goesOn(order) &&
      isMoved(order) &&
      order.lines.some(line => line.shipped !== 0 || heldBy(line) > 0) &&
      !isCertified(paper, order),
    makes: end,
  },
  stop: {
    may: (order, paper) => goesOn(order) && !isCertified(paper, order),
    makes: order => {
      free(order)
      order.stopped = true
    },
  },
  resume: {
    may: order => order.stopped,
    makes: order => {
      order.stopped = false
    },
  },
  cancel: {
    may: (order, paper) =>
      mayCancel(order, paper) && !(isConfirmed(order) && needsApproval(paper.rules, order)),
    makes: cancel,
  },
  'cancel-for-all': { may: mayCancel, makes: cancel },
  archive: {
    may: (order, { shipments }) =>
      isEnded(order) &&
      !order.archived &&
      !shipments.some(({ note }) => note?.order === order.number && note.state !== 'received'),
    makes: order => {
      order.archived = true
    },
  },
}

const inputOf = (kind: OrderAct, order: Order, { only }: By) => {
  const { number } = order
  if (kind === 'audit') return { confirmation: { order_number: number } }
  if (kind === 'cancel') return { order: { number } }
  if (kind !== 'confirm') return { order_life: { order_number: number, reason: 'because' } }
  const lines = named(order, only).map(({ line }) => ({ line, confirmed: 1 }))
  return { confirmation: { order_number: number }, lines }
}

const toOrder = async (
  paper: Paper,
  { did }: Doing,
  { kind, order: whim, ...by }: Extract<LifeAct, { kind: OrderAct }>,
) => {
  const order = paper.order(whim)
  if (!order) return
  const { may, makes } = ways[kind]
  const allowed = may(order, paper, by)
  const done = await did(kind, inputOf(kind, order, by), by.user)
  mustBe(allowed, done, `${kind} of ${order.number}`)
  if (!allowed) return
  makes(order, by)
  order.saves += 1
}

/** Whether the books would take so much for a line, as its goods stand. */
const fits = (paper: Paper, line: Line, quantity: number) => {
  const { shipped, returns, consigned } = line
  const taken = Math.abs(shipped) + heldBy(line)
  const same = Math.sign(quantity) === Math.sign(line.quantity)
  if (taken > 0 && !(same && Math.abs(quantity) >= taken)) return false
  if (consigned && quantity < 0) return false
  if (!returns || quantity === line.quantity) return true
  const now = line.closed ? -shipped : -line.quantity
  return quantity < 0 && -quantity <= mayComeBack(paper, returns) + now
}

const become = (line: Line, quantity: number) => {
  line.quantity = quantity
  line.closed = line.shipped === quantity
}

const change = async (
  paper: Paper,
  { books, did }: Doing,
  { line: whim, quantity, user: who }: Extract<LifeAct, { kind: 'change' }>,
) => {
  const line = paper.line(whim)
  if (!line) return
  const { rules, requests } = paper
  const order = line.of
  const typed = await openedOrder(books, line.order)
  const lines = typed.lines.map(row => (row['line'] === line.line ? { ...row, quantity } : row))
  const input = { order: { ...typed.order, reason: 'asked for' }, lines }
  const differs = quantity !== line.quantity
  const after = { line, quantity }
  const asks =
    isConfirmed(order) && (needsApproval(rules, order) || needsApproval(rules, order, after))
  const waits = requests.some(one => one.line.of === order && one.state === 'waiting')
  const may =
    !(order.cancelled || order.stopped || order.archived) &&
    fits(paper, line, quantity) &&
    !(asks && differs && waits)
  mustBe(may, await did('change', input, who), `a change of ${order.number}`)
  if (!may || (asks && !differs)) return
  if (asks) {
    const { saves, moves } = order
    const number = requests.length + 1
    requests.push({ ...after, number, by: who, saves, moves, state: 'waiting' })
    return
  }
  order.saves += 1
  order.hands.add(who)
  if (!differs) return
  order.audited = false
  become(line, quantity)
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
  { kind, request: whim, user: who }: Extract<LifeAct, { kind: Judgement }>,
) => {
  const request = requestOf(paper, whim)
  if (!request) return
  const { number, line, quantity, by, saves, moves } = request
  const order = line.of
  const fresh = saves === order.saves && moves === order.moves
  const may =
    request.state === 'waiting' &&
    (kind === 'withdraw') === (by === who) &&
    (kind !== 'approve' || (fresh && fits(paper, line, quantity)))
  const input = { change_entry: { number, judgement: kind, remarks: 'seen' } }
  const done = await did(kind === 'withdraw' ? 'withdraw' : 'judge', input, who)
  mustBe(may, done, `${kind} of change ${number}`)
  if (!may) return
  const ends = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const
  request.state = ends[kind]
  if (kind !== 'approve') return
  order.saves += 1
  order.hands.add(who)
  become(line, quantity)
  // Who approves audits too, where that is asked.
  order.audited = needsAudit(paper.rules, order)
}

/** Does it in the books and on paper, which must agree on whether it may be done. */
export const lifeAct = async (paper: Paper, doing: Doing, act: LifeAct): Promise<void> => {
  if (act.kind === 'change') return change(paper, doing, act)
  if ('request' in act) return judge(paper, doing, act)
  return toOrder(paper, doing, act)
}
