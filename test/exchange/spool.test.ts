import { execFileSync } from 'node:child_process'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { importFiles } from '../../src/exchange/import.ts'
import { openOutput } from '../../src/exchange/output.ts'
import { type Clerk, Enter, F1, F4, F8, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, openCompany, saysWhy } from '../support/company.ts'
import { oneFileOf } from '../support/program.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'dingdan-spool-'))
})
afterEach(async () => {
  await signOut()
  await rm(home, { recursive: true })
})

const modeOf = async (path: string) => (await stat(path)).mode & 0o777
const output = () => join(home, 'output')
const spool = (user = 'anna') => ({ directory: output(), user })
const open = async (name: string, user?: string) => {
  const opened = await openOutput(name, spool(user))
  if (opened.ok) opened.value.stream.destroy()
  return opened.ok ? opened.value.path : saysWhy(opened)
}

/** Stands in the field for the output of an inquiry. */
const toOutput = async (clerk: Clerk, code: string) => {
  await clerk.types(code, Enter)
  for (let n = 0; n < 30 && clerk.field !== 'output'; n += 1) await clerk.types(Tab)
  expect(clerk.field).toBe('output')
  await clerk.types(F8)
}

test('a file asked for on the screen is new, private, and in the directory of its clerk', async () => {
  const books = await company(join(home, 'company.db'))
  const anna = await signIn('en', { company: books, directory: output() })
  const ben = await signIn('en', {
    company: await openCompany(join(home, 'company.db'), 'ben'),
    directory: output(),
  })
  for (const clerk of [anna, ben]) {
    await toOutput(clerk, '1.1.14')
    await clerk.types('sites.csv', F1)
    await clerk.sees('Written to')
  }
  for (const user of ['anna', 'ben']) {
    expect(await readdir(join(output(), user))).toEqual(['sites.csv'])
    expect(await modeOf(join(output(), user, 'sites.csv'))).toBe(0o600)
    expect(await modeOf(join(output(), user))).toBe(0o700)
  }
  expect(await modeOf(output())).toBe(0o700)
  const written = join(output(), 'anna/sites.csv')
  const before = await readFile(written, 'utf8')
  expect(parse(before)).toHaveLength(4)

  // The same name once more: the cursor is back on it, and what was written stays.
  await toOutput(anna, `${F4}1.1.14`)
  await anna.types('sites.csv', F1)
  expect([anna.field, anna.messages]).toEqual(['output', [msg.outputExists.number]])
  expect(await readFile(written, 'utf8')).toBe(before)
})

// What has no point in it names a printer.
test.each([
  ['../x.csv', msg.outputNameInvalid],
  ['con.csv', msg.outputNameInvalid],
  ['x.', msg.outputNameInvalid],
  ['/etc/x', msg.printerDoesNotExist],
  ['NUL', msg.printerDoesNotExist],
  ['a b', msg.printerDoesNotExist],
] as const)(
  'the name %j is refused on the screen, with the cursor on it',
  async (name, { number }) => {
    const clerk = await signIn('en', { directory: output() })
    await toOutput(clerk, '1.1.14')
    await clerk.types(name, F1)
    expect([clerk.field, clerk.messages]).toEqual(['output', [number]])
    expect(await readdir(home)).toEqual([])
  },
)

test.each([
  '',
  '.',
  '..',
  '../x',
  '../../etc/passwd',
  'a..b',
  '/etc/x',
  'a/b',
  'a\\b',
  '..\\x',
  'C:x',
  '-rf',
  '~root',
  '.hidden',
  'a b',
  'a\u0000',
  'a\u0000.csv',
  'a\n',
  '订单.csv',
  'a\u202eb',
  '%2e%2e',
  '|sh',
  'a;b',
  '$(id)',
  'x.',
  'x'.repeat(65),
  'con',
  'PRN.csv',
  'aux.txt',
  'Nul',
  'COM1',
  'lpt9.csv',
])('the name %j is refused', async name => {
  expect(await open(name)).toBe('output 97')
  expect(await open('fine.csv', name)).toBe('output 97')
  expect(await readdir(home)).toEqual([])
})

