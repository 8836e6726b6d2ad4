import { spawnSync } from 'node:child_process'
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Message, msg } from '../../db/messages.ts'
import type { Decision } from '../../src/kernel/decision.ts'
import type { Books } from '../../src/ledger/books.ts'
import { headOf } from '../../src/ledger/chain.ts'
import { verify } from '../../src/ledger/checks.ts'
import { type Backup, backup } from '../../src/upkeep/backup.ts'
import { type Manifest, manifestBytes, manifestOf } from '../../src/upkeep/manifest.ts'
import { type Restored, restore } from '../../src/upkeep/restore.ts'
import { seal } from '../../src/upkeep/seal.ts'
import { booksFromBeforePostings } from '../support/before-postings.ts'
import { company, openCompany, putStock, q, saysWhy, today } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { runProgram, startProgram } from '../support/program.ts'

const key = 'correct horse battery'

let home = ''
let sealedOnce = ''
let plainOnce = ''
/** The order that stands in both backups. */
let saved = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backup-'))
  const books = await company(join(home, 'books.db'))
  saved = (await enterOrder(books, 'C001', [['10-10000', q(10)]])).number
  sealedOnce = join(home, 'sealed.backup')
  plainOnce = join(home, 'plain.backup')
  const path = join(home, 'books.db')
  for (const [file, one] of [
    [sealedOnce, key],
    [plainOnce, null],
  ] as const) {
    expect(saysWhy(await backup(books, { path, file, key: one }))).toBe('accepted')
  }
  await books.db.destroy()
})
afterAll(() => rm(home, { recursive: true }))

let directory = ''
let count = 0
beforeEach(async () => {
  count += 1
  directory = join(home, `case-${count}`)
  await mkdir(directory)
})
const at = (name: string) => join(directory, name)
const now = () => new Date(`${today}T10:00:00Z`)

const restoring = (
  file: string,
  other: { key?: string | null; replace?: boolean; untrue?: boolean } = {},
): Promise<Decision<Restored>> =>
  restore({ file, key, path: at('books.db'), replace: false, now, ...other })

const orders = async (path: string) => {
  const books = await openCompany(path)
  const found = await books.db.selectFrom('sales_order').select('number').execute()
  const findings = await verify(books)
  await books.db.destroy()
  return { numbers: found.map(({ number }) => number), findings }
}

/** What stands in the directory, byte by byte. */
const everything = async () => {
  const names = (await readdir(directory)).sort()
  return Promise.all(
    names.map(async name => [name, (await readFile(at(name))).toString('base64')] as const),
  )
}

test.each([
  ['sealed', () => sealedOnce, key],
  ['plain', () => plainOnce, null],
] as const)('%s: what was backed up is what is restored', async (_, file, one) => {
  const restored = await restoring(file(), { key: one })
  expect(saysWhy(restored)).toBe('accepted')
  expect(await orders(at('books.db'))).toEqual({ numbers: [saved], findings: [] })
  const before = await openCompany(join(home, 'books.db'))
  const after = await openCompany(at('books.db'))
  expect(await headOf(after.db)).toEqual(await headOf(before.db))
  await before.db.destroy()
  await after.db.destroy()
  expect((await stat(at('books.db'))).mode & 0o777).toBe(0o600)
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  expect(await readdir(directory)).toEqual(['books.db'])
})

test('a sealed file shows nothing of what it holds', async () => {
  const bytes = await readFile(sealedOnce)
  for (const word of ['SQLite format', 'made_at', 'WATER PUMP', '北风']) {
    expect([word, bytes.includes(word)]).toEqual([word, false])
  }
  expect((await readFile(plainOnce)).includes('WATER PUMP')).toBe(true)
})

test('saves go on meanwhile, and every save from before is in', async () => {
  const path = at('busy.db')
  const books = await company(path)
  const others = runProgram('test/support/save-orders.ts', path, 'bert', '60')
  const made: { head: number; backup: Decision<Backup> }[] = []
  for (let n = 0; n < 3; n += 1) {
    await enterOrder(books, 'C001', [['10-20000', q(1)]])
    const head = (await headOf(books.db)).number
    made.push({ head, backup: await backup(books, { path, file: at(`${n}.backup`), key: null }) })
  }
  expect(JSON.parse(await others)).toHaveLength(60)
  await books.db.destroy()
  for (const { head, backup: one } of made) {
    expect(one.ok && one.value.manifest.head.number).toBeGreaterThanOrEqual(head)
  }
})

