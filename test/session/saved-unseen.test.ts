import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import type { Language } from '../../src/kernel/format.ts'
import { setRules } from '../sales/life-support.ts'
import { Enter, F1, F4, F5, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, openCompany, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { startProgram } from '../support/program.ts'

let directory = ''
let path = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unseen-'))
  path = join(directory, 'books.db')
  const books = await company(path)
  await books.db.destroy()
})
afterEach(async () => {
  await signOut()
  await rm(directory, { recursive: true })
})

/** Anna types this, and her program is killed when the save is in the books and she hasn't seen it. */
const killedAfterSave = async (...keys: readonly string[]) => {
  const child = await startProgram('test/support/killed-after-save.ts', path, ...keys)
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
}

const order = [
  '7.1.1',
  '<enter>',
  '<enter>',
  'C001',
  '<f1>',
  '<f1>',
  '<f1>',
  '10-10000',
  '<tab>',
  '2',
]
const saved = [...order, '<f1>', '<f4>', '<f1>', '<f4>', '<enter>']
const receipt = ['3.9', '<enter>', '10-10000', '<tab>', '10', '<f1>', '<enter>']
const site = ['1.1.13', '<enter>', '10000', '<tab>', 'Plant one', '<f1>']

const bytes: Record<string, string> = { '<enter>': Enter, '<f1>': F1, '<f4>': F4, '<tab>': Tab }
const bytesOf = (key: string) => bytes[key] ?? key

const signInAgain = async (language: Language = 'en', more = {}) =>
  signIn(language, { company: await openCompany(path), ...more })

const count = async (table: 'sales_order' | 'draft') => {
  const books = await openCompany(path)
  const rows = await books.db.selectFrom(table).selectAll().execute()
  await books.db.destroy()
  return rows.length
}

test.each([
  ['en', 'Order SO10001 was saved 10:00:00'],
  ['zh', '订单 SO10001 已于 10:00:00 保存'],
] as const)(
  'an order that was saved unseen is told at the next sign-in: %s',
  async (language, said) => {
    await killedAfterSave(...saved)
    expect(await count('draft')).toBe(1)
    const clerk = await signInAgain(language)
    expect(clerk.line(22)).toBe(said)
    expect(clerk.asking).toBe(false)
    expect(await count('sales_order')).toBe(1)
    await clerk.types('7.1.1', Enter)
    expect(clerk.asking).toBe(false)
    expect(clerk.messages).toEqual([])
    expect(await count('draft')).toBe(0)
  },
)

test('a session that was open meanwhile tells it when the screen is opened', async () => {
  const clerk = await signInAgain()
  await killedAfterSave(...saved)
  await clerk.types('7.1.1', Enter)
  expect(clerk.line(22)).toBe('Order SO10001 was saved 10:00:00')
  expect(clerk.asking).toBe(false)
  expect(clerk.at).toBe('7.1.1')
  await clerk.types(Tab)
  expect(await count('draft')).toBe(0)
})

test('it is told again where the line drops before it was seen, and no more when it was', async () => {
  await killedAfterSave(...saved)
  for (let drops = 0; drops < 2; drops += 1) {
    const clerk = await signInAgain()
    expect(clerk.line(22)).toBe('Order SO10001 was saved 10:00:00')
    await clerk.hangsUp()
  }
  const clerk = await signInAgain()
  await clerk.types(Tab)
  await clerk.hangsUp()
  expect((await signInAgain()).line(22)).toBe('')
  expect(await count('sales_order')).toBe(1)
})

test('keys typed ahead do not show that an answer was seen', async () => {
  const books = await openCompany(path)
  const clerk = await signIn('en', { company: books })
  await clerk.types(...saved.map(bytesOf), F4, '7.1.1', Enter, Enter, 'C002', Enter)
  expect(await count('draft')).toBe(2)
  await clerk.kill()
  const again = await signInAgain()
  // The one is told, the other is offered.
  expect(again.screen).toContain('Order SO10001 was saved 10:00:00')
  expect(again.asking).toBe(true)
})

test('of more than two rows hold, the rest is told when its screen is opened', async () => {
  const books = await openCompany(path)
  const clerk = await signIn('en', { company: books })
  const another = saved.slice(2)
  await clerk.types(...[...saved, ...another, ...another].map(bytesOf))
  await clerk.kill()
  const again = await signInAgain()
  expect([again.line(22), again.line(23)]).toEqual([
    'Order SO10001 was saved 10:00:00',
    'Order SO10002 was saved 10:00:00',
  ])
  await again.types('7.1.1', Enter)
  expect(again.line(22)).toBe('Order SO10003 was saved 10:00:00')
  await again.types(Tab)
  expect(await count('draft')).toBe(0)
})

