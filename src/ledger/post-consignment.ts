import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import { mustChange } from './must-change.ts'
import type { StockMove } from './posting.ts'

type Db = Kysely<Database>

const growConsignment = kept<StockMove, unknown>((db, hole) =>
  db
    .insertInto('consignment')
    .values({
      order_number: hole('order_number'),
      line: hole('line'),
      site: hole('site'),
      location: hole('location'),
      lot: hole('lot'),
      item: hole('item'),
      customer: hole('customer'),
      quantity: hole('quantity'),
    } as never)
    .onConflict(conflict =>
      conflict
        .columns(['order_number', 'line', 'site', 'location', 'lot'])
        .doUpdateSet(eb => ({ quantity: eb('consignment.quantity', '+', hole('quantity')) })),
    ),
)

const emptyConsignment = kept<StockMove, { changed: number }>((db, hole) =>
  db
    .deleteFrom('consignment')
    .where('order_number', '=', hole('order_number') as never)
    .where('line', '=', hole('line') as never)
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot'))
    .where(eb => eb(eb('quantity', '+', hole('quantity')), '=', eb.lit(0)))
    .returning(eb => eb.lit(1).as('changed')),
)

const shrinkConsignment = kept<StockMove, { changed: number }>((db, hole) =>
  db
    .updateTable('consignment')
    .set(eb => ({ quantity: eb('quantity', '+', hole('quantity')) }))
    .where('order_number', '=', hole('order_number') as never)
    .where('line', '=', hole('line') as never)
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot'))
    .returning(eb => eb.lit(1).as('changed')),
)

const countUse = kept<StockMove, { changed: number }>((db, hole) =>
  db
    .updateTable('sales_order_line')
    .set(eb => ({ quantity_used: eb('quantity_used', '-', hole('quantity')) }))
    .where('order_number', '=', hole('order_number') as never)
    .where('line', '=', hole('line') as never)
    .returning(eb => eb.lit(1).as('changed')),
)

/** Keeps what lies with a customer for an order, and what of the line was used, in step with a move. */
export const postConsignment = async (db: Db, move: StockMove) => {
  if (move.quantity > 0) await growConsignment(db, move)
  else if ((await emptyConsignment(db, move)).length === 0) {
    mustChange(await shrinkConsignment(db, move), 'consignment')
  }
  if (move.type === 'ISS-SO') mustChange(await countUse(db, move), 'sales_order_line')
}
