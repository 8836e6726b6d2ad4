import { msg } from '../../db/messages.ts'
import { numberIn, textIn } from '../kernel/draft.ts'
import { type Notice, notice, type Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { byHand, priceAsk } from './order-draft.ts'
import { quote, readLineFacts } from './price.ts'

/** Whether the price of a row is worked out: not typed by hand, not of a line in the books or of a shipment that comes back. */
export const isPriced = (row: Values): boolean =>
  textIn(row, 'price_source') !== byHand &&
  numberIn(row, 'saved') !== 1 &&
  numberIn(row, 'return_shipment') === null

/** The rows at the prices in force under this head; what was typed by hand or saved before stays. */
export const repriced = async (
  books: Books,
  header: Values,
  rows: readonly Values[],
): Promise<readonly Values[]> => {
  const done: Values[] = []
  for (const row of rows) {
    const quantity = numberIn(row, 'quantity')
    if (!isPriced(row) || quantity === null || textIn(row, 'item') === null) {
      done.push(row)
      continue
    }
    const facts = await readLineFacts(books, priceAsk(header, row))
    done.push(facts ? { ...row, ...quote(facts, quantity, textIn(header, 'currency')) } : row)
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
