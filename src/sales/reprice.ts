import { msg } from '../../db/messages.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import { type Notice, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { byHand, priceAsk } from './order-draft.ts'
import { type LineFacts, quote, readLineFacts } from './price.ts'

/** Whether the price of a row is worked out: not typed by hand, not of a line in the books or of a shipment that comes back. */
export const isPriced = (row: Values): boolean =>
  textIn(row, 'price_source') !== byHand &&
  numberIn(row, 'saved') !== 1 &&
  numberIn(row, 'return_shipment') === null

/** A row at the price in force, by what was read for it; what was typed by hand or saved before stays. */
export const atPriceOf = (facts: LineFacts | undefined, row: Values, header: Values): Values => {
  const quantity = numberIn(row, 'quantity')
  return facts && isPriced(row) && quantity !== null
    ? { ...row, ...quote(facts, quantity, textIn(header, 'currency')) }
    : row
}

/** The rows at the prices in force under this head. */
export const repriced = async (
  books: Books,
  header: Values,
  rows: readonly Values[],
): Promise<readonly Values[]> => {
  const done: Values[] = []
  for (const row of rows) {
    const isAsked = isPriced(row) && textIn(row, 'item') !== null
    const facts = isAsked ? await readLineFacts(books, priceAsk(header, row)) : undefined
    done.push(atPriceOf(facts, row, header))
  }
  return done
}

/** Says how many rows got another price than they had. */
export const repricedNotices = (
  before: readonly Values[],
  now: readonly Values[],
): readonly Notice[] => {
  const had = (row: Values) => numberIn(row, 'price')
  const others = before.filter((row, index) => had(row) !== null && had(row) !== had(now[index]!))
  return others.length === 0 ? [] : [notice(msg.linesRepriced, others.length)]
}
