import { afterEach, describe, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import {
  type Clerk,
  demoBooks,
  Enter,
  F1,
  F4,
  F7,
  F8,
  F9,
  F10,
  ShiftTab,
  signIn,
  signOut,
  Tab,
} from '../support/clerk.ts'

afterEach(signOut)

/** A clerk in the key of 7.1.1, with the only order that there is before their eyes. */
const beforeAnOrder = async () => {
  const clerk = await signIn('en')
  await clerk.types('7.1.1', Enter, Tab, 'C001', F1, F1, F1, '10-20000', Tab, '12', F1)
  await clerk.types(F4, F1, F4, Enter, F9)
  expect(clerk.line(3)).toContain('Order: SO10001   Sold-To: C001')
  return clerk
}
const orders = ({ books }: Clerk) =>
  books.db.selectFrom('sales_order').select(['number', 'sold_to']).orderBy('number').execute()
const drafts = ({ books }: Clerk) => books.db.selectFrom('draft').selectAll().execute()

describe('a key that is blanked over a record', () => {
  test.each([
    ['Enter', Enter],
    ['Tab', Tab],
    ['F1', F1],
  ])('%s empties the screen and begins a new record', async (name, key) => {
    const clerk = await beforeAnOrder()
    await clerk.types(F8, key)
    if (name !== 'F1') expect([clerk.field, clerk.messages]).toEqual(['sold_to', []])
    expect(clerk.line(3)).toMatch(/Order: +Sold-To: +Bill To: +Ship-To: +│/)
    expect(clerk.screen).not.toContain('10-20000')
    await clerk.types('C002', F1, F1, F1, '10-10000', Tab, '3', F1, F4, F1, F4, Enter)
    expect(await orders(clerk)).toEqual([
      { number: 'SO10001', sold_to: 'C001' },
      { number: 'SO10002', sold_to: 'C002' },
    ])
  })

  test('leaves nothing to be thrown away, and nothing unfinished', async () => {
    const clerk = await beforeAnOrder()
    await clerk.types(F8, Enter, ShiftTab)
    expect(clerk.field).toBe('number')
    await clerk.types(F4)
    expect([clerk.asking, clerk.at, await drafts(clerk)]).toEqual([false, '', []])
  })

  test('in work: asked before it goes, and then as new as without work', async () => {
    const clerk = await beforeAnOrder()
    await clerk.types(Tab, 'C001', Tab, 'S1', F1, ShiftTab, ShiftTab, ShiftTab, ShiftTab)
    expect(clerk.field).toBe('number')
    await clerk.types(F8, Enter)
    expect(clerk.line(22)).toBe('Leave without saving what was entered? No')
    await clerk.types('y', Enter)
    expect(clerk.field).toBe('sold_to')
    expect(clerk.line(3)).toMatch(/Order: +Sold-To: +Bill To: +Ship-To: +│/)
    await clerk.types(F4)
    expect([clerk.asking, clerk.at, await drafts(clerk)]).toEqual([false, '', []])
  })

  test('that may not be blank is refused over an empty screen', async () => {
    const clerk = await signIn('en')
    await clerk.types('1.4.1', Enter, '10-1', F10, F8, Enter)
    expect([clerk.field, clerk.messages]).toEqual(['code', [msg.blankNotAllowed.number]])
    expect(clerk.screen).not.toContain('冷却系统')
  })

  test('in a part of a key of two only the other part stays', async () => {
    const clerk = await signIn('en')
    await clerk.types('1.1.18', Enter, F10)
    expect(clerk.screen).toContain('原料库')
    await clerk.types(F8, Tab)
    expect(clerk.screen).not.toContain('原料库')
    expect(clerk.messages).toEqual([msg.blankNotAllowed.number])
  })
})

test('F1 in the first part of a key of two reads the record that both parts name', async () => {
  const clerk = await signIn('en')
  await clerk.types('1.1.18', Enter, F10)
  expect(clerk.screen).toMatch(/Site: 10000 +Location: 100 /)
  await clerk.types('20000', F1)
  expect(clerk.field).toBe('description')
  expect(clerk.screen).not.toContain('原料库')
  await clerk.types(F4, '10000', Tab, '200', ShiftTab, '20000', F1)
  expect(clerk.screen).toContain('虚拟成品库')
})

test('a blank certificate number over a certificate begins a new one', async () => {
  const clerk = await signIn('en', { company: await demoBooks() })
  await clerk.types('7.9.11.1', Enter, F9)
  expect(clerk.line(3)).toMatch(/Certificate: PC\d+ /)
  await clerk.types(F8, Enter)
  expect([clerk.field, clerk.messages]).toEqual(['customer', []])
  expect(clerk.line(4)).toMatch(/Sold-To: +Ship-To: +Site: +│/)
})

describe('F9 and F10 that find nothing leave key and record in one', () => {
  test.each([
    ['F8 ZZ F10', [F8, 'ZZ', F10], msg.endOfFile],
    ['A F9', ['A', F9], msg.beginningOfFile],
    ['F7 F10', [F7, F10], msg.endOfFile],
  ])('%s', async (_, keys, message) => {
    const clerk = await beforeAnOrder()
    await clerk.types(...keys)
    expect(clerk.messages).toEqual([message.number])
    expect(clerk.line(3)).toContain('Order: SO10001   Sold-To: C001')
    await clerk.types(Enter)
    expect(clerk.field).not.toBe('number')
    expect(clerk.line(3)).toContain('Order: SO10001   Sold-To: C001')
  })

  test('also in the other part of a key of two', async () => {
    const clerk = await signIn('en')
    await clerk.types('1.1.18', Enter, F10)
    const { screen } = clerk
    await clerk.types('20000', Tab, 'ZZ', F10)
    expect(clerk.messages).toEqual([msg.endOfFile.number])
    expect(clerk.lines.slice(0, 20)).toEqual(
      screen
        .split('\n')
        .slice(0, 20)
        .map(line => expect.stringContaining(line)),
    )
  })

  test('where no record stands, what was typed stays', async () => {
    const clerk = await signIn('en')
    await clerk.types('1.4.1', Enter, 'ZZ', F10)
    expect(clerk.messages).toEqual([msg.endOfFile.number])
    expect(clerk.screen).toContain('Item Number: ZZ')
  })
})

test('a code typed in full width is the one that stands there, not its twin', async () => {
  const clerk = await signIn('zh')
  await clerk.types('２．１．１', Enter, 'Ｃ００１', Enter)
  expect([clerk.at, clerk.messages]).toEqual(['2.1.1', [10]])
  expect(clerk.line(3)).toContain('C001')
})
