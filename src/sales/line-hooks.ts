import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { ItemTable } from '../../db/schema.ts'
import { discountBetween, discounted, extend } from '../kernel/arithmetic.ts'
import { showTyped } from '../kernel/decimal.ts'
import { accept, refuse } from '../kernel/decision.ts'
import { numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import { type Hook, type Notice, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { byHand, filled, headerOf, priceAsk } from './order-draft.ts'
import { itemListPrice, type LineFacts, quote, readLineFacts } from './price.ts'
import { atPriceOf, isPriced } from './reprice.ts'
import { readReturnOf, returnNotices, sideOf } from './return-hooks.ts'
import { returnsTrouble } from './return-refusals.ts'
import { decideLine, isDiscountTooLarge } from './save-order-line.ts'
import { stockNotice } from './stock-notice.ts'

/** Fills a new row from the head: the next line number, dates, site. */
export const beginLine: Hook<Books> = async (_, entry) => {
  const header = headerOf(entry)
  let highest = 0
  for (const row of rowsIn(entry.draft, 'sales_order_line')) {
    const line = numberIn(row, 'line') ?? 0
    if (line > highest) highest = line
  }
  return accept({
    values: {
      line: highest + 1,
      required_date: textIn(header, 'required_date'),
      promise_date: textIn(header, 'promise_date'),
      due_date: textIn(header, 'due_date'),
      site: textIn(header, 'site'),
      confirmed: numberIn(header, 'confirmed') ?? 1,
      taxable: numberIn(header, 'taxable') ?? 1,
      quantity_allocated: 0,
      quantity_shipped: 0,
      consigned: numberIn(header, 'consignment') ?? 0,
      quantity_used: 0,
      closed: 0,
    },
  })
}

type Found = Pick<ItemTable, 'code' | 'location' | 'site'> & { customer_item: string | null }

/** The code as ours, and as the customer's own number. */
const findItem = kept<{ code: string; customer: string }, Found>((db, hole) =>
  db
    .selectFrom('item')
    .select(eb => [
      'code',
      'location',
      'site',
      eb.cast<string | null>(eb.lit(null), 'text').as('customer_item'),
    ])
    .where('code', '=', hole('code'))
    .unionAll(
      db
        .selectFrom('customer_item as own')
        .innerJoin('item', 'item.code', 'own.item')
        .select(['item.code', 'item.location', 'item.site', 'own.customer_item'])
        .where('own.customer', '=', hole('customer'))
        .where('own.customer_item', '=', hole('code')),
    ),
)

/** Takes an item into the row, by the customer's own number or else by our code, and shows what there is of it. */
export const chooseItem: Hook<Books> = async (books, entry) => {
  const header = headerOf(entry)
  const typed = textIn(entry.values, 'item')
  if (typed === null) return refuse('item', msg.valueRequired)
  const found = await findItem(books.db, { code: typed, customer: textIn(header, 'sold_to') ?? '' })
  const item = found.find(one => one.customer_item !== null) ?? found[0]
  if (!item) return refuse('item', msg.itemDoesNotExist, typed)
  const { values, line } = rowWith(entry.values, item, header)
  if (numberIn(values, 'quantity_allocated') || numberIn(values, 'quantity_shipped')) {
    return refuse('item', msg.itemInWork, line)
  }
  const facts = await readLineFacts(books, priceAsk(header, values))
  if (!facts) return refuse('item', msg.itemDoesNotExist, typed)
  if (!facts.active) return refuse('item', msg.itemNotSold, item.code)
  const notices: Notice[] = [notice(msg.noLookup, facts.description)]
  if (item.customer_item !== null) {
    const isOurs = found.some(one => one.customer_item === null && one.code !== item.code)
    const message = isOurs ? msg.customerItemIsOurs : msg.customerItemTaken
    notices.push(notice(message, typed, item.code))
  }
  notices.push(await stockNotice(books, item.code, textIn(values, 'site')))
  return accept({ values: { ...values, ...priceFields(values, facts, header) }, notices })
}

/** A row that begins anew with this item. */
const rowWith = (row: Values, item: Found, header: Values) => {
  const site = textIn(row, 'site') ?? textIn(header, 'site') ?? item.site
  const values = {
    ...row,
    item: item.code,
    customer_item: item.customer_item,
    site,
    location: item.site === site ? item.location : null,
    lot: null,
    return_shipment: null,
    reason: null,
    price: null,
    amount: null,
    price_source: null,
    saved: 0,
    closed: 0,
  }
  return { values, line: numberIn(row, 'line') ?? 0 }
}

/** Description, unit and prices; the price itself waits for the quantity. */
const priceFields = (row: Values, facts: LineFacts, header: Values): Values => {
  const currency = textIn(header, 'currency')
  const fixed = { description: facts.description, unit: facts.unit }
  const quantity = numberIn(row, 'quantity')
  return quantity === null || quantity === 0
    ? { ...fixed, list_price: itemListPrice(facts, currency), discount: 0 }
    : { ...fixed, ...quote(facts, quantity, currency) }
}

const amountOf = (row: Values, price: number) => extend(numberIn(row, 'quantity') ?? 0, price)

/** Prices the row once its quantity is known; what was typed by hand or saved before only gets a new amount. */
export const priceLine: Hook<Books> = async (books, entry) => {
  const { values } = entry
  const header = headerOf(entry)
  const quantity = numberIn(values, 'quantity') ?? 0
  if (quantity === 0) return refuse('quantity', msg.quantityNotZero)
  const taken =
    Math.abs(numberIn(values, 'quantity_shipped') ?? 0) +
    (numberIn(values, 'quantity_allocated') ?? 0)
  if (taken > 0 && Math.abs(quantity) < taken) {
    return refuse('quantity', msg.quantityInWork, numberIn(values, 'line') ?? 0, showTyped(taken))
  }
  const notices = returnNotices(quantity, header)
  const side = await sideOf(books, values, header)
  if (!isPriced(values)) {
    const amount = amountOf(values, numberIn(values, 'price') ?? 0)
    return accept({ values: { ...side, amount }, notices })
  }
  const item = textIn(values, 'item')
  if (item === null) return refuse('item', msg.itemRequired)
  const facts = await readLineFacts(books, priceAsk(header, values))
  if (!facts) return refuse('item', msg.itemDoesNotExist, item)
  const quoted = quote(facts, quantity, textIn(header, 'currency'))
  return accept({ values: { ...side, ...quoted }, notices })
}

/** Items are sold in the unit they are counted in. */
export const unitTyped: Hook<Books> = async (books, entry) => {
  const facts = await readLineFacts(books, priceAsk(headerOf(entry), entry.values))
  if (!facts || textIn(entry.values, 'unit') === facts.unit) return accept({})
  return refuse('unit', msg.unitNotItems, facts.code, facts.unit)
}

/** A price by hand: the discount follows, and the price stays until another item is chosen. */
export const priceTyped: Hook<Books> = async (_, { values }) => {
  const price = numberIn(values, 'price') ?? 0
  if (price < 0) return refuse('price', msg.negativeNotAllowed)
  const discount = discountBetween(numberIn(values, 'list_price') ?? 0, price)
  if (isDiscountTooLarge(discount)) return refuse('price', msg.discountTooLarge)
  return accept({ values: { discount, amount: amountOf(values, price), price_source: byHand } })
}

/** Nothing can be taken off where there is no list price: the price then stays as it was, if there is one. */
const withDiscount = (values: Values) => {
  const listPrice = numberIn(values, 'list_price') ?? 0
  if (listPrice === 0) {
    return accept({ values: { discount: discountBetween(0, numberIn(values, 'price') ?? 0) } })
  }
  const price = discounted(listPrice, numberIn(values, 'discount') ?? 0)
  return accept({ values: { price, amount: amountOf(values, price), price_source: byHand } })
}

/** A discount by hand: the price follows. */
export const discountTyped: Hook<Books> = async (_, { values }) => {
  const discount = numberIn(values, 'discount') ?? 0
  if (isDiscountTooLarge(discount)) return refuse('discount', msg.discountTooLarge)
  return withDiscount(values)
}

/** A list price by hand: the price follows at the same discount. */
export const listPriceTyped: Hook<Books> = async (_, { values }) => {
  if ((numberIn(values, 'list_price') ?? 0) < 0) return refuse('list_price', msg.negativeNotAllowed)
  return withDiscount(values)
}

/** Another line number must be free. */
export const lineTyped: Hook<Books> = async (_, entry) => {
  const line = numberIn(entry.values, 'line') ?? 0
  if (line < 1 || line > 9999) return refuse('line', msg.lineNumberWrong)
  const rows = rowsIn(entry.draft, 'sales_order_line')
  const twice = rows.some((row, index) => index !== entry.row && row.line === line)
  return twice ? refuse('line', msg.lineTwice, line) : accept({})
}

/** The row at the price in force, and the word where that became another one since it was typed. */
const atPriceNow = (facts: LineFacts | undefined, row: Values, header: Values) => {
  const told = numberIn(row, 'price')
  if (told === null || textIn(row, 'price_source') === null) return { values: row, notices: [] }
  const values = atPriceOf(facts, row, header)
  const price = numberIn(values, 'price') ?? 0
  const said = [numberIn(row, 'line') ?? 0, showTyped(price), showTyped(told)]
  return { values, notices: price === told ? [] : [notice(msg.priceTakenAnew, ...said)] }
}

/** Looks at the whole row when it is left, as the save will; a price that is another by now is taken and said. */
export const checkLine: Hook<Books> = async (books, entry) => {
  const header = headerOf(entry)
  if (filled([entry.values]).length === 0) return refuse('item', msg.valueRequired)
  const facts = await readLineFacts(books, priceAsk(header, entry.values))
  const { values, notices } = atPriceNow(facts, entry.values, header)
  const ask = await readReturnOf(books, values, header)
  // A line of the books is judged against the books when it is saved; here it may only be wrong in itself.
  const saved = numberIn(values, 'saved') === 1
  const stands = facts && {
    active: 1 as const,
    site_active: facts.site_active === null ? null : (1 as const),
  }
  const decision = decideLine({
    ...ask,
    draft: saved ? { ...ask.draft, price_source: byHand } : ask.draft,
    before: undefined,
    facts: saved && facts ? { ...facts, ...stands } : facts,
    ...{ moved: false, anew: !saved, approved: false },
    order_number: '',
  })
  if (!decision.ok) return decision
  const tooMuch = ask.returned
    ? returnsTrouble(
        [{ row: entry.row, line: decision.value }],
        new Map([[ask.returned.number, ask.returned]]),
      )
    : null
  if (tooMuch) return tooMuch
  const { list_price, discount, price, amount, price_source, unit, description } = decision.value
  if (saved) return accept({ values: { list_price, discount, price, amount } })
  return accept({
    values: { list_price, discount, price, amount, price_source, unit, description },
    notices,
  })
}
