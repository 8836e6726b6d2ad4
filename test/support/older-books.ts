import { createHash } from 'node:crypto'
import SQLite from 'better-sqlite3'
import { migrations } from '../../db/migrations/index.ts'
import { openLedger } from '../../db/open.ts'

type Row = Record<string, string | number | null>

const tablesOf = (file: SQLite.Database, schema: string) =>
  file
    .prepare(
      `select name from ${schema}.sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like 'kysely%'`,
    )
    .pluck()
    .all() as string[]

const columnsOf = (file: SQLite.Database, schema: string, table: string) =>
  file.prepare('select name from pragma_table_info(?, ?)').pluck().all(table, schema) as string[]

/** As a program sealed it that didn't note yet what an operation wrote. */
const sealed = (row: Row, previous: string): Row => {
  const { number, id, screen, created_by, created_at, request, result } = row
  const body = [previous, number, id, screen, created_by, created_at, request, result]
  return { ...row, previous, hash: createHash('sha256').update(JSON.stringify(body)).digest('hex') }
}

const rowsFor = (file: SQLite.Database, table: string, columns: readonly string[]): Row[] => {
  const rows = file.prepare(
    `select ${columns.map(name => `"${name}"`)} from now."${table}" order by 1`,
  )
  const all = rows.all() as Row[]
  if (table !== 'operation' || columns.includes('posting')) return all
  let previous = ''
  return all.map(row => {
    const link = sealed(row, previous)
    previous = String(link['hash'])
    return link
  })
}

/**
 * Books as a program that knew only the first few migrations would have left them: the rows of books of today, in the
 * tables and columns that there were. Answers how many rows each table has.
 */
export const olderBooks = async (
  path: string,
  version: number,
  today: string,
): Promise<ReadonlyMap<string, number>> => {
  const known = Object.fromEntries(Object.entries(migrations).slice(0, version))
  await (await openLedger(path, { migrations: known })).close()
  const file = new SQLite(path)
  file.pragma('foreign_keys = off')
  file.prepare('attach ? as now').run(today)
  const still = new Set(tablesOf(file, 'now'))
  const counts = new Map<string, number>()
  file.transaction(() => {
    for (const table of tablesOf(file, 'main').filter(name => still.has(name))) {
      const there = new Set(columnsOf(file, 'now', table))
      const columns = columnsOf(file, 'main', table).filter(name => there.has(name))
      const rows = rowsFor(file, table, columns)
      const insert = file.prepare(
        `insert into main."${table}" (${columns.map(name => `"${name}"`)}) values (${columns.map(() => '?')})`,
      )
      // A setting that a migration had put there is as it stands today.
      file.prepare(`delete from main."${table}"`).run()
      for (const row of rows) insert.run(columns.map(name => row[name] ?? null))
      counts.set(table, rows.length)
    }
  })()
  file.close()
  return counts
}
