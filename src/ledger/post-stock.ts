import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import { mustChange } from './must-change.ts'
import type { Stamp, StockMove } from './posting.ts'

type Db = Kysely<Database>

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
    certificate: hole('certificate'),
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

/** Writes one move of stock down, and keeps the stock, and the line it was shipped for, in step with it. */
export const postStock = async (db: Db, move: StockMove & Stamp) => {
  await insertMove(db, { certificate: null, ...move })
  if (move.quantity > 0) await moveStock(db, move)
  else mustChange(await takeStock(db, move), 'stock')
  if (move.type === 'ISS-SO') mustChange(await shipLine(db, move), 'sales_order_line')
}
