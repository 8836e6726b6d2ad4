import { type Stats, statSync } from 'node:fs'
import type SQLite from 'better-sqlite3'

/** What became of an open database's file under its name: it was moved or removed, or cut off. */
export type Lost = 'moved' | 'cut'

/** Only looks: to open and close a database's file beside SQLite would drop SQLite's locks. */
const look = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false })

const isSame = (one: Stats | undefined, other: Stats | undefined) =>
  one?.ino === other?.ino && one?.dev === other?.dev

/** What saves go through: the database, its write-ahead log, and the locks and index that all programs share. */
const parts = ['', '-wal', '-shm']

/**
 * SQLite goes on writing into a file that was moved, removed or cut off, and says that all was saved. Answers what became
 * of the file and of those beside it since they were opened; null when they are where they were.
 */
export const watchPlace = (file: SQLite.Database): (() => Lost | null) => {
  if (file.memory) return () => null
  const all = () => parts.map(part => look(file.name + part))
  const ours = all()
  let size = ours[0]?.size ?? 0
  /** Whoever makes a database smaller by rights makes its pages fewer too. */
  const isCut = (now: number) =>
    now <
    Number(file.pragma('page_count', { simple: true })) *
      Number(file.pragma('page_size', { simple: true }))
  return () => {
    const now = all()
    if (now.some((one, index) => !one || !isSame(one, ours[index]))) return 'moved'
    const bytes = now[0]!.size
    if (bytes < size && isCut(bytes)) return 'cut'
    size = bytes
    return null
  }
}