test.each(['ship.csv', 'a', 'A-1_2.txt', 'console.csv', 'x'.repeat(64)])(
  '%j is a name',
  async name => expect(await open(name)).toBe(join(output(), 'anna', name)),
)

test('nothing is written over a file, or through a link in any place', async () => {
  await open('first.csv')
  const own = join(output(), 'anna')
  await writeFile(join(own, 'old.csv'), 'kept')
  await symlink(join(home, 'elsewhere'), join(own, 'link.csv'))
  await symlink(join(own, 'old.csv'), join(own, 'link2.csv'))
  await mkdir(join(own, 'folder'))
  for (const name of ['old.csv', 'link.csv', 'link2.csv', 'folder']) {
    expect(await open(name)).toBe(`output 96 ${name}`)
  }
  expect(await readFile(join(own, 'old.csv'), 'utf8')).toBe('kept')

  await mkdir(join(home, 'target'))
  await symlink(join(home, 'target'), join(output(), 'ben'))
  expect(await open('x.csv', 'ben')).toBe('output 96 x.csv')
  await rm(output(), { recursive: true })
  await symlink(join(home, 'target'), output())
  expect(await open('x.csv')).toBe('output 96 x.csv')
  await rm(output())
  await writeFile(output(), 'a file')
  expect(await open('x.csv')).toBe('output 96 x.csv')
  expect(await readdir(join(home, 'target'))).toEqual([])
})

test('a directory that others could look into is closed', async () => {
  await open('first.csv')
  await chmod(output(), 0o755)
  await chmod(join(output(), 'anna'), 0o777)
  await open('second.csv')
  expect([await modeOf(output()), await modeOf(join(output(), 'anna'))]).toEqual([0o700, 0o700])
})

test('a file for which there is no room is refused, and what was written of it does not stay', async () => {
  const program = await oneFileOf('test/support/write-items.ts')
  // 4 KiB are less than the list of items; the signal that comes with the limit is not what a full disk sends.
  const limited = `trap '' XFSZ; ulimit -f 8; exec "$0" '${program}' '${output()}'`
  const run = (shell: string) =>
    execFileSync('sh', ['-c', shell, process.execPath]).toString().trim()
  expect(run(limited)).toBe('output 96 items.csv')
  expect(await readdir(join(output(), 'anna'))).toEqual([])
  expect(run(limited.replace('ulimit -f 8;', ''))).toBe('accepted')
  expect(await readdir(join(output(), 'anna'))).toEqual(['items.csv'])
})

test('what was imported goes out again as no formula', async () => {
  const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', "=cmd|' /C calc'!A0", 'blue;=1+1', '＝1+1']
  const books = await company(join(home, 'company.db'))
  const rows = formulas.map((text, n) => `F-${n},"${text}",EA,10000,200`)
  const file = join(home, 'items.csv')
  await writeFile(file, ['code,description,unit,site,location', ...rows].join('\n'))
  const imported = await importFiles(books, { kind: 'items', files: [file], map: undefined })
  expect(imported.ok).toBe(true)

  const clerk = await signIn('en', { company: books, directory: output() })
  await toOutput(clerk, '1.6')
  await clerk.types('out.csv', F1)
  await clerk.sees('Written to')
  const out = parse(await readFile(join(output(), 'anna/out.csv'), 'utf8')) as string[][]
  const written = out.filter(([code]) => code!.startsWith('F-')).map(row => row[1])
  expect(written).toEqual([
    "'=1+1",
    "'+1+1",
    "'-1+1",
    "'@SUM(A1)",
    "'=cmd|' /C calc'!A0",
    "blue;'=1+1",
    "'＝1+1",
  ])
})