test('a key pressed where the terminal is too small to show it does not count as seen', async () => {
  await killedAfterSave(...saved)
  const clerk = await signInAgain()
  await clerk.resizes({ columns: 40, rows: 10 })
  await clerk.types(Tab, Tab)
  expect(await count('draft')).toBe(1)
})

test('a change that waits for approval is not told as saved', async () => {
  const books = await openCompany(path)
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
  await setRules(books, { change_approval: 1 })
  await killedAfterSave(
    ...['7.1.1', '<enter>', number, '<enter>', '<f1>', '<f1>', '<f1>'],
    ...['<tab>', '5', '<f1>', '<f4>', '<f1>', '<f4>', 'because', '<f1>', '<enter>'],
  )
  expect((await signInAgain()).line(22)).toBe(
    'Request 1 to change order SO10001 was saved 10:00:00; the order is unchanged',
  )
})

test('the clerk who sees it hears no more of it, in this session or the next', async () => {
  const books = await openCompany(path)
  const clerk = await signIn('en', { company: books })
  await clerk.types(...saved.map(bytesOf))
  await clerk.types(F4)
  expect(await count('draft')).toBe(0)
  await clerk.types('7.1.1', Enter)
  expect(clerk.messages).toEqual([])
  await clerk.leave()
  expect((await signInAgain()).messages).toEqual([])
})

test('what one terminal has saved and not seen yet is not in use at another', async () => {
  const books = await openCompany(path)
  const clerk = await signIn('en', { company: books })
  await clerk.types(...saved.map(bytesOf))
  const other = await signIn('en', { company: await openCompany(path, 'ben') })
  await other.types('7.1.1', Enter, 'SO10001', Enter)
  expect(other.messages).toEqual([msg.orderProgress.number, msg.modifyingRecord.number])
  const same = await signInAgain('en', { holder: { name: 'elsewhere', isAlive: () => true } })
  await same.types('7.1.1', Enter)
  expect([same.asking, same.messages]).toEqual([false, []])
})

test('an order that was not saved yet is offered as before', async () => {
  const books = await openCompany(path)
  const before = await signIn('en', { company: books })
  await before.types('7.1.1', Enter, Enter, 'C001', Enter)
  await before.kill()
  expect(await count('draft')).toBe(1)
  const clerk = await signInAgain()
  expect(clerk.asking).toBe(true)
})

test.each([
  [receipt, '3.9 Receipts - Unplanned was saved 10:00:00'],
  [site, '10000 was saved 10:00:00'],
])('other work is told by its key or its screen: %j', async (keys, said) => {
  await killedAfterSave(...keys)
  const clerk = await signInAgain()
  expect(clerk.line(22)).toBe(said)
  await clerk.types(Tab)
  expect(await count('draft')).toBe(0)
})

const drop = ['1.1.13', '<enter>', '70000', '<enter>', '<f5>', 'y', '<enter>']
const cancel = ['7.1.1', '<enter>', 'SO10001', '<enter>', '<f1>', '<f5>', 'y', '<enter>']

test.each([
  ['en', drop, '1.1.13 Site Maintenance 70000 was deleted 10:00:00'],
  ['zh', drop, '1.1.13 地点维护 70000 已于 10:00:00 删除'],
  ['en', cancel, '7.1.1 Sales Order Maintenance SO10001 was deleted 10:00:00'],
] as const)(
  'a deletion is told as one, and its record not offered: %s %j',
  async (language, keys, said) => {
    const books = await openCompany(path)
    await enterOrder(books, 'C001', [['10-10000', q(1)]])
    await sql`insert into site (code, description, active) values ('70000', 'Seventh', 1)`.execute(
      books.db,
    )
    await killedAfterSave(...keys)
    const clerk = await signInAgain(language)
    expect(clerk.line(22)).toBe(said)
    expect(clerk.asking).toBe(false)
    await clerk.types(Tab)
    expect(await count('draft')).toBe(0)
  },
)

test('a deletion that was refused leaves the work to be offered', async () => {
  const books = await openCompany(path)
  const clerk = await signIn('en', { company: books })
  await clerk.types('1.1.13', Enter, '10000', Enter, 'Plant one', Tab, F5, 'y', Enter)
  expect(clerk.messages).toEqual([msg.usedByLocations.number])
  await clerk.kill()
  const again = await signInAgain()
  expect([again.asking, again.screen.includes('deleted')]).toEqual([true, false])
})

test('what another clerk saved is not told', async () => {
  await killedAfterSave(...saved)
  const books = await openCompany(path, 'ben')
  const clerk = await signIn('en', { company: books })
  expect(clerk.messages).toEqual([])
})
