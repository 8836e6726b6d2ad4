import { type Message, msg } from '../../db/messages.ts'
import type {
  AllocationTable,
  ChangeRequestTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { OrderEvent } from '../ledger/posting.ts'
import type { Right } from '../ledger/rights.ts'
import type { CertifiedLine } from './certified.ts'

/** What 7.1.21.1 does to an order. */
export type LifeAct = 'release' | 'close' | 'stop' | 'resume' | 'cancel' | 'archive'

/** An order as it is when something is done to it as a whole. */
export interface LifeFacts {
  readonly order: SalesOrderTable | undefined
  readonly lines: readonly SalesOrderLineTable[]
  readonly allocations: readonly AllocationTable[]
  readonly certified: readonly CertifiedLine[]
  readonly moved: boolean
  /** Whether anything of it lies with the customer and is still ours. */
  readonly consigned: boolean
  /** A delivery note of it that nobody has signed for; null: none. */
  readonly noteOut: string | null
  /** A change that was asked for and not judged yet. */
  readonly waiting: ChangeRequestTable | undefined
}

interface Act {
  readonly right: Right
  /** What the order's row becomes. */
  readonly row?: Partial<SalesOrderTable>
  /** What it holds goes back to stock. */
  readonly frees: boolean
  /** Lines that are open are closed for good. */
  readonly closes: boolean
  /** What history calls it, where its lines don't tell already. */
  readonly event?: OrderEvent['type']
  readonly reason: 'required' | 'optional'
  readonly done: Message
  /** What else must not be, in the order in which it is said. */
  readonly checks: readonly Check[]
}

type Check = (number: string, facts: LifeFacts) => Refused | undefined

const notMoved: Check = (number, { moved }) =>
  moved ? refuse('order_number', msg.shippedNotCancelled, number) : undefined

const somethingMoved: Check = (number, { moved }) =>
  moved ? undefined : refuse('order_number', msg.nothingShippedToClose, number)

const somethingHeld: Check = (number, { allocations }) =>
  allocations.length === 0 ? refuse('order_number', msg.nothingReserved, number) : undefined

const nothingOut: Check = (number, { noteOut }) =>
  noteOut === null ? undefined : refuse('order_number', msg.noteStillOut, number, noteOut)

/** What lies there will be used or given back, which changes the order. */
const nothingConsigned: Check = (number, { consigned }) =>
  consigned ? refuse('order_number', msg.stillConsigned, number) : undefined

/** After this nothing is written of the order any more, so that a judgement would come too late. */
const nothingWaits: Check = (order, { waiting }) =>
  waiting && refuse('order_number', msg.changeWaits, order, waiting.requested_by, waiting.number)

/** Each act, who may do it and what it does; which states allow it stands in `orderLife`. */
export const lifeActs: Readonly<Record<LifeAct, Act>> = {
  release: {
    right: '7.1.21.1.1',
    frees: true,
    closes: false,
    reason: 'optional',
    done: msg.allocationsReleased,
    checks: [somethingHeld],
  },
  close: {
    right: '7.1.21.1.2',
    frees: true,
    closes: true,
    reason: 'required',
    done: msg.remainderClosed,
    checks: [somethingMoved],
  },
  stop: {
    right: '7.1.21.1.3',
    row: { stopped: 1 },
    frees: true,
    closes: false,
    event: 'stopped',
    reason: 'required',
    done: msg.orderStopped,
    checks: [],
  },
  resume: {
    right: '7.1.21.1.4',
    row: { stopped: 0 },
    frees: false,
    closes: false,
    event: 'resumed',
    reason: 'optional',
    done: msg.orderResumed,
    checks: [],
  },
  cancel: {
    right: '7.1.21.1.5',
    row: { stopped: 0 },
    frees: true,
    closes: true,
    event: 'cancelled',
    reason: 'required',
    done: msg.orderCancelledReleasing,
    checks: [notMoved, nothingWaits],
  },
  archive: {
    right: '7.1.21.1.6',
    row: { archived: 1 },
    frees: false,
    closes: false,
    event: 'archived',
    reason: 'optional',
    done: msg.orderArchived,
    checks: [nothingConsigned, nothingOut, nothingWaits],
  },
}
