import SQLite from 'better-sqlite3'
import { openLedger } from '../../db/open.ts'

/** A row by its columns. */
export type Row = Record<string, string | number | null>

/** Inserts rows by one prepared statement a table. */
const createInserter = (file: SQLite.Database) => {
  const prepared = new Map<string, SQLite.Statement>()
  return (table: string, row: Row) => {
    let statement = prepared.get(table)
    if (!statement) {
      const columns = Object.keys(row)
      const holes = columns.map(column => `@${column}`).join(', ')
      statement = file.prepare(`insert into ${table} (${columns.join(', ')}) values (${holes})`)
      prepared.set(table, statement)
    }
    statement.run(row)
  }
}
export type Insert = ReturnType<typeof createInserter>

/**
 * Fills a new database without its indexes and triggers, which are then made as the migrations
 * made them.
 */
export const fillFile = async (path: string, fill: (insert: Insert) => void): Promise<void> => {
  await (await openLedger(path)).close()
  const file = new SQLite(path)
  for (const pragma of ['synchronous = off', 'foreign_keys = off', 'cache_size = -400000']) {
    file.pragma(pragma)
  }
  const added = file
    .prepare(
      `select type, name, sql from sqlite_schema
        where type in ('index', 'trigger') and sql is not null`,
    )
    .all() as { type: string; name: string; sql: string }[]
  for (const { type, name } of added) file.exec(`drop ${type} ${name}`)
  file.transaction(() => fill(createInserter(file)))()
  for (const { sql } of added) file.exec(sql)
  file.pragma('wal_checkpoint(TRUNCATE)')
  file.close()
}
