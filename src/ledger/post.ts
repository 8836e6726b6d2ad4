import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import type { Moment } from './books.ts'
import {
  type AllocationMove,
  type DocumentTable,
  derived,
  keys,
  type LineClosing,
  type OrderEvent,
  type Posting,
  type Remove,
  type Save,
  type StockMove,
} from './posting.ts'

type Db = Kysely<Database>
type Row = Record<string, unknown>

/** The one writer of the books. Runs inside the caller's transaction; the database refuses what can't be true. */
export const post = async (db: Db, operation: string, moment: Moment, posting: Posting) => {
  const stamp = { operation, created_by: moment.user, created_at: moment.now }
  for (const remove of posting.removes ?? []) await removeRow(db, remove)
  for (const save of posting.saves ?? []) await saveRow(db, save)
  for (const move of posting.allocations ?? []) await postAllocation(db, { ...move, ...stamp })
  for (const move of posting.moves ?? []) await postStock(db, { ...move, ...stamp })
  for (const line of posting.closings ?? []) {
    mustChange(await closeLine(db, line), 'sales_order_line')
  }
  for (const event of posting.events ?? []) await insertEvent(db, { ...event, ...stamp })
  for (const { type, line, order_number: number } of posting.events ?? []) {
    if (type === 'cancelled' && line === null) await cancel(db, { number })
  }
  for (const number of ordersTouched(posting)) await refreshStatus(db, { number })
}

type Stamp = { operation: string; created_by: string; created_at: string }

const savers = new Map<DocumentTable, (db: Db, row: Row) => Promise<unknown[]>>()

const saveRow = (db: Db, { table, row }: Save) => {
  let saver = savers.get(table)
  if (!saver) {
    const columns = Object.keys(row)
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
    savers.set(table, saver)
  }
  return saver(db, row as unknown as Row)
}

const removeRow = async (db: Db, { table, key }: Remove) => {
  let query = db.deleteFrom(table)
  for (const [column, value] of Object.entries(key)) {
    query = query.where(column as never, '=', value as never)
  }
  await query.execute()
}

