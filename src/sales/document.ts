import { orderPaper } from '../../db/documents.ts'
import { msg } from '../../db/messages.ts'
import type { Percent, Price, SalesOrderLineTable, SalesOrderTable } from '../../db/schema.ts'
import { showDecimal, showMoney, showQuantity } from '../kernel/decimal.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import { type Language, say } from '../kernel/format.ts'
import { fit as fitted, harmless } from '../kernel/text.ts'
import type { Books } from '../ledger/books.ts'
import { addressBoxes } from './choose-customer.ts'
import { readOrder, readOrderLines } from './order-rows.ts'

/** All that the paper of an order shows. */
export interface OrderPaper {
  readonly company: string
  readonly order: SalesOrderTable
  readonly lines: readonly SalesOrderLineTable[]
  /** The boxes `sold_to_…` and `ship_to_…`. */
  readonly addresses: Values
}

/** Reads an order with all that its paper shows. */
export const readOrderDocument = async (
  books: Books,
  number: string,
): Promise<Decision<OrderPaper>> => {
  const [order] = await readOrder(books.db, { number })
  if (!order) return refuse('number', msg.orderDoesNotExist, number)
  const company = await books.db.selectFrom('company').select('name').executeTakeFirst()
  return accept({
    company: company?.name ?? '',
    order,
    lines: await readOrderLines(books.db, { number }),
    addresses: await addressBoxes(books, order),
  })
}

type Word = keyof typeof orderPaper
type Cut = readonly [text: string, width: number, align: 'left' | 'right']

const width = 80
const rule = '-'.repeat(width)

/** One text line of cells of exact widths; blanks at its end are left out. */
const rowOf = (cuts: readonly Cut[]) =>
  cuts
    .map(([text, cells, align]) => fitted(harmless(text), cells, align))
    .join(' ')
    .trimEnd()

/** The order as lines of at most 80 cells, in one language, to be read, printed or filed. */
export const orderDocument = (paper: OrderPaper, language: Language): string[] => {
  const word = (name: Word) => say(orderPaper[name], language)
  const { order, lines } = paper
  const title =
    order.status === 'cancelled' ? `${word('title')} (${word('cancelled')})` : word('title')
  return [
    fitted(harmless(paper.company), width, 'center').trimEnd(),
    fitted(title, width, 'center').trimEnd(),
    '',
    ...headLines(order, word),
    '',
    ...addressLines(paper, word),
    '',
    ...columnHeads(word),
    rule,
    ...lines.flatMap(line => lineRows(line, word)),
    rule,
    ...totalLines(order, word),
    '',
    `${word('signature')}: ____________________    ${word('date')}: ______________`,
  ]
}

const headLines = (order: SalesOrderTable, word: (name: Word) => string) => {
  const pairs: [Word, string | null][] = [
    ['number', order.number],
    ['order_date', order.order_date],
    ['purchase_order', order.purchase_order],
    ['due_date', order.due_date],
    ['terms', order.credit_terms],
    ['salesperson', order.salesperson],
    ['ship_via', order.ship_via],
    ['currency', order.currency],
  ]
  const shown = pairs.map(([name, value]) => `${word(name)}: ${value ?? ''}`)
  const rows = []
  for (let index = 0; index < shown.length; index += 2) {
    rows.push(
      rowOf([
        [shown[index]!, 40, 'left'],
        [shown[index + 1] ?? '', 39, 'left'],
      ]),
    )
  }
  if (order.remarks !== null)
    rows.push(rowOf([[`${word('remarks')}: ${order.remarks}`, width, 'left']]))
  return rows
}

const addressLines = ({ addresses, order }: OrderPaper, word: (name: Word) => string) => {
  const parts = ['name', 'address_1', 'address_2', 'city', 'country']
  const box = (whose: string) =>
    parts.map(part => textIn(addresses, `${whose}_${part}`)).filter(text => text !== null)
  const sold = [`${word('sold_to')}: ${order.sold_to}`, ...box('sold_to')]
  const ship = [`${word('ship_to')}: ${order.ship_to ?? order.sold_to}`, ...box('ship_to')]
  return Array.from({ length: Math.max(sold.length, ship.length) }, (_, index) =>
    rowOf([
      [sold[index] ?? '', 40, 'left'],
      [ship[index] ?? '', 39, 'left'],
    ]),
  )
}

const columnHeads = (word: (name: Word) => string) => [
  rowOf([
    [word('line'), 4, 'right'],
    [word('item'), 18, 'left'],
    [word('quantity'), 12, 'right'],
    [word('unit'), 4, 'left'],
    [word('price'), 14, 'right'],
    [word('discount'), 7, 'right'],
    [word('amount'), 15, 'right'],
  ]),
]

const showPrice = (price: Price) => showDecimal(price, { scale: 4, decimals: 2, grouped: true })

const showPercent = (percent: Percent) =>
  showDecimal(percent, { scale: 2, decimals: 2, grouped: false })

const lineRows = (line: SalesOrderLineTable, word: (name: Word) => string) => [
  rowOf([
    [String(line.line), 4, 'right'],
    [line.item, 18, 'left'],
    [showQuantity(line.quantity), 12, 'right'],
    [line.unit, 4, 'left'],
    [showPrice(line.price), 14, 'right'],
    [showPercent(line.discount), 7, 'right'],
    [showMoney(line.amount), 15, 'right'],
  ]),
  rowOf([
    ['', 4, 'left'],
    [line.description, 50, 'left'],
    [`${word('due_date')}: ${line.due_date}`, 24, 'left'],
  ]),
]

const totalLines = (order: SalesOrderTable, word: (name: Word) => string) => {
  const row = (label: string, amount: number) =>
    rowOf([
      [`${label}:`, 64, 'right'],
      [showMoney(amount), 15, 'right'],
    ])
  const percent = showPercent(order.discount)
  const rows = [row(word('lines_total'), order.lines_total)]
  if (order.discount_amount !== 0)
    rows.push(row(`${word('order_discount')} ${percent}%`, -order.discount_amount))
  if (order.freight !== 0) rows.push(row(word('freight'), order.freight))
  return [...rows, row(`${word('total')} ${order.currency}`, order.total)]
}
