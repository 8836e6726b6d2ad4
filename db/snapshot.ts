import { open } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'

/** Writes the books as they are now into a new private file, while everybody goes on working. */
export const snapshot = async <D>(db: Kysely<D>, path: string): Promise<void> => {
  // SQLite would make the file for everyone to read; into one that is empty it writes as well.
  await (await open(path, 'wx', 0o600)).close()
  await sql`vacuum into ${path}`.execute(db)
}

/** The number of the migration that made the books what they are. */
export const schemaVersion = async <D>(db: Kysely<D>): Promise<number> => {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db)
  return rows[0]!.user_version
}

/** How many rows each table has. */
export const rowsByTable = async <D>(db: Kysely<D>): Promise<Record<string, number>> => {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'
    order by name`.execute(db)
  const counted: Record<string, number> = {}
  for (const { name } of rows) {
    const { rows: found } = await sql<{ n: number }>`
      select count(*) as n from ${sql.table(name)}`.execute(db)
    counted[name] = found[0]!.n
  }
  return counted
}
