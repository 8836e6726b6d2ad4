import type { Kysely, SelectQueryBuilder } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, Flag, Money, Quantity } from '../../db/schema.ts'
import { sum } from '../kernel/arithmetic.ts'
import { type Countable, lyingOf, toBeSold } from './credit-counts.ts'

type Db = Kysely<Database>

/** What a customer who pays owes, and may owe (R20), in the customer's own currency. */
export interface Exposure {
  /** Null: no limit. */
  readonly limit: Money | null
  readonly currency: string
  readonly on_hold: Flag
  /** What was shipped; nothing is paid while there are no receipts in the books. */
  readonly receivables: Money
  /** What is ordered and not sold yet: still to go out, or on consignment. */
  readonly open_orders: Money
}

interface Payer {
  readonly credit_limit: Money | null
  readonly currency: string
  readonly on_hold: Flag
}

interface Whose {
  readonly code: string
  readonly currency: string
  /** The order that is left out. */
  readonly but: string
}

const payer = kept<{ code: string }, Payer>((db, hole) =>
  db
    .selectFrom('customer')
    .select(['credit_limit', 'currency', 'on_hold'])
    .where('code', '=', hole('code')),
)

/** The amounts of what went out, less what came back. */
const shipped = (db: Db) =>
  db
    .selectFrom('sales_order')
    .innerJoin('stock_move', 'stock_move.order_number', 'sales_order.number')
    .where(eb => eb('stock_move.type', '=', eb.val('ISS-SO' as const)))
    .select(eb => eb.fn.sum<Money | null>('stock_move.amount').as('amount'))

/** Lines that are open, or of which goods lie with the customer. */
const open = (db: Db) =>
  db
    .selectFrom('sales_order')
    .innerJoin('sales_order_line as line', 'line.order_number', 'sales_order.number')
    .where(eb => eb.or([eb('line.closed', '=', eb.lit(0)), eb(lyingOf(), 'is not', eb.lit(null))]))
    .select(['line.price', 'line.quantity', 'line.closed', 'line.consigned'])
    .select(['line.quantity_shipped', 'line.quantity_used'])
    .select(lyingOf().as('lying'))

type Open = Countable & { readonly lying: Quantity | null }

const shippedFor = kept<Whose, { amount: Money | null }>((db, hole) =>
  shipped(db)
    .where('sales_order.bill_to', '=', hole('code'))
    .where('sales_order.currency', '=', hole('currency'))
    .where('sales_order.number', '<>', hole('but')),
)

const openFor = kept<Whose, Open>((db, hole) =>
  open(db)
    .where('sales_order.bill_to', '=', hole('code'))
    .where('sales_order.currency', '=', hole('currency'))
    .where('sales_order.number', '<>', hole('but')),
)

const exposureOf = (
  { credit_limit: limit, currency, on_hold }: Payer,
  receivables: Money | null | undefined,
  lines: readonly Open[],
): Exposure => ({
  limit,
  currency,
  on_hold,
  receivables: receivables ?? 0,
  open_orders: sum(lines.map(line => toBeSold(line, line.lying ?? 0))),
})

/**
 * What a customer owes by posted shipments and will owe by open orders in the customer's currency, lines as they are
 * priced, all orders but the one named; undefined where there is no such customer.
 */
export const readExposure = async (
  db: Db,
  code: string,
  but: string,
): Promise<Exposure | undefined> => {
  const [found] = await payer(db, { code })
  if (!found) return undefined
  const whose = { code, currency: found.currency, but }
  const [gone] = await shippedFor(db, whose)
  return exposureOf(found, gone?.amount, await openFor(db, whose))
}

/** The same, where it matters for a decision: who has no limit isn't counted. */
export const readLimited = async (
  db: Db,
  code: string,
  but: string,
): Promise<Exposure | undefined> => {
  const [found] = await payer(db, { code })
  if (!found || found.credit_limit !== null) return found && readExposure(db, code, but)
  return exposureOf(found, 0, [])
}

/** The same of all that a question finds, by code, each with all their orders: in three questions, however many they are. */
export const readAllLimited = async (
  db: Db,
  payers: SelectQueryBuilder<Database, 'sales_order', { bill_to: string }>,
): Promise<ReadonlyMap<string, Exposure>> => {
  const found = await db
    .selectFrom('customer')
    .select(['code', 'credit_limit', 'currency', 'on_hold'])
    .where('code', 'in', payers)
    .execute()
  const limited = db
    .selectFrom('customer')
    .select(['code', 'currency'])
    .where('credit_limit', 'is not', null)
    .where('code', 'in', payers)
    .as('payer')
  const gone = await shipped(db)
    .innerJoin(limited, 'payer.code', 'sales_order.bill_to')
    .whereRef('payer.currency', '=', 'sales_order.currency')
    .select('payer.code')
    .groupBy('payer.code')
    .execute()
  const lines = await open(db)
    .innerJoin(limited, 'payer.code', 'sales_order.bill_to')
    .whereRef('payer.currency', '=', 'sales_order.currency')
    .select('payer.code')
    .execute()
  const amounts = new Map(gone.map(({ code, amount }) => [code, amount]))
  const linesOf = new Map(found.map(({ code }) => [code, [] as Open[]]))
  for (const { code, ...line } of lines) linesOf.get(code)!.push(line)
  return new Map(
    found.map(one => [one.code, exposureOf(one, amounts.get(one.code), linesOf.get(one.code)!)]),
  )
}

/** By how much an order of so much would pass the limit; 0 where it stays within, or there is none. */
export const excess = (exposure: Exposure | undefined, order: Money): Money =>
  exposure === undefined || exposure.limit === null
    ? 0
    : Math.max(0, exposure.receivables + exposure.open_orders + order - exposure.limit)
