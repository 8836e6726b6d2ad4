import { beforeEach, describe, expect, test } from 'vitest'
import { saveCustomer } from '../../src/customer/customer.ts'
import { savePriceList } from '../../src/item/price-list.ts'
import { saveSite } from '../../src/item/site.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { perform } from '../../src/ledger/perform.ts'
import { type OrderInput, saveOrder } from '../../src/sales/save-order.ts'
import { ask, carryOut, company, m, q, saysWhy, today } from '../support/company.ts'
import { enterOrder, openedOrder, typedOrder } from '../support/order-entry.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

const changed = (input: OrderInput, order: Values, ...lines: Values[]): OrderInput => ({
  order: { ...input.order, ...order },
  lines: input.lines.map((line, index) => ({ ...line, ...lines[index] })),
})

const save = async (input: OrderInput) => saysWhy(await ask(books, saveOrder, input))

const orders = () => books.db.selectFrom('sales_order').selectAll().orderBy('number').execute()
const lines = () =>
  books.db
    .selectFrom('sales_order_line')
    .selectAll()
    .orderBy('order_number')
    .orderBy('line')
    .execute()
const events = () => books.db.selectFrom('order_event').selectAll().orderBy('number').execute()

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
  expect(result).toEqual({ number: 'SO10001', version: 1, total: m(1176.25), short: [] })
  expect(await orders()).toMatchObject([
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
  expect((await orders())[0]?.ship_to).toBeNull()
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
    ['inactive site', { site: '30000' }, [{ item: 'X' }], 'site 5005 30000'],
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
    ['no price', {}, [{}, { item: '10-50000', price: null }], 'price[1] 7236 10-50000'],
    ['price changed', {}, [{ price: q(1) }], 'quantity[0] 7228 130'],
    [
      'amount too large',
      {},
      [{ quantity: 9e15, price: 9e15, price_source: 'manual' }],
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
    expect(await orders()).toEqual([])
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
  expect((await orders()).length).toBe(1)
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
  expect(await save(again)).toBe('number 666 10248')
})

test('a customer on credit hold gets an order that is held', async () => {
  await enterOrder(books, 'C003', [['10-10000', q(1)]])
  expect((await orders())[0]?.action_status).toBe('HD')
})

test('a line keeps its price when the list changes later', async () => {
  const { number } = await enterOrder(books, 'C001', [['10-20000', q(2)]])
  await carryOut(books, savePriceList, {
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
  expect(await lines()).toMatchObject([{ quantity: q(3), price: q(98), amount: m(294) }])
  expect(
    await save(changed(await openedOrder(books, number), {}, { price: null, quantity: q(200) })),
  ).toBe('accepted')
  expect(await lines()).toMatchObject([{ quantity: q(200), price: q(98) }])
})

test('a price by hand is kept and marked as such', async () => {
  const input = await typedOrder(books, 'C001', [['10-20000', q(2)]])
  await carryOut(
    books,
    saveOrder,
    changed(input, {}, { price: q(60), discount: 5000, price_source: 'manual' }),
  )
  expect(await lines()).toMatchObject([{ price: q(60), amount: m(120), price_source: 'manual' }])
})

test('history adds up to the lines, and says what else changed', async () => {
  const { number } = await enterOrder(books, 'C001', [
    ['10-10000', q(2)],
    ['10-20000', q(4)],
    ['10-40000', q(5)],
  ])
  const opened = await openedOrder(books, number)
  const next = changed(opened, { remarks: '急' }, { quantity: q(7) }, { due_date: '2026-12-01' })
  const added = {
    ...next.lines[2],
    line: 4,
    item: '10-30000',
    unit: 'EA',
    price: null,
    lot: null,
    saved: 0,
  }
  await carryOut(books, saveOrder, {
    order: next.order,
    lines: [next.lines[0]!, next.lines[1]!, added],
  })
  const told = await events()
  const sums = new Map<number, number>()
  for (const { line, quantity } of told)
    if (line) sums.set(line, (sums.get(line) ?? 0) + (quantity ?? 0))
  expect(Object.fromEntries(sums)).toEqual({ 1: q(7), 2: q(4), 3: 0, 4: q(5) })
  expect((await lines()).map(line => [line.line, line.quantity])).toEqual([
    [1, q(7)],
    [2, q(4)],
    [4, q(5)],
  ])
  const amounts = told.filter(one => one.line).reduce((total, one) => total + (one.amount ?? 0), 0)
  expect(amounts).toBe((await orders())[0]?.lines_total)
  expect(told.slice(4).map(({ line, type, detail }) => [line, type, detail])).toEqual([
    [null, 'changed', 'remarks 先电话通知>急'],
    [1, 'changed', 'quantity 20000>70000'],
    [2, 'changed', 'due_date 2026-11-23>2026-12-01'],
    [4, 'entered', null],
    [3, 'changed', 'item 10-40000>'],
  ])
})

test('two editors: the second is told, and nothing of theirs is saved', async () => {
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
  const mine = await openedOrder(books, number)
  const theirs = await openedOrder(books, number)
  expect(await save(changed(mine, { remarks: 'a' }))).toBe('accepted')
  expect(await save(changed(theirs, { remarks: 'b' }))).toBe('number 666 SO10001')
  expect((await orders())[0]).toMatchObject({ remarks: 'a', version: 2 })
})

describe('an order in the books', () => {
  test.each<[string, Values, Values, string]>([
    ['its customer stays', { sold_to: 'C002', ship_to: 'C002' }, {}, 'sold_to 7245'],
    ['its currency stays', { currency: 'USD' }, {}, 'currency 7245'],
    ['an old version', { version: 7 }, {}, 'number 666 SO10001'],
    ['a number that went', { number: 'SO9' }, {}, 'number 609 SO9'],
  ])('%s', async (_, order, line, said) => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    expect(await save(changed(await openedOrder(books, number), order, line))).toBe(said)
  })

  test('may be of a customer and a site that are no longer active', async () => {
    const { number } = await enterOrder(books, 'C004', [['10-20000', q(2)]], { site: '20000' })
    await carryOut(books, saveSite, { values: { code: '20000', active: 0 } })
    await carryOut(books, saveCustomer, {
      values: { code: 'C004', name: 'N', currency: 'CNY', active: 0 },
    })
    expect(await save(changed(await openedOrder(books, number), {}, { quantity: q(3) }))).toBe(
      'accepted',
    )
  })

  const worked = async (columns: { quantity_allocated?: number; quantity_shipped?: number }) => {
    const { number } = await enterOrder(books, 'C001', [
      ['10-10000', q(5)],
      ['10-20000', q(5)],
    ])
    const update = books.db.updateTable('sales_order_line').set({ closed: 0, ...columns })
    await update.where('line', '=', 1).execute()
    return openedOrder(books, number)
  }

  test.each<[string, Parameters<typeof worked>[0], Values, string]>([
    [
      'below what was shipped',
      { quantity_shipped: q(3) },
      { quantity: q(2) },
      'quantity[0] 7229 1 3',
    ],
    [
      'below shipped and allocated',
      { quantity_shipped: q(3), quantity_allocated: q(1) },
      { quantity: q(3) },
      'quantity[0] 7229 1 4',
    ],
    [
      'a sale made a return',
      { quantity_shipped: q(3) },
      { quantity: q(-5) },
      'quantity[0] 7229 1 3',
    ],
    [
      'another item once shipped',
      { quantity_shipped: q(3) },
      { item: '10-40000' },
      'item[0] 7230 1',
    ],
    [
      'another item once allocated',
      { quantity_allocated: q(3) },
      { item: '10-40000' },
      'item[0] 7230 1',
    ],
    [
      'unconfirmed once allocated',
      { quantity_allocated: q(3) },
      { confirmed: 0 },
      'confirmed[0] 7233 1',
    ],
    ['down to what was shipped', { quantity_shipped: q(3) }, { quantity: q(3) }, 'accepted'],
  ])('%s', async (_, columns, line, said) => {
    expect(await save(changed(await worked(columns), {}, line))).toBe(said)
  })

  test('a line lowered to what was shipped is closed, and opened when raised again', async () => {
    const opened = await worked({ quantity_shipped: q(3) })
    await carryOut(books, saveOrder, changed(opened, {}, { quantity: q(3) }))
    expect((await lines())[0]).toMatchObject({ quantity_shipped: q(3), closed: 1 })
    const again = await openedOrder(books, 'SO10001')
    await carryOut(books, saveOrder, changed(again, {}, { quantity: q(4) }))
    expect((await lines())[0]).toMatchObject({ quantity_shipped: q(3), closed: 0 })
  })

  test.each<[string, Parameters<typeof worked>[0], string]>([
    ['shipped', { quantity_shipped: q(1) }, 'line[0] 7231 1'],
    ['allocated', { quantity_allocated: q(1) }, 'line[0] 7232 1'],
    ['untouched', {}, 'accepted'],
  ])('a line that is %s is deleted or stays', async (_, columns, said) => {
    const { order, lines: rows } = await worked(columns)
    expect(await save({ order, lines: rows.slice(1) })).toBe(said)
  })

  test('its status follows when the last unconfirmed line is deleted', async () => {
    const input = await typedOrder(books, 'C001', [
      ['10-10000', q(5)],
      ['10-20000', q(5)],
    ])
    await carryOut(books, saveOrder, changed(input, {}, {}, { confirmed: 0 }))
    expect((await orders())[0]?.status).toBe('entered')
    const { order, lines: rows } = await openedOrder(books, 'SO10001')
    await carryOut(books, saveOrder, { order, lines: rows.slice(0, 1) })
    expect((await orders())[0]?.status).toBe('confirmed')
  })
})

test('lines that the site cannot cover are named', async () => {
  const result = await enterOrder(books, 'C001', [
    ['10-10000', q(100)],
    ['10-20000', q(71)],
    ['10-40000', q(-5)],
  ])
  expect(result.short).toEqual([2])
})
