import { open, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFile } from '../../db/durable.ts'
import { msg } from '../../db/messages.ts'
import { DatabaseRefused, openLedger } from '../../db/open.ts'
import { somethingAt, swapIn } from '../../db/swap.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { isAsTold, type Manifest, manifestOf, splitManifest } from './manifest.ts'
import { unseal } from './seal.ts'
import { type Judged, judge } from './true-books.ts'
import { makeWorkDirectory } from './work-directory.ts'

export interface RestoreOrder {
  readonly file: string
  readonly key: string | null
  /** Where the books shall stand. */
  readonly path: string
  /** Whether they may take the place of others. */
  readonly replace: boolean
  /** Whether books that aren't true are restored all the same. */
  readonly untrue?: boolean
  readonly now: () => Date
}

export interface Restored extends Judged {
  readonly manifest: Manifest
  /** Where what stood there before is now; null when nothing did. */
  readonly kept: string | null
}

/** Opens a backup, checks what it holds, and puts it in place. Whatever is refused leaves everything as it was. */
export const restore = async (order: RestoreOrder): Promise<Decision<Restored>> => {
  const { file, key, replace, now } = order
  // A link that leads to the books stays one.
  const path = await realpath(order.path).catch(() => order.path)
  if (!replace && (await somethingAt(path))) return refuse('db', msg.databaseIsThere, path)
  // On the disk of the database, so that it can be put in place by its name alone; nobody else may look in.
  const directory = await makeWorkDirectory(path).catch(() => null)
  if (!directory) return refuse('db', msg.databaseCannotBeOpened)
  try {
    const fresh = join(directory, 'fresh.db')
    const manifest = await unsealTo(fresh, file, key)
    if (!manifest.ok) return manifest
    const found = await judged(fresh, manifest.value)
    if (!found) return refuse('file', msg.backupUntrue, file)
    if (!found.areTrue && !order.untrue) return refuse('file', msg.untrueNotRestored, file)
    await syncFile(fresh)
    const mark = `replaced-${now().toISOString().replace(/\D/g, '').slice(0, 14)}`
    const swapped = await swapIn(fresh, path, mark)
    if (!swapped) return refuse('db', msg.databaseInUse, path)
    return accept({ manifest: manifest.value, kept: swapped.kept, ...found })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const unsealTo = async (
  fresh: string,
  file: string,
  key: string | null,
): Promise<Decision<Manifest>> => {
  const out = await open(fresh, 'wx', 0o600)
  try {
    const { pass, manifest } = splitManifest(chunk => out.appendFile(chunk))
    const unsealed = await unseal(file, key, pass)
    if (!unsealed.ok) return unsealed
    const told = manifest()
    return told ? accept(told) : refuse('file', msg.backupUntrue, file)
  } finally {
    await out.close()
  }
}

/** What the checks say of what was unsealed; null where it isn't what was backed up. */
const judged = async (fresh: string, told: Manifest): Promise<Judged | null> => {
  try {
    const ledger = await openLedger(fresh)
    try {
      const found = await manifestOf(ledger.db, told.made_at)
      return isAsTold(told, found) ? await judge(ledger) : null
    } finally {
      await ledger.close()
    }
  } catch (error) {
    // A newer schema is told as such; all else is a backup that holds no books.
    if (error instanceof DatabaseRefused && error.problem === msg.databaseTooNew) throw error
    return null
  }
}
