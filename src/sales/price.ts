import { expressionBuilder } from 'kysely'
import { type HoleOf, kept } from '../../db/kept.ts'
import type {
  Database,
  Day,
  Flag,
  ItemTable,
  Money,
  Percent,
  Price,
  PriceListTable,
  Quantity,
} from '../../db/schema.ts'
import { availableToAllocateIn } from '../inventory/stock.ts'
import { discountBetween, extend } from '../kernel/arithmetic.ts'
import { showTyped } from '../kernel/decimal.ts'
import type { Books } from '../ledger/books.ts'

/** Which price is wanted: R5, the one in force for the customer's list and currency on this day, in the item's unit. */
export interface PriceAsk {
  readonly item: string
  readonly price_list: string | null
  readonly currency: string | null
  readonly date: Day | null
  readonly quantity: Quantity
  /** Where the line ships from; only whether these exist is answered. */
  readonly site: string | null
  readonly location: string | null
}

/** An item, whether its place exists, and the price list in force, as one query finds them. */
export interface LineFacts
  extends Omit<ItemTable, 'description_2' | 'product_line' | 'item_group'> {
  readonly company_currency: string | null
  readonly site_active: Flag | null
  readonly location_found: string | null
  /** What may still be promised at the line's site. */
  readonly available: Quantity | null
  readonly list_code: string | null
  readonly list_type: PriceListTable['amount_type'] | null
  readonly list_start: Day | null
  readonly list_expire: Day | null
  readonly list_minimum: Quantity | null
  readonly list_amount: Price | null
}

/** What a line costs, and where that comes from. */
export interface Quote {
  readonly list_price: Price
  readonly discount: Percent
  readonly price: Price
  readonly amount: Money
  readonly price_source: string
}

/** What stands around the two questions below: the item, and the list that is joined to it. */
const eb = expressionBuilder<Database & { list: PriceListTable }, 'item' | 'list'>()

/** The day from which the latest list in force holds that has a break for so few. */
const latestStart = (hole: HoleOf<PriceAsk>) =>
  eb
    .selectFrom('price_list as one')
    .innerJoin('price_break as some', both =>
      both
        .onRef('some.code', '=', 'one.code')
        .onRef('some.currency', '=', 'one.currency')
        .onRef('some.item', '=', 'one.item')
        .onRef('some.unit', '=', 'one.unit')
        .onRef('some.start_date', '=', 'one.start_date'),
    )
    .select('one.start_date')
    .where('one.code', '=', hole('price_list'))
    .where('one.currency', '=', hole('currency'))
    .whereRef('one.item', '=', 'item.code')
    .whereRef('one.unit', '=', 'item.unit')
    .where('one.start_date', '<=', hole('date'))
    .where(or =>
      or.or([or('one.expire_date', 'is', null), or('one.expire_date', '>=', hole('date'))]),
    )
    .where('some.minimum_quantity', '<=', hole('quantity'))
    .orderBy('one.start_date', 'desc')
    .limit(1)

/** The largest break of that list that so many reach. */
const largestBreak = (hole: HoleOf<PriceAsk>) =>
  eb
    .selectFrom('price_break as most')
    .select(one => one.fn.max('most.minimum_quantity').as('minimum_quantity'))
    .whereRef('most.code', '=', 'list.code')
    .whereRef('most.currency', '=', 'list.currency')
    .whereRef('most.item', '=', 'list.item')
    .whereRef('most.unit', '=', 'list.unit')
    .whereRef('most.start_date', '=', 'list.start_date')
    .where('most.minimum_quantity', '<=', hole('quantity'))

const findFacts = kept<PriceAsk, LineFacts>((db, hole) =>
  db
    .selectFrom('item')
    .leftJoin('company', join => join.on('company.id', '=', 1))
    .leftJoin('site as place', join => join.on('place.code', '=', hole('site')))
    .leftJoin('location as shelf', join =>
      join.on('shelf.site', '=', hole('site')).on('shelf.code', '=', hole('location')),
    )
    // The latest list in force that has a break for so few; then its largest break. Looked up by
    // whole keys: to sort all breaks that ever were costs four times as much.
    .leftJoin('price_list as list', join =>
      join
        .on('list.code', '=', hole('price_list'))
        .on('list.currency', '=', hole('currency'))
        .onRef('list.item', '=', 'item.code')
        .onRef('list.unit', '=', 'item.unit')
        .on('list.start_date', '=', latestStart(hole)),
    )
    .leftJoin('price_break as step', join =>
      join
        .onRef('step.code', '=', 'list.code')
        .onRef('step.currency', '=', 'list.currency')
        .onRef('step.item', '=', 'list.item')
        .onRef('step.unit', '=', 'list.unit')
        .onRef('step.start_date', '=', 'list.start_date')
        .on('step.minimum_quantity', '=', largestBreak(hole)),
    )
    .select(eb => [
      'item.code',
      'item.description',
      'item.unit',
      'item.active',
      'item.list_price',
      'item.lot_control',
      'item.site',
      'item.location',
      'item.safety_stock',
      'item.taxable',
      'company.currency as company_currency',
      'place.active as site_active',
      'shelf.code as location_found',
      eb
        .selectFrom('stock')
        .innerJoin('location', join =>
          join
            .onRef('location.site', '=', 'stock.site')
            .onRef('location.code', '=', 'stock.location'),
        )
        .select(one => one.fn.sum<number>(availableToAllocateIn(one as never)).as('available'))
        .whereRef('stock.item', '=', 'item.code')
        .where('stock.site', '=', hole('site'))
        .as('available'),
      'list.code as list_code',
      'list.amount_type as list_type',
      'list.start_date as list_start',
      'list.expire_date as list_expire',
      'step.minimum_quantity as list_minimum',
      'step.price as list_amount',
    ])
    .where('item.code', '=', hole('item')),
)

/** Reads all that pricing and checking one line needs, in one query; undefined when there is no such item. */
export const readLineFacts = async (books: Books, ask: PriceAsk): Promise<LineFacts | undefined> =>
  (await findFacts(books.db, { ...ask, quantity: Math.abs(ask.quantity) }))[0]

/** The item's own price, as far as it is in the order's currency. */
export const itemListPrice = (facts: LineFacts, currency: string | null): Price =>
  currency === null || facts.company_currency === null || currency === facts.company_currency
    ? facts.list_price
    : 0

/** The price in force: the list's when one is, else the item's own. A net price shows its discount from the list price. */
export const quote = (facts: LineFacts, quantity: Quantity, currency: string | null): Quote => {
  const own = itemListPrice(facts, currency)
  if (facts.list_code === null || facts.list_amount === null)
    return priced(own, own, quantity, 'item')
  const price = facts.list_amount
  const listPrice = facts.list_type === 'L' || own === 0 ? price : own
  return priced(listPrice, price, quantity, sourceOf(facts))
}

const priced = (
  list_price: Price,
  price: Price,
  quantity: Quantity,
  price_source: string,
): Quote => ({
  list_price,
  discount: discountBetween(list_price, price),
  price,
  amount: extend(quantity, price),
  price_source,
})

/** `EAST L 2026-01-01..2026-06-30 >=10`: list, kind, days and break, for whoever asks where a price comes from. */
const sourceOf = (facts: LineFacts) => {
  const minimum = showTyped(facts.list_minimum ?? 0)
  return `${facts.list_code} ${facts.list_type} ${facts.list_start}..${facts.list_expire ?? ''} >=${minimum}`
}
