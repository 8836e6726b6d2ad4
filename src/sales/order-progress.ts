import type { Kysely } from 'kysely'
import { orderStates } from '../../db/dictionary/sales-orders.ts'
import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Database, Quantity, SalesOrderTable } from '../../db/schema.ts'
import { type Notice, notice, type Ranges } from '../kernel/entry.ts'
import { type Text, words } from '../kernel/messages.ts'
import type { Books } from '../ledger/books.ts'
import { readOrder } from './order-rows.ts'
import { stateOf } from './order-state.ts'

interface Lines {
  readonly ordered: Quantity
  readonly confirmed: Quantity
  readonly allocated: Quantity
  readonly shipped: Quantity
}

/** Lines that take goods back count by how many they are, as all others do. */
const sums = kept<{ number: string }, Lines>(
  (db, hole) =>
    db
      .selectFrom('sales_order_line')
      .select(eb => {
        const size = (column: 'quantity' | 'quantity_allocated' | 'quantity_shipped') =>
          eb.fn<number>('abs', [column])
        const total = (of: Parameters<typeof eb.fn.sum>[0]) =>
          eb.fn.coalesce(eb.fn.sum<number>(of as never), eb.lit(0))
        return [
          total(size('quantity') as never).as('ordered'),
          total(
            eb.case().when('confirmed', '=', 1).then(size('quantity')).else(0).end() as never,
          ).as('confirmed'),
          total(size('quantity_allocated') as never).as('allocated'),
          total(size('quantity_shipped') as never).as('shipped'),
        ]
      })
      .where('order_number', '=', hole('number')) as never,
)

/** All of it, a dash for nothing, else how much of a hundred. What is begun and not done is 1 to 99. */
const share = (part: Quantity, whole: Quantity): string | Text => {
  if (part === 0 || whole === 0) return '-'
  if (part >= whole) return words.allOfIt
  const percent = (BigInt(part) * 100n) / BigInt(whole)
  return `${percent < 1n ? 1n : percent}%`
}

/** How far an order has come, in one line (R1). What is shipped was allocated; invoices and receipts are not kept yet. */
export const progressOf = async (db: Kysely<Database>, order: SalesOrderTable): Promise<Notice> => {
  const { number, audited_by } = order
  const { ordered, confirmed, allocated, shipped } = (await sums(db, { number }))[0]!
  const come = [
    number,
    words.allOfIt,
    audited_by === null ? '-' : words.allOfIt,
    share(confirmed, ordered),
    share(allocated + shipped, ordered),
    share(shipped, ordered),
  ]
  const state = stateOf(order, false)
  return state === 'archived' || state === 'cancelled' || state === 'stopped'
    ? notice(msg.orderProgressEnded, ...come, orderStates[state])
    : notice(msg.orderProgress, ...come, '-', '-')
}

/** How far the order has come that an inquiry asks for by itself; nothing where it asks for more than one. */
export const progressOfAsked = async ({ db }: Books, ranges: Ranges): Promise<Notice[]> => {
  const { from, to } = ranges['order_number'] ?? { from: null, to: null }
  if (from === null || from !== to) return []
  const [order] = await readOrder(db, { number: String(from) })
  return order ? [await progressOf(db, order)] : []
}
