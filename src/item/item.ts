import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import { refuse } from '../kernel/decision.ts'
import { type MasterRules, masterData } from '../ledger/master.ts'

interface ItemUse {
  readonly before: { readonly unit: string; readonly lot_control: number } | undefined
  readonly inStock: boolean
  readonly onOrder: boolean
  /** Some of it ever came or went. */
  readonly moved: boolean
}

const readUse = kept<
  { code: string },
  { unit: string; lot_control: number; stock: unknown; order: unknown; move: unknown }
>((db, hole) =>
  db
    .selectFrom('item')
    .select(eb => [
      'unit',
      'lot_control',
      eb
        .selectFrom('stock')
        .select(one => one.lit(1).as('one'))
        .whereRef('stock.item', '=', 'item.code')
        .where('on_hand', '>', 0)
        .limit(1)
        .as('stock'),
      eb
        .selectFrom('sales_order_line')
        .select(one => one.lit(1).as('one'))
        .whereRef('sales_order_line.item', '=', 'item.code')
        .where('closed', '=', 0)
        .limit(1)
        .as('order'),
      eb
        .selectFrom('stock_move')
        .select(one => one.lit(1).as('one'))
        .whereRef('stock_move.item', '=', 'item.code')
        .limit(1)
        .as('move'),
    ])
    .where('code', '=', hole('code')),
)

const rules: MasterRules<'item', ItemUse> = {
  read: async (books, row) => {
    const [found] = await readUse(books.db, { code: row.code })
    const [inStock, onOrder, moved] = [!!found?.stock, !!found?.order, !!found?.move]
    return { before: found, inStock, onOrder, moved }
  },
  check: ({ row, more: { before, inStock, onOrder, moved } }) => {
    if (row.location !== null && row.site === null) return refuse('site', msg.siteFirst)
    if (!before) return undefined
    // Stock is kept by lot or not, which would change what lies there.
    if (row.lot_control !== before.lot_control && inStock) {
      return refuse('lot_control', msg.lotControlFixed, row.code)
    }
    // All that ever came or went was counted in the item's unit, and may come back.
    if (row.unit !== before.unit && (moved || onOrder)) {
      return refuse('unit', msg.unitFixed, row.code)
    }
    return undefined
  },
}

/** Items; the lot control stays while there is stock, the unit once any was posted or is on order. */
export const items = masterData('item', rules)

/** Safety stocks of an item at one site. */
export const itemSites = masterData('item_site')
