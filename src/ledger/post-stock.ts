import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database, Quantity } from '../../db/schema.ts'
import { mustChange } from './must-change.ts'
import { postConsignment } from './post-consignment.ts'
import type { Stamp, StockMove } from './posting.ts'

type Db = Kysely<Database>

/** A move with what it changes beside the stock on hand. */
interface Change extends Stamp, Required<StockMove> {
  /** How much more lies with customers at the place. */
  readonly consigned: Quantity
  /** How much more of the line has gone out. */
  readonly shipped: Quantity
}

const insertMove = kept<Change, unknown>((db, hole) =>
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
    reason: hole('reason'),
    consignment: hole('consignment'),
    undoes: hole('undoes'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const moveStock = kept<Change, unknown>((db, hole) =>
  db
    .insertInto('stock')
    .values({
      item: hole('item'),
      site: hole('site'),
      location: hole('location'),
      lot: hole('lot'),
      on_hand: hole('quantity'),
      allocated: 0,
      consigned: hole('consigned'),
    })
    .onConflict(conflict =>
      conflict.columns(['item', 'site', 'location', 'lot']).doUpdateSet(eb => ({
        on_hand: eb('stock.on_hand', '+', hole('quantity')),
        consigned: eb('stock.consigned', '+', hole('consigned')),
      })),
    ),
)

/** An upsert would test on_hand >= 0 on the row it proposes, so goods that leave are taken by an update. */
const takeStock = kept<Change, { changed: number }>((db, hole) =>
  db
    .updateTable('stock')
    .set(eb => ({
      on_hand: eb('on_hand', '+', hole('quantity')),
      consigned: eb('consigned', '+', hole('consigned')),
    }))
    .where('item', '=', hole('item'))
    .where('site', '=', hole('site'))
    .where('location', '=', hole('location'))
    .where('lot', '=', hole('lot'))
    .returning(eb => eb.lit(1).as('changed')),
)

const shipLine = kept<Change, { changed: number }>((db, hole) =>
  db
    .updateTable('sales_order_line')
    .set(eb => ({
      quantity_shipped: eb('quantity_shipped', '+', hole('shipped')),
      closed: eb
        .case()
        .when(eb(eb('quantity_shipped', '+', hole('shipped')), '=', eb.ref('quantity')))
        .then(eb.lit(1))
        .else(eb.lit(0))
        .end() as never,
    }))
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('line'))
    .returning(eb => eb.lit(1).as('changed')),
)

/** What lies with customers changes by every step but the one that leaves the real place. */
const consignedBy = ({ consignment = null, quantity }: StockMove): Quantity =>
  consignment === null || consignment === 'sent' ? 0 : quantity

/** Goods go out to a customer when they are sold, or sent to consignment; what is used there was shipped before. */
const shippedBy = ({ type, consignment = null, quantity }: StockMove): Quantity =>
  (type === 'ISS-SO' && consignment === null) || consignment === 'sent' ? -quantity : 0

const plain = { certificate: null, reason: null, consignment: null, undoes: null } as const

/** Writes one move of stock down, and keeps the stock, consigned or not, and the line it moved for in step with it. */
export const postStock = async (db: Db, move: StockMove & Stamp) => {
  const change = { ...plain, ...move, consigned: consignedBy(move), shipped: shippedBy(move) }
  await insertMove(db, change)
  if (move.quantity > 0) await moveStock(db, change)
  else mustChange(await takeStock(db, change), 'stock')
  if (change.shipped !== 0) mustChange(await shipLine(db, change), 'sales_order_line')
  if (change.consigned !== 0) await postConsignment(db, change)
}
