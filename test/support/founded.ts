import { existsSync } from 'node:fs'
import { type Kysely, type Migration, sql } from 'kysely'
import { applicationId, migrations } from '../../db/migrations/index.ts'
import { type Ledger, openLedger } from '../../db/open.ts'
import type { Database } from '../../db/schema.ts'

type Rows = readonly Readonly<Record<string, unknown>>[]

/**
 * What makes empty books what these are, in the place of all migrations: to found a company anew for every test would take
 * four times as long.
 */
const madeLike = async (db: Kysely<Database>): Promise<Record<string, Migration>> => {
  const schema = sql<{ type: string; name: string; sql: string }>`select type, name, sql
    from sqlite_schema where sql is not null and tbl_name not like 'kysely%'`
  const { rows: all } = await schema.execute(db)
  const tables = all.filter(({ type }) => type === 'table')
  const rest = all.filter(({ type }) => type !== 'table')
  const content: (readonly [string, Rows])[] = []
  for (const { name } of tables) {
    const found = await sql<Rows[number]>`select * from ${sql.table(name)}`.execute(db)
    if (found.rows.length > 0) content.push([name, found.rows])
  }
  const [first = '', ...others] = Object.keys(migrations)
  const up = async (empty: Kysely<Record<string, Record<string, unknown>>>) => {
    const run = (statement: string) => sql.raw(statement).execute(empty)
    // Rows come by table: who refers to whom is looked at in the end.
    await run('pragma defer_foreign_keys = on')
    for (const table of tables) await run(table.sql)
    for (const [table, rows] of content) await empty.insertInto(table).values(rows).execute()
    for (const one of rest) await run(one.sql)
    await run(`pragma application_id = ${applicationId}`)
    await run(`pragma user_version = ${1 + others.length}`)
  }
  const none = { up: async () => {} }
  return { [first]: { up }, ...Object.fromEntries(others.map(name => [name, none])) }
}

const known = new Map<string, Record<string, Migration>>()

/** Opens books of a name that are filled the first time, and from then on begin as they were when they had been. */
export const foundedOnce = async (
  name: string,
  path: string,
  fill: (ledger: Ledger) => Promise<void>,
): Promise<Ledger> => {
  // What stands there already is to be brought up to date as it is, and is nobody's model.
  const isThere = existsSync(path)
  const made = known.get(name)
  if (made && !isThere) return openLedger(path, { migrations: made })
  const ledger = await openLedger(path)
  await fill(ledger)
  if (!isThere) known.set(name, await madeLike(ledger.db))
  return ledger
}
