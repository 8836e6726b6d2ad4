import { beforeEach, describe, expect, test } from 'vitest'
import { priceLists } from '../../src/item/price-list.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { perform } from '../../src/ledger/perform.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import type { OrderInput } from '../../src/sales/save-order-facts.ts'
import { ask, carryOut, company, m, q, saysWhy, today } from '../support/company.ts'
import { enterOrder, openedOrder, typedOrder } from '../support/order-entry.ts'
import { changed, linesIn, ordersIn } from './save-support.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

const save = async (input: OrderInput) => saysWhy(await ask(books, saveOrder, input))

test('an order is saved whole: number, head, lines, totals, history', async () => {
  const result = await enterOrder(
    books,
    'C001',
    [
      ['10-10000', q(2)],
      ['NW-77', q(10)],
    ],
    {
      discount: 500,
      freight: m(12.5),
      ship_to: 'S1',
    },
  )
  expect(result).toMatchObject({ number: 'SO10001', version: 1, total: m(1176.25), over: 0 })
  expect(result).toMatchObject({ short: [], toAudit: false, request: null })
  expect(await ordersIn(books)).toMatchObject([
    {
      number: 'SO10001',
      sold_to: 'C001',
      ship_to: 'S1',
      order_date: today,
      due_date: '2026-11-23',
      lines_total: m(1225),
      discount_amount: m(61.25),
      total: m(1176.25),
      status: 'confirmed',
      entered_by: 'anna',
    },
  ])
})

test('without ship-to the address is the customer’s own', async () => {
  await enterOrder(books, 'C001', [['10-10000', q(1)]])
  expect((await ordersIn(books))[0]?.ship_to).toBeNull()
})

describe('refusals, in the order in which the clerk hears them', () => {
  const dead = { order_date: null, due_date: null, site: 'X', sold_to: 'X' }
  test.each<[string, Values, Values[], string]>([
    ['unknown customer', dead, [], 'sold_to 3 X'],
    ['no customer', { ...dead, sold_to: null }, [], 'sold_to 41'],
    ['unknown bill-to', { bill_to: 'X', ship_to: 'X' }, [], 'bill_to 3 X'],
    ['foreign ship-to', { ship_to: 'S9', site: 'X' }, [], 'ship_to 7202 C001 S9'],
    ['no order date', { order_date: null, due_date: null }, [], 'order_date 41'],
    ['no due date', { due_date: null, price_list: 'X' }, [], 'due_date 41'],
    ['unknown list', { price_list: 'X', site: 'X' }, [], 'price_list 6006 X'],
    ['no site', { site: null, currency: null }, [], 'site 41'],
    ['unknown site', { site: 'X', currency: null }, [], 'site 708 X'],
    ['no currency', { currency: null, credit_terms: 'X' }, [], 'currency 41'],
    ['unknown terms', { credit_terms: 'X', salesperson: 'X' }, [], 'credit_terms 840 X'],
    ['unknown salesperson', { salesperson: 'X', discount: 10001 }, [], 'salesperson 7201 X'],
    ['discount above 100', { discount: 10001 }, [{ item: 'X' }], 'discount 42 0 100'],
    [
      'inactive customer',
      { sold_to: 'C009', bill_to: 'C009', ship_to: 'C009', site: '30000' },
      [],
      'sold_to 7221 C009',
    ],
    ['inactive payer', { bill_to: 'C009', site: '30000' }, [], 'bill_to 7221 C009'],
    ['inactive site', { site: '30000', currency: 'RNB' }, [{ item: 'X' }], 'site 5005 30000'],
    ['currency of nobody', { currency: 'RNB' }, [{ item: 'X' }], 'currency 9122 RNB'],
    [
      'hold taken off',
      { sold_to: 'C003', bill_to: 'C003', ship_to: 'C003' },
      [{ item: 'X' }],
      'action_status 617 C003',
    ],
    ['no line', {}, [{ item: null }, { item: null }], 'item[1] 611'],
    ['a number twice', {}, [{ item: 'X' }, { line: 1 }], 'line[1] 7234 1'],
    ['line number 0', {}, [{ line: 0, item: 'X' }], 'line[0] 7235'],
    ['unknown item', {}, [{ item: 'X', quantity: 0 }], 'item[0] 16 X'],
    ['inactive item', {}, [{}, { item: '10-90000', quantity: 0 }], 'item[1] 7222 10-90000'],
    ['quantity 0', {}, [{}, { quantity: 0, unit: 'BX' }], 'quantity[1] 7224'],
    ['another unit', {}, [{ unit: 'BX', price: -1 }], 'unit[0] 33 10-10000 EA'],
    ['negative price', {}, [{ price: -1, price_source: 'manual', site: 'X' }], 'price[0] 78'],
    [
      'discount above 100',
      {},
      [{ discount: 10001, price_source: 'manual', site: 'X' }],
      'discount[0] 7227',
    ],
    ['price far above its list', {}, [{ price: q(1e6), price_source: 'manual' }], 'price[0] 7227'],
    ['no price', {}, [{}, { item: '10-50000', price: null }], 'price[1] 7236 10-50000'],
    ['price changed', {}, [{ price: q(1) }], 'quantity[0] 7228 130'],
    [
      'amount too large',
      {},
      [{ quantity: 9e15, list_price: 9e15, price: 9e15, price_source: 'manual' }],
      'quantity[0] 7226',
    ],
    ['line’s site', {}, [{ site: 'X', location: 'X' }], 'site[0] 708 X'],
    ['line’s location', {}, [{ location: 'X', lot: 'L' }], 'location[0] 229 10000 X'],
    ['lot not used', {}, [{ lot: 'L' }], 'lot[0] 5001 10-10000'],
  ])('%s', async (_, order, rows, said) => {
    const input = await typedOrder(books, 'C001', [
      ['10-10000', q(2)],
      ['10-20000', q(10)],
    ])
    expect(await save(changed(input, order, ...rows))).toBe(said)
    expect(await ordersIn(books)).toEqual([])
    expect(
      (await books.db.selectFrom('sales_order_control').selectAll().executeTakeFirst())?.next_order,
    ).toBe(10001)
  })

  test('without 7.1.24 there are no numbers', async () => {
    const input = await typedOrder(books, 'C001', [['10-10000', q(2)]])
    await books.db.deleteFrom('sales_order_control').execute()
    expect(await save(input)).toBe('number 7244')
  })
})

