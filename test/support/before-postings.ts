import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { migrations } from '../../db/migrations/index.ts'
import { openLedger } from '../../db/open.ts'

/** A file whose first operation is from a program that didn't note yet what an operation wrote. */
export const booksFromBeforePostings = async (path: string): Promise<void> => {
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0005'))
  const old = await openLedger(path, { migrations: before })
  const link = ['', 1, 'first', 'x', 'anna', '2026-11-22T10:00:00.000Z', '{}', 'null']
  const hash = createHash('sha256').update(JSON.stringify(link)).digest('hex')
  await sql`insert into operation values (1, 'first', 'x', 'anna', '2026-11-22T10:00:00.000Z', '{}',
    'null', '', ${hash})`.execute(old.db)
  await old.close()
}
