import type { Flag, Money, SalesOrderTable } from '../../db/schema.ts'
import type { OrderEvent } from '../ledger/posting.ts'
import { type Exposure, excess } from './credit-exposure.ts'
import { orderEvent } from './order-changes.ts'

/** Why an order is held: each cause is an event of its own, so that all of them are seen. */
export type HoldCause = 'customer' | 'limit' | 'currency' | 'manual'

/** What an order is tested against when it is saved. */
export interface CreditFacts {
  /** Of who pays, without this order. */
  readonly exposure: Exposure | undefined
  readonly soldToOnHold: Flag
  /** What holds the order that a new one is a copy of. */
  readonly original: readonly Cause[]
}

/** A cause, by how much the limit is passed, and what a hand gave as its reason. */
export type Cause = readonly [cause: HoldCause, amount: Money | null, reason?: string | null]

interface Tested {
  readonly before: SalesOrderTable | undefined
  /** As typed; whoever holds an order by hand has said so here. */
  readonly after: SalesOrderTable
}

/** A saved order is tested again only when it asks for more than it did: what finance let pass stays free. */
const asksForMore = ({ before, after }: Tested) =>
  before === undefined || after.total > before.total || after.bill_to !== before.bill_to

/** What stands against an order of this amount, whoever typed it. */
export const creditCauses = (
  order: Pick<SalesOrderTable, 'currency' | 'lines_total'>,
  amount: Money,
  { exposure, soldToOnHold }: CreditFacts,
): Cause[] => {
  const causes: Cause[] = []
  if (soldToOnHold === 1 || exposure?.on_hold === 1) causes.push(['customer', null])
  // A limit in another currency can't be compared before there are exchange rates, so finance looks at it.
  if (exposure && exposure.limit !== null && exposure.currency !== order.currency) {
    causes.push(['currency', null])
    return causes
  }
  // An order that brings goods back makes nobody owe more, however much they owe.
  const over = order.lines_total > 0 ? excess(exposure, amount) : 0
  if (over > 0) causes.push(['limit', over])
  return causes
}

const causesOf = (tested: Tested, facts: CreditFacts): readonly Cause[] => {
  const { before, after } = tested
  const own = asksForMore(tested) ? creditCauses(after, after.lines_total, facts) : []
  const ofOriginal = facts.original.filter(([cause]) => !own.some(([one]) => one === cause))
  const causes = [...own, ...ofOriginal]
  const wasHeld = before?.action_status === 'HD'
  // Whatever else there is, a hand that writes HD holds it too.
  if (after.action_status === 'HD' && !wasHeld && causes.length === 0) return [['manual', null]]
  return causes
}

/** The events that say why an order is held. */
export const heldEvents = (number: string, causes: readonly Cause[]): OrderEvent[] =>
  causes.map(([detail, amount, reason = null]) =>
    orderEvent('held', number, { amount, detail, reason }),
  )

/** The order as it is to be saved, held where its customer has no credit, and what history says of that. */
export const testCredit = (tested: Tested, facts: CreditFacts) => {
  const causes = causesOf(tested, facts)
  const { after } = tested
  const order = causes.length === 0 ? after : { ...after, action_status: 'HD' as const }
  const over = causes.find(([cause]) => cause === 'limit')?.[1] ?? 0
  return { order, events: heldEvents(order.number, causes), over }
}
