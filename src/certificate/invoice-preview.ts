import { dictionary } from '../../db/dictionary/index.ts'
import { paperWords } from '../../db/documents.ts'
import type { CertificateTable } from '../../db/schema.ts'
import { percentOf, sum } from '../kernel/arithmetic.ts'
import { showDecimal } from '../kernel/decimal.ts'
import type { Draft, ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { endsOf, type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import type { PaperDocument, PaperFact, PaperTotal } from '../paper/document.ts'
import type { Papers } from '../paper/papers.ts'
import { readOrder } from '../sales/order-rows.ts'
import { columnOf, companyName, factOf, partiesOf } from '../sales/paper-parts.ts'
import { shipmentAskOf } from '../sales/ship-rows.ts'
import { readCertificate } from './rows.ts'
import { certificateIn } from './ship.ts'

const order = dictionary.sales_order
const line = dictionary.sales_order_line

const columns = [
  columnOf('order_number', line.order_number, 8),
  columnOf('line', line.line, 4),
  columnOf('item', line.item, 16),
  columnOf('quantity', dictionary.shipment.quantity, 12),
  columnOf('unit', line.unit, 4),
  columnOf('price', line.price, 14),
  columnOf('amount', line.amount, 15),
]

const under = [
  columnOf('description', line.description, 46, { at: 14 }),
  columnOf('reason', line.reason, 8, { at: 62 }),
]

/** What was posted as sold, with the discount of each line's order. */
const sales = ({ db }: Books) =>
  db
    .selectFrom('stock_move as move')
    .innerJoin('sales_order_line as line', join =>
      join
        .onRef('line.order_number', '=', 'move.order_number')
        .onRef('line.line', '=', 'move.line'),
    )
    .innerJoin('sales_order as head', 'head.number', 'move.order_number')
    .select(['line.order_number', 'line.line', 'line.item', 'line.description', 'line.unit'])
    .select(['move.effective_date', 'move.price', 'move.amount', 'move.reason', 'head.discount'])
    .select(eb => eb.neg('move.quantity').as('quantity'))
    .where('move.type', '=', 'ISS-SO')
    .orderBy('move.number')

type Sold = Awaited<ReturnType<ReturnType<typeof sales>['execute']>>[number]

/** What the lines come to, less the discount of each order, rounded once an order. */
const totalsOf = (sold: readonly Sold[], currency: string): readonly PaperTotal[] => {
  const amount = sum(sold.map(one => one.amount!))
  const discounts = [...new Set(sold.map(one => one.order_number))].flatMap(number => {
    const its = sold.filter(one => one.order_number === number)
    const percent = its[0]!.discount
    const off = percentOf(sum(its.map(one => one.amount!)), percent)
    const rate = showDecimal(percent, { scale: 2, decimals: 2, grouped: false })
    const total = { ...factOf(order.discount_amount, -off), detail: `${number} ${rate}%` }
    return off === 0 ? [] : [{ off, total }]
  })
  const off = sum(discounts.map(discount => discount.off))
  return [
    factOf(order.lines_total, amount),
    ...discounts.map(({ total }) => total),
    { ...factOf(order.total, amount - off), detail: currency },
  ]
}

interface Invoiced extends Pick<CertificateTable, 'ship_to' | 'bill_to' | 'currency'> {
  readonly number: string
  readonly sold_to: string
  readonly named: PaperFact
}

/** What was sold as an invoice would say it; null where nothing was. */
const previewOf = async (
  books: Books,
  sold: readonly Sold[],
  { number, currency, named, ...whom }: Invoiced,
): Promise<PaperDocument | null> => {
  const date = sold[0]?.effective_date
  if (date === undefined) return null
  return {
    title: paperWords.invoicePreview,
    number,
    date,
    company: await companyName(books),
    copies: [],
    facts: [named, factOf(dictionary.shipment.ship_date, date)],
    parties: await partiesOf(books, whom),
    columns,
    under,
    lines: sold,
    totals: totalsOf(sold, currency),
    remarks: null,
    notes: [paperWords.previewOnly],
    signatures: [],
  }
}

/** What was shipped by a certificate as an invoice would say it, from what was posted (R16); null before it was shipped. */
const invoicePreview = async (books: Books, number: string): Promise<PaperDocument | null> => {
  const [certificate] = await readCertificate(books.db, { number })
  if (!certificate) return null
  const sold = await sales(books).where('move.certificate', '=', number).execute()
  const named = factOf(dictionary.certificate.number, number)
  return previewOf(books, sold, { ...certificate, sold_to: certificate.customer, named })
}

/** What one shipment of an order took back and sold, as a credit note or an invoice would say it. */
const orderPreview = async (
  books: Books,
  number: string,
  operation: string,
): Promise<PaperDocument | null> => {
  const [head] = await readOrder(books.db, { number })
  if (!head) return null
  const sold = await sales(books)
    .where('move.order_number', '=', number)
    .where('move.operation', '=', operation)
    .execute()
  return previewOf(books, sold, { ...head, named: factOf(line.order_number, number) })
}

const shape: ListShape = {
  ranges: { certificate: 'certificate', customer: 'customer', ship_date: 'ship_date' },
  words: [],
  key: { certificate: 'certificate' },
}

const shippedPage: ReadPage<Books> = async ({ db }, ask) => {
  const { from, to } = endsOf(ask.ranges, 'order')
  let moves = db
    .selectFrom('stock_move')
    .select(['certificate', 'customer'])
    .select(eb => eb.fn.min('effective_date').as('ship_date'))
    .where('type', '=', 'ISS-SO')
    .where('certificate', 'is not', null)
    .groupBy(['certificate', 'customer'])
  if (from !== null) moves = moves.where('order_number', '>=', String(from))
  if (to !== null) moves = moves.where('order_number', '<=', String(to))
  return pageByKey(db.selectFrom(moves.as('shipped')).selectAll() as never, shape, ask)
}

/** 7.9.11.13: what was shipped by certificates, as invoices would say it. */
export const invoicePreviews: Papers<Books> = {
  key: 'certificate',
  list: shippedPage,
  document: invoicePreview,
}

/** 7.9.15: the check on a shipment by certificate, or on one in which goods came back; null where goods only went out. */
export const shippedInvoice = async (
  books: Books,
  draft: Draft,
  operation: string,
): Promise<PaperDocument | null> => {
  const certificate = certificateIn(draft)
  if (certificate !== null) return invoicePreview(books, certificate)
  const { order, rows } = shipmentAskOf(draft)
  return rows.some(({ quantity }) => quantity < 0) ? orderPreview(books, order, operation) : null
}
