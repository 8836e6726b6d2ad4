import { readdir, stat, statfs } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { defaultRights } from '../../db/default-rights.ts'
import { msg } from '../../db/messages.ts'
import { pragmasOf } from '../../db/pragmas.ts'
import { schemaVersion } from '../../db/snapshot.ts'
import { type Notice, notice, warned } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { lastOperationAt, linkWith } from '../ledger/chain.ts'
import { readLastBackup } from './last-backup.ts'

const megabyte = 1e6
const megabytes = (bytes: number) => Math.ceil(bytes / megabyte)

/** Locks of other machines don't reach these, or come late. */
const shared: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB',
  16914839: '9P',
  1702057286: 'FUSE',
  1397113167: 'AFS',
  12805120: 'Ceph',
  198183888: 'Lustre',
  1952539503: 'VirtualBox',
}

/** Whether the machine and the files are such that the books are safe: a line for each, a warning where they aren't. */
export const examine = async (books: Books, path: string): Promise<readonly Notice[]> => [
  notice(msg.settingsTold, await pragmasOf(books.db)),
  notice(msg.schemaTold, await schemaVersion(books.db)),
  ...(await modes(path)),
  ...(await disk(path)),
  await log(path),
  await lastBackup(books, path),
  await clock(books),
  ...(await rights(books, path)),
]

const sizeOf = (path: string) =>
  stat(path).then(
    found => found.size,
    () => 0,
  )

/** Who may get at a file, or a directory; nothing where there is none. */
export const whoReads = async (name: string, wanted: '600' | '700'): Promise<Notice[]> => {
  const found = await stat(name).catch(() => null)
  if (!found) return []
  const mode = (found.mode & 0o777).toString(8).padStart(3, '0')
  const open = (found.mode & 0o077) !== 0
  return [open ? notice(msg.othersRead, name, mode, wanted) : notice(msg.onlyOwnerReads, name)]
}

/** Who may get at the books where they are written: the file, its log and its locks. */
const whoReadsBooks = async (path: string): Promise<Notice[]> =>
  (await Promise.all(['', '-wal', '-shm'].map(end => whoReads(path + end, '600')))).flat()

const isOpen = ({ message }: Notice) => message === msg.othersRead

/** Tells of a file of the books that others may get at; into a directory that is closed nobody comes. */
export const openToOthers = async (path: string): Promise<Notice | undefined> =>
  (await whoReads(dirname(path), '700')).some(isOpen)
    ? (await whoReadsBooks(path)).find(isOpen)
    : undefined

/** What upgrades have kept of the books as they were. */
const keptCopies = async (path: string): Promise<string[]> =>
  (await readdir(dirname(path)))
    .filter(name => name.startsWith(`${basename(path)}.before-v`))
    .sort()
    .map(name => join(dirname(path), name))

const modes = async (path: string): Promise<Notice[]> => {
  const copies = await keptCopies(path)
  return [
    ...(await whoReadsBooks(path)),
    ...(await Promise.all(copies.map(copy => whoReads(copy, '600')))).flat(),
    ...(await whoReads(dirname(path), '700')),
  ]
}

/** The log is emptied at 64 MB; twice the books are wanted for a backup, which is first a copy and then a file. */
const leastFree = 200 * megabyte

/** What a disk is, and whether there is room on it. */
const disk = async (path: string): Promise<Notice[]> => {
  const { type, bavail, bsize } = await statfs(dirname(path))
  const remote = shared[type >>> 0]
  const free = bavail * bsize
  const wanted = Math.max(leastFree, 2 * (await sizeOf(path)))
  return [
    remote ? notice(msg.diskIsRemote, remote) : notice(msg.diskIsLocal, type.toString(16)),
    free < wanted
      ? notice(msg.diskShort, megabytes(free), megabytes(wanted))
      : notice(msg.diskFree, megabytes(free)),
  ]
}

const mostLog = 64 * megabyte

const log = async (path: string): Promise<Notice> => {
  const size = await sizeOf(`${path}-wal`)
  return notice(size > mostLog * 1.1 ? msg.logLarge : msg.logSize, megabytes(size))
}

const dayLong = 24 * 60 * 60 * 1000

const lastBackup = async ({ db, now }: Books, path: string): Promise<Notice> => {
  const last = await readLastBackup(path)
  if (!last) return notice(msg.neverBackedUp)
  const { made_at, file, head } = last
  if (head.number > 0 && (await linkWith(db, head.hash)) === undefined) {
    return notice(msg.backupAhead, head.number)
  }
  if (now().getTime() - Date.parse(made_at) > dayLong) return notice(msg.backupOld, made_at)
  // Of a name that says not where, as earlier versions noted it, nobody can tell.
  const isGone = isAbsolute(file) && !(await stat(file).catch(() => null))
  if (isGone) return notice(msg.backupGone, made_at, file)
  return notice(msg.lastBackup, made_at, head.number, file)
}

const clock = async ({ db, now }: Books): Promise<Notice> => {
  const told = now().toISOString()
  const last = await lastOperationAt(db)
  return last !== undefined && told < last
    ? notice(msg.clockBehind, told, last)
    : notice(msg.clockTold, told)
}

/** A function that an upgrade brought is denied, or goes with those around it, until somebody has said whose it is. */
const rights = async ({ db }: Books, path: string): Promise<Notice[]> => {
  const company = await db.selectFrom('company').select('id').executeTakeFirst()
  if (!company) return [notice(warned(msg.companyNotThere), path)]
  const rows = await db.selectFrom('menu_security').select('menu').execute()
  const said = new Set(rows.map(({ menu }) => menu))
  return defaultRights
    .filter(({ menu }) => !said.has(menu))
    .map(({ menu }) => notice(msg.rightsUnsaid, menu))
}
