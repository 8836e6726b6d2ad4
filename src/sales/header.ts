import { msg } from '../../db/messages.ts'
import { readSite } from '../inventory/stock.ts'
import { plusDays } from '../kernel/calendar.ts'
import { isCurrency } from '../kernel/currency.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import {
  type Entry,
  type Hook,
  type Notice,
  notice,
  type Reply,
  type Values,
} from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { leadDays } from './choose-customer.ts'
import { headerProblem, newOrderProblem, readHeaderFacts } from './header-facts.ts'
import { filled, headerOf } from './order-draft.ts'
import { repriced, repricedNotices } from './reprice.ts'

/** Where the order, or one of its lines, ships from. */
export const chooseSite: Hook<Books> = async (books, { values }) => {
  const code = textIn(values, 'site')
  if (code === null) return refuse('site', msg.valueRequired)
  const site = await readSite(books, code)
  if (!site) return refuse('site', msg.siteDoesNotExist, code)
  if (!site.active) return refuse('site', msg.siteNotActive, code)
  return accept({})
}

/** Changes of the head that change prices put the new prices on the lines that weren't saved before. */
const withPrices = async (books: Books, entry: Entry, values: Values): Promise<Decision<Reply>> => {
  const rows = filled(rowsIn(entry.draft, 'sales_order_line'))
  if (rows.length === 0) return accept({ values })
  const header = { ...headerOf(entry), ...entry.values, ...values }
  const lines = await repriced(books, header, rows)
  const notices = repricedNotices(rows, lines)
  return accept({ values, records: { sales_order_line: lines }, notices })
}

/** Pricing and due date go with the order date, unless a hand has set them to something else. */
export const orderDateTyped: Hook<Books> = async (books, entry) => {
  const { values } = entry
  const day = textIn(values, 'order_date')
  if (day === null) return refuse('order_date', msg.valueRequired)
  const before = textIn(values, 'order_date_before')
  if (before === null)
    return withPrices(books, entry, { pricing_date: day, order_date_before: day })
  const lead = await leadDays(books, textIn(headerOf(entry), 'sold_to'))
  const followed = (field: string, old: string, now: string) =>
    textIn(values, field) === old ? { [field]: now } : {}
  return withPrices(books, entry, {
    order_date_before: day,
    ...followed('pricing_date', before, day),
    ...followed('due_date', plusDays(before, lead), plusDays(day, lead)),
  })
}

/** Blank is the order date. */
export const pricingDateTyped: Hook<Books> = (books, entry) =>
  withPrices(books, entry, {
    pricing_date: textIn(entry.values, 'pricing_date') ?? textIn(entry.values, 'order_date'),
  })

/** Warns of a due date before the order date. */
export const dueDateTyped: Hook<Books> = async (_, { values }) => {
  if (textIn(values, 'due_date') === null) return refuse('due_date', msg.valueRequired)
  return accept({ notices: dateWarnings(values) })
}

const dateWarnings = (values: Values): Notice[] => {
  const due = textIn(values, 'due_date')
  const ordered = textIn(values, 'order_date')
  return due !== null && ordered !== null && due < ordered
    ? [notice(msg.dueBeforeOrder, due, ordered)]
    : []
}

/** Another list; blank is the items' own prices. */
export const priceListTyped: Hook<Books> = async (books, entry) => {
  const code = textIn(entry.values, 'price_list')
  if (code !== null) {
    const facts = await readHeaderFacts(books, entry.values)
    if (facts?.list_found === null) return refuse('price_list', msg.priceListDoesNotExist, code)
  }
  return withPrices(books, entry, {})
}

/** The currency stands once there are lines: their prices are in it. */
export const currencyTyped: Hook<Books> = async (_, { values, draft }) => {
  const currency = textIn(values, 'currency')
  if (currency === null) return refuse('currency', msg.valueRequired)
  if (!isCurrency(currency)) return refuse('currency', msg.notACurrency, currency)
  const lines = filled(rowsIn(draft, 'sales_order_line'))
  return lines.length > 0 ? refuse('currency', msg.currencyFixed) : accept({})
}

/** Looks at the whole head when its frame is accepted. */
export const checkHeader: Hook<Books> = async (books, entry) => {
  const values = { ...headerOf(entry), ...entry.values }
  const facts = await readHeaderFacts(books, values)
  const wrong = headerProblem(values, facts)
  if (wrong) return wrong
  if (numberIn(values, 'version') === null) {
    const late = newOrderProblem(values, facts!)
    if (late) return late
  }
  return accept({ notices: dateWarnings(values) })
}
