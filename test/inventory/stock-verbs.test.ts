import { beforeEach, describe, expect, test } from 'vitest'
import { issueStock } from '../../src/inventory/issue-stock.ts'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { transferStock } from '../../src/inventory/transfer-stock.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { ask, company, q, saysWhy, today } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

const entry = (values: Values): Values => ({
  item: '10-10000',
  quantity: q(5),
  site: '10000',
  location: '200',
  lot: null,
  effective_date: today,
  reference: 'R1',
  remarks: null,
  ...values,
})

const receive = async (values: Values) =>
  saysWhy(await ask(books, receiveStock, { stock_entry: entry(values) }))
const issue = async (values: Values) =>
  saysWhy(await ask(books, issueStock, { stock_entry: entry(values) }))
const transfer = async (values: Values) => {
  const { site: from_site, location: from_location, ...rest } = entry({})
  const to = { to_site: '20000', to_location: '200' }
  const values_ = {
    ...rest,
    from_site: from_site!,
    from_location: from_location!,
    ...to,
    ...values,
  }
  return saysWhy(await ask(books, transferStock, { transfer_entry: values_ }))
}

const stock = async (item = '10-10000') =>
  (await books.db.selectFrom('stock').selectAll().where('item', '=', item).execute()).map(
    ({ site, location, lot, on_hand }) =>
      [site, location, lot, on_hand / 10_000].filter(part => part !== '').join(' '),
  )

describe('3.9 receives stock', () => {
  test.each<[string, Values, string]>([
    ['a blank item', { item: null }, 'item 5009'],
    ['an unknown item', { item: 'NO', quantity: 0 }, 'item 16 NO'],
    ['an item no longer active', { item: '10-90000', quantity: 0 }, 'item 5006 10-90000'],
    ['no quantity', { quantity: 0, site: 'X' }, 'quantity 5002'],
    ['a negative quantity', { quantity: q(-1), site: 'X' }, 'quantity 5002'],
    ['an unknown site', { site: 'X', location: 'Y' }, 'site 708 X'],
    ['an unknown location', { location: 'Y', lot: 'L' }, 'location 229 10000 Y'],
    ['a lot where none is kept', { lot: 'L', effective_date: null }, 'lot 5001 10-10000'],
    ['no lot where one is kept', { item: '10-30000' }, 'lot 1119 10-30000'],
    ['no date', { effective_date: null }, 'effective_date 5008'],
    ['a day ahead', { effective_date: '2026-11-23' }, 'effective_date 5003 2026-11-23'],
    ['what is right', {}, 'accepted'],
  ])('%s', async (_, values, says) => {
    expect(await receive(values)).toBe(says)
    expect(await stock()).toEqual([`10000 200 ${says === 'accepted' ? 105 : 100}`])
    expect(await wrongIn(books)).toEqual([])
  })

  test('a lot that never was is told where there are others: it may be a slip', async () => {
    const told = async (values: Values) => {
      const decision = await ask(books, receiveStock, { stock_entry: entry(values) })
      if (!decision.ok) throw new Error(saysWhy(decision))
      return decision.value.result.notices.map(one => [one.message.number, ...one.about].join(' '))
    }
    const item = '10-30000'
    expect(await told({ item, lot: 'L1' })).toHaveLength(1)
    expect((await told({ item, lot: 'LI' })).slice(1)).toEqual([`7662 ${item} LI`])
    expect(await told({ item, lot: 'LI', location: '100' })).toHaveLength(1)
    await books.db
      .updateTable('item')
      .set({ lot_control: 1 })
      .where('code', '=', '10-20000')
      .execute()
    expect(await told({ item: '10-20000', lot: 'A' })).toHaveLength(1)
  })

  test('a site out of use takes nothing in', async () => {
    await books.db
      .insertInto('location')
      .values({ site: '30000', code: '1', description: null, available: 1 })
      .execute()
    expect(await receive({ site: '30000', location: '1' })).toBe('site 5005 30000')
  })
})

describe('3.7 issues stock', () => {
  test.each<[string, Values, string]>([
    ['an unknown item', { item: 'NO', quantity: 0 }, 'item 16 NO'],
    ['no quantity', { quantity: 0, site: 'X' }, 'quantity 5002'],
    ['an unknown site', { site: 'X', location: 'Y' }, 'site 708 X'],
    ['an unknown location', { location: 'Y' }, 'location 229 10000 Y'],
    ['no lot', { item: '10-30000' }, 'lot 1119 10-30000'],
    ['too much', { quantity: q(100.5) }, 'quantity 208 10000/200 100.0'],
    ['an empty place', { location: '100' }, 'quantity 208 10000/100 0.0'],
    ['no date', { effective_date: null }, 'effective_date 5008'],
    ['all there is', { quantity: q(100) }, 'accepted'],
  ])('%s', async (_, values, says) => {
    expect(await issue(values)).toBe(says)
    expect(await wrongIn(books)).toEqual([])
  })

  test('what is left over from a lot can leave after lot control is gone', async () => {
    await books.db
      .updateTable('item')
      .set({ lot_control: 0 })
      .where('code', '=', '10-30000')
      .execute()
    expect(await issue({ item: '10-30000', lot: 'L1' })).toBe('accepted')
    expect(await issue({ item: '10-30000', lot: 'L9' })).toBe('lot 5001 10-30000')
  })
})

describe('3.4.1 transfers stock', () => {
  test.each<[string, Values, string]>([
    ['an unknown item', { item: 'NO', quantity: 0 }, 'item 16 NO'],
    ['no quantity', { quantity: 0 }, 'quantity 5002'],
    ['no date', { effective_date: null, from_site: 'X' }, 'effective_date 5008'],
    ['an unknown site', { from_site: 'X' }, 'from_site 708 X'],
    ['too much', { quantity: q(101), to_site: 'X' }, 'quantity 208 10000/200 100.0'],
    ['to an unknown site', { to_site: 'X' }, 'to_site 708 X'],
    ['to an unknown location', { to_location: 'X' }, 'to_location 229 20000 X'],
    ['to the same place', { to_site: '10000' }, 'to_location 5004'],
    ['what is right', {}, 'accepted'],
  ])('%s', async (_, values, says) => {
    expect(await transfer(values)).toBe(says)
    const moved = ['10000 200 95', '20000 200 5']
    expect(await stock()).toEqual(says === 'accepted' ? moved : ['10000 200 100'])
    expect(await wrongIn(books)).toEqual([])
  })

  test('a lot keeps its name', async () => {
    expect(await transfer({ item: '10-30000', lot: 'L2' })).toBe('accepted')
    expect(await stock('10-30000')).toEqual(['10000 200 L1 30', '10000 200 L2 0', '20000 200 L2 5'])
  })
})
