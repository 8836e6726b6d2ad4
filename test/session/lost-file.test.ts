import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { openLedger } from '../../db/open.ts'
import { type Clerk, Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, openCompany, today } from '../support/company.ts'

let directory = ''
let path = ''
let clerk: Clerk
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lost-file-'))
  path = join(directory, 'books.db')
  await (await company(path)).db.destroy()
  const { db, waits } = await openLedger(path)
  const books = { db, user: 'anna', now: () => new Date(`${today}T10:00:00`) }
  clerk = await signIn('en', { company: books, waits })
  await clerk.types('3.9', Enter, '10-10000', Tab, '10', F1)
})
afterEach(async () => {
  await signOut()
  await rm(directory, { recursive: true })
})

/** Somebody else's hands: in this process it would drop the database's locks. */
const move = (from: string, to: string) =>
  promisify(execFile)('sh', [
    '-c',
    'for end in "" -wal -shm; do mv "$1$end" "$2$end"; done',
    'sh',
    from,
    to,
  ])

const received = async () => {
  const books = await openCompany(path)
  const rows = await books.db.selectFrom('stock_move').select('quantity').execute()
  await books.db.destroy()
  return rows.filter(({ quantity }) => quantity === 100_000).length
}

test('books that were carried away: a save says so, nothing typed is lost, and back in place it is saved', async () => {
  const before = clerk.lines.slice(1, 21)
  await move(path, `${path}.away`)
  await clerk.types(Enter)
  expect(clerk.messages).toEqual([msg.databaseMoved.number])
  expect(clerk.lines.slice(1, 21)).toEqual(before)
  await move(`${path}.away`, path)
  await clerk.types(F1, Enter)
  expect(clerk.messages).toEqual([msg.stockReceived.number])
  expect(await received()).toBe(1)
})

test('the clerk can leave books that were carried away, and finds the work again', async () => {
  await move(path, `${path}.away`)
  await clerk.types(Enter)
  await clerk.types(F4)
  expect([clerk.at, clerk.messages]).toEqual(['', [msg.databaseMoved.number]])
  await move(`${path}.away`, path)
  expect(await received()).toBe(0)
  await clerk.types('3.9', Enter)
  expect(clerk.line(22)).toBe('3.9 Receipts - Unplanned 10-10000: continue from 2026-11-22 10:00?')
})
