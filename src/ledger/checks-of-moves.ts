import type { Kysely } from 'kysely'
import type { ConsignmentStep, Database, StockMoveType } from '../../db/schema.ts'
import type { Check, Found } from './checks.ts'

type Db = Kysely<Database>

/** What comes in is more, what goes out is less; a sale alone goes both ways, for a return is one. */
const comesIn: readonly StockMoveType[] = ['RCT-UNP', 'RCT-TR']
const goesOut: readonly StockMoveType[] = ['ISS-UNP', 'ISS-TR']
const unplanned: readonly StockMoveType[] = ['RCT-UNP', 'ISS-UNP']
const transferred: readonly StockMoveType[] = ['RCT-TR', 'ISS-TR']

/** The kinds of move that a step of consigned goods has. */
const kindsOf: Readonly<Record<ConsignmentStep, readonly StockMoveType[]>> = {
  sent: ['ISS-TR'],
  received: ['RCT-TR'],
  used: ['ISS-SO'],
  undone: ['ISS-SO'],
  moved: transferred,
  'given back': ['ISS-TR'],
}

const wrongWay = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('stock_move')
    .where(eb =>
      eb.or([
        eb.and([eb('type', 'in', comesIn), eb('quantity', '<', 0)]),
        eb.and([eb('type', 'in', goesOut), eb('quantity', '>', 0)]),
        eb.and([eb('consignment', '=', 'used'), eb('quantity', '>', 0)]),
        eb.and([eb('consignment', '=', 'undone'), eb('quantity', '<', 0)]),
      ]),
    )
    .select(['number', 'type', 'quantity'])
    .orderBy('number')
    .execute()
  return rows.map(({ number, type, quantity }) => ({
    key: `stock_move ${number} ${type}`,
    expected: quantity < 0 ? '> 0' : '< 0',
    found: String(quantity),
  }))
}

/** Moves that no order asked for and that name one, or cost anything; and transfers that do. */
const costly = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('stock_move')
    .where(eb =>
      eb.or([
        eb.and([
          eb('type', 'in', [...unplanned, ...transferred]),
          eb.or([eb('price', 'is not', null), eb('amount', 'is not', null)]),
        ]),
        eb.and([
          eb('type', 'in', unplanned),
          eb.or([
            eb('order_number', 'is not', null),
            eb('line', 'is not', null),
            eb('customer', 'is not', null),
          ]),
        ]),
      ]),
    )
    .select(['number', 'type', 'order_number', 'customer', 'price', 'amount'])
    .orderBy('number')
    .execute()
  return rows.map(({ number, type, ...its }) => ({
    key: `stock_move ${number} ${type}`,
    expected: 'none',
    found: [its.order_number, its.customer, its.price, its.amount].map(one => one ?? '').join(' '),
  }))
}

const otherSteps = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('stock_move')
    .where('consignment', 'is not', null)
    .select(['number', 'type', 'consignment'])
    .orderBy('number')
    .execute()
  return rows
    .filter(({ type, consignment }) => !kindsOf[consignment!]?.includes(type))
    .map(({ number, type, consignment }) => ({
      key: `stock_move ${number} ${consignment}`,
      expected: kindsOf[consignment!]?.join(' ') ?? 'none',
      found: type,
    }))
}

/** Moves beside the lines that they were for. */
const ofLines = (db: Db) =>
  db
    .selectFrom('stock_move as move')
    .innerJoin('sales_order_line as line', join =>
      join
        .onRef('line.order_number', '=', 'move.order_number')
        .onRef('line.line', '=', 'move.line'),
    )

/** Steps of consigned goods for a line that isn't consigned: since they were sent, it can't have changed. */
const notConsigned = async (db: Db): Promise<readonly Found[]> => {
  const rows = await ofLines(db)
    .where('move.consignment', 'is not', null)
    .where('line.consigned', '=', 0)
    .select(['move.number', 'move.consignment'])
    .orderBy('move.number')
    .execute()
  return rows.map(({ number, consignment }) => ({
    key: `stock_move ${number}`,
    expected: 'not consigned',
    found: consignment ?? 'none',
  }))
}

/**
 * Consigned lines of which something was sold as it went out and is still out: a line first consigns when all was taken
 * back. What older programs imported of long ago had gone out then, whatever its line said.
 */
const soldOutright = async (db: Db): Promise<readonly Found[]> => {
  const rows = await ofLines(db)
    .where('line.consigned', '=', 1)
    .where('move.type', '=', 'ISS-SO')
    .where('move.consignment', 'is', null)
    .where(eb => eb.or([eb('move.reference', 'is', null), eb('move.reference', '<>', 'history')]))
    .select(['line.order_number', 'line.line'])
    .select(eb => eb.neg(eb.fn.sum<number>('move.quantity')).as('found'))
    .groupBy(['line.order_number', 'line.line'])
    .having(eb => eb(eb.fn.sum('move.quantity'), '<>', eb.lit(0)))
    .execute()
  return rows.map(({ order_number, line, found }) => ({
    key: `${order_number} ${line}`,
    expected: '0',
    found: String(found),
  }))
}

/** What each move says of itself. */
export const moveChecks: readonly Check[] = [
  { name: 'what comes in is more, what goes out is less', run: wrongWay },
  { name: 'what no order asked for names none, and only sales cost', run: costly },
  { name: 'each step of consigned goods is a move of its kind', run: otherSteps },
  {
    name: 'what is consigned is sent, and what is not is sold',
    run: async db => [...(await notConsigned(db)), ...(await soldOutright(db))],
  },
]
