import { discounted } from '../kernel/arithmetic.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { priceAsk } from '../sales/order-draft.ts'
import { quote, readLineFacts } from '../sales/price.ts'
import { given } from './import-stock.ts'
import type { ReadRow } from './read-rows.ts'

/** The head of an order in a file, and its lines. */
export interface Gathered {
  readonly head: ReadRow
  readonly lines: readonly ReadRow[]
}

/** A line that says no number has that of its place. */
export const lineNumber = (values: Values, index: number): number =>
  numberIn(values, 'line') ?? index + 1

/** The day on which a line went out long ago; null: it is open. */
export const shipDateOf = (line: ReadRow, head: ReadRow): string | null =>
  textIn('ship_date' in line.values ? line.values : head.values, 'ship_date')

/** The lines of a file as 7.1.1 would hold them. */
export const orderLines = async (
  books: Books,
  order: Values,
  { head, lines }: Gathered,
): Promise<Values[]> => {
  const rows: Values[] = []
  for (const [index, line] of lines.entries()) {
    const values = { ...given(line.values), line: lineNumber(line.values, index) }
    const price = await priceByDiscount(books, order, line.values)
    // What went out long ago was sold then: nothing of it lies with its customer.
    rows.push({ ...values, ...price, ...(shipDateOf(line, head) !== null && { consigned: 0 }) })
  }
  return rows
}

/** A discount without a price gives the price: off the list price that the file says, else off the one on offer. */
const priceByDiscount = async (books: Books, order: Values, values: Values): Promise<Values> => {
  if (numberIn(values, 'price') !== null) return {}
  const discount = numberIn(values, 'discount') ?? 0
  const said = numberIn(values, 'list_price')
  if (said !== null) return { price: discounted(said, discount) }
  if (discount === 0) return {}
  const ask = priceAsk(order, values)
  const facts = await readLineFacts(books, ask)
  if (!facts) return {}
  const { list_price } = quote(facts, ask.quantity, ask.currency)
  return { list_price, price: discounted(list_price, discount) }
}
