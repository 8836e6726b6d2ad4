import { chmod, chown, link, rename, rm, stat } from 'node:fs/promises'
import SQLite from 'better-sqlite3'
import { syncDirectory } from './durable.ts'

/** What SQLite keeps beside a database. */
const companions = ['-wal', '-shm', '-journal']

/** Whether anything stands where a database would: itself, or what it left behind. */
export const somethingAt = async (path: string): Promise<boolean> => {
  const found = await Promise.all(['', ...companions].map(end => isThere(path + end)))
  return found.includes(true)
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

const isBusy = (error: unknown) => /^SQLITE_(?:BUSY|LOCKED)/.test((error as { code: string }).code)

interface Held {
  readonly file: SQLite.Database
  /** Whether all that was saved is in the file itself, and nothing beside it is wanted any more. */
  readonly whole: boolean
}

/**
 * Takes a database from everyone else and empties its write-ahead log into it; null when someone has it open. A damaged
 * one may not let itself be locked: it's given back all the same, because a backup is there to take its place.
 */
const holdAlone = (path: string): Held | null => {
  const file = new SQLite(path, { timeout: 0 })
  try {
    // In this mode the lock is on the whole file, which every connection that has read it holds a share of.
    file.pragma('locking_mode = exclusive')
    file.exec('begin exclusive; commit')
    file.pragma('wal_checkpoint(truncate)')
    // Whoever opened it just now finds it moved when they turn its log on again, and is refused.
    file.pragma('journal_mode = delete')
    return { file, whole: true }
  } catch (error) {
    if (isBusy(error)) {
      file.close()
      return null
    }
  }
  return { file, whole: false }
}

export interface Swapped {
  /** Where what stood there before is now; null when nothing did. */
  readonly kept: string | null
}

/**
 * Puts a closed database in the place of another, which is kept under a name with `mark`. Gives null, and has done
 * nothing, when anyone has the old one open.
 */
export const swapIn = async (
  fresh: string,
  path: string,
  mark: string,
): Promise<Swapped | null> => {
  const kept = `${path}.${mark}`
  if (!(await somethingAt(path))) {
    return (await putInPlace(fresh, path)) ? { kept: null } : null
  }
  const isFile = await isThere(path)
  const held = isFile ? holdAlone(path) : undefined
  if (held === null) return null
  try {
    if (isFile) {
      const { mode, uid, gid } = await stat(path)
      await chmod(fresh, mode & 0o777)
      // Only root may give files away; for all others it is theirs already.
      await chown(fresh, uid, gid).catch(() => {})
      await nameToo(path, kept)
    }
    // A log left beside another database would be played into it.
    for (const end of companions) {
      if (held?.whole) await rm(path + end, { force: true })
      else if (await isThere(path + end)) await rename(path + end, kept + end)
    }
    await rename(fresh, path)
    await syncDirectory(path)
    return { kept }
  } finally {
    held?.file.close()
  }
}

/** Gives a finished file its name; false, and the file is gone, when something has that name already. */
export const putInPlace = async (fresh: string, path: string): Promise<boolean> => {
  try {
    await nameToo(fresh, path)
  } catch (error) {
    await rm(fresh, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  await rm(fresh, { force: true })
  await syncDirectory(path)
  return true
}

/** A second name, or where a file can have only one a new name; never one that is taken. */
const nameToo = async (path: string, name: string): Promise<void> => {
  try {
    await link(path, name)
  } catch (error) {
    const known = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'] as (string | undefined)[]
    if (!known.includes((error as NodeJS.ErrnoException).code) || (await isThere(name))) throw error
    await rename(path, name)
  }
}
