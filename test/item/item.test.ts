import { beforeEach, expect, test } from 'vitest'
import { items } from '../../src/item/item.ts'
import { sites } from '../../src/item/site.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { ask, company, putStock, q, saysWhy } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

const item = async (code: string, change: Values) => {
  const row = await books.db
    .selectFrom('item')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst()
  return saysWhy(await ask(books, items.save, { values: { ...row, ...change } }))
}

test.each<[string, string, Values, string]>([
  ['location without site', '10-10000', { site: null }, 'site 7218'],
  [
    'lot control while in stock',
    '10-10000',
    { lot_control: 1, unit: 'BX' },
    'lot_control 7213 10-10000',
  ],
  ['no lot control while in stock', '10-30000', { lot_control: 0 }, 'lot_control 7213 10-30000'],
  ['unit while in stock', '10-10000', { unit: 'BX' }, 'unit 7214 10-10000'],
  ['unit while on order', '10-50000', { unit: 'BX' }, 'unit 7214 10-50000'],
  ['lot control of what never lay anywhere', '10-50000', { lot_control: 1 }, 'accepted'],
  ['unit of what nobody ordered', '10-90000', { unit: 'BX' }, 'accepted'],
])('%s', async (_, code, change, said) => {
  await enterOrder(books, 'C004', [['10-50000', q(5)]])
  expect(await item(code, change)).toBe(said)
})

test('once all is issued, lot control may change, but not the unit', async () => {
  await putStock(books, { item: '10-10000' }, -q(100))
  expect(await item('10-10000', { lot_control: 1 })).toBe('accepted')
  // What went out was counted in its unit, and may come back.
  expect(await item('10-10000', { unit: 'BX' })).toBe('unit 7214 10-10000')
})

test('a site goes out of use when nothing lies there', async () => {
  const site = async (code: string) =>
    saysWhy(await ask(books, sites.save, { values: { code, active: 0 } }))
  expect(await site('10000')).toBe('active 7220 10000')
  expect(await site('20000')).toBe('accepted')
})
