import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, Flag, Money, Price, Quantity } from '../../db/schema.ts'
import { extend, sum } from '../kernel/arithmetic.ts'

type Db = Kysely<Database>

/** What a customer who pays owes, and may owe (R20), in the customer's own currency. */
export interface Exposure {
  /** Null: no limit. */
  readonly limit: Money | null
  readonly currency: string
  readonly on_hold: Flag
  /** What was shipped; nothing is paid while there are no receipts in the books. */
  readonly receivables: Money
  /** What is ordered and not sold yet: not shipped, or on consignment. */
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

/** The amounts of what went out, and of it what belongs to lines that are open still. */
const shippedFor = kept<Whose, { all: Money | null; open: Money | null }>((db, hole) =>
  db
    .selectFrom('sales_order')
    .innerJoin('stock_move', 'stock_move.order_number', 'sales_order.number')
    .innerJoin('sales_order_line', join =>
      join
        .onRef('sales_order_line.order_number', '=', 'stock_move.order_number')
        .onRef('sales_order_line.line', '=', 'stock_move.line'),
    )
    .where('sales_order.bill_to', '=', hole('code'))
    .where('sales_order.currency', '=', hole('currency'))
    .where('sales_order.number', '<>', hole('but'))
    .where(eb => eb('stock_move.type', '=', eb.val('ISS-SO' as const)))
    .select(eb => [
      eb.fn.sum<number>('stock_move.amount').as('all'),
      eb.fn
        .sum<number>(
          eb
            .case()
            .when('sales_order_line.closed', '=', 0)
            .then(eb.ref('stock_move.amount'))
            .else(0)
            .end(),
        )
        .as('open'),
    ]),
)

const orderedFor = kept<Whose, { amount: Money | null }>((db, hole) =>
  db
    .selectFrom('sales_order')
    .innerJoin('sales_order_line', 'sales_order_line.order_number', 'sales_order.number')
    .where('sales_order.bill_to', '=', hole('code'))
    .where('sales_order.currency', '=', hole('currency'))
    .where('sales_order.number', '<>', hole('but'))
    .where('sales_order.status', 'in', ['entered', 'confirmed'])
    .where('sales_order_line.closed', '=', 0)
    .select(eb => eb.fn.sum<number>('sales_order_line.amount').as('amount')),
)

/** Goods on consignment whose lines are closed: not sold yet, and no longer to be shipped. */
const consignedFor = kept<Whose, { quantity: Quantity; price: Price }>((db, hole) =>
  db
    .selectFrom('consignment')
    .innerJoin('sales_order', 'sales_order.number', 'consignment.order_number')
    .innerJoin('sales_order_line', join =>
      join
        .onRef('sales_order_line.order_number', '=', 'consignment.order_number')
        .onRef('sales_order_line.line', '=', 'consignment.line'),
    )
    .where('sales_order.bill_to', '=', hole('code'))
    .where('sales_order.currency', '=', hole('currency'))
    .where('sales_order.number', '<>', hole('but'))
    .where('sales_order_line.closed', '=', 1)
    .groupBy(['consignment.order_number', 'consignment.line', 'sales_order_line.price'])
    .select(eb => [
      'sales_order_line.price',
      eb.fn.sum<number>('consignment.quantity').as('quantity'),
    ]),
)

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
  const { credit_limit: limit, currency, on_hold } = found
  const [shipped] = await shippedFor(db, { code, currency, but })
  const [ordered] = await orderedFor(db, { code, currency, but })
  const consigned = await consignedFor(db, { code, currency, but })
  const lying = sum(consigned.map(({ quantity, price }) => extend(quantity, price)))
  return {
    limit,
    currency,
    on_hold,
    receivables: shipped?.all ?? 0,
    open_orders: (ordered?.amount ?? 0) - (shipped?.open ?? 0) + lying,
  }
}

/** The same, where it matters for a decision: who has no limit isn't counted. */
export const readLimited = async (
  db: Db,
  code: string,
  but: string,
): Promise<Exposure | undefined> => {
  const [found] = await payer(db, { code })
  if (!found || found.credit_limit !== null) return found && readExposure(db, code, but)
  const { currency, on_hold } = found
  return { limit: null, currency, on_hold, receivables: 0, open_orders: 0 }
}

/** By how much an order of so much would pass the limit; 0 where it stays within, or there is none. */
export const excess = (exposure: Exposure | undefined, order: Money): Money =>
  exposure === undefined || exposure.limit === null
    ? 0
    : Math.max(0, exposure.receivables + exposure.open_orders + order - exposure.limit)
