import { dictionary } from '../../db/dictionary/index.ts'
import { paperWords } from '../../db/documents.ts'
import type { SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { localTime } from '../kernel/calendar.ts'
import { showDecimal } from '../kernel/decimal.ts'
import type { Books } from '../ledger/books.ts'
import type { PaperDocument, PaperTotal } from '../paper/document.ts'
import type { Papers } from '../paper/papers.ts'
import { readOrder, readOrderLines } from './order-rows.ts'
import { ordersPage } from './orders-page.ts'
import { columnOf, companyName, factOf, partiesOf, userName } from './paper-parts.ts'

const head = dictionary.sales_order
const line = dictionary.sales_order_line

const columns = [
  columnOf('line', line.line, 4),
  columnOf('item', line.item, 18),
  columnOf('quantity', { ...line.quantity, ...named(paperWords.quantity) }, 12),
  columnOf('unit', line.unit, 4),
  columnOf('price', line.price, 14),
  columnOf('discount', { ...line.discount, ...named(paperWords.discount) }, 7),
  columnOf('amount', line.amount, 15),
]

const under = [
  columnOf('description', line.description, 46, { at: 5 }),
  columnOf('due_date', { ...line.due_date, ...named(head.due_date.label) }, 24, {
    at: 55,
    labelled: true,
  }),
]

/** A word of the paper in the place of a field's own. */
function named(word: readonly [string, string]) {
  return { label: word, head: word }
}

const percent = (of: number) => `${showDecimal(of, { scale: 2, decimals: 2, grouped: false })}%`

const totalsOf = (order: SalesOrderTable): PaperTotal[] => [
  factOf(head.lines_total, order.lines_total),
  ...(order.discount_amount === 0
    ? []
    : [
        {
          ...factOf(head.discount_amount, -order.discount_amount),
          detail: percent(order.discount),
        },
      ]),
  ...(order.freight === 0 ? [] : [factOf(head.freight, order.freight)]),
  { ...factOf(head.total, order.total), detail: order.currency },
]

/** What every paper of an order says of it; the kind of paper says the rest. */
export const orderPaperOf = async (
  books: Books,
  order: SalesOrderTable,
  lines: readonly SalesOrderLineTable[],
): Promise<Omit<PaperDocument, 'title' | 'notes' | 'signatures'>> => ({
  number: order.number,
  date: order.order_date,
  company: await companyName(books),
  copies: [],
  facts: [
    factOf(head.number, order.number),
    factOf(head.order_date, order.order_date),
    factOf(head.purchase_order, order.purchase_order),
    factOf(head.due_date, order.due_date),
    factOf(head.credit_terms, order.credit_terms),
    factOf(head.salesperson, order.salesperson),
    factOf(head.ship_via, order.ship_via),
    factOf(head.currency, order.currency),
  ],
  parties: await partiesOf(books, order),
  columns,
  under,
  lines: lines.map(one => ({ ...one })),
  totals: totalsOf(order),
  remarks: order.remarks,
})

/** 7.1.3: the paper of an order as it stands, whatever state it is in; null when there is none. */
export const orderDocument = async (
  books: Books,
  number: string,
): Promise<PaperDocument | null> => {
  const [order] = await readOrder(books.db, { number })
  if (!order) return null
  const cancelled = order.status === 'cancelled'
  return {
    ...(await orderPaperOf(books, order, await readOrderLines(books.db, { number }))),
    title: cancelled ? paperWords.cancelledOrder : paperWords.salesOrder,
    notes: [],
    signatures: [
      {
        label: paperWords.entered_by,
        name: await userName(books, order.entered_by),
        date: order.order_date,
      },
      order.audited_by === null
        ? { label: paperWords.audited_by }
        : {
            label: paperWords.audited_by,
            name: await userName(books, order.audited_by),
            date: localTime(order.audited_at!).slice(0, 10),
          },
      { label: paperWords.customer },
    ],
  }
}

/** The papers of the orders in the ranges. */
export const orderPapers: Papers<Books> = {
  key: 'number',
  list: ordersPage,
  document: orderDocument,
}
