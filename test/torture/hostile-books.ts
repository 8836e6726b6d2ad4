import { sql } from 'kysely'
import type { Books } from '../../src/ledger/books.ts'
import { allocateAutomatically } from '../../src/sales/allocate-automatically.ts'
import { auditOrder } from '../../src/sales/audit-order.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { hashPassword } from '../../src/security/password.ts'
import { carryOut } from '../support/company.ts'
import { openedOrder } from '../support/order-entry.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly pk: number
}

/**
 * What stays as it is in rows that are there, so that they are found, and known for what they are: codes of other rows, days
 * and moments, states, and what the log seals.
 */
const stays =
  /^(currency|unit|item|site|location|lot|order_number|price_list|ship_to|number|type|form|status|action_status|amount_type|language|day|input|field|consignment|id|operation|shipment|screen|request|result|posting|previous|hash)$|_(date|at|on)$/

/** What every text that was put into the books begins with: what a field holds of it wasn't typed. */
export const mark = '毒'

/** Tables that no screen reads, or that hold no row before somebody types. */
const aside = /^(sqlite_|kysely_)|^(draft|draft_record|password)$/

const columnsOf = async ({ db }: Books, table: string) => {
  const { rows } = await sql<Column>`select * from pragma_table_info(${table})`.execute(db)
  return rows
}

const referring = async ({ db }: Books, table: string) => {
  const asked = sql<{ from: string }>`select "from" from pragma_foreign_key_list(${table})`
  return new Set((await asked.execute(db)).rows.map(row => row.from))
}

/** What a rule of the table itself refuses can't stand there in any way. */
const unlessRefused = async (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    error => {
      if (/constraint failed/.test(String(error))) return false
      throw error
    },
  )

/** A row more, named by a text, where the table has rows that are known by one. */
const addNamed = async ({ db }: Books, table: string, columns: readonly Column[], text: string) => {
  const keys = columns.filter(({ pk }) => pk > 0)
  const last = keys.at(-1)
  if (last?.type !== 'TEXT') return
  const values = columns.map(({ name }) => (name === last.name ? sql`${text}` : sql.ref(name)))
  const names = sql.join(columns.map(({ name }) => sql.ref(name)))
  const from = sql`select ${sql.join(values)} from ${sql.table(table)} limit 1`
  await unlessRefused(sql`insert into ${sql.table(table)} (${names}) ${from}`.execute(db))
}

/** The password of whoever walks. */
export const password = 'green harbour crane'

const forManagers = async ({ db }: Books) => {
  const lines = db
    .selectFrom('sales_order_line as line')
    .innerJoin('sales_order as head', 'head.number', 'line.order_number')
    .select('head.number')
    .where('line.closed', '=', 0)
    .where('head.action_status', 'is', null)
  const first = (confirmed: 0 | 1) =>
    lines.where('line.confirmed', '=', confirmed).orderBy('head.number').executeTakeFirstOrThrow()
  return { audited: (await first(0)).number, changing: (await first(1)).number }
}

const changedOrder = async (books: Books, number: string) => {
  const { order, lines } = await openedOrder(books, number)
  return { order: { ...order, remarks: 'by truck', reason: 'asked for' }, lines }
}

/** What the demo company has none of, so that its screens show something. */
export const furnish = async (books: Books) => {
  const { db, user } = books
  // What is allocated there is all on certificates: something is left for another one.
  await carryOut(books, allocateAutomatically, { auto_allocation: {} })
  const printer = { code: 'LASER', description: null, command: '/bin/cat', form: 'text' } as const
  const sheet = { page_length: 66, form_feed: 1, active: 1 } as const
  await db
    .insertInto('printer')
    .values({ ...printer, ...sheet })
    .execute()
  // An order that waits for its confirmation, and one whose change waits for a manager.
  const { audited, changing } = await forManagers(books)
  await carryOut({ ...books, user: 'wang' }, auditOrder, {
    confirmation: { order_number: audited },
  })
  await carryOut(books, saveOrder, await changedOrder(books, changing))
  const never = { last_failure_at: null, locked_until: null, last_sign_in_at: null }
  await db
    .insertInto('sign_in')
    .values({ name: 'nobody', failures: 3, ...never })
    .execute()
  const hash = await hashPassword(password, { N: 1024, r: 8, p: 1 })
  const changed = { temporary: 0, changed_at: '2026-11-22T02:00:00.000Z' } as const
  await db
    .insertInto('password')
    .values({ user, hash, ...changed })
    .execute()
}

/** Puts hostile texts into every column that holds words, and rows named by them into every table, past every check of the program. */
export const poison = async (books: Books, textAt: (n: number) => string) => {
  const { db } = books
  const found = sql<{ name: string; type: string }>`select name, type from sqlite_schema`
  const { rows } = await found.execute(db)
  for (const { name } of rows.filter(({ type }) => type === 'trigger')) {
    await sql`drop trigger ${sql.ref(name)}`.execute(db)
  }
  let columns = 0
  let turn = 0
  const next = () => {
    turn += 1
    // A half of a pair is no text for SQLite either.
    return mark + textAt(turn).replaceAll(/\p{Cs}/gu, '')
  }
  for (const { name: table } of rows.filter(one => one.type === 'table' && !aside.test(one.name))) {
    const all = await columnsOf(books, table)
    await addNamed(books, table, all, next())
    const elsewhere = await referring(books, table)
    const words = all.filter(
      ({ name, type, pk }) =>
        type === 'TEXT' && pk === 0 && !elsewhere.has(name) && !stays.test(name),
    )
    for (const { name } of words) {
      const update = sql`update ${sql.table(table)} set ${sql.ref(name)} = ${next()}`
      if (await unlessRefused(update.execute(db))) columns += 1
    }
  }
  return columns
}
