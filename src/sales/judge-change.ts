import { msg } from '../../db/messages.ts'
import type { ChangeRequestTable } from '../../db/schema.ts'
import { findCustomer } from '../customer/rows.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import { type Done, type Draft, type Hook, notice, warned } from '../kernel/entry.ts'
import type { Books, Moment } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import type { Posting } from '../ledger/posting.ts'
import { readChange, readDoneSince, readLastMove } from './change-request.ts'
import { orderEvent } from './order-changes.ts'
import { readOrder } from './order-rows.ts'
import { decideOrder } from './save-order.ts'
import { type OrderInput, readSaveFacts, type SaveFacts } from './save-order-facts.ts'

/** What is said to a change. */
export type Judgement = 'approve' | 'refuse' | 'withdraw'

const numberOf = (draft: Draft) => numberIn(formIn(draft, 'change_entry'), 'number') ?? 0

/** What was decided, as the screen holds it. */
export const judgementOf = (draft: Draft): Judgement =>
  textIn(formIn(draft, 'change_entry'), 'judgement') as Judgement

const requestTrouble = (
  number: number,
  request: ChangeRequestTable | undefined,
): Refused | undefined => {
  if (!request) return refuse('number', msg.changeDoesNotExist, number)
  return request.status === 'waiting'
    ? undefined
    : refuse('number', msg.changeJudgedAlready, number, request.judged_by ?? '')
}

/** What was said to a change, in the word with which it was said. */
const judgements = { approved: 'approve', refused: 'refuse', withdrawn: 'withdraw' } as const

/** Reads a change field by field, with the order that it is of, and what was said to it if it waits no more. */
export const readChangeEntry: Hook<Books> = async ({ db }, { values }) => {
  const number = numberIn(values, 'number') ?? 0
  const [request] = await readChange(db, { number })
  if (!request) return refuse('number', msg.changeDoesNotExist, number)
  const { order_number, requested_by, requested_at, reason, status, ...said } = request
  const { judged_by, judged_at, remarks } = said
  const [order] = await readOrder(db, { number: order_number })
  const { sold_to, total } = order!
  const [customer] = await findCustomer(db, { code: sold_to })
  const fields = await db
    .selectFrom('change_request_field')
    .selectAll()
    .where('request', '=', number)
    .orderBy('sequence')
    .execute()
  return accept({
    records: {
      change_entry: {
        ...{ number, order_number, sold_to, total, requested_by, requested_at },
        name: customer?.name ?? null,
        asked: reason,
        judgement: status === 'waiting' ? null : judgements[status],
        ...{ remarks, judged_by, judged_at },
      },
      change_request_field: fields.map(field => ({ ...field })),
    },
    existing: true,
    ...(status !== 'waiting' && {
      notices: [notice(warned(msg.changeJudgedAlready), number, judged_by ?? '')],
      locked: { change_entry: ['judgement', 'remarks'] },
    }),
  })
}

interface JudgeFacts {
  readonly request: ChangeRequestTable | undefined
  readonly input: OrderInput | undefined
  readonly order: SaveFacts | undefined
  readonly lastMove: number
  readonly doneSince: boolean
}

const read = async (books: Books, draft: Draft): Promise<JudgeFacts> => {
  const [request] = await readChange(books.db, { number: numberOf(draft) })
  const order = request?.order_number ?? ''
  const input = request && (JSON.parse(request.input) as OrderInput)
  return {
    request,
    input,
    order: input && (await readSaveFacts(books, input)),
    lastMove: (await readLastMove(books.db, { order }))[0]!.last,
    doneSince: (await readDoneSince(books.db, { order })).length > 0,
  }
}

interface Said {
  readonly status: 'approved' | 'refused' | 'withdrawn'
  readonly remarks: string | null
  readonly moment: Moment
}

/** A judgement as it is written, in the request and in the order's history. */
const judged = (request: ChangeRequestTable, { status, remarks, moment }: Said): Posting => ({
  saves: [
    {
      table: 'change_request',
      row: { ...request, status, remarks, judged_by: moment.user, judged_at: moment.now },
    },
  ],
  events: [
    orderEvent(`change ${status}`, request.order_number, {
      detail: `#${request.number}`,
      reason: status === 'approved' ? (remarks ?? request.reason) : remarks,
    }),
  ],
})

/** The order as it is to be, if nothing came in between; checked as if the manager had typed it. */
const approval = (facts: JudgeFacts, said: Said): Decision<Posting> => {
  const { request, input, order, lastMove, doneSince } = facts
  const { order_number, last_move, order_version } = request!
  const { version, action_status } = order!.before!
  // A hold that was let go again leaves the order as it was, in another version.
  const isSame = !doneSince && action_status === textIn(input!.order, 'action_status')
  if (lastMove !== last_move) return refuse('judgement', msg.changeStockMoved, order_number)
  if (version !== order_version && !isSame) {
    return refuse('judgement', msg.changeOrderChanged, order_number)
  }
  const asked = { ...input!, order: { ...input!.order, version } }
  const saved = decideOrder(asked, order!, said.moment, 'approval')
  if (!saved.ok) {
    const { message, about } = saved.refusal
    return refuse('judgement', message, ...about)
  }
  const { posting } = saved.value
  const verdict = judged(request!, said)
  return accept({
    ...posting,
    saves: [...posting.saves!, ...verdict.saves!],
    events: [...verdict.events!, ...posting.events!],
  })
}

const saidOf = (draft: Draft) => textIn(formIn(draft, 'change_entry'), 'remarks')

/** 7.1.23.1: a manager approves a change, which is then made in the same act, or refuses it; never one of their own (R2). */
export const judgeChange: Verb<Draft, JudgeFacts, Done> = {
  right: '7.1.23.1.1',
  read,
  decide: (draft, facts, moment): Decision<Posted<Done>> => {
    const { request } = facts
    const trouble = requestTrouble(numberOf(draft), request)
    if (trouble) return trouble
    const { number, order_number, requested_by } = request!
    if (requested_by === moment.user) return refuse('judgement', msg.changeIsOwn, number)
    const remarks = saidOf(draft)
    const recall = { order_number }
    if (judgementOf(draft) === 'refuse') {
      if (remarks === null) return refuse('remarks', msg.judgementRequired)
      const notices = [notice(msg.changeRefused, number, order_number)]
      const posting = judged(request!, { status: 'refused', remarks, moment })
      return accept({ result: { notices, recall }, posting })
    }
    const posting = approval(facts, { status: 'approved', remarks, moment })
    if (!posting.ok) return posting
    const notices = [notice(msg.changeApproved, number, order_number)]
    return accept({ result: { notices, recall }, posting: posting.value })
  },
}

/** 7.1.23.1: whoever asked for a change takes it back. */
export const withdrawChange: Verb<Draft, ChangeRequestTable | undefined, Done> = {
  right: '7.1.23.1',
  read: async ({ db }, draft) => (await readChange(db, { number: numberOf(draft) }))[0],
  decide: (draft, request, moment) => {
    const trouble = requestTrouble(numberOf(draft), request)
    if (trouble) return trouble
    const { number, order_number, requested_by } = request!
    if (requested_by !== moment.user) {
      return refuse('judgement', msg.changeNotOwn, number, requested_by)
    }
    const posting = judged(request!, { status: 'withdrawn', remarks: saidOf(draft), moment })
    return accept({
      result: { notices: [notice(msg.changeWithdrawn, number)], recall: { order_number } },
      posting,
    })
  },
}
