import { msg } from '../../db/messages.ts'
import type { ConsignmentTable } from '../../db/schema.ts'
import { findCustomer } from '../customer/rows.ts'
import { placeIn, showPlace, toFields } from '../inventory/place.ts'
import { placeTroubleSoFar } from '../inventory/refusals.ts'
import { readItem, readPlace, readSite } from '../inventory/stock.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import type { Entry, Hook, Reply, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type Consigned, readConsignedOf, readConsignedTo, readLine } from './rows.ts'

const usageRow = (goods: Consigned): Values => ({
  order_number: goods.order_number,
  line: goods.line,
  item: goods.item,
  description: goods.sold.description,
  unit: goods.sold.unit,
  site: goods.site,
  location: goods.location,
  lot: goods.lot,
  consigned: goods.quantity,
  quantity: 0,
})

/** 7.18.13, when the customer is named: all that lies there. */
export const openUsageOf: Hook<Books> = async (books, { values }) => {
  const code = textIn(values, 'customer') ?? ''
  const [customer] = await findCustomer(books.db, { code })
  if (!customer) return refuse('customer', msg.customerDoesNotExist, code)
  const consigned = await readConsignedTo(books, code)
  if (consigned.length === 0) return refuse('customer', msg.nothingConsigned, code)
  return accept({
    values: {
      customer: code,
      name: customer.name,
      effective_date: dayOf(books.now()),
      reference: null,
    },
    records: { usage_line: consigned.map(usageRow) },
    existing: true,
  })
}

/** The place typed, as far as it was, among those where goods of the line lie; else the first of them. */
const among = (consigned: readonly ConsignmentTable[], values: Values) => {
  const line = numberIn(values, 'line') ?? consigned[0]?.line
  const its = consigned.filter(one => one.line === line)
  const fits = (column: 'site' | 'location' | 'lot') => (one: ConsignmentTable) =>
    textIn(values, column) === null || one[column] === textIn(values, column)
  return its.filter(fits('site')).filter(fits('location')).filter(fits('lot'))[0]
}

const shows = async (books: Books, goods: ConsignmentTable, { values }: Entry): Promise<Values> => {
  const { order_number, line, customer, item, site, location, lot, quantity } = goods
  const [found] = await findCustomer(books.db, { code: customer })
  const back = await placeBack(books, order_number, line)
  return {
    ...{ order_number, line, customer, name: found?.name ?? null, item },
    ...{ site, location, lot, consigned: quantity },
    transfer: values['transfer'] ?? 'back',
    quantity: values['quantity'] ?? null,
    to_site: values['to_site'] ?? back.site,
    to_location: values['to_location'] ?? back.location,
    effective_date: values['effective_date'] ?? dayOf(books.now()),
  }
}

/** Goods that are given back go where the line's site puts returns, else where the item is kept. */
const placeBack = async (books: Books, order: string, number: number) => {
  const line = (await readLine(books, order, number))!
  const site = await readSite(books, line.site)
  const item = await readItem(books, line.item)
  const kept = item?.site === line.site ? item.location : null
  return { site: line.site, location: site?.return_location ?? kept }
}

/** 7.18.7, when the order, its line or the place is left: what lies there, and where it would go back to. */
const chooseConsigned = async (
  books: Books,
  entry: Entry,
  field: string,
): Promise<Decision<Reply>> => {
  const order = textIn(entry.values, 'order_number') ?? ''
  const consigned = await readConsignedOf(books, order)
  if (consigned.length === 0) return refuse(field, msg.nothingConsignedOf, order)
  const goods = among(consigned, entry.values)
  if (!goods) {
    const said = [order, numberIn(entry.values, 'line') ?? '', showPlace(placeIn(entry.values))]
    return refuse(field, msg.nothingConsignedThere, ...said)
  }
  return accept({ values: await shows(books, goods, entry) })
}

const blankPlace = { site: null, location: null, lot: null }

/** 7.18.7: another order begins with its first consigned line. */
export const chooseConsignedOrder: Hook<Books> = (books, entry) =>
  chooseConsigned(
    books,
    { ...entry, values: { ...entry.values, ...blankPlace, line: null } },
    'order_number',
  )

/** 7.18.7: another line begins with the first place where its goods lie. */
export const chooseConsignedLine: Hook<Books> = (books, entry) =>
  chooseConsigned(books, { ...entry, values: { ...entry.values, ...blankPlace } }, 'line')

/** 7.18.7: what lies at the place that was typed. */
export const chooseConsignedPlace =
  (field: 'site' | 'location' | 'lot'): Hook<Books> =>
  (books, entry) =>
    chooseConsigned(books, entry, field)

/** 7.18.7, when the place that the goods go to is left: whether it exists. */
export const chooseConsignedTo: Hook<Books> = async (books, { values }) => {
  const place = placeIn(values, toFields)
  const facts = await readPlace(books, textIn(values, 'item') ?? '', place)
  return placeTroubleSoFar(place, facts, toFields) ?? accept({})
}
