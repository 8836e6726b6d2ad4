import { msg } from '../../db/messages.ts'
import type { Percent, Quantity, SalesOrderLineTable } from '../../db/schema.ts'
import { discountBetween, discounted, extend, largest } from '../kernel/arithmetic.ts'
import { showTyped } from '../kernel/decimal.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { byHand } from './order-draft.ts'
import { itemListPrice, type LineFacts, quote } from './price.ts'
import { type ReturnAsk, returnTrouble } from './return-refusals.ts'
import { priceOfReturn } from './returns.ts'

export interface LineAsk extends ReturnAsk {
  readonly facts: LineFacts | undefined
  readonly order_number: string
  /** Goods of it went out, whether or not they came back. */
  readonly moved: boolean
  /** The row didn't come from the books: where a line of its number is, it was typed in its place. */
  readonly anew: boolean
  /** It is saved as it was shown to who approved it, at the price that stood there. */
  readonly approved: boolean
}

/** Whether something of a line has been sold and not taken back: what lies with its customer isn't before it is used. */
const isSold = ({
  consigned,
  quantity_shipped,
  quantity_used,
}: Pick<SalesOrderLineTable, 'consigned' | 'quantity_shipped' | 'quantity_used'>): boolean =>
  (consigned === 1 ? quantity_used : quantity_shipped) !== 0

/** What was closed for good opens again only when more is asked for. */
const isClosed = (before: SalesOrderLineTable | undefined, quantity: Quantity): boolean =>
  quantity === (before?.quantity_shipped ?? 0) ||
  (before?.closed === 1 &&
    Math.sign(quantity) === Math.sign(before.quantity) &&
    Math.abs(quantity) <= Math.abs(before.quantity))

const takenOf = (line: SalesOrderLineTable | undefined): number =>
  line ? Math.abs(line.quantity_shipped) + line.quantity_allocated : 0

/** The line that a row goes on with: none where another was typed in the place of one that could as well be deleted. */
const continued = ({ draft, before, anew, moved }: LineAsk) =>
  (anew || before?.item !== draft.item) && takenOf(before) === 0 && !moved ? undefined : before

/** The line as the books will hold it, or the first thing wrong with it. */
export const decideLine = (asked: LineAsk): Decision<SalesOrderLineTable> => {
  const ask = { ...asked, before: continued(asked) }
  const { draft, before, facts } = ask
  const { line, quantity, item } = draft
  const taken = takenOf(before)
  const other = before?.item !== item
  if (line < 1 || line > 9999) return refuse('line', msg.lineNumberWrong)
  if (!facts) return refuse('item', msg.itemDoesNotExist, item)
  if (other && facts.active === 0) return refuse('item', msg.itemNotSold, item)
  if (other && (taken > 0 || ask.moved)) return refuse('item', msg.itemInWork, line)
  if (quantity === 0) return refuse('quantity', msg.quantityNotZero)
  if (
    before &&
    taken > 0 &&
    (Math.sign(quantity) !== Math.sign(before.quantity) || Math.abs(quantity) < taken)
  ) {
    return refuse(
      'quantity',
      msg.quantityInWork,
      line,
      showTyped(Math.sign(before.quantity) * taken),
    )
  }
  const unit = draft.unit || facts.unit
  if (unit !== facts.unit) return refuse('unit', msg.unitNotItems, item, facts.unit)
  const notReturn = returnTrouble(ask)
  if (notReturn) return notReturn
  const price = decidePrice(ask, facts)
  if (!price.ok) return price
  // The parts of a line add up to what its quantity costs: all of them are sold at one price.
  if (before && isSold(before) && price.value.price !== before.price) {
    return refuse('price', msg.priceSold, line, showTyped(before.price))
  }
  const amount = extend(quantity, price.value.price)
  if (Math.abs(amount) > largest) return refuse('quantity', msg.priceTooLarge)
  if (facts.site_active === null) return refuse('site', msg.siteDoesNotExist, draft.site)
  if (facts.site_active === 0 && before?.site !== draft.site) {
    return refuse('site', msg.siteNotActive, draft.site)
  }
  if (draft.location !== null && facts.location_found === null) {
    return refuse('location', msg.locationDoesNotExist, draft.site, draft.location)
  }
  if (draft.lot !== null && facts.lot_control === 0) return refuse('lot', msg.lotNotUsed, item)
  if (draft.due_date === '') return refuse('due_date', msg.valueRequired)
  if (draft.confirmed === 0 && taken > 0) return refuse('confirmed', msg.lineInWork, line)

  // From here the line must be saved.
  return accept({
    order_number: ask.order_number,
    ...draft,
    ...price.value,
    unit,
    description: draft.description ?? facts.description,
    amount,
    quantity_allocated: before?.quantity_allocated ?? 0,
    quantity_shipped: before?.quantity_shipped ?? 0,
    quantity_used: before?.quantity_used ?? 0,
    closed: isClosed(before, quantity) ? 1 : 0,
  })
}

