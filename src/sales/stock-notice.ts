import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Quantity } from '../../db/schema.ts'
import { availableToAllocateIn } from '../inventory/stock.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { type Notice, notice } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'

interface Figures {
  readonly on_hand: Quantity | null
  readonly available: Quantity | null
  readonly open_orders: Quantity | null
}

const findFigures = kept<{ item: string; site: string | null }, Figures>((db, hole) =>
  db
    .selectFrom('stock')
    .innerJoin('location', join =>
      join.onRef('location.site', '=', 'stock.site').onRef('location.code', '=', 'stock.location'),
    )
    .select(eb => [
      eb.fn.sum<number>('stock.on_hand').as('on_hand'),
      eb.fn.sum<number>(availableToAllocateIn(eb as never)).as('available'),
      eb
        .selectFrom('sales_order_line as line')
        .select(one =>
          one(
            one.fn.sum<number>('line.quantity'),
            '-',
            one.fn.sum<number>('line.quantity_shipped'),
          ).as('open'),
        )
        .where('line.item', '=', hole('item'))
        .where('line.site', '=', hole('site'))
        .where('line.quantity', '>', 0)
        // As a literal, so that the index of open lines is seen to fit.
        .where(one => one('line.closed', '=', one.lit(0)))
        .as('open_orders'),
    ])
    .where('stock.item', '=', hole('item'))
    .where('stock.site', '=', hole('site')),
)

/** What there is of an item at a site, what customers wait for, and what may still be promised. */
export const stockNotice = async (
  books: Books,
  item: string,
  site: string | null,
): Promise<Notice> => {
  const [found] = await findFigures(books.db, { item, site })
  const onHand = found?.on_hand ?? 0
  const figures = [onHand, found?.open_orders ?? 0, found?.available ?? 0]
  return notice(msg.stockOfItem, ...figures.map(showQuantity))
}
