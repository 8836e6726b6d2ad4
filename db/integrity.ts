import { type Kysely, sql } from 'kysely'

/** What the database itself finds wrong. */
export interface Damage {
  readonly key: string
  readonly found: string
}

/**
 * Rows that refer to what doesn't exist. SQLite's own words: PostgreSQL never lets such a row in.
 */
export const danglingRows = async <D>(db: Kysely<D>): Promise<readonly Damage[]> => {
  const { rows } = await sql<{ table: string; rowid: number | null; parent: string }>`
    pragma foreign_key_check`.execute(db)
  return rows.map(row => ({
    key: row.rowid === null ? row.table : `${row.table} ${row.rowid}`,
    found: `no ${row.parent}`,
  }))
}

/** Pages, indexes and CHECKs that are not as they should be, at most a hundred. */
export const damagedPages = async <D>(db: Kysely<D>): Promise<readonly Damage[]> => {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  return rows
    .filter(row => row.integrity_check !== 'ok')
    .map(row => ({ key: 'database', found: row.integrity_check }))
}
