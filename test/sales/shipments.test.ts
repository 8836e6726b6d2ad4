import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Ranges, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { shipmentsPage, shipmentTotals } from '../../src/sales/shipments.ts'
import { company } from '../support/company.ts'
import { wholeList } from '../support/whole-list.ts'

interface Row {
  number: number
  effective_date: string
  order_number: string
  customer: string
  item: string
  site: string
  quantity: number
  amount: number
}

let books: Books
let all: Row[]

/** 25,000 shipments: enough for each way of finding them to be taken. One customer has half of them, one site has eight. */
const numbers = 'with recursive n (i) as (select 0 union all select i + 1 from n where i < 24999)'
const orderOf = "'H' || substr('000' || (i / 100), -3)"
const itemOf =
  "case when i % 3 = 0 then '10-10000' when i % 3 = 1 then '10-20000' else '10-40000' end"
const customerOf =
  "case when (i / 100) % 2 = 0 then 'C001' when (i / 100) % 5 = 1 then 'C002' else 'C004' end"
const currencyOf = "case when (i / 100) % 7 = 3 then 'USD' else 'CNY' end"
const siteOf = "case when i % 3571 = 0 then '20000' else '10000' end"

beforeAll(async () => {
  books = await company()
  const run = (text: string) => sql.raw(text).execute(books.db)
  await run(`insert into sales_order (number, sold_to, bill_to, order_date, due_date, pricing_date, site, currency, taxable,
    fixed_price, consignment, allocate_days, partial_ok, discount, freight, lines_total, discount_amount, total, status,
    entered_by, entered_at, version)
    ${numbers} select ${orderOf}, ${customerOf}, 'C001', '2020-01-01', '2020-01-01', '2020-01-01', '10000', ${currencyOf}, 1, 1, 0, 0,
    1, 0, 0, 0, 0, 0, 'closed', 'x', 'x', 1 from n where i % 100 = 0`)
  await run(`insert into sales_order_line (order_number, line, item, description, quantity, unit, list_price, discount, price,
    amount, site, due_date, confirmed, taxable, quantity_allocated, quantity_shipped, closed)
    ${numbers} select ${orderOf}, i % 100 + 1, ${itemOf}, 'd', 10000, 'EA', 10000, 0, 10000, 100, '10000', '2020-01-01', 1, 1, 0,
    10000, 1 from n`)
  await run(`insert into stock_move (operation, type, item, site, location, lot, quantity, effective_date, order_number, line,
    customer, price, amount, created_by, created_at)
    ${numbers} select (select id from operation limit 1), 'ISS-SO', ${itemOf}, ${siteOf}, '200', '', -10000 - i, date('2020-01-01', '+' || (i * 7919 % 500) || ' days'),
    ${orderOf}, i % 100 + 1, ${customerOf}, 10000, 100 + i, 'x', 'x' from n`)
  all = (await books.db
    .selectFrom('stock_move')
    .selectAll()
    .where('type', '=', 'ISS-SO')
    .orderBy('effective_date')
    .orderBy('number')
    .execute()) as Row[]
})

/** What a reader with patience would pick out of the whole list. */
const picked = (ranges: Ranges, search = ''): Row[] => {
  const columns = {
    ship_date: 'effective_date',
    order: 'order_number',
    customer: 'customer',
    item: 'item',
    site: 'site',
  } as const
  return all.filter(
    row =>
      Object.entries(columns).every(([field, column]) => {
        const { from = null, to = null } = ranges[field] ?? {}
        return (from === null || row[column] >= from) && (to === null || row[column] <= to)
      }) && [row.order_number, row.item, row.customer].some(one => one.startsWith(search)),
  )
}

/** A total for each currency: of the quantity only where all of it is pieces, or all metres. */
const totalsOf = (rows: readonly Row[]) =>
  ['CNY', 'USD'].flatMap(currency => {
    const sums = rows.filter(
      row => (Number(row.order_number.slice(1)) % 7 === 3) === (currency === 'USD'),
    )
    const metres = sums.filter(row => row.item === '10-40000').length
    const quantity =
      metres === 0 || metres === sums.length
        ? sums.reduce((total, row) => total - row.quantity, 0)
        : null
    const amount = sums.reduce((total, row) => total + row.amount, 0)
    return sums.length === 0 ? [] : [{ currency, lines: sums.length, quantity, amount }]
  })

const end = (...values: string[]) => fc.option(fc.constantFrom(...values))
const range = (...values: string[]) => fc.record({ from: end(...values), to: end(...values) })
const anyRanges = fc.record(
  {
    ship_date: range(
      '2019-01-01',
      '2020-01-01',
      '2020-02-15',
      '2020-02-16',
      '2021-05-14',
      '2022-01-01',
    ),
    order: range('A', 'H000', 'H010', 'H011', 'H200', 'H249', 'Z'),
    customer: range('C001', 'C002', 'C003', 'C004', 'Z'),
    item: range('0', '10-10000', '10-20000', '10-40000', '99'),
    site: range('0', '10000', '20000', '30000', '4'),
  },
  { requiredKeys: [] },
)

const numbersOf = (rows: readonly Values[] | Row[]) => rows.map(row => row.number)

test(
  'any ranges: the first pages, the last, back and forth, and the totals are those of the whole list',
  { timeout: 60_000 },
  () =>
    fc.assert(
      fc.asyncProperty(anyRanges, fc.nat(), async (ranges, where) => {
        const expected = picked(ranges)
        const read = (more: { beyond?: Values; direction?: 'forward' | 'backward' }) =>
          shipmentsPage(books, {
            ranges,
            search: '',
            beyond: null,
            direction: 'forward',
            limit: 17,
            ...more,
          })
        expect(numbersOf(await read({}))).toEqual(numbersOf(expected.slice(0, 17)))
        expect(numbersOf(await read({ direction: 'backward' }))).toEqual(
          numbersOf(expected.slice(-17)),
        )
        expect(await shipmentTotals(books, ranges)).toEqual(totalsOf(expected))
        const at = expected.length === 0 ? 0 : where % expected.length
        const here = expected[at]
        if (!here) return
        const beyond = { ship_date: here.effective_date, number: here.number }
        expect(numbersOf(await read({ beyond }))).toEqual(
          numbersOf(expected.slice(at + 1, at + 18)),
        )
        expect(numbersOf(await read({ beyond, direction: 'backward' }))).toEqual(
          numbersOf(expected.slice(Math.max(at - 17, 0), at)),
        )
      }),
      { numRuns: 150 },
    ),
)

test('words find an order, an item or a customer by its beginning', async () => {
  for (const search of ['H24', '10-2', 'C00', 'NO']) {
    const rows = await shipmentsPage(books, {
      ranges: {},
      search: search.toLowerCase(),
      beyond: null,
      direction: 'forward',
      limit: 30,
    })
    expect(numbersOf(rows)).toEqual(numbersOf(picked({}, search).slice(0, 30)))
  }
})

test('a row shows the shipment with its customer and unit; what went out is positive', async () => {
  const [row] = await shipmentsPage(books, wholeList(1))
  const first = all[0]!
  expect(row).toEqual({
    ship_date: '2020-01-01',
    order: first.order_number,
    line: 1,
    customer: 'C001',
    name: '北风紧固件有限公司',
    item: first.item,
    quantity: -first.quantity,
    unit: 'EA',
    price: 10000,
    amount: first.amount,
    currency: Number(first.order_number.slice(1)) % 7 === 3 ? 'USD' : 'CNY',
    site: first.site,
    number: first.number,
    reason: null,
    returns: null,
  })
})