test('the same intent twice is one order', async () => {
  const input = await typedOrder(books, 'C001', [['10-10000', q(2)]])
  const intent = { id: 'draft-1', screen: '7.1.1' }
  const first = await perform(books, saveOrder, input, intent)
  const second = await perform(books, saveOrder, input, intent)
  expect(second).toEqual({ ok: true, value: { ...(first.ok && first.value), repeated: true } })
  expect((await ordersIn(books)).length).toBe(1)
  // Its words come back from a draft in another order.
  const turned = Object.fromEntries(Object.entries(input).reverse()) as typeof input
  expect(await perform(books, saveOrder, turned, intent)).toEqual(second)
})

test('the same intent with other words is no repeat', async () => {
  const input = await typedOrder(books, 'C001', [['10-10000', q(2)]])
  const intent = { id: 'draft-1', screen: '7.1.1' }
  await perform(books, saveOrder, input, intent)
  const other = changed(input, { remarks: 'by truck' })
  expect(saysWhy(await perform(books, saveOrder, other, intent))).toBe(' 111')
  expect((await ordersIn(books)).length).toBe(1)
})

test('numbers follow each other and walk round those that are taken', async () => {
  await enterOrder(books, 'C001', [['10-10000', q(1)]], { number: 'SO10002' })
  const numbers = []
  for (let n = 0; n < 3; n += 1)
    numbers.push((await enterOrder(books, 'C001', [['10-10000', q(1)]])).number)
  expect(numbers).toEqual(['SO10001', 'SO10003', 'SO10004'])
})

test('an imported order’s number is not given twice', async () => {
  await enterOrder(books, 'C001', [['10-10000', q(1)]], { number: '10248' })
  const again = await typedOrder(books, 'C001', [['10-10000', q(1)]], { number: '10248' })
  expect(await save(again)).toBe('number 668 10248')
})

test('a customer on credit hold gets an order that is held', async () => {
  await enterOrder(books, 'C003', [['10-10000', q(1)]])
  expect((await ordersIn(books))[0]?.action_status).toBe('HD')
})

test('a line keeps its price when the list changes later', async () => {
  const { number } = await enterOrder(books, 'C001', [['10-20000', q(2)]])
  await carryOut(books, priceLists.save, {
    values: {
      code: 'EAST',
      currency: 'CNY',
      item: '10-20000',
      unit: 'EA',
      amount_type: 'L',
      start_date: '2026-11-01',
    },
    rows: [{ minimum_quantity: 0, price: q(55) }],
  })
  const opened = await openedOrder(books, number)
  expect(await save(changed(opened, { remarks: 'x' }, { quantity: q(3), amount: null }))).toBe(
    'accepted',
  )
  expect(await linesIn(books)).toMatchObject([{ quantity: q(3), price: q(98), amount: m(294) }])
  expect(
    await save(changed(await openedOrder(books, number), {}, { price: null, quantity: q(200) })),
  ).toBe('accepted')
  expect(await linesIn(books)).toMatchObject([{ quantity: q(200), price: q(98) }])
})

test('a price by hand is kept and marked as such', async () => {
  const input = await typedOrder(books, 'C001', [['10-20000', q(2)]])
  await carryOut(
    books,
    saveOrder,
    changed(input, {}, { price: q(60), discount: 5000, price_source: 'manual' }),
  )
  expect(await linesIn(books)).toMatchObject([
    { price: q(60), amount: m(120), price_source: 'manual' },
  ])
})

test('lines that the site cannot cover are named', async () => {
  const result = await enterOrder(books, 'C001', [
    ['10-10000', q(100)],
    ['10-20000', q(71)],
    ['10-40000', q(-5)],
  ])
  expect(result.short).toEqual([2])
})

test('the lines of an order do not count on the same pieces: those due first go first, as at the desk', async () => {
  const sixty = ['10-10000', q(60)] as const
  const { number, short } = await enterOrder(books, 'C001', [sixty, sixty, ['10-20000', q(71)]])
  expect(short).toEqual([2, 3])
  const opened = await openedOrder(books, number)
  const sooner = changed(opened, {}, {}, { due_date: '2026-11-22' })
  // What another item lacks was told before.
  expect((await carryOut(books, saveOrder, sooner)).short).toEqual([1])
})
