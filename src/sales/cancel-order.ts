import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import { actPosting, actTrouble, readLifeFacts } from './change-life.ts'
import type { LifeFacts } from './life-acts.ts'
import { amountOf, needsApproval, type OrderRules, readOrderRules } from './order-rules.ts'

export interface CancelInput {
  /** The draft's head: its number, and its version as the clerk saw it. */
  readonly order: Values
}

export interface CancelFacts extends LifeFacts {
  readonly rules: OrderRules | undefined
}

const read = async (books: Books, { order }: CancelInput): Promise<CancelFacts> => {
  const facts = await readLifeFacts(books, textIn(order, 'number') ?? '')
  const customer = facts.order?.sold_to ?? ''
  return { ...facts, rules: (await readOrderRules(books.db, { customer }))[0] }
}

const decide = (
  { order }: CancelInput,
  facts: CancelFacts,
): Decision<Posted<{ number: string }>> => {
  const number = textIn(order, 'number') ?? ''
  const asked = { number, version: numberIn(order, 'version'), field: 'number' }
  const trouble = actTrouble('cancel', asked, facts)
  if (trouble) return trouble
  // What a manager stopped isn't a clerk's to end.
  if (facts.order!.stopped === 1) return refuse('number', msg.orderIsStopped, number)
  const confirmed = facts.lines.some(line => line.confirmed === 1)
  if (confirmed && facts.rules && needsApproval(amountOf(facts.order!, facts.lines), facts.rules)) {
    return refuse('number', msg.confirmedNotCancelled, number)
  }

  // From here the order must be cancelled.
  return accept({ result: { number }, posting: actPosting('cancel', facts, null) })
}

/** 7.1.1, F5: cancels an order of which nothing was shipped; one that is stopped, or confirmed and needs approvals, is a manager's (7.1.21.1). */
export const cancelOrder: Verb<CancelInput, CancelFacts, { number: string }> = {
  right: '7.1.1',
  read,
  decide,
}
