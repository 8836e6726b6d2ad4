import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { isDay, plusDays } from '../kernel/calendar.ts'
import { wrongLink } from './chain.ts'
import type { Check, Found } from './checks.ts'
import { comparedByLine } from './checks-by-line.ts'
import { wrongAmounts } from './checks-of-amounts.ts'

type Db = Kysely<Database>

/** What is only ever added to, beside the operations themselves. */
export const histories = [
  'stock_move',
  'allocation_move',
  'order_event',
  'order_signature',
  'delivery_note_event',
  'certificate_event',
  'gl_period_event',
] as const
type History = (typeof histories)[number]

/** A number that does not follow on the one before it. */
const gaps = async (db: Db, table: History) => {
  const history = table as 'stock_move'
  const rows = await db
    .selectFrom(`${history} as here`)
    .leftJoin(`${history} as before`, join =>
      join.on(eb => eb('before.number', '=', eb('here.number', '-', 1))),
    )
    .select('here.number')
    .where('here.number', '<>', 1)
    .where('before.number', 'is', null)
    .execute()
  return rows.map(({ number }) => ({
    key: `${table} ${number}`,
    expected: `${number - 1} before it`,
    found: 'a gap',
  }))
}

const strays = async (db: Db, table: History) => {
  const rows = await db
    .selectFrom(table)
    .leftJoin('operation', 'operation.id', `${table}.operation`)
    .select([`${table}.number`, `${table}.operation`])
    .where('operation.id', 'is', null)
    .execute()
  return rows.map(row => ({
    key: `${table} ${row.number}`,
    expected: `operation ${row.operation}`,
    found: 'none',
  }))
}

const overHistories =
  (check: (db: Db, table: History) => Promise<readonly Found[]>): Check['run'] =>
  async db => {
    const found: Found[] = []
    for (const table of histories) found.push(...(await check(db, table)))
    return found
  }

/** Days of moves that no calendar has, each with its first move. */
const noDays = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('stock_move')
    .select('effective_date')
    .select(eb => eb.fn.min<number>('number').as('number'))
    .groupBy('effective_date')
    .execute()
  return rows
    .filter(row => !isDay(row.effective_date))
    .map(row => ({
      key: `stock_move ${row.number}`,
      expected: 'a day',
      found: row.effective_date,
    }))
}

/**
 * Operations by somebody who is no user. Nobody is ever removed, and since operations keep their posting each asks who makes
 * it; only the books' first user could be made by nobody.
 */
const byNobody = async (db: Db): Promise<readonly Found[]> => {
  const founding = await db
    .selectFrom('operation')
    .select('number')
    .where('posting', 'like', '%"table":"user"%')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  const rows = await db
    .selectFrom('operation')
    .leftJoin('user', 'user.code', 'operation.created_by')
    .select(['operation.number', 'operation.created_by'])
    .where('user.code', 'is', null)
    .where('operation.posting', 'is not', null)
    .where('operation.number', '>', founding?.number ?? 0)
    .orderBy('operation.number')
    .execute()
  return rows.map(row => ({
    key: `operation ${row.number}`,
    expected: 'a user',
    found: row.created_by,
  }))
}

/** What was posted, in the order in which it was. */
export const historyChecks: readonly Check[] = [
  { name: 'history has no gaps', run: overHistories(gaps) },
  { name: 'each operation follows on the one before it', run: wrongLink },
  { name: 'every operation was made by a user', run: byNobody },
  { name: 'every move was made by an operation', run: overHistories(strays) },
  { name: 'every move is of a day that there is', run: noDays },
  {
    name: 'no move lies ahead of the day it was posted',
    run: async db => {
      const rows = await db
        .selectFrom('stock_move')
        .select(['number', 'effective_date', 'created_at'])
        .where(eb => eb('effective_date', '>', eb.ref('created_at')))
        .execute()
      // An instant is told in UTC: where the clerk sits it may be a day later.
      return rows
        .map(row => ({
          key: `stock_move ${row.number}`,
          expected: plusDays(row.created_at.slice(0, 10), 1),
          found: row.effective_date,
        }))
        .filter(row => row.found > row.expected)
    },
  },
  { name: 'a line was shipped for what its quantity costs', run: wrongAmounts },
  {
    name: 'a line holds the sum of what was entered and changed',
    run: db =>
      comparedByLine(
        db,
        'quantity',
        db
          .selectFrom('order_event')
          .where('type', 'in', ['entered', 'changed'])
          .where('line', 'is not', null)
          .select(['order_number', 'line', 'quantity']),
      ),
  },
]
