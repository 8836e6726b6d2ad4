import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import type { Draft } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import type { Posted, Verb } from '../ledger/perform.ts'
import { orderEvent } from './order-changes.ts'
import { readOrder, readOrderLines } from './order-rows.ts'
import { amountOf, needsSecond, type OrderRules, readHands, readOrderRules } from './order-rules.ts'
import { lifeProblem, stateOf } from './order-state.ts'

export interface AuditFacts {
  readonly before: SalesOrderTable | undefined
  readonly lines: readonly SalesOrderLineTable[]
  readonly rules: OrderRules | undefined
  /** Who entered or changed it. */
  readonly hands: ReadonlySet<string>
}

const numberOf = (draft: Draft) => textIn(formIn(draft, 'confirmation'), 'order_number') ?? ''

const read = async ({ db }: Books, draft: Draft): Promise<AuditFacts> => {
  const number = numberOf(draft)
  const [before] = await readOrder(db, { number })
  const [rules] = await readOrderRules(db, { customer: before?.sold_to ?? '' })
  const hands = await readHands(db, { number })
  const lines = await readOrderLines(db, { number })
  return { before, lines, rules, hands: new Set(hands.map(one => one.created_by)) }
}

/** 7.1.5, first: somebody who may says that an order is as it should be (R1); of large orders, a second person (R4). */
export const auditOrder: Verb<Draft, AuditFacts, { number: string }> = {
  right: '7.1.5.1',
  read,
  decide: (
    draft,
    { before, lines, rules, hands },
    moment,
  ): Decision<Posted<{ number: string }>> => {
    const number = numberOf(draft)
    if (!before) return refuse('order_number', msg.orderDoesNotExist, number)
    const wrong = lifeProblem('audit', number, stateOf(before, false))
    if (wrong) return wrong
    const version = numberIn(formIn(draft, 'confirmation'), 'version')
    if (version !== null && version !== before.version) {
      return refuse('order_number', msg.changedMeanwhile, number)
    }
    if (rules && needsSecond(amountOf(before, lines), rules) && hands.has(moment.user)) {
      return refuse('order_number', msg.auditOwnOrder, number)
    }

    // From here the order must be audited.
    const row: SalesOrderTable = {
      ...before,
      version: before.version + 1,
      audited_by: moment.user,
      audited_at: moment.now,
    }
    return accept({
      result: { number },
      posting: {
        saves: [{ table: 'sales_order', row }],
        events: [orderEvent('audited', number)],
      },
    })
  },
}
