import { type ExpressionBuilder, expressionBuilder, type Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Check, Found } from './checks.ts'

type Db = Kysely<Database>
type Both = Database & { back: Database['sales_order_line']; move: Database['stock_move'] }

const eb = expressionBuilder<Both, 'back' | 'move'>()

/** What a line returns: all that it says while it is open, afterwards what came. */
const returned = eb
  .case()
  .when('back.closed', '=', 1)
  .then(eb.neg('back.quantity_shipped'))
  .else(eb.neg('back.quantity'))
  .end()

const backs = (db: Db) =>
  db
    .selectFrom('sales_order_line as back')
    .leftJoin('stock_move as move', 'move.number', 'back.return_shipment')
    .where('back.return_shipment', 'is not', null)

/** Shipments of which more comes back than they took out, less what was undone of them. */
const tooMuchOfShipments = async (db: Db): Promise<readonly Found[]> => {
  const rows = await backs(db)
    .select('move.number')
    .select(one => [
      one.fn.sum<number>(returned).as('found'),
      one(
        one.neg(one.fn.min<number>('move.quantity')),
        '-',
        one.fn.coalesce(
          one
            .selectFrom('stock_move as undo')
            .select(undo => undo.fn.sum<number>('undo.quantity').as('quantity'))
            .whereRef('undo.undoes', '=', 'move.number'),
          one.lit(0),
        ),
      ).as('expected'),
    ])
    .groupBy('move.number')
    .execute()
  return rows
    .filter(({ expected, found }) => found > expected)
    .map(({ number, expected, found }) => ({
      key: `stock_move ${number}`,
      expected: `<= ${expected}`,
      found: String(found),
    }))
}

const soldOf = (one: ExpressionBuilder<Both, 'move'>) =>
  one
    .selectFrom('stock_move as sale')
    .select(sale => sale.neg(sale.fn.sum<number>('sale.quantity')).as('sold'))
    .whereRef('sale.order_number', '=', 'move.order_number')
    .whereRef('sale.line', '=', 'move.line')
    .where('sale.type', '=', 'ISS-SO')
    .whereRef('sale.price', '=', 'move.price')
    .where(sale =>
      sale(
        sale.parens(sale('sale.consignment', 'is', null)),
        '=',
        sale.parens(sale('move.consignment', 'is', null)),
      ),
    )

/** Lines of which more comes back, at a price, than all their shipments at it left with the customer; usages are apart. */
const tooMuchOfLines = async (db: Db): Promise<readonly Found[]> => {
  const rows = await backs(db)
    .select(['move.order_number', 'move.line'])
    .select(one => [one.fn.sum<number>(returned).as('found'), soldOf(one as never).as('expected')])
    .groupBy(['move.order_number', 'move.line', 'move.price', 'move.consignment'])
    .execute()
  return rows
    .filter(({ expected, found }) => found > (expected ?? 0))
    .map(({ order_number, line, expected, found }) => ({
      key: `${order_number} ${line}`,
      expected: `<= ${expected ?? 0}`,
      found: String(found),
    }))
}

const ofOthers = async (db: Db): Promise<readonly Found[]> => {
  const rows = await backs(db)
    .innerJoin('sales_order as head', 'head.number', 'back.order_number')
    .where(one =>
      one.or([
        one('move.number', 'is', null),
        one('move.type', '<>', 'ISS-SO'),
        one('move.customer', '<>', one.ref('head.sold_to')),
        one('move.item', '<>', one.ref('back.item')),
        one('back.quantity', '>=', 0),
      ]),
    )
    .select(['back.order_number', 'back.line', 'head.sold_to', 'back.item'])
    .select(['move.customer', 'move.item as shipped'])
    .execute()
  return rows.map(row => ({
    key: `${row.order_number} ${row.line}`,
    expected: `${row.sold_to} ${row.item}`,
    found: `${row.customer} ${row.shipped}`,
  }))
}

/** Returns at the price of their shipment that have another one; who types a price by hand may credit less. */
const atOtherPrices = async (db: Db): Promise<readonly Found[]> => {
  const rows = await backs(db)
    .innerJoin('sales_order as head', 'head.number', 'back.order_number')
    .innerJoin('sales_order as sold', 'sold.number', 'move.order_number')
    .select(['back.order_number', 'back.line', 'back.price', 'head.currency'])
    .select(['move.price as sold_at', 'sold.currency as sold_in'])
    .where(one =>
      one.or([
        one('head.currency', '<>', one.ref('sold.currency')),
        one.and([
          one('back.price_source', 'like', 'return %'),
          one('back.price', '<>', one.ref('move.price').$notNull()),
        ]),
      ]),
    )
    .execute()
  return rows.map(row => ({
    key: `${row.order_number} ${row.line}`,
    expected: `${row.sold_at} ${row.sold_in}`,
    found: `${row.price} ${row.currency}`,
  }))
}

/** What comes back of what was sold. */
export const returnChecks: readonly Check[] = [
  {
    name: 'no more comes back than a shipment took out',
    run: async db => [...(await tooMuchOfShipments(db)), ...(await tooMuchOfLines(db))],
  },
  { name: 'a return is of the customer and item of its shipment', run: ofOthers },
  { name: 'a return has the price and currency of its shipment', run: atOtherPrices },
]
