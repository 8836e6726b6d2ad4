import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Message, msg } from '../../db/messages.ts'
import type { Books } from '../../src/ledger/books.ts'
import { headOf } from '../../src/ledger/chain.ts'
import { backup } from '../../src/upkeep/backup.ts'
import { examine } from '../../src/upkeep/doctor.ts'
import { writeLastBackup } from '../../src/upkeep/last-backup.ts'
import { company, putStock, q } from '../support/company.ts'

let directory = ''
let path = ''
let books: Books
const readers: SQLite.Database[] = []
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'doctor-'))
  path = join(directory, 'books.db')
  books = await company(path)
  for (const end of ['', '-wal', '-shm']) await chmod(path + end, 0o600)
  const made = await backup(books, { path, file: join(directory, 'one'), key: null })
  expect(made.ok).toBe(true)
})
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close()
  await books.db.destroy()
  await rm(directory, { recursive: true })
})

const warnings = async (of: Books = books) =>
  (await examine(of, path))
    .filter(({ message }) => message.level !== 'information')
    .map(({ message }) => message.number)

test('where all is well, a line each', async () => {
  const told = await examine(books, path)
  expect(told.map(({ message }) => message.number)).toEqual(
    [
      msg.settingsTold,
      msg.schemaTold,
      msg.onlyOwnerReads,
      msg.onlyOwnerReads,
      msg.onlyOwnerReads,
      msg.onlyOwnerReads,
      msg.diskIsLocal,
      msg.diskFree,
      msg.logSize,
      msg.lastBackup,
      msg.clockTold,
    ].map(({ number }) => number),
  )
  expect(told[0]!.about[0]).toBe(
    'journal_mode=wal synchronous=2 foreign_keys=1 recursive_triggers=1 trusted_schema=0 cell_size_check=1',
  )
  expect(told.at(-2)!.about.slice(1)).toEqual([
    String((await headOf(books.db)).number),
    join(directory, 'one'),
  ])
})

const note = async (made_at: string) =>
  writeLastBackup(path, { made_at, file: 'x', head: await headOf(books.db) })
const later = (hours: number): Books => ({
  ...books,
  now: () => new Date(books.now().getTime() + hours * 3_600_000),
})

const troubles: [string, Message, () => Promise<Books | undefined>][] = [
  ['the file may be read', msg.othersRead, async () => void (await chmod(path, 0o640))],
  ['its log may be read', msg.othersRead, async () => void (await chmod(`${path}-wal`, 0o604))],
  ['the directory is open', msg.othersRead, async () => void (await chmod(directory, 0o755))],
  [
    'the books as they were before an upgrade may be read',
    msg.othersRead,
    async () => {
      await writeFile(`${path}.before-v11`, '')
      await chmod(`${path}.before-v11`, 0o644)
      return undefined
    },
  ],
  [
    'a function is new',
    msg.rightsUnsaid,
    async () =>
      void (await books.db.deleteFrom('menu_security').where('menu', '=', '7.1.21.3').execute()),
  ],
  ['no backup', msg.neverBackedUp, async () => void (await rm(`${path}.last-backup`))],
  ['an old backup', msg.backupOld, async () => void (await note(later(-25).now().toISOString()))],
  ['the clock went on', msg.backupOld, async () => later(25)],
  ['the clock went back', msg.clockBehind, async () => later(-1)],
  [
    'operations that were backed up are gone',
    msg.backupAhead,
    async () => {
      const head = { number: 99, hash: 'f'.repeat(64) }
      await writeLastBackup(path, { made_at: books.now().toISOString(), file: 'x', head })
      return undefined
    },
  ],
  [
    'a log that cannot be emptied',
    msg.logLarge,
    async () => {
      // Whoever looks at one moment of the books holds all that is written after it in the log.
      const reader = new SQLite(path)
      readers.push(reader)
      reader.exec('begin')
      reader.prepare('select * from site').all()
      await sql`create table filler (a)`.execute(books.db)
      for (let n = 0; n < 8; n += 1) {
        await sql`insert into filler values (zeroblob(10000000))`.execute(books.db)
      }
      expect((await stat(`${path}-wal`)).size).toBeGreaterThan(75_000_000)
      return undefined
    },
  ],
]
test.each(troubles)('%s', async (_, message, make) => {
  const of = await make()
  expect(await warnings(of ?? books)).toEqual([message.number])
})

test('a backup that was carried elsewhere, as it should be, is told of and is no warning', async () => {
  await rm(join(directory, 'one'))
  expect(await warnings()).toEqual([])
  const told = (await examine(books, path)).map(({ message }) => message.number)
  expect(told).toContain(msg.backupGone.number)
})

test('a backup that was made of what is saved since is still the last one', async () => {
  await putStock(books, { item: '10-10000' }, q(1))
  expect(await warnings()).toEqual([])
})
