import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setRules } from '../sales/life-support.ts'
import { type Clerk, CtrlD, Down, Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, m, openCompany, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

let directory = ''
let path = ''
let anna: Clerk
let ben: Clerk

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'two-'))
  path = join(directory, 'books.db')
  const books = await company(path)
  await enterOrder(books, 'C001', [
    ['10-10000', q(1)],
    ['10-20000', q(2)],
  ])
  await books.db.destroy()
  anna = await signIn('en', { company: await openCompany(path, 'anna') })
  ben = await signIn('en', { company: await openCompany(path, 'ben') })
})
afterEach(async () => {
  await signOut()
  await rm(directory, { recursive: true })
})

/** The list's rows: line, field, yours, theirs, kept. */
const both = (clerk: Clerk) =>
  clerk.lines
    .slice(3, 20)
    .map(line => line.trim().split(/ {2,}/))
    .filter(parts => parts.length > 1)

const item = ['1.4.1', Enter, '10-20000', F1]

const itemRow = () =>
  anna.books.db
    .selectFrom('item')
    .selectAll()
    .where('code', '=', '10-20000')
    .executeTakeFirstOrThrow()

describe('two clerks at one item', () => {
  test('the second save is refused, shows both, and then saves both as one', async () => {
    await anna.types(...item, F1)
    expect(anna.messages).toEqual([24])
    await ben.types(...item)
    await anna.types('10-20000', F1, 'ANNA PUMP', Tab, Tab, 'SECOND WORDS', F1)
    expect(anna.messages).toEqual([24])
    await ben.types('BEN PUMP', F1)
    expect(ben.messages).toEqual([668])
    expect(ben.screen).toContain('Both Versions')
    expect(both(ben)).toEqual([
      ['Description', 'BEN PUMP', 'ANNA PUMP', 'BEN PUMP'],
      ['Description 2', 'SECOND WORDS', 'SECOND WORDS'],
    ])
    expect(await itemRow()).toMatchObject({ description: 'ANNA PUMP' })
    await ben.types(F4)
    expect(ben.screen).toContain('BEN PUMP')
    expect(ben.screen).toContain('SECOND WORDS')
    await ben.types(F1)
    expect(ben.messages).toEqual([24])
    const saved = { description: 'BEN PUMP', description_2: 'SECOND WORDS' }
    expect(await itemRow()).toMatchObject(saved)
  })

  test('who would rather have theirs leaves and reads again', async () => {
    await ben.types(...item)
    await anna.types(...item, 'ANNA PUMP', F1)
    await ben.types('BEN PUMP', F1)
    await ben.types(F4, F4, F4, 'y', Enter, '1.4.1', Enter, '10-20000', F1)
    expect(ben.screen).toContain('ANNA PUMP')
    expect(ben.screen).not.toContain('BEN PUMP')
  })

  test('a draft that comes back after a kill is judged by what it was opened with', async () => {
    await ben.types(...item, 'BEN PUMP', Tab)
    await ben.kill()
    await anna.types(...item, Tab, Tab, 'SECOND WORDS', F1)
    expect(anna.messages).toEqual([24])
    const again = await signIn('en', { company: await openCompany(path, 'ben') })
    await again.types('y', Enter, F1)
    expect(again.messages).toEqual([668])
    await again.types(F4, F1)
    expect(again.messages).toEqual([24])
    const saved = { description: 'BEN PUMP', description_2: 'SECOND WORDS' }
    expect(await itemRow()).toMatchObject(saved)
  })

  test('one that both add: the second hears of the first', async () => {
    const adds = ['1.4.1', Enter, 'NEW-1', F1]
    await anna.types(...adds)
    await ben.types(...adds, 'BENS', Tab, 'EA')
    await anna.types('ANNAS', Tab, 'EA', F1)
    expect(anna.messages).toEqual([24])
    await ben.types(F1)
    expect(ben.messages).toEqual([668])
  })

  test('one that was deleted meanwhile: said so, and F1 adds it again', async () => {
    await anna.types('1.4.1', Enter, 'NEW-1', F1, 'ANNAS', Tab, 'EA', F1)
    await ben.types('1.4.1', Enter, 'NEW-1', F1, 'BENS', Tab)
    await anna.types('NEW-1', F1, CtrlD, 'y', Enter)
    expect(anna.messages).toEqual([22])
    await ben.types(F1)
    expect(ben.messages).toEqual([667])
    await ben.types(F1)
    expect(ben.messages).toEqual([24])
  })
})

