import { msg } from '../../db/messages.ts'
import { readSite } from '../inventory/stock.ts'
import { extend } from '../kernel/arithmetic.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { accept } from '../kernel/decision.ts'
import { flagIn, numberIn, textIn } from '../kernel/draft.ts'
import { type Hook, type Notice, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { byHand, headerOf, lineOf, orderOf } from './order-draft.ts'
import { type ReturnAsk, returnTrouble } from './return-refusals.ts'
import { termsNotices } from './return-terms.ts'
import { priceOfReturn, readReason, readReturn, returnable } from './returns.ts'

/** What is known of the return that a row says it is. */
export const readReturnOf = async (
  books: Books,
  row: Values,
  header: Values,
): Promise<Omit<ReturnAsk, 'before'>> => {
  const draft = lineOf(row, header)
  const order = textIn(header, 'number') ?? ''
  return {
    draft,
    sold_to: textIn(header, 'sold_to') ?? '',
    currency: textIn(header, 'currency') ?? '',
    returned: await readReturn(books, draft.return_shipment, order),
    reason: await readReason(books, draft.reason),
    asksReason: true,
  }
}

/** The shipment that a negative line returns gives it its price, and says what of it may come back. */
export const returnTyped: Hook<Books> = async (books, entry) => {
  const { values } = entry
  if (numberIn(values, 'return_shipment') === null) return accept({})
  const header = headerOf(entry)
  const ask = await readReturnOf(books, values, header)
  const trouble = returnTrouble({ ...ask, before: undefined })
  // The reason is typed after it.
  if (trouble && trouble.refusal.field !== 'reason') return trouble
  const { order_number, line, effective_date } = ask.returned!
  const said = [order_number, line, effective_date, showQuantity(returnable(ask.returned!))]
  const notices = [
    notice(msg.returnTaken, ...said),
    ...termsNotices(orderOf(header), ask.returned!),
  ]
  if (textIn(values, 'price_source') === byHand) return accept({ notices })
  const price = priceOfReturn(ask.returned!)
  const amount = extend(ask.draft.quantity, price.price)
  return accept({ values: { ...price, amount }, notices })
}

/** The reason of a return, and whether a line is consigned, as soon as they are typed. */
export const returnFieldTyped =
  (field: 'reason' | 'consigned'): Hook<Books> =>
  async (books, entry) => {
    const ask = await readReturnOf(books, entry.values, headerOf(entry))
    const trouble = returnTrouble({ ...ask, before: undefined })
    return trouble?.refusal.field === field ? trouble : accept({})
  }

/** What turns on whether a quantity is negative: goods come back to where the site puts returns, and aren't consigned. */
export const sideOf = async (books: Books, row: Values, header: Values): Promise<Values> => {
  if (numberIn(row, 'saved') === 1) return {}
  const isReturn = (numberIn(row, 'quantity') ?? 0) < 0
  const wasReturn = (numberIn(row, 'amount') ?? 0) < 0
  if (!isReturn && !wasReturn) return {}
  const site = textIn(row, 'site') ?? ''
  const returns = (await readSite(books, site))?.return_location ?? null
  const location = textIn(row, 'location')
  if (isReturn) {
    const place = wasReturn || returns === null ? location : returns
    return { consigned: 0, location: place }
  }
  return {
    consigned: flagIn(header, 'consignment', 0),
    location: location === returns ? null : location,
  }
}

/** What the clerk hears of a negative quantity. */
export const returnNotices = (quantity: number, header: Values): readonly Notice[] => {
  if (quantity > 0) return []
  const isReplenished = numberIn(header, 'consignment') === 1
  return [notice(isReplenished ? msg.replenishConsigned : msg.returnNeedsConsignment)]
}
