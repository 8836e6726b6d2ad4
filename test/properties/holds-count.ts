import fc from 'fast-check'
import { copyOrder } from '../../src/sales/open-order.ts'
import { orderInput } from '../../src/sales/order-draft.ts'
import { today } from '../support/company.ts'
import { answer } from '../support/order-entry.ts'
import { type Order, type Paper, statusOf } from '../torture/life-model.ts'
import { type Doing, mustBe } from './certificates-count.ts'

/** What finance says of an order, what the customer signs, and what is ordered once more. */
export interface HoldAct {
  readonly kind: 'hold' | 'let go' | 'sign' | 'copy'
  readonly order: number
  readonly user: string
  /** The status of a copy is blanked before it is saved. */
  readonly blanked: boolean
}

/** Mostly let go again what was held, so that the rest of a life can go on. */
export const anyHoldAct: fc.Arbitrary<HoldAct> = fc.record({
  kind: fc.constantFrom('hold', 'let go', 'let go', 'sign', 'sign', 'copy'),
  order: fc.nat({ max: 7 }),
  user: fc.constantFrom('anna', 'ben'),
  blanked: fc.boolean(),
})

const judge = async ({ did }: Doing, order: Order, { kind, user }: HoldAct) => {
  const onHold = kind === 'hold'
  const action_status = onHold ? 'HD' : null
  const entry = { order_number: order.number, action_status, initials: 'SML', reason: 'why' }
  const may = ['entered', 'confirmed'].includes(statusOf(order)) && order.onHold !== onHold
  const done = await did('judge-credit', { credit_entry: entry }, user)
  mustBe(may, done, `${kind} of ${order.number}`)
  if (!may) return
  order.onHold = onHold
}

const sign = async ({ did }: Doing, order: Order, { user }: HoldAct) => {
  const entry = { order_number: order.number, signed_by: 'Liu', signed_on: today }
  const may = !order.archived && !order.signed && ['confirmed', 'closed'].includes(statusOf(order))
  mustBe(may, await did('sign', { signature_entry: entry }, user), `a signature of ${order.number}`)
  if (may) order.signed = true
}

/** A hold comes along, whatever is typed; what comes back names no shipment and no reason yet. */
const copy = async (
  paper: Paper,
  { books, did }: Doing,
  original: Order,
  { user, blanked }: HoldAct,
) => {
  const { records } = await answer(books, copyOrder, { values: { number: original.number } })
  const { order, lines } = orderInput(records!)
  const typed = blanked ? { ...order, action_status: null } : order
  const saved = await did('order', { order: typed, lines }, user)
  const may = original.lines.every(({ quantity }) => quantity > 0)
  mustBe(may, saved, `a copy of ${original.number}`)
  if (!may) return
  const copied = original.lines.map(({ item, quantity, consigned, place }) => ({
    ...{ item, quantity, consigned, place },
  }))
  const { discount, ahead } = original
  paper.enter((saved as Order).number, copied, { by: user, confirmed: true, discount, ahead })
  const made = paper.orders.at(-1)!
  // Of a settled order nobody could release it any more.
  made.onHold ||= original.onHold && statusOf(original) !== 'closed'
}

/** Does it in the books and on paper, which must agree on whether it may be done. */
export const holdAct = async (paper: Paper, doing: Doing, act: HoldAct): Promise<void> => {
  const order = paper.order(act.order)
  if (!order) return
  if (act.kind === 'copy') return copy(paper, doing, order, act)
  await (act.kind === 'sign' ? sign : judge)(doing, order, act)
}
