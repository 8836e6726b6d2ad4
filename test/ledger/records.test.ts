import { beforeAll, expect, test } from 'vitest'
import { periods } from '../../src/general-ledger/periods.ts'
import type { Among, PageAsk, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import {
  type Finding,
  neighbour,
  openRecord,
  type RecordTable,
  tablePage,
} from '../../src/ledger/records.ts'
import { holidays } from '../../src/sales/work-calendar.ts'
import { carryOut, company } from '../support/company.ts'
import { wholeList } from '../support/whole-list.ts'

let books: Books
beforeAll(async () => {
  books = await company()
})

const all: PageAsk = wholeList(10)
const customers: Finding = { words: ['name', 'city'] }

const codes = async (
  table: RecordTable,
  finding: Finding,
  { around = {}, among = {}, ...ask }: Partial<PageAsk> & { around?: Values; among?: Among },
) =>
  (await tablePage(table, finding, { around, among })(books, { ...all, ...ask })).map(
    row => row.code,
  )

test.each<[string, Partial<PageAsk>, string[]]>([
  ['all', {}, ['C001', 'C002', 'C003', 'C004', 'C009']],
  ['a page further on', { beyond: { code: 'C002' }, limit: 2 }, ['C003', 'C004']],
  ['a page back', { beyond: { code: 'C004' }, limit: 2, direction: 'backward' }, ['C002', 'C003']],
  ['the beginning of a code', { search: 'c00' }, ['C001', 'C002', 'C003', 'C004', 'C009']],
  ['a whole code', { search: 'C003' }, ['C003']],
  ['the beginning of a code, after a row', { search: 'c00', beyond: { code: 'C004' } }, ['C009']],
  ['a word', { search: 'LTD' }, ['C002', 'C009']],
  ['two words in any order', { search: 'ltd  south' }, ['C002']],
  ['words in two columns', { search: '宁波 紧固' }, ['C001']],
  ['a sign of the language of patterns', { search: '%' }, []],
  ['one sign for any', { search: 'S_uth' }, []],
  ['an escape', { search: '\\' }, []],
  ['a range', { ranges: { code: { from: 'C003', to: 'C004' } } }, ['C003', 'C004']],
])('customers by %s', async (_, ask, found) => {
  expect(await codes('customer', customers, ask)).toEqual(found)
})

test('the beginning of a code is read as its field reads it', async () => {
  const names = async (search: string) =>
    (await tablePage('user', { words: [] })(books, { ...all, search })).map(({ code }) => code)
  expect(await names('be')).toEqual(['ben', 'bench', 'bert'])
  expect(await names('BE')).toEqual([])
  const days = async (search: string) =>
    (await tablePage('holiday', { words: [] })(books, { ...all, search })).map(({ day }) => day)
  for (const day of ['2026-10-01', '2026-12-01']) {
    await carryOut(books, holidays.save, { values: { day } })
  }
  expect(await days('1201')).toEqual(['2026-12-01'])
  expect(await days('2026-1')).toEqual(['2026-10-01', '2026-12-01'])
  const month = { period: 1, start_date: '2025-01-01', end_date: '2025-01-31' }
  await carryOut(books, periods.save, { values: { ...month, year: 2025 } })
  const years = async (search: string) =>
    (await tablePage('gl_period', { words: [] })(books, { ...all, search })).length
  expect([await years('2025'), await years('2024')]).toEqual([1, 0])
})

test('what was typed beside narrows the list', async () => {
  const finding: Finding = { words: ['description'], around: { site: ['site'] } }
  expect(await codes('location', finding, { around: { site: '20000' } })).toEqual(['200'])
  expect(await codes('location', finding, { search: 'h', around: {} })).toEqual(['HOLD'])
  expect(await codes('location', finding, {})).toEqual(['100', '200', 'HOLD', '200'])
  const hold = { site: ['20000'], code: ['200', 'HOLD'] }
  expect(await codes('location', finding, { among: hold })).toEqual(['200'])
})

test('the neighbours of a row whose key has two columns', async () => {
  const near = neighbour('location')
  const here = { site: '10000', code: 'HOLD' }
  expect(await near(books, here, 'next')).toEqual({ site: '20000', code: '200' })
  expect(await near(books, here, 'previous')).toEqual({ site: '10000', code: '200' })
  expect(await near(books, {}, 'next')).toEqual({ site: '10000', code: '100' })
  expect(await near(books, { site: '20000', code: '200' }, 'next')).toBeNull()
})

test('a new customer is in the company\u2019s currency, one that is there in their own', async () => {
  const opened = async (code: string) => {
    const decision = await openRecord('customer', undefined)(books, {
      values: { code },
      row: 0,
      draft: {},
    })
    return decision.ok && (decision.value.records!['customer'] as Values).currency
  }
  expect(await opened('NEW')).toBe('CNY')
  await books.db
    .updateTable('customer')
    .set({ currency: 'USD' })
    .where('code', '=', 'C003')
    .execute()
  expect(await opened('C003')).toBe('USD')
})
