import { type ExpressionBuilder, expressionBuilder, sql } from 'kysely'
import { type HoleOf, kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type {
  Database,
  Day,
  Price,
  Quantity,
  ReasonCodeTable,
  SalesOrderLineTable,
  SalesOrderTable,
  StockMoveTable,
} from '../../db/schema.ts'
import { discountBetween } from '../kernel/arithmetic.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'

/** A shipment that a line returns, and what of it has come back or may, lines of one order left out. */
export interface ReturnFacts
  extends Pick<SalesOrderLineTable, 'order_number' | 'line' | 'item' | 'list_price'>,
    Pick<SalesOrderTable, 'bill_to' | 'currency' | 'discount'> {
  readonly number: number
  readonly customer: string
  readonly effective_date: Day
  readonly price: Price
  /** What it took out, less what of it was undone. */
  readonly shipped: Quantity
  /** What other orders return of it. */
  readonly returned: Quantity
  /** Null: it was shipped; otherwise it was used of what lay with the customer. */
  readonly consignment: StockMoveTable['consignment']
  /** What its line has sold in all its sales like it, less what was taken back by the line itself. */
  readonly sold: Quantity
  /** What other orders return of its line's sales like it. */
  readonly line_returned: Quantity
}

/** Spelt as a constant, which the partial indexes of shipments are recognised by. */
const sold = sql.lit('ISS-SO' as const)

type Asked = { readonly shipment: number; readonly but: string }

const back = expressionBuilder<Database & { back: SalesOrderLineTable }, 'back'>()

/** What a line returns: all that it says while it is open, afterwards what came. */
const returns = back
  .case()
  .when(back('back.closed', '=', back.lit(1)))
  .then(back.neg('back.quantity_shipped'))
  .else(back.neg('back.quantity'))
  .end()

type Builder = ExpressionBuilder<Database & { move: Database['stock_move'] }, 'move'>

const returnedOf = (eb: Builder, but: string) =>
  eb
    .selectFrom('sales_order_line as back')
    .select(one => one.fn.coalesce(one.fn.sum<number>(returns), one.lit(0)).as('returned'))
    .whereRef('back.return_shipment', '=', 'move.number')
    .where('back.order_number', '<>', but)

const likes = expressionBuilder<
  { [one in 'move' | 'sale' | 'other']: StockMoveTable },
  'move' | 'sale' | 'other'
>()

/** A line sells at another price, or first consigns, when all was taken back: what it sold before is no sale any more. */
const isLike = (name: 'sale' | 'other') =>
  likes.and([
    likes(`${name}.price`, '=', likes.ref('move.price')),
    likes(
      likes.parens(likes(`${name}.consignment`, 'is', null)),
      '=',
      likes.parens(likes('move.consignment', 'is', null)),
    ),
  ]) as never

const returnedOfLine = (eb: Builder, but: string) =>
  eb
    .selectFrom('stock_move as other')
    .innerJoin('sales_order_line as back', 'back.return_shipment', 'other.number')
    .select(one => one.fn.coalesce(one.fn.sum<number>(returns), one.lit(0)).as('returned'))
    .whereRef('other.order_number', '=', 'move.order_number')
    .whereRef('other.line', '=', 'move.line')
    .where(isLike('other'))
    .where('back.order_number', '<>', but)

const undoneOf = (eb: Builder) =>
  eb
    .selectFrom('stock_move as undo')
    .select(one => one.fn.coalesce(one.fn.sum<number>('undo.quantity'), one.lit(0)).as('undone'))
    .whereRef('undo.undoes', '=', 'move.number')

const soldOf = (eb: Builder) =>
  eb
    .selectFrom('stock_move as sale')
    .select(one => one.neg(one.fn.sum<number>('sale.quantity')).as('sold'))
    .whereRef('sale.order_number', '=', 'move.order_number')
    .whereRef('sale.line', '=', 'move.line')
    .where('sale.type', '=', sold)
    .where(isLike('sale'))

/** Sales, each with what of it may come back. */
export const salesWithReturns = (db: Books['db'], but: string) =>
  db
    .selectFrom('stock_move as move')
    .innerJoin('sales_order as head', 'head.number', 'move.order_number')
    .innerJoin('sales_order_line as line', join =>
      join
        .onRef('line.order_number', '=', 'move.order_number')
        .onRef('line.line', '=', 'move.line'),
    )
    .select(['move.number', 'head.number as order_number', 'line.line', 'head.sold_to as customer'])
    .select(['move.item', 'move.lot', 'move.consignment'])
    .select(['head.bill_to', 'head.currency', 'head.discount'])
    .select(['move.effective_date', 'line.list_price'])
    .select(eb => eb.ref('move.price').$castTo<Price>().as('price'))
    .select(eb => [
      eb(eb.neg('move.quantity'), '-', undoneOf(eb as never) as never).as('shipped'),
      returnedOf(eb as never, but).as('returned'),
      soldOf(eb as never).as('sold'),
      returnedOfLine(eb as never, but).as('line_returned'),
    ])
    .where('move.type', '=', sold)
    .where('move.quantity', '<', 0)

const findReturn = kept<Asked, ReturnFacts>(
  (db, hole: HoleOf<Asked>) =>
    salesWithReturns(db, hole('but')).where('move.number', '=', hole('shipment')) as never,
)

/** The shipment of a number, unless it is none: as other orders than one see it. */
export const readReturn = async (
  { db }: Books,
  shipment: number | null,
  but: string,
): Promise<ReturnFacts | undefined> =>
  shipment === null ? undefined : (await findReturn(db, { shipment, but }))[0]

type LineReturns = { readonly line: number; readonly returned: Quantity }

const findReturnsOf = kept<{ order: string }, LineReturns>(
  (db, hole) =>
    db
      .selectFrom('stock_move as move')
      .innerJoin('sales_order_line as back', 'back.return_shipment', 'move.number')
      .select(eb => ['move.line', eb.fn.sum<number>(returns).as('returned')])
      .where('move.order_number', '=', hole('order'))
      .groupBy('move.line') as never,
)

/** What orders return of each line of an order. */
export const readReturnsOf = async (
  { db }: Books,
  order: string,
): Promise<ReadonlyMap<number, Quantity>> =>
  new Map((await findReturnsOf(db, { order })).map(({ line, returned }) => [line, returned]))

const findReason = kept<{ code: string }, ReasonCodeTable>((db, hole) =>
  db.selectFrom('reason_code').selectAll().where('code', '=', hole('code')),
)

/** A reason by its code, or none. */
export const readReason = async (
  { db }: Books,
  code: string | null,
): Promise<ReasonCodeTable | undefined> =>
  code === null ? undefined : (await findReason(db, { code }))[0]

/** A reason that is given must be there and in use. */
export const reasonTrouble = (
  code: string | null,
  reason: ReasonCodeTable | undefined,
): Refused | null => {
  if (code === null) return null
  if (!reason) return refuse('reason', msg.reasonDoesNotExist, code)
  return reason.active === 0 ? refuse('reason', msg.reasonNotActive, code) : null
}

/** What may still come back of a shipment. */
export const returnable = (facts: ReturnFacts): Quantity =>
  Math.min(facts.shipped - facts.returned, facts.sold - facts.line_returned)

/** What goods come back at: the price that they were shipped at. */
export const priceOfReturn = ({
  order_number,
  line,
  number,
  list_price,
  price,
}: ReturnFacts): Pick<
  SalesOrderLineTable,
  'list_price' | 'discount' | 'price' | 'price_source'
> => ({
  list_price,
  discount: discountBetween(list_price, price),
  price,
  price_source: `return ${order_number} ${line} ${number}`,
})
