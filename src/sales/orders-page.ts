import { type ExpressionBuilder, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { PageAsk, Range, ReadPage, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'

type Joined = ExpressionBuilder<Database, 'sales_order' | 'customer'>

const ranged = ['number', 'sold_to', 'order_date', 'due_date', 'status'] as const

const searched = ['number', 'sold_to', 'purchase_order'] as const

/** Orders by number: 7.1.2, and the list behind F2 on an order number. */
export const ordersPage: ReadPage<Books> = async (books, ask) => {
  const forward = ask.direction === 'forward'
  const rows = await books.db
    .selectFrom('sales_order')
    .innerJoin('customer', 'customer.code', 'sales_order.sold_to')
    .select([
      'sales_order.number',
      'sales_order.sold_to',
      'customer.name',
      'sales_order.order_date',
      'sales_order.promise_date',
      'sales_order.due_date',
      'sales_order.total',
      'sales_order.currency',
      'sales_order.status',
      'sales_order.action_status',
    ])
    .where(eb => eb.and(conditions(eb, ask)))
    .orderBy('sales_order.number', forward ? 'asc' : 'desc')
    .limit(ask.limit)
    .execute()
  const page: Values[] = rows.map(row => ({ ...row }))
  return forward ? page : page.reverse()
}

const conditions = (eb: Joined, ask: PageAsk) => {
  const { ranges, search, beyond, direction } = ask
  const found = ranged.flatMap(column => between(eb, column, ranges[column]))
  if (beyond) {
    const sign = direction === 'forward' ? '>' : '<'
    found.push(eb('sales_order.number', sign, String(beyond.number)))
  }
  for (const word of search.split(/\s+/).filter(part => part !== '')) {
    const text = word.toLowerCase().replace(/[\\%_]/g, one => `\\${one}`)
    const holds = (column: Parameters<Joined['ref']>[0], pattern: string) =>
      sql<boolean>`lower(${eb.ref(column)}) like ${pattern} escape '\\'`
    found.push(
      eb.or([
        ...searched.map(column => holds(`sales_order.${column}`, `${text}%`)),
        holds('customer.name', `%${text}%`),
      ]),
    )
  }
  return found
}

const between = (eb: Joined, column: (typeof ranged)[number], range: Range | undefined) => {
  const name = `sales_order.${column}` as const
  const found = []
  if (range?.from != null) found.push(eb(name, '>=', String(range.from) as never))
  if (range?.to != null) found.push(eb(name, '<=', String(range.to) as never))
  return found
}
