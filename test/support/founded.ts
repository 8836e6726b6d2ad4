import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Ledger, openLedger } from '../../db/open.ts'

/** The bytes of books as they stand. */
const imageOf = async ({ db }: Ledger): Promise<Buffer> => {
  const file = join(tmpdir(), `dingdan-${randomUUID()}`)
  await sql`vacuum into ${file}`.execute(db)
  const image = await readFile(file)
  await rm(file)
  return image
}

/** Null: they were founded once, and who needs them but once needs no copy. */
const known = new Map<string, Buffer | null>()

/**
 * Opens books of a name that are filled the first times, and from then on begin as they were when they had been: to found
 * a company anew for every test would take longer than most tests do.
 */
export const foundedOnce = async (
  name: string,
  path: string,
  fill: (ledger: Ledger) => Promise<void>,
): Promise<Ledger> => {
  const image = known.get(name)
  // What stands there already is to be brought up to date as it is, and is nobody's model.
  const isThere = existsSync(path)
  if (image && path === ':memory:') return openLedger(path, { image })
  if (image && !isThere) await writeFile(path, image)
  const ledger = await openLedger(path)
  if (image && !isThere) return ledger
  await fill(ledger)
  if (!isThere) known.set(name, image === null ? await imageOf(ledger) : null)
  return ledger
}