const easternKey = ['EAST', Tab, 'CNY', Tab, '10-20000', Tab, 'EA', Tab, '20260701']
const eastern = ['1.10.1.1', Enter, ...easternKey, F1]

test('two clerks at one price list: prices are part of it', async () => {
  const list = [...eastern, F1]
  await ben.types(...list)
  await anna.types(...list, Tab, '97', F1, F1, F1, F1)
  expect(anna.messages).toEqual([24])
  await ben.types(F1, Tab, '96', F1, F1, F1)
  expect(ben.messages).toEqual([668])
  await ben.types(F4, F1, F1, F1, F1, F4)
  const breaks = await anna.books.db
    .selectFrom('price_break')
    .select(['minimum_quantity', 'price'])
    .where('code', '=', 'EAST')
    .where('start_date', '=', '2026-07-01')
    .orderBy('minimum_quantity')
    .execute()
  expect(breaks.map(({ price }) => price / 10_000)).toEqual([97, 96, 90])
})

describe('who deletes what somebody else has changed meanwhile', () => {
  test('is refused, sees it as it stands, and may then', async () => {
    await ben.types('2.5.1', Enter, 'SP02', Enter)
    await anna.types('2.5.1', Enter, 'SP02', Enter, 'ANNA', F1)
    expect(anna.messages).toEqual([24])
    await ben.types(CtrlD, 'y', Enter)
    expect([ben.messages, ben.field]).toEqual([[669], 'name'])
    expect(ben.screen).toContain('ANNA')
    await ben.types(CtrlD, 'y', Enter)
    expect(ben.messages).toEqual([22])
  })

  test('is refused for a price under the list that they never saw', async () => {
    await ben.types(...eastern)
    await anna.types(...eastern, F1, Tab, '97', F1, F1, F1, F1)
    expect(anna.messages).toEqual([24])
    await ben.types(CtrlD, 'y', Enter)
    expect(ben.messages).toEqual([669])
  })
})