type LinePrice = Pick<SalesOrderLineTable, 'list_price' | 'discount' | 'price' | 'price_source'>

/**
 * A line keeps the price it was saved with; a new one has the price in force, a return that of its shipment, or either the
 * one typed by hand.
 */
const decidePrice = (
  { draft, before, currency, returned, approved }: LineAsk,
  facts: LineFacts,
): Decision<LinePrice> => {
  const named = returned && before?.return_shipment !== returned.number
  if (named && draft.price_source !== byHand) return decideTyped(priceOfReturn(returned))
  if (before && before.item === draft.item) {
    const price = draft.price ?? before.price
    const kept = price === before.price
    return decideTyped({
      list_price: draft.list_price ?? before.list_price,
      discount: draft.discount ?? before.discount,
      price,
      price_source: kept ? (draft.price_source ?? before.price_source) : byHand,
    })
  }
  const offered = quote(facts, draft.quantity, currency)
  const { price } = draft
  if (price !== null && (draft.price_source === null || draft.price_source === byHand)) {
    const listPrice = draft.list_price ?? itemListPrice(facts, currency)
    const discount = draft.discount ?? discountBetween(listPrice, price)
    // Zero that a discount came to is no price that anybody typed.
    if (price === 0 && listPrice === 0 && discount !== 0) {
      return refuse('price', msg.priceRequired, draft.item)
    }
    return decideTyped({ list_price: listPrice, discount, price, price_source: byHand })
  }
  if (approved && price !== null) {
    return decideTyped({
      list_price: draft.list_price ?? offered.list_price,
      discount: draft.discount ?? offered.discount,
      price,
      price_source: draft.price_source ?? offered.price_source,
    })
  }
  if (price !== null && price !== offered.price) {
    return refuse('quantity', msg.priceHasChanged, showTyped(offered.price))
  }
  if (offered.price === 0) return refuse('price', msg.priceRequired, draft.item)
  const { amount: _, ...line } = offered
  return decideTyped(line)
}

/** A discount that is true of its two prices stays as it was typed: either of the three may have been rounded. */
const discountOf = ({ list_price, discount, price }: LinePrice) =>
  discounted(list_price, discount) === price ? discount : discountBetween(list_price, price)

/** More than all of the price taken off, or more than a hundred times it put on. */
export const isDiscountTooLarge = (discount: Percent): boolean =>
  discount > 10_000 || discount < -1_000_000

const decideTyped = (line: LinePrice): Decision<LinePrice> => {
  if (line.list_price < 0) return refuse('list_price', msg.negativeNotAllowed)
  if (line.price < 0) return refuse('price', msg.negativeNotAllowed)
  if (isDiscountTooLarge(line.discount)) return refuse('discount', msg.discountTooLarge)
  const discount = discountOf(line)
  return isDiscountTooLarge(discount)
    ? refuse('price', msg.discountTooLarge)
    : accept({ ...line, discount })
}