test('of books that began before operations said what they wrote, it is told that no rows were compared', async () => {
  const path = at('old.db')
  await booksFromBeforePostings(path)
  const books = await openCompany(path)
  const made = await backup(books, { path, file: at('old.backup'), key: null })
  await books.db.destroy()
  expect(made).toMatchObject({ ok: true, value: { untold: 1 } })
  const restored = await restoring(at('old.backup'), { key: null })
  expect(restored).toMatchObject({ ok: true, value: { untold: 1 } })
})

test('the open copy that a killed backup left goes with the next one, that of one at work stays', async () => {
  const books = await company(at('books.db'))
  const dead = spawnSync('true').pid
  await mkdir(at(`.dingdan-${dead}-left`))
  await writeFile(at(`.dingdan-${dead}-left/copy.db`), 'open to whoever reads it')
  await mkdir(at(`.dingdan-${process.ppid}-mine`))
  const made = await backup(books, { path: at('books.db'), file: at('new.backup'), key })
  expect(saysWhy(made)).toBe('accepted')
  await books.db.destroy()
  const left = (await readdir(directory)).filter(name => name.startsWith('.'))
  expect(left).toEqual([`.dingdan-${process.ppid}-mine`])
})

test('a backup that was killed while it was written keeps no later one from its name', async () => {
  const books = await company(at('books.db'))
  const killed = spawnSync('true').pid
  const parts = ['k.bak.part', `k.bak.${killed}.part`, `k.bak.${process.ppid}.part`, 'k.bak.x.part']
  for (const name of parts) await writeFile(at(name), 'half')
  const order = { path: at('books.db'), file: at('k.bak'), key: null }
  expect(saysWhy(await backup(books, order))).toBe('accepted')
  const left = (await readdir(directory)).filter(name => name.endsWith('.part'))
  expect(left.toSorted()).toEqual(parts.filter(name => !name.includes(`${killed}`)).toSorted())
  await books.db.destroy()
})

describe('a backup that is not made', () => {
  let books: Books
  const path = () => at('books.db')
  beforeEach(async () => {
    books = await company(path())
    return () => books.db.destroy()
  })
  const names = async () => (await readdir(directory)).filter(name => !/-(?:wal|shm)$/.test(name))

  test('over a file that exists', async () => {
    await writeFile(at('taken'), 'mine')
    const made = await backup(books, { path: path(), file: at('taken'), key: null })
    expect(saysWhy(made)).toBe(`file ${msg.outputExists.number} ${at('taken')}`)
    expect(await readFile(at('taken'), 'utf8')).toBe('mine')
    expect(await names()).toEqual(['books.db', 'taken'])
  })

  test('in a directory that is not there', async () => {
    const made = await backup(books, { path: path(), file: at('no/where'), key: null })
    expect(saysWhy(made)).toBe(`file ${msg.outputExists.number} ${at('no/where')}`)
    expect(await names()).toEqual(['books.db'])
  })

  test('of books that are not true', async () => {
    await books.db.updateTable('stock').set({ on_hand: 1 }).execute()
    const made = await backup(books, { path: path(), file: at('untrue'), key: null })
    expect(saysWhy(made)).toBe(`file ${msg.booksNotBackedUp.number}`)
    expect(await names()).toEqual(['books.db'])
  })
})

test('books that are not true are backed up and restored where both times it is said', async () => {
  const books = await company(at('own.db'))
  await books.db.updateTable('stock').set({ on_hand: 1 }).execute()
  const order = { path: at('own.db'), file: at('untrue'), key }
  const made = await backup(books, { ...order, untrue: true })
  expect(made).toMatchObject({ ok: true, value: { areTrue: false } })
  await books.db.destroy()
  expect(saysWhy(await restoring(order.file))).toBe(
    `file ${msg.untrueNotRestored.number} ${order.file}`,
  )
  const restored = await restoring(order.file, { untrue: true })
  expect(restored).toMatchObject({ ok: true, value: { areTrue: false } })
  expect((await orders(at('books.db'))).findings.length).toBeGreaterThan(0)
})

test('true books are backed up and restored as ever, whatever is said', async () => {
  const books = await company(at('own.db'))
  const order = { path: at('own.db'), file: at('fine'), key }
  const made = await backup(books, { ...order, untrue: true })
  expect(made).toMatchObject({ ok: true, value: { areTrue: true } })
  await books.db.destroy()
  expect(await restoring(order.file)).toMatchObject({ ok: true, value: { areTrue: true } })
})

