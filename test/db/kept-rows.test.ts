import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { demoBooks } from '../support/clerk.ts'

let books: Books

const run = async <R>(text: string) => (await sql.raw<R>(text).execute(books.db)).rows

beforeAll(async () => {
  books = await demoBooks()
  await run(`insert into change_request
    select 1, number, 1, 0, '{}', 'dearer', 'waiting', 'anna', '2026-01-01', null, null, null
    from sales_order limit 1`)
  await run("insert into change_request_field values (1, 1, null, 'remarks', null, 'x')")
  // As in any other program, which doesn't see a row go that another one replaces.
  await run('pragma recursive_triggers = off')
})
afterAll(() => books.db.destroy())

/** A table with rows that nobody may take away, and one of the keys by which a new row can be in their way. */
interface Key {
  readonly table: string
  readonly columns: string
}

/** What a trigger keeps from being deleted or changed; stock that is put aside is neither. */
const kept = `select distinct tbl_name from sqlite_schema where type = 'trigger' and tbl_name <> 'allocation'
  and (name like '%no_delete' or name like '%kept' or name like '%stays%')`

const keys = () =>
  run<Key>(`
    select t.name as "table", group_concat(c.name) as columns
    from sqlite_schema t, pragma_table_info(t.name) c
    where t.name in (${kept}) and c.pk > 0 group by t.name
    union all
    select t.name, group_concat(c.name) from sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
    where t.name in (${kept}) and i."unique" and i.origin <> 'pk' group by t.name, i.name`)

/** What a document whose status goes on may be written over with is itself, and this is what it says. */
const says = new Set(['issued_by', 'requested_by', 'shipped_by', 'end_date'])

test('no row that is kept makes way for another, whatever key they share and whoever writes', async () => {
  const all = await keys()
  const made: string[] = []
  for (const { table, columns } of all) {
    const shared = columns.split(',')
    const others = all.flatMap(key => (key.table === table ? key.columns.split(',') : []))
    const fields = await run<{ name: string; type: string }>(
      `select name, type from pragma_table_info('${table}')`,
    )
    // Another row that shares this key alone.
    const row = fields.map(({ name, type }) => {
      if (shared.includes(name) || (!others.includes(name) && !says.has(name))) return name
      return type === 'TEXT' ? `${name} || 'X'` : `${name} + 900000`
    })
    const filled = shared.map(name => `${name} is not null`).join(' and ')
    const replace = `insert or replace into ${table} select ${row} from ${table} where ${filled} limit 1`
    const refused = await run(replace).then(
      () => 'it was written',
      (error: Error) => error.message,
    )
    if (!/is history|is never replaced/.test(refused)) made.push(`${table} ${columns}: ${refused}`)
  }
  expect(made).toEqual([])
  expect(all.length).toBeGreaterThan(20)
})
