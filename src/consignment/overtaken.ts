import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Quantity } from '../../db/schema.ts'
import { shortTime } from '../kernel/calendar.ts'
import { showQuantity } from '../kernel/decimal.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Touch } from '../kernel/overtaken.ts'
import type { Books, Moment } from '../ledger/books.ts'

type OfLine = { readonly order_number: string; readonly line: number }

const mover = kept<OfLine, Touch>((db, hole) =>
  db
    .selectFrom('stock_move')
    .select(['created_by', 'created_at'])
    .where('order_number', '=', hole('order_number'))
    .where('line', '=', hole('line'))
    .where('consignment', 'is not', null)
    .orderBy('number', 'desc')
    .limit(eb => eb.lit(1)),
)

/** Who last moved the consigned goods of a line; none where nothing ever was. */
export const readMover = async (
  { db }: Books,
  { order_number, line }: OfLine,
): Promise<Touch | undefined> => (await mover(db, { order_number, line }))[0]

/** Says that other goods lie with the customer than the clerk saw. */
export const lyingTrouble = (
  { order_number, line }: OfLine,
  { created_by, created_at }: Touch,
  { lying, now }: Pick<Moment, 'now'> & { readonly lying: Quantity },
): Refused => {
  const at = shortTime(created_at, new Date(now))
  const said = [order_number, line, created_by, at, showQuantity(lying)]
  return refuse('quantity', msg.lyingOvertaken, ...said)
}
