import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { passwordOf } from '../../src/ledger/sign-ins.ts'
import { hashPassword, isPassword } from '../../src/security/password.ts'
import { signIn } from '../../src/security/sign-in.ts'
import { users } from '../../src/security/users.ts'
import { F1, signOut, Tab } from '../support/clerk.ts'
import { carryOut } from '../support/company.ts'
import { addUser, guarded, password } from './door-support.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dingdan-secrets-'))
})
afterEach(async () => {
  await signOut()
  await rm(directory, { recursive: true })
})

test('no password is found in the files, and no hash in the log, which forgets nothing', async () => {
  const path = join(directory, 'company.db')
  const { books, arrives } = await guarded(path)
  await addUser(books, 'mei', ['clerk'], { temporary: true })
  const clerk = await arrives('en')
  await clerk.types(
    'mei',
    Tab,
    password,
    F1,
    'yellow lantern boats',
    Tab,
    'yellow lantern boats',
    F1,
  )
  expect(clerk.messages).toEqual([9214])
  await clerk.types('36.3.3', '\r', 'half typed secret', Tab, 'never to be found')
  await clerk.kill()
  const hashes = await books.db.selectFrom('password').select('hash').execute()
  const log = await books.db.selectFrom('operation').selectAll().execute()
  expect(hashes).toHaveLength(2)
  for (const { hash } of hashes) expect(JSON.stringify(log)).not.toContain(hash)
  const files = await Promise.all(['', '-wal'].map(tail => readFile(path + tail, 'latin1')))
  for (const typed of [password, 'yellow lantern boats', 'half typed', 'never to be']) {
    for (const file of files) expect(file).not.toContain(typed)
  }
})

test('a hash that cost less to guess is kept in today’s form when its owner comes', async () => {
  const { books, arrives } = await guarded()
  const before = (await passwordOf(books.db, 'carl'))!.hash
  await books.db
    .updateTable('password')
    .set({ hash: await hashPassword(password, { N: 512, r: 8, p: 1 }) })
    .execute()
  const clerk = await arrives('en')
  await clerk.types('carl', Tab, password, F1)
  expect(clerk.messages).toEqual([9214])
  const after = (await passwordOf(books.db, 'carl'))!.hash
  expect(after).not.toBe(before)
  expect(after).toMatch(/^scrypt\$1024\$8\$1\$/)
})

test('a password that is given anew while the old one comes in is not undone by it', async () => {
  const { books } = await guarded()
  const fresh = await hashPassword('lent in the meantime', { N: 1024, r: 8, p: 1 })
  const late = signIn(books, { name: 'carl', password }, { N: 2 ** 16, r: 8, p: 1 })
  await pause(40)
  await carryOut(books, users.save, {
    values: { code: 'carl', name: 'carl X', clerk: 1 },
    hash: fresh,
  })
  await late
  const kept = (await passwordOf(books.db, 'carl'))!.hash
  expect(await isPassword(password, kept)).toBe(false)
  expect(kept).toBe(fresh)
})
