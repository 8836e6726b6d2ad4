import fc from 'fast-check'
import {
  goesOn,
  heldBy,
  isFree,
  needsApproval,
  needsAudit,
  needsSecond,
  type Order,
  type Paper,
  statusOf,
} from '../torture/life-model.ts'
import { type Doing, mustBe, onCertificates } from './certificates-count.ts'

const orderActs = [
  ...(['audit', 'audit', 'confirm', 'confirm', 'release', 'close', 'stop', 'resume'] as const),
  ...(['cancel', 'call-off', 'archive'] as const),
] as const

/** What somebody does to an order as a whole. */
export interface OrderAct {
  readonly kind: (typeof orderActs)[number]
  readonly order: number
  readonly user: string
  /** The one line that is confirmed; 0: all. */
  readonly only: number
}

/** Anything that may come to somebody's mind; what leads on comes more often than what ends an order. */
export const anyOrderAct: fc.Arbitrary<OrderAct> = fc.record({
  ...{ kind: fc.constantFrom(...orderActs), order: fc.nat({ max: 7 }) },
  user: fc.constantFrom('anna', 'ben'),
  only: fc.constantFrom(0, 0, 1, 2),
})

const isCertified = (paper: Paper, { lines }: Order) =>
  lines.some(line => onCertificates(paper, line) > 0)
const isMoved = ({ lines }: Order) => lines.some(line => line.moved)
const isConsigned = ({ lines }: Order) =>
  lines.some(({ lying }) => [...lying.values()].some(quantity => quantity > 0))
const isEnded = (order: Order) =>
  order.cancelled || order.archived || order.lines.every(line => line.closed)
/** Whether anything of it is confirmed. */
export const isConfirmed = ({ lines }: Order): boolean => lines.some(line => line.confirmed)

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
const isAsked = ({ requests }: Paper, order: Order) =>
  requests.some(({ line, state }) => line.of === order && state === 'waiting')
const mayCancel = (order: Order, paper: Paper) =>
  !isEnded(order) && !isMoved(order) && !isCertified(paper, order) && !isAsked(paper, order)

type By = Pick<OrderAct, 'user' | 'only'>

/** What each act asks of an order, and what it makes of it. */
const ways: Readonly<
  Record<
    OrderAct['kind'],
    {
      readonly may: (order: Order, paper: Paper, by: By) => boolean
      readonly makes: (order: Order, by: By) => void
    }
  >
> = {
  audit: {
    may: (order, { rules }, by) =>
      isFree(order) &&
      !order.audited &&
      statusOf(order) === 'entered' &&
      !(needsSecond(rules, order) && order.hands.has(by.user)),
    makes: order => {
      order.audited = true
    },
  },
  confirm: {
    may: (order, { rules }, { only }) =>
      isFree(order) &&
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
    may: (order, paper) => goesOn(order) && isMoved(order) && !isCertified(paper, order),
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
      mayCancel(order, paper) &&
      !order.stopped &&
      !(isConfirmed(order) && needsApproval(paper.rules, order)),
    makes: cancel,
  },
  'call-off': { may: mayCancel, makes: cancel },
  archive: {
    may: (order, paper) =>
      isEnded(order) &&
      !order.archived &&
      !isConsigned(order) &&
      !isAsked(paper, order) &&
      !paper.shipments.some(
        ({ orders, note }) => note && note.state !== 'received' && orders.includes(order.number),
      ),
    makes: order => {
      order.archived = true
    },
  },
}

const inputOf = (kind: OrderAct['kind'], order: Order, { only }: By) => {
  const { number } = order
  if (kind === 'audit') return { confirmation: { order_number: number } }
  if (kind === 'cancel') return { order: { number } }
  if (kind !== 'confirm') return { order_life: { order_number: number, reason: 'because' } }
  const lines = named(order, only).map(({ line }) => ({ line, confirmed: 1 }))
  return { confirmation: { order_number: number }, lines }
}

/** Does it in the books and on paper, which must agree on whether it may be done. */
export const orderAct = async (
  paper: Paper,
  { did }: Doing,
  { kind, order: whim, ...by }: OrderAct,
) => {
  const order = paper.order(whim)
  if (!order) return
  const { may, makes } = ways[kind]
  const allowed = may(order, paper, by)
  const done = await did(kind, inputOf(kind, order, by), by.user)
  mustBe(allowed, done, `${kind} of ${order.number}`)
  if (!allowed) return
  makes(order, by)
  if (kind !== 'release') order.saves += 1
}
