import type { Flag, Money, SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import type { OrderEvent } from '../ledger/posting.ts'
import { asksForGoods, countedOf, type Taken } from './credit-counts.ts'
import { type Exposure, excess } from './credit-exposure.ts'
import { orderEvent } from './order-changes.ts'

/** Why an order is held: each cause is an event of its own, so that all of them are seen. */
export type HoldCause = 'customer' | 'limit' | 'currency' | 'manual'

/** What an order is tested against when it is saved. */
export interface CreditFacts {
  /** Of who pays, without this order. */
  readonly exposure: Exposure | undefined
  readonly soldToOnHold: Flag
  readonly taken: Taken
  /** What holds the order that a new one is a copy of. */
  readonly original: readonly Cause[]
}

/** A cause, by how much the limit is passed, and what a hand gave as its reason. */
export type Cause = readonly [cause: HoldCause, amount: Money | null, reason?: string | null]

interface Tested {
  readonly before: SalesOrderTable | undefined
  readonly linesBefore: readonly SalesOrderLineTable[]
  /** As typed; whoever holds an order by hand has said so here. */
  readonly after: SalesOrderTable
  readonly lines: readonly SalesOrderLineTable[]
}

/** What of an order a limit looks at. */
interface Asked extends Pick<SalesOrderTable, 'currency'> {
  /** Whether goods are to go out. */
  readonly goods: boolean
  /** What it adds to the exposure that it is tested against. */
  readonly amount: Money
}

/** A saved order is tested again only when it asks for more than it did: what finance let pass stays free. */
const asksForMore = ({ before, linesBefore, after, lines }: Tested, { taken }: CreditFacts) =>
  before === undefined ||
  countedOf(lines, taken) > countedOf(linesBefore, taken) ||
  after.bill_to !== before.bill_to

/** What stands against an order, whoever typed it. */
export const creditCauses = (
  { currency, goods, amount }: Asked,
  { exposure, soldToOnHold }: Pick<CreditFacts, 'exposure' | 'soldToOnHold'>,
): Cause[] => {
  const causes: Cause[] = []
  if (soldToOnHold === 1 || exposure?.on_hold === 1) causes.push(['customer', null])
  // An order that only brings goods back makes nobody owe more, however much they owe.
  if (!goods) return causes
  // A limit in another currency can't be compared before there are exchange rates, so finance looks at it.
  if (exposure && exposure.limit !== null && exposure.currency !== currency) {
    causes.push(['currency', null])
    return causes
  }
  const over = excess(exposure, amount)
  if (over > 0) causes.push(['limit', over])
  return causes
}

const ownCauses = ({ after, lines }: Tested, facts: CreditFacts) => {
  const amount = countedOf(lines, facts.taken)
  return creditCauses({ currency: after.currency, goods: asksForGoods(lines), amount }, facts)
}

const causesOf = (tested: Tested, facts: CreditFacts): readonly Cause[] => {
  const { before, after } = tested
  const own = asksForMore(tested, facts) ? ownCauses(tested, facts) : []
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
