import { readFile, rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Head } from '../ledger/chain.ts'

/** The newest backup that was made of a database. */
export interface LastBackup {
  readonly made_at: string
  readonly file: string
  readonly head: Head
}

/** It stands beside the database, not in it: a restore takes the books back, and not what is known of their backups. */
const noteOf = (path: string) => `${path}.last-backup`

/** Notes it, with its file's whole path: whoever looks for it may stand elsewhere. */
export const writeLastBackup = async (path: string, note: LastBackup): Promise<void> => {
  const fresh = `${noteOf(path)}.part`
  const noted = { ...note, file: resolve(note.file) }
  await writeFile(fresh, `${JSON.stringify(noted)}\n`, { mode: 0o600 })
  await rename(fresh, noteOf(path))
}

export const readLastBackup = async (path: string): Promise<LastBackup | null> => {
  try {
    return JSON.parse(await readFile(noteOf(path), 'utf8')) as LastBackup
  } catch {
    return null
  }
}
