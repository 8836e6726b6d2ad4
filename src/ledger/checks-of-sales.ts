import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Check, Found } from './checks.ts'
import { lineFinding } from './checks-by-line.ts'
import { unequal } from './unequal.ts'
import { wentOut } from './went-out.ts'

type Db = Kysely<Database>

/** Events that say what a line is; each tells the price that the line has from then on. */
const says = ['entered', 'changed'] as const

/** Lines from which goods of another item went that didn't all come back; a line that nothing is out of may change. */
const ofOtherItems = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('stock_move')
    .where(wentOut)
    .select(['order_number', 'line', 'item'])
    .select(eb => eb.fn.sum<number>('quantity').as('quantity'))
    .groupBy(['order_number', 'line', 'item'])
    .as('out')
  const found = await db
    .selectFrom(rows)
    .leftJoin('sales_order_line as line', join =>
      join.onRef('line.order_number', '=', 'out.order_number').onRef('line.line', '=', 'out.line'),
    )
    .where('out.quantity', '<>', 0)
    .where(eb => eb.or([eb('line.item', 'is', null), eb('line.item', '<>', eb.ref('out.item'))]))
    .select(['out.order_number', 'out.line', 'out.item', 'line.item as expected'])
    .execute()
  return found.map(row => ({
    key: `${row.order_number} ${row.line}`,
    expected: row.expected ?? 'none',
    found: row.item,
  }))
}

/** Moves for an order whose customer isn't who it is sold to. */
const forOthers = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('stock_move as move')
    .innerJoin('sales_order as head', 'head.number', 'move.order_number')
    .where(eb =>
      eb.or([
        eb('move.customer', '<>', eb.ref('head.sold_to')),
        eb.and([eb('move.type', '=', 'ISS-SO'), eb('move.customer', 'is', null)]),
      ]),
    )
    .select(['move.number', 'head.sold_to', 'move.customer'])
    .execute()
  return rows.map(row => ({
    key: `stock_move ${row.number}`,
    expected: row.sold_to,
    found: row.customer ?? 'none',
  }))
}

const wrongPrices = async (db: Db): Promise<readonly Found[]> => {
  const last = db
    .selectFrom('order_event')
    .where('type', 'in', says)
    .where('line', 'is not', null)
    .select(['order_number', 'line'])
    .select(eb => eb.fn.max<number>('number').as('number'))
    .groupBy(['order_number', 'line'])
    .as('last')
  const rows = await db
    .selectFrom(last)
    .innerJoin('order_event as event', 'event.number', 'last.number')
    .innerJoin('sales_order_line as line', join =>
      join
        .onRef('line.order_number', '=', 'last.order_number')
        .on(eb => eb('line.line', '=', eb.ref('last.line').$notNull())),
    )
    .where(eb => eb('line.price', '<>', eb.ref('event.price').$notNull()))
    .select(['line.order_number', 'line.line', 'line.price as found'])
    .select(eb => eb.ref('event.price').$notNull().as('expected'))
    .execute()
  return rows.map(lineFinding)
}

/** Sales at another price than their line had when they were made: books may hold lines that sold at more prices than one. */
const soldAtOthers = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('stock_move as move')
    .innerJoin('operation', 'operation.id', 'move.operation')
    .leftJoin('sales_order_line as line', join =>
      join
        .onRef('line.order_number', '=', 'move.order_number')
        .onRef('line.line', '=', 'move.line'),
    )
    .where('move.type', '=', 'ISS-SO')
    // Most have the price that their line has today; of the others history is asked.
    .where(eb =>
      eb.or([
        eb('move.price', 'is', null),
        eb('line.price', 'is', null),
        eb('move.price', '<>', eb.ref('line.price')),
      ]),
    )
    .select(['move.number', 'move.price as found'])
    .select(eb =>
      eb
        .selectFrom('order_event as event')
        .innerJoin('operation as saved', 'saved.id', 'event.operation')
        .whereRef('event.order_number', '=', 'move.order_number')
        .whereRef('event.line', '=', 'move.line')
        .where('event.type', 'in', says)
        .whereRef('saved.number', '<=', 'operation.number')
        .select('event.price')
        .orderBy('event.number', 'desc')
        .limit(1)
        .as('expected'),
    )
    .orderBy('move.number')
    .execute()
  return rows
    .filter(({ expected, found }) => expected === null || expected !== found)
    .map(row => ({
      key: `stock_move ${row.number}`,
      expected: String(row.expected ?? 'none'),
      found: String(row.found ?? 'none'),
    }))
}

const told = ['operation', 'order_number', 'line'] as const

/** What orders say of their shipments against what moved. */
const untold = (db: Db) => {
  const moved = db.selectFrom('stock_move').where(wentOut).select(told)
  const said = db.selectFrom('order_event').where('type', '=', 'shipped').select(told)
  return {
    quantities: () =>
      unequal(db, {
        columns: told,
        expected: moved.select(eb => eb.neg('quantity').as('quantity')),
        found: said.select('quantity'),
        named: ['order_number', 'line'],
      }),
    amounts: () =>
      unequal(db, {
        columns: [...told, 'price'],
        expected: moved.select(['price', 'amount as quantity']),
        found: said.select(['price', 'amount as quantity']),
        named: ['order_number', 'line', 'price'],
      }),
  }
}

/** What was written down of orders that there are not: none is ever deleted. */
const ofNoOrder = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('order_event as event')
    .leftJoin('sales_order as head', 'head.number', 'event.order_number')
    .where('head.number', 'is', null)
    .select(['event.number', 'event.order_number'])
    .orderBy('event.number')
    .execute()
  return rows.map(({ number, order_number }) => ({
    key: `order_event ${number}`,
    expected: 'an order',
    found: order_number,
  }))
}

/** What was sold against the orders that it was sold by. */
export const salesChecks: readonly Check[] = [
  {
    name: 'what was shipped is of the item and customer of its order',
    run: async db => [...(await ofOtherItems(db)), ...(await forOthers(db))],
  },
  {
    name: 'a line and its sales have the price that history says',
    run: async db => [...(await wrongPrices(db)), ...(await soldAtOthers(db))],
  },
  {
    name: "what was shipped stands in its order's history",
    run: async db => [...(await untold(db).quantities()), ...(await untold(db).amounts())],
  },
  { name: 'what happened, happened to an order', run: ofNoOrder },
]
