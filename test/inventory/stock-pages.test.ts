import { afterEach, beforeEach, expect, test } from 'vitest'
import { stockHistoryPage } from '../../src/inventory/stock-history-page.ts'
import {
  chooseStockItem,
  chooseStockPlace,
  chooseTransferFrom,
  chooseTransferTo,
} from '../../src/inventory/stock-hooks.ts'
import { stockPage } from '../../src/inventory/stock-page.ts'
import { stockPlacesPage } from '../../src/inventory/stock-places-page.ts'
import type { PageAsk, ReadPage, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { Down, Enter, F1, F4, F8, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, putStock, q, today } from '../support/company.ts'
import { answer, enterOrder, hears } from '../support/order-entry.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})
afterEach(signOut)

const ask = (more: Partial<PageAsk> = {}): PageAsk => ({
  ranges: {},
  search: '',
  beyond: null,
  direction: 'forward',
  limit: 100,
  ...more,
})

const shown = (rows: readonly Values[]) =>
  rows.map(row => [row.item, row.location, row.lot].filter(part => part).join(' '))

test('3.2 lists what lies where, by ranges and words, and leaves empty places out', async () => {
  await putStock(books, { item: '10-40000' }, q(-1000.5))
  expect(shown(await stockPage(books, ask()))).toEqual([
    '10-10000 200',
    '10-20000 100',
    '10-20000 200',
    '10-30000 200 L1',
    '10-30000 200 L2',
  ])
  const ranges = { item: { from: '10-20000', to: null }, location: { from: '200', to: '200' } }
  expect(shown(await stockPage(books, ask({ ranges })))).toEqual([
    '10-20000 200',
    '10-30000 200 L1',
    '10-30000 200 L2',
  ])
  expect(shown(await stockPage(books, ask({ search: 'pump' })))).toEqual([
    '10-20000 100',
    '10-20000 200',
  ])
  expect((await stockPage(books, ask({ limit: 1 })))[0]).toMatchObject({
    description: '冷却系统 A12',
    on_hand: q(100),
    allocated: 0,
    available: q(100),
    unit: 'EA',
  })
})

test('what may not be allocated lies there, and is available nowhere', async () => {
  await putStock(books, { item: '10-50000', location: 'HOLD' }, q(100))
  const held = { location: 'HOLD', on_hand: q(100), available: 0 }
  const ranges = { item: { from: '10-50000', to: '10-50000' } }
  expect(await stockPage(books, ask({ ranges }))).toMatchObject([held])
  const around = { item: '10-50000' }
  expect(await stockPlacesPage('location')(books, ask(), around)).toMatchObject([held])
  const values = { item: '10-50000', site: '10000', location: 'HOLD' }
  const { notices } = await answer(books, chooseStockPlace, { values })
  expect(notices![0]!.about).toEqual(['100.0', '0.0', '0.0'])
})

const lists: [string, ReadPage<Books>][] = [
  ['3.2', stockPage],
  ['3.21.1', stockHistoryPage],
  ['F2 on a place', (books, ask) => stockPlacesPage('location')(books, ask, { item: '10-20000' })],
]

test.each(lists)('%s pages both ways by key', async (_, page) => {
  const all = await page(books, ask())
  expect(all.length).toBeGreaterThan(1)
  for (const [index, beyond] of all.entries()) {
    expect(await page(books, ask({ beyond, limit: 2 }))).toEqual(all.slice(index + 1, index + 3))
    expect(await page(books, ask({ beyond, direction: 'backward', limit: 2 }))).toEqual(
      all.slice(Math.max(index - 2, 0), index),
    )
  }
  expect(await page(books, ask({ direction: 'backward', limit: 2 }))).toEqual(all.slice(-2))
})

test('3.21.1 shows the newest move first', async () => {
  await putStock(books, { item: '10-10000' }, q(-1))
  const [newest] = await stockHistoryPage(books, ask())
  expect(newest).toMatchObject({
    type: 'ISS-UNP',
    quantity: q(-1),
    item: '10-10000',
    created_by: 'anna',
  })
  const ranges = { type: { from: 'ISS-UNP', to: 'ISS-UNP' } }
  expect(await stockHistoryPage(books, ask({ ranges }))).toHaveLength(1)
})

test('an item brings its words, its usual place and what lies there', async () => {
  const values = { item: '10-10000' }
  const reply = await answer(books, chooseStockItem, { values })
  expect(reply.values).toEqual({
    description: '冷却系统 A12',
    unit: 'EA',
    site: '10000',
    location: '200',
    on_hand: q(100),
    effective_date: today,
  })
  expect(reply.notices![0]!.about).toEqual(['100.0', '0.0', '100.0'])
  expect(await hears(books, chooseStockItem, { values: { item: 'NO' } })).toBe('item 16 NO')
})

test('a place tells what lies there; one that is half typed is no mistake yet', async () => {
  const at = (values: Values) => ({ values: { item: '10-20000', ...values } })
  expect(
    (await answer(books, chooseStockPlace, at({ site: '10000', location: '100' }))).values,
  ).toEqual({ on_hand: q(20) })
  expect(await hears(books, chooseStockPlace, at({ site: '10000' }))).toBe('accepted')
  expect(await hears(books, chooseStockPlace, at({ site: 'X' }))).toBe('site 708 X')
  expect(await hears(books, chooseStockPlace, at({ site: '10000', location: 'X' }))).toBe(
    'location 229 10000 X',
  )
  expect(await hears(books, chooseTransferFrom, at({ from_site: 'X' }))).toBe('from_site 708 X')
  expect(await hears(books, chooseTransferTo, at({ to_site: '20000', to_location: 'X' }))).toBe(
    'to_location 229 20000 X',
  )
})

test('3.9 tells a new lot as soon as it is typed, 3.7 takes none', async () => {
  const clerk = await signIn('en', { company: books })
  await clerk.types('3.9', Enter, '10-30000', Tab, '5', Tab, Tab, Tab, Tab, 'LI', Tab)
  expect(clerk.screen).toContain('LI is a new lot')
  await clerk.types(F1, Enter)
  expect(clerk.screen).toContain('LI is a new lot')
  await clerk.types(F4, '3.7', Enter, '10-30000', Tab, '5', Tab, Tab, Tab, Tab, 'L9', Tab)
  expect(clerk.screen).not.toContain('new lot')
})

test.each([
  ['3.9', '10-10000'],
  ['3.7', '10-10000'],
  ['3.4.1', '10-10000'],
  ['7.9.15', 'order'],
])(
  'an empty %s that stood over midnight has the new day, but for a day that was typed',
  async (code, key) => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
    let at = `${today}T23:50:00`
    const clerk = await signIn('en', { company: { ...books, now: () => new Date(at) } })
    await clerk.types(code, Enter)
    at = '2026-11-23T00:10:00'
    await clerk.types(key === 'order' ? number : key, Tab)
    const effective = () => clerk.lines.find(line => line.includes('Effective'))
    expect(effective()).toContain('Effective: 2026-11-23')
    await clerk.types(Tab, F8, '2026-11-20', Tab)
    expect(effective()).toContain('Effective: 2026-11-20')
  },
)

test('3.2 hides no figure, and tells whole what the row under the cursor had no room for', async () => {
  const lots = ['LOT-2026-000123', 'LOT-2026-000124']
  for (const [at, lot] of lots.entries()) {
    await putStock(books, { item: '10-30000', lot }, q([1_234_567.5, 3][at]!))
  }
  const clerk = await signIn('en', { company: books })
  await clerk.types('3.2', Enter, '10-30000', Tab, '10-30000', F1)
  const rows = () => clerk.lines.filter(line => line.includes('LOT-…012'))
  expect(rows().map(row => row.trimEnd())).toMatchInlineSnapshot(`
    [
      "10-30000 滤芯        10000 200     LOT-…0123 1,234,567.5      0.0 1,234,567.5 EA",
      "10-30000 滤芯        10000 200     LOT-…0124         3.0      0.0         3.0 EA",
    ]
  `)
  expect(clerk.screen).not.toContain('#')
  const told: string[] = []
  for (const _ of clerk.lines.slice(0, 4)) {
    told.push(clerk.line(22))
    await clerk.types(Down)
  }
  for (const lot of lots) expect(told).toContain(`Lot/Serial: ${lot}`)
})