const insertAllocation = kept<AllocationMove & Stamp, unknown>((db, hole) =>
  db.insertInto('allocation_move').values({
    operation: hole('operation'),
    order_number: hole('order_number'),
    line: hole('line'),
    item: hole('item'),
    site: hole('site'),
    location: hole('location'),
    lot: hole('lot'),
    quantity: hole('quantity'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const allocateStock = kept<AllocationMove, { changed: number }>((db, hole) =>
  db
    .updateTable('stock')
    .set(eb => ({ allocated: eb('allocated', '+', hole('quantity')) }))
    .where('item', '=', hole('item'))
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot'))
    .returning(eb => eb.lit(1).as('changed')),
)

const allocateLine = kept<AllocationMove, { changed: number }>((db, hole) =>
  db
    .updateTable('sales_order_line')
    .set(eb => ({ quantity_allocated: eb('quantity_allocated', '+', hole('quantity')) }))
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('line'))
    .returning(eb => eb.lit(1).as('changed')),
)

const placeOf = ['order_number', 'line', 'site', 'location', 'lot'] as const

const growAllocation = kept<AllocationMove, unknown>((db, hole) =>
  db
    .insertInto('allocation')
    .values({
      order_number: hole('order_number'),
      line: hole('line'),
      site: hole('site'),
      location: hole('location'),
      lot: hole('lot'),
      item: hole('item'),
      quantity: hole('quantity'),
    })
    .onConflict(conflict =>
      conflict
        .columns([...placeOf])
        .doUpdateSet(eb => ({ quantity: eb('allocation.quantity', '+', hole('quantity')) })),
    ),
)

/** Releasing all of it deletes the row, which may hold no zero. */
const shrinkAllocation = kept<AllocationMove, { changed: number }>((db, hole) =>
  db
    .updateTable('allocation')
    .set(eb => ({ quantity: eb('quantity', '+', hole('quantity')) }))
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('line'))
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot'))
    .where(eb => eb(eb('quantity', '+', hole('quantity')), '>', 0))
    .returning(eb => eb.lit(1).as('changed')),
)

const dropAllocation = kept<AllocationMove, { changed: number }>((db, hole) =>
  db
    .deleteFrom('allocation')
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('line'))
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot'))
    .where(eb => eb(eb('quantity', '+', hole('quantity')), '=', 0))
    .returning(eb => eb.lit(1).as('changed')),
)

const postAllocation = async (db: Db, move: AllocationMove & Stamp) => {
  await insertAllocation(db, move)
  mustChange(await allocateStock(db, move), 'stock')
  mustChange(await allocateLine(db, move), 'sales_order_line')
  if (move.quantity > 0) {
    await growAllocation(db, move)
    return
  }
  const shrunk = await shrinkAllocation(db, move)
  if (shrunk.length === 0) mustChange(await dropAllocation(db, move), 'allocation')
}

const insertMove = kept<StockMove & Stamp, unknown>((db, hole) =>
  db.insertInto('stock_move').values({
    operation: hole('operation'),
    type: hole('type'),
    item: hole('item'),
    site: hole('site'),
    location: hole('location'),
    lot: hole('lot'),
    quantity: hole('quantity'),
    effective_date: hole('effective_date'),
    order_number: hole('order_number'),
    line: hole('line'),
    customer: hole('customer'),
    price: hole('price'),
    amount: hole('amount'),
    reference: hole('reference'),
    remarks: hole('remarks'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const moveStock = kept<StockMove, unknown>((db, hole) =>
  db
    .insertInto('stock')
    .values({
      item: hole('item'),
      site: hole('site'),
      location: hole('location'),
      lot: hole('lot'),
      on_hand: hole('quantity'),
      allocated: 0,
    })
    .onConflict(conflict =>
      conflict
        .columns(['item', 'site', 'location', 'lot'])
        .doUpdateSet(eb => ({ on_hand: eb('stock.on_hand', '+', hole('quantity')) })),
    ),
)

/** An upsert would test on_hand >= 0 on the row it proposes, so goods that leave are taken by an update. */
const takeStock = kept<StockMove, { changed: number }>((db, hole) =>
  db
    .updateTable('stock')
    .set(eb => ({ on_hand: eb('on_hand', '+', hole('quantity')) }))
    .where('item', '=', hole('item'))
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot'))
    .returning(eb => eb.lit(1).as('changed')),
)

const shipLine = kept<StockMove, { changed: number }>((db, hole) =>
  db
    .updateTable('sales_order_line')
    .set(eb => ({
      quantity_shipped: eb('quantity_shipped', '-', hole('quantity')),
      closed: eb
        .case()
        .when(eb(eb('quantity_shipped', '-', hole('quantity')), '=', eb.ref('quantity')))
        .then(eb.lit(1))
        .else(eb.lit(0))
        .end() as never,
    }))
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('line'))
    .returning(eb => eb.lit(1).as('changed')),
)

/** After the moves, which work out `closed` from what was shipped. */
const closeLine = kept<LineClosing, { changed: number }>((db, hole) =>
  db
    .updateTable('sales_order_line')
    .set({ closed: 1 })
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('line'))
    .returning(eb => eb.lit(1).as('changed')),
)

const postStock = async (db: Db, move: StockMove & Stamp) => {
  await insertMove(db, move)
  if (move.quantity > 0) await moveStock(db, move)
  else mustChange(await takeStock(db, move), 'stock')
  if (move.type === 'ISS-SO') mustChange(await shipLine(db, move), 'sales_order_line')
}

const insertEvent = kept<OrderEvent & Stamp, unknown>((db, hole) =>
  db.insertInto('order_event').values({
    operation: hole('operation'),
    order_number: hole('order_number'),
    line: hole('line'),
    type: hole('type'),
    quantity: hole('quantity'),
    price: hole('price'),
    amount: hole('amount'),
    detail: hole('detail'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const ordersTouched = (posting: Posting): Set<string> => {
  const touched = new Set<string>()
  for (const save of posting.saves ?? []) {
    if (save.table === 'sales_order_line') touched.add(save.row.order_number)
  }
  for (const move of posting.moves ?? []) {
    if (move.type === 'ISS-SO' && move.order_number !== null) touched.add(move.order_number)
  }
  for (const line of posting.closings ?? []) touched.add(line.order_number)
  return touched
}

const cancel = kept<{ number: string }, unknown>((db, hole) =>
  db.updateTable('sales_order').set({ status: 'cancelled' }).where('number', '=', hole('number')),
)

/** Closed when nothing is left to ship, confirmed when nothing left is unconfirmed. */
const refreshStatus = kept<{ number: string }, unknown>((db, hole) =>
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
                .where('closed', '=', 0),
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
              .where('closed', '=', 0)
              .where('confirmed', '=', 0),
          ),
        )
        .then(eb.val('entered' as const))
        .else(eb.val('confirmed' as const))
        .end() as never,
    }))
    .where('number', '=', hole('number'))
    .where('status', '<>', 'cancelled'),
)

const mustChange = (rows: readonly unknown[], table: string) => {
  if (rows.length !== 1) throw new Error(`post: no row of ${table} to change`)
}
