import { type Kysely, sql } from 'kysely'

/** What the books rest on, as it's set and as it's read back. */
export const pragmas: readonly (readonly [name: string, set: string, read: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  // better-sqlite3 is compiled with NORMAL for WAL, which loses the last saves when the power goes.
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
]

/** The same as they are on an open connection, in words. */
export const pragmasOf = async <D>(db: Kysely<D>): Promise<string> => {
  const told: string[] = []
  for (const [name] of pragmas) {
    // biome-ignore lint/plugin: a name of the list above
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)
    told.push(`${name}=${Object.values(rows[0]!)[0]}`)
  }
  return told.join(' ')
}
