import { type Kysely, sql } from 'kysely'
import type { migrations } from './migrations/index.ts'

/**
 * When these books were brought up to a migration. What was posted before was posted by a program that didn't know it; a
 * program since then can't have been older, for it would not have opened them.
 */
export const knownSince = async <D>(
  db: Kysely<D>,
  migration: keyof typeof migrations,
): Promise<string | null> => {
  const { rows } = await sql<{ timestamp: string }>`
    select timestamp from kysely_migration where name = ${migration}`.execute(db)
  return rows[0]?.timestamp ?? null
}
