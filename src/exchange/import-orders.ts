import { msg } from '../../db/messages.ts'
import type { SalesOrderLineTable } from '../../db/schema.ts'
import { isTaken } from '../certificate/next-number.ts'
import { readDecimal } from '../kernel/decimal.ts'
import { textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books, Moment } from '../ledger/books.ts'
import type { OrderEvent, Posting, Save, StockMove } from '../ledger/posting.ts'
import { chooseCustomer } from '../sales/choose-customer.ts'
import { readControl } from '../sales/order-rows.ts'
import { decideOrder } from '../sales/save-order.ts'
import { readSaveFacts } from '../sales/save-order-facts.ts'
import { afterEarlier, countOrder, type Owed } from './import-credit.ts'
import { historyOf, readItemPlaces, type Shelves } from './import-history.ts'
import { type Gathered, lineNumber, orderLines, shipDateOf } from './import-lines.ts'
import { given } from './import-stock.ts'
import type { Judged } from './judged.ts'
import { type Problem, problemAt, refusedAt } from './problem.ts'
import type { ReadRow } from './read-rows.ts'

interface Writing {
  readonly saves: Save[]
  readonly events: OrderEvent[]
  readonly moves: StockMove[]
}

/**
 * Judges orders as 7.1.1 would have taken them on their own day. Lines with a ship date are history: they come in and go
 * out on that day, so that stock is as before. The others stay open, and are confirmed unless the file says otherwise.
 */
export const judgeOrders = async (
  books: Books,
  heads: readonly ReadRow[],
  lines: readonly ReadRow[],
  moment: Moment,
): Promise<Judged> => {
  const { orders, problems } = gather(heads, lines)
  const shelves = await readItemPlaces(books)
  const owed: Owed = new Map()
  const writing: Writing = { saves: [], events: [], moves: [] }
  for (const order of orders) {
    problems.push(...(await judgeOrder(books, order, { shelves, moment, writing, owed })))
  }
  const posting: Posting = {
    ...writing,
    saves: [...writing.saves, ...(await counterPast(books, heads))],
  }
  return { problems, posting, records: orders.length }
}

const gather = (heads: readonly ReadRow[], lines: readonly ReadRow[]) => {
  const orders = new Map<string, { head: ReadRow; lines: ReadRow[] }>()
  const problems: Problem[] = []
  for (const head of heads) {
    const number = textIn(head.values, 'number')
    if (number === null) problems.push(problemAt(head, 'number', msg.valueRequired))
    else if (orders.has(number)) {
      problems.push(
        problemAt(head, 'number', msg.importedTwice, number, orders.get(number)!.head.line),
      )
    } else orders.set(number, { head, lines: [] })
  }
  for (const line of lines) {
    const number = textIn(line.values, 'order_number') ?? ''
    const order = orders.get(number)
    if (order) order.lines.push(line)
    else problems.push(problemAt(line, 'order_number', msg.lineWithoutOrder, number))
  }
  return { orders: [...orders.values()], problems }
}

interface Judging {
  readonly shelves: Shelves
  readonly moment: Moment
  readonly writing: Writing
  readonly owed: Owed
}

const judgeOrder = async (
  books: Books,
  { head, lines }: Gathered,
  { shelves, moment, writing, owed }: Judging,
): Promise<Problem[]> => {
  const day = textIn(head.values, 'order_date')
  if (day === null) return [problemAt(head, 'order_date', msg.valueRequired)]
  // On a screen a row without an item is the empty end of the grid; in a file it is a line that would go missing.
  const blank = lines.filter(line => textIn(line.values, 'item') === null)
  if (blank.length > 0) return blank.map(line => problemAt(line, 'item', msg.valueRequired))
  // The customer's terms and the lead time apply as on the day of the order.
  const then: Books = { ...books, now: () => new Date(`${day}T12:00:00`) }
  const chosen = await chooseCustomer(then, { values: head.values, row: 0, draft: {} })
  if (!chosen.ok) return [refusedAt(head, chosen.refusal)]
  const order: Values = {
    ...chosen.value.values,
    confirmed: 1,
    ...given(head.values),
    version: null,
  }
  const input = { order, lines: await orderLines(books, order, { head, lines }) }
  const shipped = new Set(
    lines.flatMap((line, index) =>
      shipDateOf(line, head) === null ? [] : [lineNumber(line.values, index)],
    ),
  )
  const payer = textIn(order, 'bill_to') ?? ''
  const isHistory = shipped.size === lines.length
  const facts = afterEarlier(await readSaveFacts(books, input), { payer, owed, isHistory })
  if (facts.before) {
    return [problemAt(head, 'number', msg.orderImportedBefore, facts.before.number)]
  }
  const number = textIn(order, 'number') ?? ''
  if (await isTaken(books, number)) {
    return [problemAt(head, 'number', msg.certificateHasNumber, number)]
  }
  const decision = decideOrder(input, facts, moment, 'import')
  if (!decision.ok) {
    const { row } = decision.refusal
    return [refusedAt((row === undefined ? undefined : lines[row]) ?? head, decision.refusal)]
  }
  const { saves = [], events = [] } = decision.value.posting
  countOrder(owed, saves, ({ line }) => shipped.has(line))
  writing.saves.push(...saves)
  writing.events.push(...events)
  return shipLines({ head, lines }, saves, { shelves, moment, writing })
}

const shipLines = (
  { head, lines }: Gathered,
  saves: readonly Save[],
  { shelves, moment, writing }: Omit<Judging, 'owed'>,
): Problem[] => {
  const problems: Problem[] = []
  const saved = new Map<number, SalesOrderLineTable>()
  for (const { table, row } of saves) if (table === 'sales_order_line') saved.set(row.line, row)
  const soldTo = String(head.values.sold_to)
  const ordered = String(head.values.order_date)
  for (const [index, line] of lines.entries()) {
    const day = shipDateOf(line, head)
    if (day === null) continue
    if (day > moment.today) {
      problems.push(problemAt(line, 'ship_date', msg.shippedAhead, day))
      continue
    }
    if (day < ordered) {
      problems.push(problemAt(line, 'ship_date', msg.shippedBeforeOrder, ordered))
      continue
    }
    const history = historyOf(saved.get(lineNumber(line.values, index))!, { day, soldTo, shelves })
    if (!history.ok) problems.push(refusedAt(line, history.refusal))
    else {
      writing.moves.push(...history.value.moves)
      writing.events.push(...history.value.events)
    }
  }
  return problems
}

/** New orders are numbered past those that came in under the same prefix. */
const counterPast = async (books: Books, heads: readonly ReadRow[]): Promise<Save[]> => {
  const [control] = await readControl(books.db, {})
  if (!control) return []
  const prefix = control.order_prefix
  let next = control.next_order
  for (const { values } of heads) {
    const number = String(values.number ?? '')
    const digits = number.slice(prefix.length)
    if (number.startsWith(prefix) && /^\d{1,7}$/.test(digits))
      next = Math.max(next, (readDecimal(digits, 0) ?? 0) + 1)
  }
  if (next === control.next_order) return []
  return [{ table: 'sales_order_control', row: { ...control, next_order: next } }]
}
