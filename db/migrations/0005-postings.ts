import { type Kysely, sql } from 'kysely'

const statements = [
  // What an operation wrote, so that it can be done again; null in operations that are older than this column.
  'alter table operation add column posting text',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
