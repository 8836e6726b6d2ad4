import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { type Migration, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { migrations } from '../../db/migrations/index.ts'
import { DatabaseRefused, openLedger } from '../../db/open.ts'
import { headOf } from '../../src/ledger/chain.ts'
import { company, openCompany } from '../support/company.ts'
import { runProgram } from '../support/program.ts'
import { wrongIn } from '../support/wrong-in.ts'

let directory = ''
let path = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'upgrade-'))
  path = join(directory, 'books.db')
})
afterEach(() => rm(directory, { recursive: true }))

const today = Object.keys(migrations).length
const next = today + 1
const kept = () => `${path}.before-v${next}`
const names = async () => (await readdir(directory)).sort()

/** The books of a later program: one table more. */
const later = (fail = false): Record<string, Migration> => ({
  ...migrations,
  '9999-later': {
    up: async db => {
      await sql`create table more (a integer) strict`.execute(db)
      if (fail) throw new DatabaseRefused({ number: 1, level: 'error', zh: '', en: '' }, 'killed')
      await sql.raw(`pragma user_version = ${next}`).execute(db)
    },
  },
})

test('books that are made need no copy', async () => {
  await (await openLedger(path, { migrations: later() })).close()
  expect(await names()).toEqual(['books.db'])
})

test('before older books are brought up to date they are kept as they were', async () => {
  const old = await company(path)
  const head = await headOf(old.db)
  await old.db.destroy()
  await (await openLedger(path, { migrations: later() })).close()
  expect(await names()).toEqual(['books.db', `books.db.before-v${next}`])
  expect((await stat(kept())).mode & 0o777).toBe(0o600)
  await rm(path)
  // The program of today opens them again.
  const before = await openCompany(kept())
  expect(await headOf(before.db)).toEqual(head)
  expect(await wrongIn(before)).toEqual([])
  await before.db.destroy()
})

test('once: books that are up to date are left alone', async () => {
  await (await company(path)).db.destroy()
  await (await openLedger(path, { migrations: later() })).close()
  const before = (await stat(kept())).mtimeMs
  await (await openLedger(path, { migrations: later() })).close()
  expect((await stat(kept())).mtimeMs).toBe(before)
})

test('an upgrade that fails leaves the books as they were, and the next one keeps them anew', async () => {
  await (await company(path)).db.destroy()
  await expect(openLedger(path, { migrations: later(true) })).rejects.toThrow(DatabaseRefused)
  const first = (await stat(kept())).ino
  const books = await openCompany(path)
  await books.db.updateTable('item').set({ description: 'since' }).execute()
  await books.db.destroy()
  await writeFile(`${kept()}.part`, 'left by a kill')
  await (await openLedger(path, { migrations: later() })).close()
  expect((await stat(kept())).ino).not.toBe(first)
  const copy = new SQLite(kept(), { readonly: true })
  expect(copy.prepare('select distinct description from item').pluck().all()).toEqual(['since'])
  copy.close()
  expect(await names()).toEqual(['books.db', `books.db.before-v${next}`])
})

test('an upgrade that finds what it was to make says so, and not in SQL', async () => {
  const books = await company(path)
  const last = Object.keys(migrations).at(-1)!
  await sql`delete from kysely_migration where name = ${last}`.execute(books.db)
  await books.db.destroy()
  await expect(openLedger(path, { migrations: later() })).rejects.toMatchObject({
    problem: msg.databaseNotUpgraded,
  })
})

test('where the copy cannot be made nothing is upgraded', async () => {
  await (await company(path)).db.destroy()
  // Nothing can be given the name of a directory.
  await mkdir(kept())
  await expect(openLedger(path, { migrations: later() })).rejects.toThrow()
  await (await openCompany(path)).db.destroy()
})

test('six programs at once keep one copy, of the books before all of them', async () => {
  await (await company(path)).db.destroy()
  const program = 'test/support/open-books.ts'
  const told = await Promise.all(
    Array.from({ length: 6 }, () => runProgram(program, path, 'upgrade')),
  )
  expect(told).toEqual(['3', '3', '3', '3', '3', '3'])
  const copy = new SQLite(kept(), { readonly: true })
  expect(copy.pragma('user_version', { simple: true })).toBe(today)
  copy.close()
})
