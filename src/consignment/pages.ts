import type { PageAsk, ReadPage, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'

const consigned = ({ db }: Books) =>
  db
    .selectFrom('consignment')
    .innerJoin('customer', 'customer.code', 'consignment.customer')
    .innerJoin('sales_order_line as line', join =>
      join
        .onRef('line.order_number', '=', 'consignment.order_number')
        .onRef('line.line', '=', 'consignment.line'),
    )
    .select(['consignment.customer', 'customer.name', 'consignment.order_number'])
    .select(['consignment.line', 'consignment.item', 'line.description', 'line.unit'])
    .select(['consignment.site', 'consignment.location', 'consignment.lot'])
    .select('consignment.quantity')

const shape: ListShape = {
  ranges: {
    customer: 'consignment.customer',
    order_number: 'consignment.order_number',
    item: 'consignment.item',
    site: 'consignment.site',
    location: 'consignment.location',
  },
  words: ['consignment.customer', 'customer.name', 'consignment.item', 'line.description'],
  key: {
    customer: 'consignment.customer',
    order_number: 'consignment.order_number',
    line: 'consignment.line',
    site: 'consignment.site',
    location: 'consignment.location',
    lot: 'consignment.lot',
  },
}

/** 7.18.4.1: what lies with whom, for which order. */
export const consignmentPage: ReadPage<Books> = (books, ask) =>
  pageByKey(consigned(books), shape, ask)

/** F2 on the order of 7.18.7: the same, by order. */
export const consignedOrdersPage: ReadPage<Books> = (books, ask) => {
  const { order_number, line, site, location, lot } = shape.key
  const key = { order_number, line, site, location, lot } as ListShape['key']
  return pageByKey(
    consigned(books),
    { ...shape, words: [...shape.words, 'consignment.order_number'], key },
    ask,
  )
}

/** F2 on the line of 7.18.7: what of the order typed beside is consigned. */
export const consignedLinesPage = (books: Books, ask: PageAsk, around: Values) => {
  const { line, site, location, lot } = shape.key
  const ofOrder = consigned(books).where(
    'consignment.order_number',
    '=',
    String(around['order_number'] ?? ''),
  )
  const key = { line, site, location, lot } as ListShape['key']
  return pageByKey(ofOrder, { ...shape, key }, ask)
}

/** Each usage with what of it was undone. */
const used = ({ db }: Books) =>
  db
    .selectFrom('stock_move as used')
    .innerJoin('customer', 'customer.code', 'used.customer')
    .leftJoin(
      db
        .selectFrom('stock_move')
        .where('undoes', 'is not', null)
        .select('undoes')
        .select(eb => [
          eb.fn.sum<number>('quantity').as('quantity'),
          eb.fn.sum<number>('amount').as('amount'),
        ])
        .groupBy('undoes')
        .as('undo'),
      'undo.undoes',
      'used.number',
    )
    .where('used.consignment', '=', 'used')
    .select(['used.number as usage', 'used.effective_date', 'used.customer', 'customer.name'])
    .select(['used.order_number', 'used.line', 'used.item', 'used.price'])
    .select(['used.reference', 'used.created_by'])
    .select(eb => [
      eb.neg('used.quantity').as('quantity'),
      eb.fn.coalesce('undo.quantity', eb.lit(0)).as('undone'),
      eb('used.amount', '+', eb.fn.coalesce('undo.amount', eb.lit(0))).as('amount'),
    ])

const usageShape: ListShape = {
  ranges: {
    usage: 'used.number',
    effective_date: 'used.effective_date',
    customer: 'used.customer',
    order_number: 'used.order_number',
    item: 'used.item',
  },
  words: ['used.customer', 'customer.name', 'used.order_number', 'used.item', 'used.reference'],
  key: { usage: 'used.number' },
  descending: true,
}

/** 7.18.16: what was used and not undone, the latest first. */
export const usagePage: ReadPage<Books> = (books, ask) => pageByKey(used(books), usageShape, ask)
