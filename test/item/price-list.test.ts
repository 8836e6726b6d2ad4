import { afterAll, beforeEach, expect, test } from 'vitest'
import { priceLists } from '../../src/item/price-list.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { Down, Enter, F1, F4, F8, signIn, signOut, Tab } from '../support/clerk.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

afterAll(signOut)

const key = { code: 'NEW', currency: 'CNY', item: '10-10000', unit: 'EA', start_date: '2026-01-01' }
const row = (minimum: number, price: number) => ({ minimum_quantity: q(minimum), price: q(price) })

test.each<[string, Values, Values[], string]>([
  ['no item', { ...key, item: null }, [row(0, 1)], 'item 41'],
  ['no start', { ...key, start_date: null }, [row(0, 1)], 'start_date 41'],
  ['unknown item', { ...key, item: 'X', expire_date: '2025-01-01' }, [row(0, 1)], 'item 16 X'],
  [
    'expired before it starts',
    { ...key, expire_date: '2025-12-31' },
    [],
    'expire_date 7215 2026-01-01',
  ],
  ['no currency', { ...key, currency: 'ABC', unit: 'BX' }, [row(0, 1)], 'currency 9122 ABC'],
  ['not the item’s unit', { ...key, unit: 'BX' }, [row(0, 1)], 'unit 33 10-10000 EA'],
  ['no price', key, [{ minimum_quantity: 0 }], 'minimum_quantity 7216'],
  ['a break without a price', key, [row(0, 1), { minimum_quantity: q(100) }], 'price[1] 41'],
  ['negative quantity', key, [row(-1, -1)], 'minimum_quantity 78'],
  ['negative price', key, [row(0, -1)], 'price 78'],
  ['a quantity twice', key, [row(0, 1), row(10, 2), row(10, 3)], 'minimum_quantity 7217 10'],
  ['one day only', { ...key, expire_date: '2026-01-01' }, [row(0, 1)], 'accepted'],
])('%s', async (_, values, rows, said) => {
  expect(saysWhy(await ask(books, priceLists.save, { values, rows }))).toBe(said)
})

const breaks = async () =>
  (await books.db.selectFrom('price_break').selectAll().where('code', '=', 'NEW').execute()).map(
    one => [one.minimum_quantity, one.price],
  )

test('breaks are replaced together, and go with their list', async () => {
  await carryOut(books, priceLists.save, { values: key, rows: [row(0, 5), row(10, 4), row(20, 3)] })
  await carryOut(books, priceLists.save, { values: key, rows: [row(0, 6), row(20, 3), {}] })
  expect(await breaks()).toEqual([
    [0, q(6)],
    [q(20), q(3)],
  ])
  await carryOut(books, priceLists.remove, { values: key })
  expect(await breaks()).toEqual([])
})

test('1.10.1.1 asks for the price of a break, and a blanked one is no price of 0', async () => {
  const clerk = await signIn('en', { company: books })
  await clerk.types(
    '1.10.1.1',
    Enter,
    'NEW',
    Tab,
    'CNY',
    Tab,
    '10-10000',
    Tab,
    'EA',
    Tab,
    '2026-01-01',
    F1,
    F1,
  )
  await clerk.types('0', Tab, '90', F1, '100', F1)
  expect([clerk.field, ...clerk.messages]).toEqual(['price', 40])
  await clerk.types('80', F1, F4)
  expect(await breaks()).toEqual([
    [0, q(90)],
    [q(100), q(80)],
  ])
  await clerk.types('NEW', Tab, 'CNY', Tab, '10-10000', Tab, 'EA', Tab, '2026-01-01', F1, F1)
  await clerk.types(Down, Tab, F8, F1)
  expect([clerk.field, ...clerk.messages]).toEqual(['price', 40])
  await clerk.types('75', F1, F4)
  expect(await breaks()).toEqual([
    [0, q(90)],
    [q(100), q(75)],
  ])
})