describe('two clerks at one order', () => {
  const order = ['7.1.1', Enter, 'SO10001', F1, F1, F1]
  const end = [F4, F1, F4, Enter]
  const lines = async () => {
    const rows = await anna.books.db
      .selectFrom('sales_order_line')
      .select(['line', 'item', 'quantity'])
      .orderBy('line')
      .execute()
    return rows.map(({ line, item: of, quantity }) => `${line} ${of} ${quantity / 10_000}`)
  }

  test('what both changed is shown by line, both new lines stay, and F1 saves both as one', async () => {
    await ben.types(...order)
    await anna.types(...order, Tab, '5', F1, F1, '10-40000', Tab, '3', F1, ...end)
    expect(anna.messages).toContain(7237)
    await ben.types(F1, Tab, '9', F1, '10-10000', Tab, '7', F1, ...end)
    expect(ben.messages).toEqual([668])
    const seen = both(ben)
    expect(seen).toContainEqual(['1', 'Qty Ordered', '1.0', '5.0', '5.0'])
    expect(seen).toContainEqual(['2', 'Qty Ordered', '9.0', '2.0', '9.0'])
    expect(seen).toContainEqual(['3', 'Item Number', '-', '10-40000', '10-40000'])
    expect(seen).toContainEqual(['4', 'Item Number', '10-10000', '-', '10-10000'])
    await ben.types(F4, F4, Enter)
    expect(ben.messages).toContain(7237)
    expect(await lines()).toEqual(['1 10-10000 5', '2 10-20000 9', '3 10-40000 3', '4 10-10000 7'])
  })

  const head = () =>
    anna.books.db.selectFrom('sales_order').select(['lines_total', 'total']).executeTakeFirst()

  test('the total that YES is asked for is that of both versions as one', async () => {
    await anna.types(...order)
    await ben.types(...order, Tab, Tab, Tab, Tab, Tab, '2', F1, ...end)
    await anna.types(Tab, '20', F1, ...end)
    expect(anna.messages).toEqual([668])
    await anna.types(F4)
    expect(anna.screen).toMatch(/Line Total: +236\.00/)
    await anna.types(F4, Enter)
    expect(anna.messages).toContain(7237)
    expect(await head()).toEqual({ lines_total: m(236), total: m(236) })
  })

  test('a list price of one and a discount of the other: shown as it will be saved', async () => {
    await anna.types(...order)
    await ben.types(...order, Tab, Tab, Tab, Tab, '10', F1, ...end)
    expect(ben.messages).toContain(7237)
    await anna.types(Tab, Tab, Tab, '100', F1, ...end)
    expect(anna.messages).toEqual([668])
    expect(both(anna)).toContainEqual(['1', 'Line Discount %', '0.00', '10.00', '0.00'])
    await anna.types(F4, F4, Enter)
    const line = anna.books.db.selectFrom('sales_order_line').select('discount').orderBy('line')
    expect(await line.executeTakeFirst()).toEqual({ discount: 0 })
  })

  test('a line that was deleted and typed anew is not mixed with the one it replaced', async () => {
    await anna.types(...order, Down, CtrlD, 'y', Enter, '10-10000', Tab, '2', F1)
    await ben.types(...order, Down, Tab, '9', F1, ...end)
    await anna.types(...end)
    expect(anna.messages).toEqual([668])
    expect(both(anna)).toContainEqual(['2', 'Qty Ordered', '2.0', '9.0', '2.0'])
    await anna.types(F4, F4, Enter)
    expect(await lines()).toEqual(['1 10-10000 1', '2 10-10000 2'])
  })

  test('what was changed in a line that the other has replaced stays a line of its own', async () => {
    await anna.types(...order, Down, Tab, '9', F1)
    await ben.types(...order, Down, CtrlD, 'y', Enter, '10-10000', Tab, '2', F1, ...end)
    await anna.types(...end)
    expect(anna.messages).toEqual([668])
    await anna.types(F4, F4, Enter)
    expect(await lines()).toEqual(['1 10-10000 1', '2 10-10000 2', '3 10-20000 9'])
  })
})

test('an order that stood open when changes came to be approved is asked for its reason', async () => {
  await anna.types('7.1.1', Enter, 'SO10001', F1, F1, F1, Tab, '12', F1)
  await setRules(anna.books, { change_approval: 1 })
  await anna.types(F4, F1, F4, Enter)
  expect(anna.messages).toEqual([7624])
  await anna.types(F4)
  expect(anna.field).toBe('reason')
  await anna.types('because', F1, Enter)
  const requests = anna.books.db.selectFrom('change_request').select(['number', 'reason'])
  expect(await requests.execute()).toEqual([{ number: 1, reason: 'because' }])
})

test('two clerks at 7.1.24, and orders that take numbers meanwhile', async () => {
  await ben.types('7.1.24', Enter, Tab, Tab, '3', Tab)
  const { number } = await enterOrder(await openCompany(path, 'cleo'), 'C001', [['10-10000', q(1)]])
  expect(number).toBe('SO10002')
  await ben.types(F1)
  expect(ben.messages).toEqual([668])
  await ben.types(F4, F1)
  expect(ben.messages).toEqual([24])
  const control = anna.books.db
    .selectFrom('sales_order_control')
    .select(['next_order', 'ship_lead_days'])
  expect(await control.executeTakeFirst()).toEqual({ next_order: 10003, ship_lead_days: 3 })
})

test('7.1.24 where nothing is set yet has nobody before it', async () => {
  await anna.books.db.deleteFrom('sales_order_control').execute()
  await ben.types('7.1.24', Enter, 'AB', Tab, '500', F1)
  expect(ben.messages).toEqual([24])
})
