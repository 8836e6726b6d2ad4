import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { faultOf } from '../../src/kernel/fault.ts'
import { Enter, signIn, signOut } from '../support/clerk.ts'
import { company } from '../support/company.ts'

afterEach(signOut)

test('a fault is told by its number, its kind and its place, and no word of SQL', async () => {
  const books = await company()
  const clerk = await signIn('en', { company: books })
  await sql`drop table holiday`.execute(books.db)
  await clerk.types('36.2.1', Enter, '2026-10-01', Enter)
  expect(clerk.messages).toEqual([msg.internalError.number])
  const said = clerk.lines.slice(21, 23).join(' ').replace(/\s+/g, ' ')
  expect(said).toMatch(/please report SQLITE_ERROR at [\w.-]+:\d+:\d+(?:, [\w.-]+:\d+:\d+)? \(99\)/)
  expect(said).not.toMatch(/no such table|holiday|select/i)
})

test('the places are our own, the nearest and the one that asked for it', () => {
  const stack = [
    'TypeError: x (made up at a.ts:1:1)',
    '    at Object.all (/somewhere/node_modules/kysely/sqlite-driver.js:1:2)',
    '    at process.processTicks (node:internal/process/task_queues:95:5)',
    '    at async read (/somewhere/src/sales/price.ts:12:3)',
    '    at async press (file:///somewhere/src/session/session.ts:4:5)',
  ].join('\n')
  expect(faultOf(Object.assign(new TypeError('x'), { stack }))).toBe(
    'TypeError at price.ts:12:3, session.ts:4:5',
  )
  expect(faultOf('a word that was thrown')).toBe('string')
})
