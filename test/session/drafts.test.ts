import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import {
  type Clerk,
  CtrlD,
  Enter,
  F1,
  F2,
  F4,
  F6,
  F10,
  F11,
  ShiftTab,
  signIn,
  signOut,
  Tab,
  Up,
} from '../support/clerk.ts'
import { company } from '../support/company.ts'

afterEach(signOut)

const drafts = ({ books }: Clerk) => books.db.selectFrom('draft').select('screen').execute()

/** A clerk who was killed at some point, and what they had typed up to it. */
const killed = async (how: 'kill' | 'hangsUp', ...keys: string[]) => {
  const books = await company()
  const clerk = await signIn('en', { company: books })
  await clerk.types(...keys)
  const { field, lines } = clerk
  await clerk[how]()
  return { books, field, body: lines.slice(1, 21), again: () => signIn('en', { company: books }) }
}

const list = [
  '1.10.1.1',
  Enter,
  'NEWL',
  Tab,
  'CNY',
  Tab,
  '10-10000',
  Tab,
  'EA',
  Tab,
  '20260101',
  F1,
]
const half = [
  ...list,
  'AUTUMN',
  Tab,
  Tab,
  'P',
  F1,
  '0',
  Tab,
  '100',
  F1,
  '10',
  Tab,
  '90',
  F1,
  '50',
  Tab,
]

describe.each(['kill', 'hangsUp'] as const)('after a %s', how => {
  test.each([
    ['in the first frame', list.slice(0, 6)],
    ['in the second frame', [...list, 'AUTUMN', Tab, '20270101', Tab]],
    ['in a row begun and not accepted', half],
    ['on a new row that holds nothing', half.slice(0, -2)],
    ['in a row above', [...half.slice(0, -2), Up, Tab]],
  ])('%s: offered at the menu, and back at the same field', async (_, keys) => {
    const before = await killed(how, ...keys)
    const clerk = await before.again()
    expect(clerk.line(22)).toBe(
      '1.10.1.1 Price List Maintenance NEWL: continue from 2026-11-22 10:00? Yes',
    )
    await clerk.types(Enter)
    expect(clerk.field).toBe(before.field)
    expect(clerk.lines.slice(1, 21)).toEqual(before.body)
    expect(clerk.messages).toEqual([92])
  })
})

test('it goes on to the end as if nothing had been, and is offered no more', async () => {
  const before = await killed('kill', ...half)
  const clerk = await before.again()
  await clerk.types('y', Enter, '80', F1, F4)
  expect(clerk.messages).toEqual([24])
  const breaks = await clerk.books.db
    .selectFrom('price_break')
    .selectAll()
    .where('code', '=', 'NEWL')
    .execute()
  expect(breaks.map(({ price }) => price / 10_000)).toEqual([100, 90, 80])
  await clerk.types(Tab)
  expect(await drafts(clerk)).toEqual([])
})

test('a row begun is still only begun: F4 drops it', async () => {
  const before = await killed('kill', ...half)
  const clerk = await before.again()
  await clerk.types(Enter, F4, F4)
  expect(clerk.messages).toEqual([24])
  const breaks = clerk.books.db.selectFrom('price_break').select('price').where('code', '=', 'NEWL')
  expect(await breaks.execute()).toHaveLength(2)
})

test('a row that was changed is still the one it was: F4 undoes the change', async () => {
  const before = await killed('kill', ...half.slice(0, -2), Up, Tab, '77', ShiftTab)
  const clerk = await before.again()
  await clerk.types('y', Enter)
  expect(clerk.screen).toContain('77.00')
  await clerk.types(F4)
  expect(clerk.screen).toContain('90.00')
  expect(clerk.screen).not.toContain('77.00')
})

test('a copy that comes back takes its new number, and is saved', async () => {
  const before = await killed('kill', '1.4.1', Enter, '10-10000', F1, F4, F11)
  const clerk = await before.again()
  await clerk.types('y', Enter, 'COPIED', F1)
  expect([clerk.asking, clerk.field]).toEqual([false, 'description'])
  await clerk.types(F1)
  expect(clerk.messages).toEqual([24])
})

const inLines = ['7.1.1', Enter, Enter, 'C001', F1, F1, F1]

test.each([
  ['a menu', [F6]],
  ['a list', [F2]],
  ['another function', [F6, '1.4.1', Enter]],
])('work under %s that was opened in one go is kept', async (_, over) => {
  const before = await killed(
    'kill',
    ...inLines,
    '10-10000',
    Tab,
    '5',
    Tab,
    ShiftTab,
    ShiftTab,
    ...over,
  )
  const clerk = await before.again()
  await clerk.types('y', Enter)
  expect(clerk.session.standing!.draft['sales_order_line']).toMatchObject([
    { item: '10-10000', quantity: 50_000 },
  ])
})

test('what was typed into a field and not left is there after the line dropped', async () => {
  const before = await killed('hangsUp', ...inLines, '10-10000', Tab, '5', F1, '10-20')
  const clerk = await before.again()
  await clerk.types('y', Enter, '000', Tab, '3', F1)
  expect(clerk.session.standing!.draft['sales_order_line']).toMatchObject([
    { item: '10-10000' },
    { item: '10-20000', quantity: 30_000 },
    {},
  ])
})

