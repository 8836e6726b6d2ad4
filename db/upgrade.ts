import { renameSync, rmSync, writeFileSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import type { Migration } from 'kysely'
import { syncDirectory, syncFile } from './durable.ts'

/**
 * Migrations that keep the books as they were before the first of them touches them, as FILE.before-vN. They run in one
 * transaction that nobody else can write beside, so of many programs that upgrade at once only one comes here, and what
 * it keeps is what is migrated. Books that are only being made need no copy.
 */
export const keptBefore = (
  file: SQLite.Database,
  migrations: Record<string, Migration>,
): Record<string, Migration> => {
  const names = Object.keys(migrations)
  let begun = false
  const keep = async () => {
    if (begun) return
    begun = true
    const isNew = file.pragma('user_version', { simple: true }) === 0
    if (isNew || file.memory) return
    await keepCopy(file.name, `${file.name}.before-v${names.length}`)
  }
  const keeping = ({ up }: Migration): Migration => ({
    up: async db => {
      await keep()
      await up(db)
    },
  })
  return Object.fromEntries(names.map(name => [name, keeping(migrations[name]!)]))
}

/** The writer is in a transaction, where it can't be copied; a second connection sees what was saved before. */
const keepCopy = async (path: string, name: string): Promise<void> => {
  const part = `${name}.part`
  // Left by a program that was killed while it wrote it.
  rmSync(part, { force: true })
  // SQLite would make the file for everyone to read; into one that is empty it writes as well.
  writeFileSync(part, '', { flag: 'wx', mode: 0o600 })
  const reader = new SQLite(path, { readonly: true })
  try {
    reader.prepare('vacuum into ?').run(part)
  } finally {
    reader.close()
  }
  checkCopy(part)
  await syncFile(part)
  renameSync(part, name)
  await syncDirectory(name)
}

const checkCopy = (path: string) => {
  const copy = new SQLite(path, { readonly: true })
  try {
    const found = copy.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new SQLite.SqliteError(String(found), 'SQLITE_CORRUPT')
  } finally {
    copy.close()
  }
}
