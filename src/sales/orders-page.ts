import { expressionBuilder, type InferResult } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { goodsOf, needsAudit, readCompanyRules } from './order-rules.ts'
import { stateOf } from './order-state.ts'
import { lateOf, readAuditWaits, readClocks } from './work-calendar.ts'

const shape: ListShape = {
  ranges: {
    number: 'sales_order.number',
    sold_to: 'sales_order.sold_to',
    order_date: 'sales_order.order_date',
    due_date: 'sales_order.due_date',
    status: 'sales_order.status',
  },
  words: [
    'sales_order.number',
    'sales_order.sold_to',
    'sales_order.purchase_order',
    'customer.name',
  ],
  key: { number: 'sales_order.number' },
}

const orders = ({ db }: Books) =>
  db
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

/** What tells where an order stands, and whether it is late. */
const standing = (books: Books) =>
  orders(books)
    .select([
      'sales_order.audited_by',
      'sales_order.stopped',
      'sales_order.archived',
      'sales_order.entered_at',
      'customer.key_customer',
    ])
    .select(eb => goodsOf(eb, 'sales_order.number').as('goods'))
    .select(eb =>
      eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom('sales_order_line as line')
              .select(one => one.lit(1).as('one'))
              .whereRef('line.order_number', '=', 'sales_order.number')
              .where(one =>
                one.or([one('quantity_allocated', '<>', 0), one('quantity_shipped', '<>', 0)]),
              ),
          ),
        )
        .then(1)
        .else(0)
        .end()
        .as('in_work'),
    )

type Standing = InferResult<ReturnType<typeof standing>>[number]

/** 7.1.2: orders by number, where each stands, and which are late. */
export const ordersPage: ReadPage<Books> = async (books, ask) => {
  const rules = await readCompanyRules(books.db)
  const clocks = await readClocks(books.db, books.now())
  const today = dayOf(books.now())
  const rows = (await pageByKey(standing(books), shape, ask)) as readonly unknown[] as Standing[]
  const toAudit = rows.filter(
    row =>
      row.audited_by === null &&
      row.status === 'entered' &&
      rules !== undefined &&
      needsAudit(row, { ...rules, key_customer: row.key_customer }),
  )
  const waits = await readAuditWaits(books.db, toAudit)
  return rows.map(row => ({
    ...row,
    state: stateOf(row, row.in_work === 1),
    late: lateOf(row, { auditSince: waits.get(row.number) ?? null, clocks, today }),
  }))
}

/**
 * Whether all lines of an order (`column` is its status) are confirmed, in a form that no index is entered by: nearly all
 * orders are, and entered by it, a list of them by number would be sorted whole for each page.
 */
export const isConfirmed = (column: string) => {
  const eb = expressionBuilder<Database, 'sales_order'>()
  return eb.not(eb(column as 'status', 'not in', ['confirmed', 'closed']))
}

/** Orders whose lines are all confirmed, by number. */
export const confirmedOrdersPage: ReadPage<Books> = (books, ask) =>
  pageByKey(orders(books).where(isConfirmed('sales_order.status')), shape, ask)

/** Orders that hold stock and are not held themselves, by number. */
export const allocatedOrdersPage: ReadPage<Books> = (books, ask) =>
  pageByKey(
    orders(books)
      .where('sales_order.action_status', 'is', null)
      .where(eb =>
        eb.exists(
          eb
            .selectFrom('allocation')
            .select(one => one.lit(1).as('one'))
            .whereRef('allocation.order_number', '=', 'sales_order.number'),
        ),
      ),
    shape,
    ask,
  )
