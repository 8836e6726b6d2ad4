import type { Kysely } from 'kysely'
import type { Database, StockMoveTable } from '../../db/schema.ts'
import { extend, extendFurther } from '../kernel/arithmetic.ts'
import type { Found } from './checks.ts'
import { lineFinding } from './checks-by-line.ts'

type Db = Kysely<Database>

/** What was sold of a line at a price. */
interface Sold {
  readonly order_number: string | null
  readonly line: number | null
  readonly price: number | null
  readonly quantity: number
  readonly amount: number
}

const soldByPrice = (db: Db): Promise<Sold[]> =>
  db
    .selectFrom('stock_move')
    .where('type', '=', 'ISS-SO')
    .select(['order_number', 'line', 'price'])
    .select(eb => [
      eb.fn.sum<number>('quantity').as('quantity'),
      eb.fn.sum<number>('amount').as('amount'),
    ])
    .groupBy(['order_number', 'line', 'price'])
    .execute()

/** Goods that are used at the customer's went out before: the two are counted by themselves. */
const isUse = ({ consignment }: Pick<StockMoveTable, 'consignment'>) =>
  consignment === 'used' || consignment === 'undone'

/** What the sales of a line came to that is of more prices than one: each of them what the total grew by at its price. */
const soldInTurn = async (db: Db, { order_number, line }: Sold): Promise<readonly Found[]> => {
  const moves = await db
    .selectFrom('stock_move')
    .where('order_number', '=', order_number)
    .where('line', '=', line)
    .where(eb => eb.or([eb('type', '=', 'ISS-SO'), eb('consignment', '=', 'sent')]))
    .select(['number', 'type', 'quantity', 'price', 'amount', 'consignment'])
    .orderBy('number')
    .execute()
  const found: Found[] = []
  const taken = { out: 0, used: 0 }
  for (const move of moves) {
    const way = isUse(move) ? 'used' : 'out'
    if (move.type === 'ISS-SO') {
      const expected = extendFurther(taken[way], -move.quantity, move.price!)
      if (move.amount !== expected) {
        found.push(lineFinding({ order_number, line, expected, found: move.amount! }))
      }
    }
    taken[way] -= move.quantity
  }
  return found
}

/** Lines whose sales didn't come to what their quantity costs. Books of older programs may hold lines of two prices. */
export const wrongAmounts = async (db: Db): Promise<readonly Found[]> => {
  const lines = new Map<string, Sold[]>()
  for (const sold of await soldByPrice(db)) {
    const key = `${sold.order_number} ${sold.line}`
    lines.set(key, [...(lines.get(key) ?? []), sold])
  }
  const found: Found[] = []
  for (const sales of lines.values()) {
    const [one] = sales as [Sold]
    const expected = extend(-one.quantity, one.price!)
    if (sales.length > 1) found.push(...(await soldInTurn(db, one)))
    else if (one.amount !== expected)
      found.push(lineFinding({ ...one, expected, found: one.amount }))
  }
  return found
}
