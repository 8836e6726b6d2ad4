import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import {
  derived,
  keys,
  type LineClosing,
  type OrderEvent,
  type Remove,
  type Save,
  type Stamp,
} from './posting.ts'

type Db = Kysely<Database>
type Row = Record<string, unknown>

/** By table and columns: a row from an older log lacks those that were added since. */
const savers = new Map<string, (db: Db, row: Row) => Promise<unknown[]>>()

/** Writes a row of a document, new or over the old one; what moves alone may change stays as it is. */
export const saveRow = (db: Db, { table, row }: Save) => {
  const columns = Object.keys(row)
  const shape = `${table} ${columns.join(' ')}`
  let saver = savers.get(shape)
  if (!saver) {
    const fixed = new Set<string>([...keys[table], ...(derived[table] ?? [])])
    const changing = columns.filter(column => !fixed.has(column))
    saver = kept<Row, unknown>((compiler, hole) =>
      compiler
        .insertInto(table)
        .values(Object.fromEntries(columns.map(column => [column, hole(column)])) as never)
        .onConflict(conflict => {
          const target = conflict.columns(keys[table] as never)
          return changing.length === 0
            ? target.doNothing()
            : target.doUpdateSet(
                Object.fromEntries(changing.map(column => [column, hole(column)])) as never,
              )
        }),
    )
    savers.set(shape, saver)
  }
  return saver(db, row as unknown as Row)
}

/** Deletes a row of a document. */
export const removeRow = async (db: Db, { table, key }: Remove) => {
  let query = db.deleteFrom(table)
  for (const [column, value] of Object.entries(key)) {
    query = query.where(column as never, '=', value as never)
  }
  await query.execute()
}

/** Closes a line for good: after the moves, which work out `closed` from what was shipped. */
export const closeLine = kept<LineClosing, { changed: number }>((db, hole) =>
  db
    .updateTable('sales_order_line')
    .set({ closed: 1 })
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('line'))
    .returning(eb => eb.lit(1).as('changed')),
)

/** Writes down what happened to an order. */
export const insertEvent = kept<OrderEvent & Stamp, unknown>((db, hole) =>
  db.insertInto('order_event').values({
    operation: hole('operation'),
    order_number: hole('order_number'),
    line: hole('line'),
    type: hole('type'),
    quantity: hole('quantity'),
    price: hole('price'),
    amount: hole('amount'),
    detail: hole('detail'),
    reason: hole('reason'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

/** Marks an order as cancelled. */
export const setCancelled = kept<{ number: string }, unknown>((db, hole) =>
  db.updateTable('sales_order').set({ status: 'cancelled' }).where('number', '=', hole('number')),
)

/** An order's status from its lines: closed when nothing is left to ship, confirmed when nothing left is unconfirmed. */
export const refreshStatus = kept<{ number: string }, unknown>((db, hole) =>
  db
    .updateTable('sales_order')
    .set(eb => ({
      status: eb
        .case()
        .when(
          eb.not(
            eb.exists(
              eb
                .selectFrom('sales_order_line')
                .select(one => one.lit(1).as('one'))
                .where('order_number', '=', hole('number'))
                // A constant: bound, it might be the partial index's, and SQLite would prepare anew each time.
                .where(one => one('closed', '=', one.lit(0))),
            ),
          ),
        )
        .then(eb.val('closed' as const))
        .when(
          eb.exists(
            eb
              .selectFrom('sales_order_line')
              .select(one => one.lit(1).as('one'))
              .where('order_number', '=', hole('number'))
              .where(one => one('closed', '=', one.lit(0)))
              .where(one => one('confirmed', '=', one.lit(0))),
          ),
        )
        .then(eb.val('entered' as const))
        .else(eb.val('confirmed' as const))
        .end() as never,
    }))
    .where('number', '=', hole('number'))
    .where('status', '<>', 'cancelled'),
)
