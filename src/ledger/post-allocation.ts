import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import { mustChange } from './must-change.ts'
import type { AllocationMove, Stamp } from './posting.ts'

type Db = Kysely<Database>

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
      certified: 0,
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

/** Writes one allocation down, and keeps stock, line and allocation in step with it. */
export const postAllocation = async (db: Db, move: AllocationMove & Stamp) => {
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
