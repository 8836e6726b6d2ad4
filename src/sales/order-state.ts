import { type Message, msg } from '../../db/messages.ts'
import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'

/** Where an order stands in its life (R1); held and stopped hide how far it had come. */
export type OrderState =
  | 'entered'
  | 'audited'
  | 'confirmed'
  | 'in work'
  | 'settled'
  | 'archived'
  | 'held'
  | 'stopped'
  | 'cancelled'

type Head = Pick<
  SalesOrderTable,
  'status' | 'action_status' | 'audited_by' | 'stopped' | 'archived'
>
type Line = Pick<SalesOrderLineTable, 'quantity_allocated' | 'quantity_shipped'>

/** Whether goods are reserved for a line or have left for it. */
export const isInWork = ({ quantity_allocated, quantity_shipped }: Line): boolean =>
  quantity_allocated !== 0 || quantity_shipped !== 0

/** Where an order stands. */
export const stateOf = (head: Head, inWork: boolean): OrderState => {
  if (head.archived === 1) return 'archived'
  if (head.status === 'cancelled') return 'cancelled'
  if (head.status === 'closed') return 'settled'
  if (head.stopped === 1) return 'stopped'
  if (head.action_status === 'HD') return 'held'
  if (inWork) return 'in work'
  if (head.status === 'confirmed') return 'confirmed'
  return head.audited_by === null ? 'entered' : 'audited'
}

/** What is done to an order as a whole. */
export type OrderAct =
  | 'audit'
  | 'confirm'
  | 'allocate'
  | 'change'
  | 'release'
  | 'close'
  | 'stop'
  | 'resume'
  | 'cancel'
  | 'archive'

interface Rule {
  readonly from: readonly OrderState[]
  /** What is said where the state itself is no obstacle, and yet it isn't one of these. */
  readonly otherwise: Message
}

const open = ['entered', 'audited', 'confirmed', 'in work'] as const

/** The life of an order (R1): which acts its states allow. Who may do each, its verb says; every one is in the history. */
const orderLife: Readonly<Record<OrderAct, Rule>> = {
  change: { from: [...open, 'held', 'settled'], otherwise: msg.nothingChanged },
  audit: { from: ['entered'], otherwise: msg.orderAuditedAlready },
  confirm: { from: open, otherwise: msg.nothingToConfirm },
  allocate: { from: open, otherwise: msg.orderNotConfirmed },
  release: { from: ['in work', 'held'], otherwise: msg.nothingReserved },
  // What was shipped and came back leaves no trace in the state: whether goods ever moved, the act checks.
  close: { from: [...open, 'held'], otherwise: msg.nothingShippedToClose },
  stop: { from: [...open, 'held'], otherwise: msg.nothingChanged },
  resume: { from: ['stopped'], otherwise: msg.orderNotStopped },
  cancel: { from: [...open, 'held', 'stopped'], otherwise: msg.nothingChanged },
  archive: { from: ['settled', 'cancelled'], otherwise: msg.orderNotSettled },
}

/** States that stand in the way of nearly everything, and the way out of each. */
const obstacles: Partial<Record<OrderState, Message>> = {
  archived: msg.orderIsArchived,
  cancelled: msg.orderIsCancelled,
  settled: msg.orderHasNothingOpen,
  stopped: msg.orderIsStopped,
  held: msg.orderOnHold,
}

/** Why something can't be done to an order as it stands. */
export const lifeProblem = (
  act: OrderAct,
  number: string,
  state: OrderState,
  field = 'order_number',
): Refused | undefined => {
  const { from, otherwise } = orderLife[act]
  return from.includes(state) ? undefined : refuse(field, obstacles[state] ?? otherwise, number)
}
