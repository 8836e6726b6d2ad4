import { textIn } from '../kernel/draft.ts'
import type { PageAsk, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { availableToAllocateIn } from './stock.ts'

const shape = (first: 'site' | 'location' | 'lot'): ListShape => {
  const others = (['lot', 'site', 'location'] as const).filter(field => field !== first)
  return {
    ranges: {},
    words: ['stock.site', 'stock.location', 'stock.lot'],
    key: Object.fromEntries([first, ...others].map(field => [field, `stock.${field}`])),
  }
}

const shapes = { site: shape('site'), location: shape('location'), lot: shape('lot') }

/**
 * F2 on a site, location or lot of 7.1.6, 7.9.15, 3.7: the places that hold the item being
 * entered, in the order of the field asked from. Without an item in `around` there is nothing to
 * show; a site typed before narrows the list, except for the list of sites itself.
 */
export const stockPlacesPage =
  (field: 'site' | 'location' | 'lot') =>
  async ({ db }: Books, ask: PageAsk, around: Values): Promise<readonly Values[]> => {
    const site = textIn(around, 'site') ?? textIn(around, 'from_site')
    let query = db
      .selectFrom('stock')
      .innerJoin('location', join =>
        join
          .onRef('location.site', '=', 'stock.site')
          .onRef('location.code', '=', 'stock.location'),
      )
      .select([
        'stock.site',
        'stock.location',
        'stock.lot',
        'stock.on_hand',
        'stock.allocated',
        eb => availableToAllocateIn(eb as never).as('available'),
        'location.description',
      ])
      .where('stock.item', '=', textIn(around, 'item') ?? '')
      .where('stock.on_hand', '>', 0)
    if (field !== 'site' && site !== null) query = query.where('stock.site', '=', site)
    return pageByKey(query, shapes[field], ask)
  }
