import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import SQLite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Message, msg } from '../../db/messages.ts'
import { migrations } from '../../db/migrations/index.ts'
import { DatabaseRefused, openLedger } from '../../db/open.ts'
import { histories } from '../../src/ledger/checks-of-history.ts'
import { demoBooks } from '../support/clerk.ts'
import { oneFileOf, runProgram } from '../support/program.ts'

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'open-'))
})
afterAll(() => rm(directory, { recursive: true }))

const at = (name: string) => join(directory, name)
const hash = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

const refusal = async (opening: Promise<unknown>) => {
  const error = await opening.then(
    () => null,
    (caught: unknown) => caught,
  )
  if (!(error instanceof DatabaseRefused)) throw error ?? new Error('it was opened')
  return error.problem.number
}

test('books behind a symbolic link are those that it names', async () => {
  await (await openLedger(at('real.db'))).close()
  await symlink(at('real.db'), at('link.db'))
  const ledger = await openLedger(at('link.db'))
  await ledger.db.transaction().execute(tx => tx.selectFrom('company').selectAll().execute())
  await ledger.close()
})

test('the connection is what the books rest on', async () => {
  const ledger = await openLedger(at('pragmas.db'))
  const asked: [string, unknown][] = []
  for (const name of [
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'recursive_triggers',
    'user_version',
  ]) {
    const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(ledger.db)
    asked.push([name, Object.values(rows[0]!)[0]])
  }
  await ledger.close()
  expect(asked).toEqual([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['recursive_triggers', 1],
    ['user_version', Object.keys(migrations).length],
  ])
})

describe('what is not ours stays as it is', () => {
  test.each([
    [
      'a text',
      msg.databaseNotOurs,
      (path: string) => writeFile(path, 'hello, this is not a database at all'),
    ],
    [
      "another program's database",
      msg.databaseNotOurs,
      async (path: string) => void new SQLite(path).exec('create table t (a)').close(),
    ],
    [
      'a newer database',
      msg.databaseTooNew,
      async (path: string) => {
        await (await openLedger(path)).close()
        const file = new SQLite(path)
        file.pragma('user_version = 99')
        file.close()
      },
    ],
  ] satisfies [string, Message, (path: string) => Promise<void>][])(
    '%s',
    async (name, message, make) => {
      const path = at(`${name}.db`)
      await make(path)
      const before = await hash(path)
      expect(await refusal(openLedger(path))).toBe(message.number)
      expect(await hash(path)).toBe(before)
    },
  )

  test('a directory that is not there', async () => {
    expect(await refusal(openLedger(at('nowhere/x.db')))).toBe(msg.databaseCannotBeOpened.number)
  })
})

const run = promisify(execFile)
const asOther = async (...args: readonly string[]) =>
  run(process.execPath, [await oneFileOf('bin/dingdan.ts'), ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )

test('a database that someone else holds: one line, and a status', async () => {
  const path = at('held.db')
  const ledger = await openLedger(path)
  await ledger.close()
  const holder = new SQLite(path)
  holder.pragma('locking_mode = exclusive')
  holder.exec('begin exclusive')
  const told = await asOther('verify', '--db', path, '--lang', 'en')
  holder.close()
  expect(told).toMatchObject({ code: 1, stderr: expect.stringContaining(msg.databaseLocked.en) })
  expect(told.stderr.trim().split('\n')).toHaveLength(1)
})

test.runIf(process.getuid?.() === 0)(
  'a file that may not be written: one line, and a status',
  async () => {
    const path = at('readonly.db')
    await (await openLedger(path)).close()
    await chmod(directory, 0o755)
    await chmod(path, 0o444)
    const before = await hash(path)
    const told = await runProgram('test/torture/opener.ts', path, '65534')
    expect(told).toBe(String(msg.databaseReadOnly.number))
    expect(await hash(path)).toBe(before)
  },
)

test('six programs upgrading at once: one applies, all go on', async () => {
  const path = at('six.db')
  const program = 'test/support/open-books.ts'
  const told = await Promise.all(Array.from({ length: 6 }, () => runProgram(program, path)))
  expect(told).toEqual(['0', '0', '0', '0', '0', '0'])
})

test('history is only ever added to', async () => {
  const books = await demoBooks()
  const asked = sql<{ table: string }>`select tbl_name as "table" from sqlite_schema
    where type = 'trigger' and name glob '*_no_update' order by 1`
  const tables = (await asked.execute(books.db)).rows.map(({ table }) => table)
  expect(tables).toEqual([...histories, 'operation'].toSorted())
  for (const table of tables) {
    const key = table === 'operation' ? 'id' : 'number'
    const attacks = [
      `update ${table} set created_by = 'mallory'`,
      `delete from ${table}`,
      `insert or replace into ${table} select * from ${table} limit 1`,
      `insert into ${table} select * from ${table} where true limit 1 on conflict (${key}) do update set created_by = 'mallory'`,
    ]
    for (const attack of attacks) {
      await expect(sql.raw(attack).execute(books.db), attack).rejects.toThrow(/is history/)
    }
  }
})
