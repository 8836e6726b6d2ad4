import { msg } from '../../db/messages.ts'
import type { SalesOrderTable } from '../../db/schema.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, type Hook, notice } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import { statusTrouble } from '../sales/action-status.ts'
import { readExposure } from '../sales/credit-exposure.ts'
import { readHolds } from '../sales/credit-holds.ts'
import { heldEvents } from '../sales/credit-test.ts'
import { orderEvent } from '../sales/order-changes.ts'
import { readOrder } from '../sales/order-rows.ts'

const orderProblem = (number: string, order: SalesOrderTable | undefined): Refused | undefined => {
  if (!order) return refuse('order_number', msg.orderDoesNotExist, number)
  if (order.status === 'cancelled') return refuse('order_number', msg.orderIsCancelled, number)
  if (order.status === 'closed') return refuse('order_number', msg.nothingLeftToHold, number)
  return undefined
}

/** Reads an order with what its customer owes and may owe, and all that holds it. */
export const readJudgement: Hook<Books> = async ({ db }, { values }) => {
  const number = textIn(values, 'order_number') ?? ''
  const [order] = await readOrder(db, { number })
  const wrong = orderProblem(number, order)
  if (wrong) return wrong
  const { sold_to, bill_to, total, currency, status, action_status, version } = order!
  const payer = await db
    .selectFrom('customer')
    .select(['name', 'credit_rating'])
    .where('code', '=', bill_to)
    .executeTakeFirst()
  const exposure = await readExposure(db, bill_to, number)
  return accept({
    records: {
      credit_entry: {
        order_number: number,
        ...{ sold_to, bill_to, total, currency, status, action_status, version },
        ...payer,
        credit_limit: exposure?.limit ?? null,
        receivables: exposure?.receivables ?? 0,
        open_orders: exposure?.open_orders ?? 0,
        initials: null,
        reason: null,
      },
      credit_hold: order!.action_status === 'HD' ? await readHolds(db, number) : [],
    },
    existing: true,
  })
}

const read = async ({ db }: Books, draft: Draft) =>
  (await readOrder(db, { number: textIn(formIn(draft, 'credit_entry'), 'order_number') ?? '' }))[0]

const decide = (draft: Draft, before: SalesOrderTable | undefined): Decision<Posted<Done>> => {
  const entry = formIn(draft, 'credit_entry')
  const number = textIn(entry, 'order_number') ?? ''
  const wrong = orderProblem(number, before)
  if (wrong) return wrong
  const version = numberIn(entry, 'version')
  if (version !== null && version !== before!.version) {
    return refuse('order_number', msg.changedMeanwhile, number)
  }
  const noStatus = statusTrouble(entry)
  if (noStatus) return noStatus
  const wanted = textIn(entry, 'action_status') === null ? null : 'HD'
  if (wanted === before!.action_status) {
    return refuse('action_status', wanted === 'HD' ? msg.heldAlready : msg.notHeld, number)
  }
  const initials = textIn(entry, 'initials')
  if (initials === null) return refuse('initials', msg.initialsRequired)
  const reason = textIn(entry, 'reason')
  if (reason === null) return refuse('reason', msg.reasonRequired)

  // From here the order must be held or released.
  const events =
    wanted === 'HD'
      ? heldEvents(number, [['manual', null, reason]])
      : [orderEvent('released', number, { detail: initials, reason })]
  const row: SalesOrderTable = { ...before!, action_status: wanted, version: before!.version + 1 }
  return accept({
    result: {
      notices: [notice(wanted === 'HD' ? msg.holdPlaced : msg.orderReleased, number)],
      recall: { order_number: number },
    },
    posting: { saves: [{ table: 'sales_order', row }], events },
  })
}

/** 7.1.13: finance holds an order, or lets it go whatever the test said, with initials and a reason (R20). */
export const judgeOrder: Verb<Draft, SalesOrderTable | undefined, Done> = {
  right: '7.1.13',
  read,
  decide,
}