describe('a backup that is refused changes nothing', () => {
  const changed =
    (source: () => string, change: (bytes: Buffer) => Buffer | undefined) => async () => {
      const bytes = await readFile(source())
      await writeFile(at('bad'), change(bytes) ?? bytes)
    }
  const flip = (from: 'start' | 'end', place: number) => (bytes: Buffer) => {
    const index = from === 'start' ? place : bytes.length - place
    bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index)
    return undefined
  }
  /** Nothing that is reckoned with changes: only that the header is sealed as well tells. */
  const blankInHeader = (bytes: Buffer) => {
    const [start, length] = [Buffer.from(bytes.subarray(0, 11)), bytes.readUInt16BE(9)]
    start.writeUInt16BE(length + 1, 9)
    return Buffer.concat([start, Buffer.from(' '), bytes.subarray(11)])
  }
  const cases: [string, Message, () => Promise<unknown>, (string | null)?][] = [
    ['not there', msg.backupNotThere, async () => {}],
    ['no backup', msg.notABackup, () => writeFile(at('bad'), 'hello, this is no backup')],
    ['empty', msg.notABackup, () => writeFile(at('bad'), '')],
    ['of a newer program', msg.backupTooNew, changed(() => sealedOnce, flip('start', 8))],
    ['wrong key', msg.backupBroken, () => copyFile(sealedOnce, at('bad')), 'another key by far'],
    ['header changed', msg.backupBroken, changed(() => sealedOnce, flip('start', 60))],
    ['a blank in the header', msg.backupBroken, changed(() => sealedOnce, blankInHeader)],
    ['body changed', msg.backupBroken, changed(() => sealedOnce, flip('end', 5000))],
    ['tag changed', msg.backupBroken, changed(() => sealedOnce, flip('end', 1))],
    [
      'one byte short',
      msg.backupBroken,
      changed(
        () => sealedOnce,
        bytes => bytes.subarray(0, -1),
      ),
    ],
    [
      'half of it',
      msg.backupBroken,
      changed(
        () => sealedOnce,
        b => b.subarray(0, b.length / 2),
      ),
    ],
    [
      'header only',
      msg.backupBroken,
      changed(
        () => sealedOnce,
        bytes => bytes.subarray(0, 100),
      ),
    ],
    [
      'one byte more',
      msg.backupBroken,
      changed(
        () => sealedOnce,
        bytes => Buffer.concat([bytes, Buffer.from('x')]),
      ),
    ],
    ['plain, where a sealed one was meant', msg.backupPlain, () => copyFile(plainOnce, at('bad'))],
    ['plain, changed', msg.backupBroken, changed(() => plainOnce, flip('end', 5000)), null],
    [
      'plain, cut',
      msg.backupBroken,
      changed(
        () => plainOnce,
        bytes => bytes.subarray(0, -4096),
      ),
      null,
    ],
    [
      'plain, manifest changed',
      msg.backupBroken,
      changed(() => plainOnce, flip('start', 60)),
      null,
    ],
  ]
  test.each(cases)('%s', async (_, message, make, other) => {
    await (await company(at('books.db'))).db.destroy()
    await make()
    const before = await everything()
    const refused = await restoring(at('bad'), {
      replace: true,
      key: other === undefined ? key : other,
    })
    expect(refused.ok || refused.refusal.message).toEqual(message)
    expect(await everything()).toEqual(before)
  })

  /** A file that is sealed as it should be around what shouldn't be in it. */
  const sealedAround = async (manifest: Manifest, books: string) => {
    const body = async function* () {
      yield manifestBytes(manifest)
      yield await readFile(books)
    }
    await writeFile(at('bad'), seal(body(), key))
  }
  const untrue: [string, (told: Manifest) => Promise<unknown>, Message?][] = [
    [
      'another head',
      told => sealedAround({ ...told, head: { number: 7, hash: 'f' } }, at('own.db')),
    ],
    [
      'a row less',
      told => sealedAround({ ...told, rows: { ...told.rows, item: 5 } }, at('own.db')),
    ],
    ['no books', told => sealedAround(told, plainOnce)],
    [
      'books that are not true',
      async told => {
        const file = new SQLite(at('own.db'))
        file.exec('update stock set on_hand = on_hand + 1')
        file.close()
        await sealedAround(told, at('own.db'))
      },
      msg.untrueNotRestored,
    ],
  ]
  test.each(untrue)('sealed, and not true: %s', async (_, make, message = msg.backupUntrue) => {
    const books = await company(at('own.db'))
    const told = await manifestOf(books.db, '')
    await books.db.destroy()
    await make(told)
    const before = await everything()
    expect(saysWhy(await restoring(at('bad')))).toBe(`file ${message.number} ${at('bad')}`)
    expect(await everything()).toEqual(before)
    if (message !== msg.backupUntrue) return
    // What isn't what its manifest says is no backup of any books.
    expect(saysWhy(await restoring(at('bad'), { untrue: true }))).toBe(
      `file ${message.number} ${at('bad')}`,
    )
    expect(await everything()).toEqual(before)
  })

  test('no key', async () => {
    expect(saysWhy(await restoring(sealedOnce, { key: null }))).toBe(`key ${msg.keyWanted.number}`)
    expect(await everything()).toEqual([])
  })
})

