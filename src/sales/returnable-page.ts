import { textIn } from '../kernel/draft.ts'
import type { PageAsk, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { salesWithReturns } from './returns.ts'

const shape: ListShape = {
  ranges: {},
  words: ['order_number', 'shipment'],
  key: { shipment: 'shipment' },
  descending: true,
}

/** F2 on the shipment that a line returns: what was sold of the item to the customer and may come back, the latest first. */
export const returnablePage = async (
  { db }: Books,
  ask: PageAsk,
  around: Values,
): Promise<readonly Values[]> => {
  const sales = salesWithReturns(db, textIn(around, 'number') ?? '')
    .where('move.customer', '=', textIn(around, 'sold_to') ?? '')
    .where('move.item', '=', textIn(around, 'item') ?? '')
  const rows = db
    .selectFrom(sales.as('sale'))
    .select([
      'sale.number as shipment',
      'sale.order_number',
      'sale.line',
      'sale.lot',
      'sale.shipped as quantity',
    ])
    .select(['sale.effective_date as ship_date', 'sale.price'])
    .select(eb =>
      eb
        .fn<number>('min', [
          eb('sale.shipped', '-', eb.ref('sale.returned')),
          eb('sale.sold', '-', eb.ref('sale.line_returned')),
        ])
        .as('returnable'),
    )
  const open = db.selectFrom(rows.as('open')).selectAll().where('returnable', '>', 0)
  return pageByKey(open as never, shape, ask)
}
