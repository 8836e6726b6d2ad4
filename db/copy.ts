import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Ledger, openLedger } from './open.ts'

/**
 * Opens a private copy of the books as they are now; closing it throws it away. Nobody is locked out meanwhile, which a
 * transaction that is rolled back at the end would do to every clerk.
 */
export const openCopy = async ({ db }: Pick<Ledger, 'db'>): Promise<Ledger> => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
  const remove = () => rm(directory, { recursive: true, force: true })
  try {
    const path = join(directory, 'copy.db')
    await sql`vacuum into ${path}`.execute(db)
    const copy = await openLedger(path)
    return { ...copy, close: () => copy.close().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}
