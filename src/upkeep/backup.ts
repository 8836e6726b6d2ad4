import { createReadStream } from 'node:fs'
import { open, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { msg } from '../../db/messages.ts'
import { openLedger } from '../../db/open.ts'
import { snapshot } from '../../db/snapshot.ts'
import { putInPlace } from '../../db/swap.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { Books } from '../ledger/books.ts'
import { writeLastBackup } from './last-backup.ts'
import { type Manifest, manifestBytes, manifestOf } from './manifest.ts'
import { seal } from './seal.ts'
import { type Judged, judge } from './true-books.ts'
import { makeWorkDirectory, partOf } from './work-directory.ts'

export interface BackupOrder {
  /** The database's own path: what isn't sealed yet stays beside it. */
  readonly path: string
  readonly file: string
  /** Null leaves the backup readable. */
  readonly key: string | null
  /** Whether books that aren't true are backed up all the same. */
  readonly untrue?: boolean
}

export interface Backup extends Judged {
  readonly manifest: Manifest
  readonly bytes: number
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Copies the books as they are now, checks the copy, and seals it into a new file. Everybody goes on working. */
export const backup = async (books: Books, order: BackupOrder): Promise<Decision<Backup>> => {
  const { path, file, key } = order
  if (await isThere(file)) return refuse('file', msg.outputExists, file)
  const directory = await makeWorkDirectory(path)
  try {
    const copy = join(directory, 'copy.db')
    await snapshot(books.db, copy)
    const found = await checked(copy, books.now().toISOString())
    const { manifest, ...judged } = found
    if (!judged.areTrue && !order.untrue) return refuse('file', msg.booksNotBackedUp)
    const part = await partOf(file)
    const wrote = await writeSealed(part, bodyOf(copy, manifest), key)
    if (!wrote) return refuse('file', msg.outputExists, file)
    if (!(await putInPlace(part, file))) return refuse('file', msg.outputExists, file)
    await writeLastBackup(path, { made_at: manifest.made_at, file, head: manifest.head })
    return accept({ manifest, bytes: (await stat(file)).size, ...judged })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** The manifest of a copy, and what its checks say of it. */
const checked = async (copy: string, made_at: string): Promise<Omit<Backup, 'bytes'>> => {
  const ledger = await openLedger(copy)
  try {
    return { manifest: await manifestOf(ledger.db, made_at), ...(await judge(ledger)) }
  } finally {
    await ledger.close()
  }
}

async function* bodyOf(copy: string, manifest: Manifest): AsyncGenerator<Buffer> {
  yield manifestBytes(manifest)
  for await (const chunk of createReadStream(copy, { highWaterMark: 2 ** 20 })) {
    yield chunk as Buffer
  }
}

const writeSealed = async (part: string, body: AsyncIterable<Buffer>, key: string | null) => {
  const file = await open(part, 'wx', 0o600).catch(() => null)
  if (!file) return false
  try {
    await writeFile(file, seal(body, key))
    await file.sync()
    return true
  } catch (error) {
    await rm(part, { force: true })
    throw error
  } finally {
    await file.close()
  }
}
