import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Ledger } from '../../db/open.ts'
import { fillDemo } from '../../src/exchange/demo.ts'
import type { Books } from '../../src/ledger/books.ts'
import { company, today } from './company.ts'
import { foundedOnce } from './founded.ts'
import { wrongIn } from './wrong-in.ts'

/** All that books hold, and the schema in its own words. */
const contentOf = async ({ db }: Pick<Books, 'db'>) => {
  const schema = sql<{ name: string; type: string; sql: string }>`select type, name, sql
    from sqlite_schema order by type, name`
  const { rows } = await schema.execute(db)
  const version = await sql`pragma user_version`.execute(db)
  const content = new Map<string, unknown>([
    ['schema', rows],
    ['version', version.rows],
  ])
  for (const { name } of rows.filter(({ type }) => type === 'table')) {
    const found = await sql<{ timestamp?: string }>`select * from ${sql.table(name)}`.execute(db)
    // Every file is migrated in its own time.
    content.set(
      name,
      found.rows.map(({ timestamp: _, ...row }) => row),
    )
  }
  return content
}

const demo = ({ db }: Ledger) => fillDemo({ db, now: () => new Date(`${today}T10:00:00`) })

test.each<[string, () => Promise<Pick<Books, 'db'>>]>([
  ['the small company', company],
  ['the demo company', () => foundedOnce('another demo', ':memory:', demo)],
])('%s begins as it began before, from the third time on', async (_, found) => {
  await found()
  const [first, second] = [await found(), await found()]
  expect(await contentOf(second)).toEqual(await contentOf(first))
  expect(await wrongIn(second)).toEqual([])
})