test('No at the menu keeps it; the screen itself offers it again, and No there forgets it', async () => {
  const before = await killed('kill', ...half)
  const clerk = await before.again()
  await clerk.types('n', Enter)
  expect(clerk.messages).toEqual([91])
  expect(clerk.at).toBe('')
  await clerk.types('1.10.1.1', Enter)
  expect(clerk.asking).toBe(true)
  expect(await drafts(clerk)).toHaveLength(1)
  await clerk.types('n', Enter)
  expect(clerk.field).toBe('code')
  expect(clerk.screen).not.toContain('NEWL')
  expect(await drafts(clerk)).toEqual([])
})

test('F4 at the offer changes nothing', async () => {
  const before = await killed('kill', ...half)
  const clerk = await before.again()
  await clerk.types(F4, '1.10.1.1', Enter, F4)
  expect(clerk.at).toBe('')
  expect(await drafts(clerk)).toHaveLength(1)
})

test('Yes in the screen goes on too', async () => {
  const before = await killed('kill', ...half)
  const clerk = await before.again()
  await clerk.types('n', Enter, '1.10.1.1', Enter)
  await clerk.types('y', Enter)
  expect(clerk.field).toBe(before.field)
  expect(clerk.lines.slice(1, 21)).toEqual(before.body)
})

test("another clerk isn't offered it", async () => {
  const { books } = await killed('kill', ...half)
  const other = await signIn('en', { company: { ...books, user: 'ben' } })
  expect(other.asking).toBe(false)
  await other.types('1.10.1.1', Enter)
  expect(other.asking).toBe(false)
})

test('a row deleted before the end stays deleted', async () => {
  const before = await killed('kill', ...half.slice(0, -2), Up, Up, CtrlD, 'y', Enter)
  const clerk = await before.again()
  await clerk.types(Enter)
  expect(clerk.lines.slice(1, 21)).toEqual(before.body)
  expect(clerk.screen).not.toContain('100.00')
})

test('a record that was only looked at is no unfinished work', async () => {
  const before = await killed('kill', '1.10.1.1', Enter, F10, F10, F1, Tab)
  expect((await before.again()).asking).toBe(false)
})

describe('leaving', () => {
  test('with work that was begun asks first; No stays, Yes forgets it', async () => {
    const clerk = await signIn('en')
    await clerk.types(...half, F4, F4)
    expect(clerk.at).toBe('1.10.1.1')
    await clerk.kill()
  })

  test('a new record from its second frame: back to the first, then the question', async () => {
    const clerk = await signIn('en')
    await clerk.types('3.9', Enter, '10-10000', Tab, '5', Tab)
    expect(clerk.field).toBe('effective_date')
    await clerk.types(F4)
    expect(clerk.at).toBe('')
    expect(await drafts(clerk)).toEqual([])
  })
})

test('the question before a save: No and F4 go back with everything there', async () => {
  const clerk = await signIn('en')
  await clerk.types('3.9', Enter, '10-10000', Tab, '5', F1)
  expect(clerk.line(22)).toBe('Is all information correct? Yes')
  await clerk.types('n', Enter)
  expect(clerk.field).not.toBe('')
  expect(clerk.screen).toContain('Quantity: 5 ')
  await clerk.types(F1, F4)
  expect(clerk.asking).toBe(false)
  await clerk.types(F1, Enter)
  expect(clerk.messages).toEqual([5010])
})

describe('keys that were typed before the offer stood on the screen', () => {
  const begun = () =>
    killed('hangsUp', '7.1.1', Enter, Enter, 'C001', F1, F1, F1, '10-10000', Tab, '5', F1)
  const ahead = ['7.1.1', Enter, Enter, 'C002', Enter, F1, F1, F1, '10-20000', Tab, '7', F1]

  test('go into no field of the work that is offered, and the clerk hears so', async () => {
    const before = await begun()
    const clerk = await before.again()
    await clerk.types(F4)
    await clerk.types(...ahead)
    expect(clerk.line(22)).toBe(
      '7.1.1 Sales Order Maintenance C001: continue from 2026-11-22 10:00?',
    )
    expect(clerk.messages).toEqual([105])
    clerk.sends('y', Enter)
    await pause(150)
    await clerk.types(Enter)
    expect([clerk.asking, clerk.messages]).toEqual([true, [79]])
    await clerk.types('y', Enter)
    expect(clerk.lines.slice(1, 21)).toEqual(before.body)
    expect(clerk.field).toBe(before.field)
  })

  test('a number typed at the offer of a sign-in goes to the menu, and the work stays', async () => {
    const { again, books } = await begun()
    const clerk = await again()
    expect(clerk.asking).toBe(true)
    await clerk.types('1.4.1', Enter)
    expect([clerk.asking, clerk.at]).toEqual([false, '1.4.1'])
    expect(await books.db.selectFrom('draft').select('screen').execute()).toHaveLength(1)
  })
})
