import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Message, msg } from '../../db/messages.ts'
import type { Books } from '../../src/ledger/books.ts'
import { headOf } from '../../src/ledger/chain.ts'
import { company, openCompany, putStock, q } from '../support/company.ts'
import { oneFileOf } from '../support/program.ts'

let program = ''
let directory = ''
const at = (name: string) => join(directory, name)
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'upkeep-'))
  program = await oneFileOf('bin/dingdan.ts')
  await (await company(at('books.db'))).db.destroy()
  await writeFile(at('key'), 'correct horse battery\n', { mode: 0o600 })
  await writeFile(at('short'), 'secret\n')
})
afterAll(() => rm(directory, { recursive: true }))

interface Told {
  readonly code: number
  readonly lines: readonly string[]
}

const dingdan = (args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<Told>(resolve => {
    const options = { cwd: directory, env: { ...process.env, ...env } }
    const all = [program, '--db', at('books.db'), ...args]
    execFile(process.execPath, all, options, (error, stdout, stderr) =>
      resolve({
        code: error ? Number(error.code) : 0,
        lines: (stdout + stderr).trim().split('\n'),
      }),
    )
  })

const headLine = async () => {
  const books = await openCompany(at('books.db'))
  const { number, hash } = await headOf(books.db)
  await books.db.destroy()
  return { hash, line: `Head of the books: operation ${number}, ${hash}` }
}

test('backup, and restore by the key of its file or of the environment', async () => {
  const { line } = await headLine()
  const made = await dingdan(['backup', 'one', '--key-file', 'key', '--lang', 'en'])
  expect(made).toEqual({
    code: 0,
    lines: [expect.stringMatching(/^Backed up to one: \d\.\d MB, \d+\.\d s$/), line],
  })
  const books = await openCompany(at('books.db'))
  await putStock(books, { item: '10-10000' }, q(1))
  await books.db.destroy()
  const later = (await headLine()).line
  const env = { DINGDAN_KEY: 'correct horse battery' }
  const restored = await dingdan(['restore', 'one', '--replace', '--lang', 'en'], env)
  expect(restored).toEqual({
    code: 0,
    lines: [
      expect.stringMatching(/^Restored the backup of \d{4}-\d\d-\d\dT\S+ in \d+\.\d s$/),
      expect.stringMatching(/^What stood there before is now .*books\.db\.replaced-\d{14}$/),
      line,
    ],
  })
  expect((await headLine()).line).toBe(line)
  const former = (await readdir(directory)).find(name => name.includes('replaced'))!
  const kept = await openCompany(at(former))
  expect(later).toContain((await headOf(kept.db)).hash)
  await kept.db.destroy()
})

const refusals: [string, string[], Message, Record<string, string>?][] = [
  ['no key', ['backup', 'two'], msg.plainOrKey],
  ['a key file that is not there', ['backup', 'two', '--key-file', 'none'], msg.keyNotReadable],
  ['a short key', ['backup', 'two', '--key-file', 'short'], msg.keyTooShort],
  ['a short key of the environment', ['backup', 'two'], msg.keyTooShort, { DINGDAN_KEY: 'abc' }],
  ['a key for what is open', ['backup', 'two', '--plain', '--key-file', 'key'], msg.plainAndKey],
  ['a head that is none', ['verify', '--head', 'abc'], msg.headMalformed],
  ['a command that is none', ['frob'], msg.commandNotThere],
  ['a file that is there', ['backup', 'key', '--plain'], msg.outputExists],
  ['books that are there', ['restore', 'one', '--key-file', 'key'], msg.databaseIsThere],
  [
    'a key for an open backup',
    ['restore', 'unsealed', '--key-file', 'key', '--replace'],
    msg.backupPlain,
  ],
  ['no key to restore', ['restore', 'one', '--replace'], msg.keyWanted],
  [
    'the wrong key',
    ['restore', 'one', '--replace'],
    msg.backupBroken,
    { DINGDAN_KEY: 'wrong key, 12' },
  ],
]
beforeAll(async () => {
  await dingdan(['backup', 'unsealed', '--plain'])
})
test.each(refusals)('%s: one numbered line and a status', async (_, args, message, env) => {
  const before = await readdir(directory)
  const { code, lines } = await dingdan([...args, '--lang', 'zh'], env)
  expect(code).toBe(1)
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^错误: .* \\(${message.number}\\)$`))])
  expect(await readdir(directory)).toEqual(before)
})

test('books that are not true go out and come back with --untrue only, and both times it is told', async () => {
  const describe = async (from: string, to: string) => {
    const books = await openCompany(at('books.db'))
    const { numUpdatedRows } = await books.db
      .updateTable('item')
      .set({ description: to })
      .where('description', '=', from)
      .executeTakeFirst()
    expect(numUpdatedRows).toBe(1n)
    await books.db.destroy()
  }
  await describe('WATER PUMP', 'WATER PUMPS')
  const told = async (...args: string[]) => {
    const { code, lines } = await dingdan([...args, '--lang', 'en'])
    return [code, ...lines.map(line => /\((\d+)\)$/.exec(line)?.[1]).filter(Boolean)].join(' ')
  }
  expect(await told('backup', 'four', '--plain')).toBe('1 9109')
  expect(await told('backup', 'four', '--plain', '--untrue')).toBe('0 9125')
  expect(await told('restore', 'four', '--replace')).toBe('1 9124')
  expect(await told('restore', 'four', '--replace', '--untrue')).toBe('0 9126')
  await describe('WATER PUMPS', 'WATER PUMP')
  expect(await told('backup', 'five', '--plain', '--untrue')).toBe('0')
})

test('a key that others may read is warned of', async () => {
  await writeFile(at('open'), 'correct horse battery\n', { mode: 0o644 })
  const made = await dingdan(['backup', 'three', '--key-file', 'open', '--lang', 'en'])
  expect(made.code).toBe(0)
  expect(made.lines).toContain('Warning: Others may get at open (644): run chmod 600 open (9134)')
})

test('verify tells the head, and knows a head that was noted before', async () => {
  const { hash, line } = await headLine()
  const noted = await dingdan(['verify', '--lang', 'en'])
  expect(noted).toEqual({ code: 0, lines: [msg.booksAreTrue.en, line] })
  const books = await openCompany(at('books.db'))
  await putStock(books, { item: '10-10000' }, q(1))
  await books.db.destroy()
  const known = await dingdan(['verify', '--head', hash, '--lang', 'en'])
  expect(known.code).toBe(0)
  expect(known.lines.at(-1)).toMatch(/^The head that was noted is operation \d+, and still there$/)
  const gone = await dingdan(['verify', '--head', 'f'.repeat(64), '--lang', 'en'])
  expect(gone.code).toBe(1)
  expect(gone.lines.at(-1)).toContain(`(${msg.headMissing.number})`)
})

/** Takes from an operation what it wrote. */
const behindTheTriggers = async ({ db }: Books) => {
  await sql`drop trigger operation_no_update`.execute(db)
  await sql`update operation set posting = null where number = 1`.execute(db)
}

test('verify --replay says that the log comes to these books, or where it does not', async () => {
  const { line } = await headLine()
  const same = await dingdan(['verify', '--replay', '--lang', 'en'])
  expect(same.lines).toEqual([
    msg.booksAreTrue.en,
    expect.stringMatching(/^\d+ operations done again came to these very books$/),
    line,
  ])
  expect(same.code).toBe(0)
  const books = await openCompany(at('books.db'))
  await books.db.updateTable('customer').set({ remarks: '\u009b31m' }).execute()
  const other = await dingdan(['verify', '--replay', '--lang', 'zh'])
  expect(other.lines.slice(0, 2)).toEqual([
    msg.booksAreTrue.zh,
    '错误: 账目与逐笔重做的结果相同: customer C001 应为 remarks "先电话通知", 实为 remarks "\ufffd31m" (9010)',
  ])
  expect(other.lines.slice(-2)).toEqual([
    expect.stringContaining('有 5 处不同'),
    expect.any(String),
  ])
  expect(other.code).toBe(1)
  await behindTheTriggers(books)
  const old = await dingdan(['verify', '--replay', '--lang', 'en'])
  expect(old.lines.join()).toContain(`(${msg.logTooOld.number})`)
  expect(old.code).toBe(1)
  await books.db.destroy()
})

test('doctor: a line each in both languages, and a status when anything is amiss', async () => {
  await chmod(at('books.db'), 0o644)
  await chmod(directory, 0o700)
  const told = await dingdan(['doctor', '--lang', 'en'])
  expect(told.code).toBe(1)
  const amiss = told.lines.filter(line => !line.startsWith('OK  '))
  expect(amiss[0]).toBe(
    `Warning: Others may get at ${at('books.db')} (644): run chmod 600 ${at('books.db')} (9134)`,
  )
  const chinese = await dingdan(['doctor', '--lang', 'zh'])
  expect(chinese.lines).toHaveLength(told.lines.length)
  expect(chinese.lines.find(line => line.includes('9134'))).toContain('他人可访问')
})

test.each([
  ['company', ['--company', 'Ev\u001b]0;x\u0007il'], 81],
  ['company', ['--company', ' '], 40],
  ['company', ['--company', '订'.repeat(19)], 75],
  ['currency', ['--currency', 'hello'], 75],
  ['currency', ['--currency', 'foo'], 9122],
  ['currency', ['--currency', 'XTS'], 9122],
  ['admin', ['--admin', ''], 40],
  ['admin', ['--admin', '1x'], 9218],
  ['admin', ['--admin', 'a\u001b[31m'], 81],
  ['name', ['--name', 'a\u202eb'], 81],
])('init says what is wrong with --%s: %j', async (option, given, number) => {
  const company = option === 'company' ? [] : ['--company', 'Northern Goods']
  const told = await dingdan(['init', ...company, ...given, '--db', at('new.db'), '--lang', 'en'])
  expect(told.code).toBe(1)
  expect(told.lines).toEqual([
    expect.stringMatching(new RegExp(`^--${option}: Error: .*\\(${number}\\)$`)),
  ])
  expect(existsSync(at('new.db'))).toBe(false)
})

test.each([':memory:', ''])('no company is founded in %j, which nobody keeps', async db => {
  for (const command of [['init', '--company', 'Northern Goods'], []]) {
    const told = await dingdan([...command, '--db', db, '--lang', 'en'])
    expect([told.code, told.lines]).toEqual([1, [expect.stringContaining('(9016)')]])
  }
})

test('books without a company are not called true', async () => {
  await writeFile(at('empty.db'), '')
  const told = await dingdan(['verify', '--db', at('empty.db'), '--lang', 'en'])
  expect([told.code, told.lines]).toEqual([1, [expect.stringContaining('(9223)')]])
  const examined = (await dingdan(['doctor', '--db', at('empty.db'), '--lang', 'en'])).lines
  expect(examined.at(-1)).toContain('(9223)')
  expect(examined.filter(line => line.includes('(9147)'))).toEqual([])
})

test('what a file held reaches the terminal as harmless text', async () => {
  await writeFile(at('evil.cim'), '@@batchload \u001b[31m.p\n@@end\n')
  const told = await dingdan(['load', 'evil.cim', '--lang', 'en'], { DINGDAN_USER: 'anna' })
  expect(told.lines.join()).toContain('\ufffd[31m.p')
  expect(told.lines.join()).not.toContain('\u001b')
})

test('what was typed wrong is told back as harmless text', async () => {
  for (const args of [
    ['--x\u001b]52;c;eA==\u0007'],
    ['run', '--y\u001b[31m'],
    ['--lang', '\u001b[2J'],
  ]) {
    const told = (await dingdan(args)).lines.join('\n')
    expect(told).toMatch(/^error: .*\ufffd/)
    expect(told).not.toMatch(/[\u0007\u001b]/)
  }
})

test('a fault in the program is told in no SQL, but to who asks for it', async () => {
  const broken = at('broken.db')
  const books = await company(broken)
  await sql`drop table menu_security`.execute(books.db)
  await books.db.destroy()
  const asked = ['run', '7.1.2', '--db', broken, '--lang', 'en']
  const told = await dingdan(asked, { DINGDAN_USER: 'anna' })
  expect(told.lines).toEqual([
    expect.stringMatching(/^Error: A fault in the program.*report SQLITE_ERROR at .*\(9233\)$/),
  ])
  const whole = await dingdan(['--debug', ...asked], { DINGDAN_USER: 'anna' })
  expect(whole.lines.join('\n')).toContain('no such table')
})