describe('where there are books already', () => {
  test('nothing is restored unless it is said to', async () => {
    await (await company(at('books.db'))).db.destroy()
    const before = await everything()
    const refused = await restoring(plainOnce, { key: null })
    expect(saysWhy(refused)).toBe(`db ${msg.databaseIsThere.number} ${at('books.db')}`)
    expect(await everything()).toEqual(before)
  })

  test('they are kept, whole, under another name', async () => {
    const books = await company(at('books.db'))
    const { number } = await enterOrder(books, 'C002', [['10-20000', q(1)]])
    await putStock(books, { item: '10-10000' }, q(1))
    const head = await headOf(books.db)
    await books.db.destroy()
    const restored = await restoring(plainOnce, { key: null, replace: true })
    const kept = at('books.db.replaced-20261122100000')
    expect(restored).toMatchObject({ ok: true, value: { kept } })
    expect((await readdir(directory)).sort()).toEqual([
      'books.db',
      'books.db.replaced-20261122100000',
    ])
    expect((await orders(kept)).numbers).toEqual([number])
    const former = await openCompany(kept)
    expect(await headOf(former.db)).toEqual(head)
    await former.db.destroy()
    expect(await orders(at('books.db'))).toEqual({ numbers: [saved], findings: [] })
  })

  test('a log that was left behind by a kill goes with them', async () => {
    const killed = runProgram('test/support/open-books.ts', at('books.db'), 'found')
    await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' })
    expect(await readdir(directory)).toContain('books.db-wal')
    expect(saysWhy(await restoring(plainOnce, { key: null, replace: true }))).toBe('accepted')
    const former = await openCompany(at('books.db.replaced-20261122100000'))
    const moves = await former.db.selectFrom('stock_move').select('number').execute()
    expect(moves).toHaveLength(7)
    await former.db.destroy()
    expect(await orders(at('books.db'))).toEqual({ numbers: [saved], findings: [] })
  })

  test('a log without its books is not played into others', async () => {
    const other = await company(at('other.db'))
    await copyFile(at('other.db-wal'), at('books.db-wal'))
    await other.db.destroy()
    expect(saysWhy(await restoring(plainOnce, { key: null }))).toContain(
      String(msg.databaseIsThere.number),
    )
    expect(saysWhy(await restoring(plainOnce, { key: null, replace: true }))).toBe('accepted')
    expect(await orders(at('books.db'))).toEqual({ numbers: [saved], findings: [] })
  })

  test.each([
    ['cut short', (path: string) => truncate(path, 5000)],
    ['not a database any more', (path: string) => writeFile(path, 'x'.repeat(9000))],
  ])('a damaged one gives way: %s', async (_, damage) => {
    await (await company(at('books.db'))).db.destroy()
    await damage(at('books.db'))
    expect(saysWhy(await restoring(plainOnce, { key: null, replace: true }))).toBe('accepted')
    expect(await orders(at('books.db'))).toEqual({ numbers: [saved], findings: [] })
    expect(await readdir(directory)).toContain('books.db.replaced-20261122100000')
  })

  test('not while anybody is at work, even one who only looks', async () => {
    await (await company(at('books.db'))).db.destroy()
    const clerk = await startProgram('test/support/open-books.ts', at('books.db'), 'stay')
    const gone = new Promise(resolve => clerk.once('close', resolve))
    await new Promise(resolve => clerk.stdout!.once('data', resolve))
    const refused = await restoring(plainOnce, { key: null, replace: true })
    expect(saysWhy(refused)).toBe(`db ${msg.databaseInUse.number} ${at('books.db')}`)
    clerk.kill('SIGKILL')
    await gone
    expect((await orders(at('books.db'))).numbers).toEqual([])
    expect(saysWhy(await restoring(plainOnce, { key: null, replace: true }))).toBe('accepted')
  })
})

test('who opened the old books in the very moment is refused, and writes nothing into them', async () => {
  await (await company(at('old.db'))).db.destroy()
  // SQLite asks before it turns the log on whether the file still has its name.
  const early = new SQLite(at('old.db'))
  early.pragma('journal_mode = delete')
  await rename(at('old.db'), at('kept.db'))
  await (await company(at('old.db'))).db.destroy()
  expect(() => early.pragma('journal_mode = WAL')).toThrow(/readonly|moved/i)
  early.close()
})
