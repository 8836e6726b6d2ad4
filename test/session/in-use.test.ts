import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { type Clerk, Enter, F1, F4, F10, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, q, today } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

let books: Books
let minutes = 0
let anna: Clerk

const clerkAt = (user: string, language: 'en' | 'zh' = 'en') =>
  signIn(language, { company: { ...books, user } })

beforeEach(async () => {
  const made = await company()
  minutes = 0
  const start = new Date(`${today}T10:02:00`).getTime()
  books = { ...made, now: () => new Date(start + minutes * 60_000) }
  await enterOrder(made, 'C001', [['10-10000', q(1)]])
  await enterOrder(made, 'C001', [['10-10000', q(1)]])
  anna = await clerkAt('anna')
})
afterEach(signOut)

const opened = ['7.1.1', Enter, 'SO10001', Enter]
const changed = [...opened, F1, F1, F1, Tab, '5', F1]

test.each([
  ['en', 'Warning: In use by anna since 10:02 (102)'],
  ['zh', '警告: anna 从 10:02 起正在修改 (102)'],
] as const)(
  'who opens an order that another clerk is changing is told: %s',
  async (language, said) => {
    await anna.types(...changed)
    minutes = 20
    await anna.types('9', Tab)
    const ben = await clerkAt('ben', language)
    await ben.types(...opened)
    expect(ben.line(22)).toBe(said)
  },
)

test('it is no lock: both may save, one after the other', async () => {
  await anna.types(...changed)
  const ben = await clerkAt('ben')
  await ben.types(...changed, F4, F1, F4, Enter)
  expect(ben.messages).toContain(7237)
})

test('F10 tells it too, and only of the record in work', async () => {
  await anna.types(...changed)
  const ben = await clerkAt('ben')
  await ben.types('7.1.1', Enter, F10)
  expect(ben.messages).toContain(102)
  await ben.types(F10)
  expect(ben.messages).not.toContain(102)
})

test.each([
  ['who only looks is not told of', opened, 0, false],
  ['work that has rested half an hour is told of', changed, 30, true],
  ['work that has rested longer is not', changed, 31, false],
] as const)('%s', async (_, keys, after, told) => {
  await anna.types(...keys)
  minutes = after
  const ben = await clerkAt('ben')
  await ben.types(...opened)
  expect(ben.messages.includes(102)).toBe(told)
})

test('one is not told of oneself, nor of work that is done', async () => {
  await anna.types(...changed)
  const again = await clerkAt('anna')
  await again.types('n', Enter, '7.1.1', Enter, 'n', Enter, 'SO10001', Enter)
  expect(again.messages).not.toContain(102)
  await anna.types(F4, F1, F4, Enter)
  expect(anna.messages).toContain(7237)
  const ben = await clerkAt('ben')
  await ben.types(...opened)
  expect(ben.messages).not.toContain(102)
})

test('master data too', async () => {
  const item = ['1.4.1', Enter, '10-20000', F1]
  await anna.types(...item, 'ANNA PUMP', Tab)
  const ben = await clerkAt('ben')
  await ben.types(...item.slice(0, 3), Tab)
  expect(ben.messages).toContain(102)
})
