import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { demoBooks, Enter, F2, signIn, signOut } from '../support/clerk.ts'

let books: Books
beforeAll(async () => {
  books = await demoBooks()
})
afterAll(signOut)

const numbers = async (table: string, status: readonly string[]) => {
  const rows = await books.db
    .selectFrom(table as 'certificate')
    .select('number')
    .where('status', 'in', status as never)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}

test.each([
  ['7.1.5', 'sales_order', ['entered']],
  ['7.1.6', 'sales_order', ['confirmed']],
  ['7.9.15', 'sales_order', ['confirmed']],
  ['7.9.11.4', 'certificate', ['issued']],
  ['7.9.11.5', 'certificate', ['printed']],
  ['7.9.11.6', 'certificate', ['lost']],
  ['7.9.11.7', 'certificate', ['approved']],
  ['7.9.16.3', 'delivery_note', ['made']],
  ['7.9.16.5', 'delivery_note', ['signed']],
  ['7.9.16.7', 'delivery_note', ['made', 'signed']],
])('F2 on the key of %s lists what it is for: %s %j', async (code, table, status) => {
  const wanted = await numbers(table, status)
  const clerk = await signIn('en', { company: books })
  await clerk.types(code, Enter, F2)
  const listed = clerk.lines
    .slice(10)
    .flatMap(line => /^│? *([A-Z]{2}\d{5})\b/.exec(line)?.[1] ?? [])
  expect(listed).toEqual(wanted.slice(0, 9))
})

test('elsewhere F2 lists all', async () => {
  const all = await books.db.selectFrom('certificate').select('number').orderBy('number').execute()
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.9.11.1', Enter, F2)
  for (const { number } of all.slice(0, 9)) expect(clerk.screen).toContain(number)
})
