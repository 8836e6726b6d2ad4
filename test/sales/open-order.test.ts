import { beforeEach, expect, test } from 'vitest'
import { priceLists } from '../../src/item/price-list.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { copyOrder, neighbourOrder, openOrder } from '../../src/sales/open-order.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { carryOut, company, m, q, today } from '../support/company.ts'
import { answer, enterOrder, hears, openedOrder } from '../support/order-entry.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

test('a blank number begins a new order, an unknown one is refused', async () => {
  const reply = await answer(books, openOrder, { values: { number: null } })
  expect(reply).toMatchObject({ existing: false, records: { sales_order_line: [] } })
  expect(await hears(books, openOrder, { values: { number: 'SO1' } })).toBe('number 609 SO1')
})

test('an order is shown with its addresses; its customer and currency are locked', async () => {
  const { number } = await enterOrder(books, 'C001', [['NW-77', q(2)]], { ship_to: 'S1' })
  const reply = await answer(books, openOrder, { values: { number } })
  expect(reply).toMatchObject({
    existing: true,
    locked: { sales_order: ['sold_to', 'currency'] },
    records: {
      sales_order: {
        number,
        version: 1,
        ship_to: 'S1',
        sold_to_city: '宁波',
        ship_to_city: '舟山',
        confirmed: 1,
      },
      sales_order_line: [
        { line: 1, item: '10-20000', customer_item: 'NW-77', price: q(98), saved: 1 },
      ],
    },
  })
})

test('what was opened and saved untouched is not told as changed', async () => {
  const { number } = await enterOrder(books, 'C001', [
    ['10-20000', q(2)],
    ['10-10000', q(1)],
  ])
  await carryOut(books, saveOrder, await openedOrder(books, number))
  const events = await books.db
    .selectFrom('order_event')
    .select(['line', 'type', 'detail'])
    .execute()
  expect(events.slice(3)).toEqual([])
})

test('a held order says so', async () => {
  const { number } = await enterOrder(books, 'C003', [['10-20000', q(2)]])
  const reply = await answer(books, openOrder, { values: { number } })
  expect(reply.notices?.map(({ message }) => message.number)).toEqual([7635, 10, 7247])
})

test('the neighbours of an order', async () => {
  for (let n = 0; n < 3; n += 1) await enterOrder(books, 'C001', [['10-20000', q(1)]])
  const from = async (number: string | null, direction: 'next' | 'previous') =>
    (await neighbourOrder(books, { number }, direction))?.number ?? null
  expect([
    await from(null, 'next'),
    await from('SO10001', 'next'),
    await from('SO10003', 'next'),
  ]).toEqual(['SO10001', 'SO10002', null])
  expect([
    await from(null, 'previous'),
    await from('SO10002', 'previous'),
    await from('SO10001', 'previous'),
  ]).toEqual(['SO10003', 'SO10001', null])
})

test('a copy is new: dates and prices of today, nothing shipped, held if it was', async () => {
  const dates = {
    order_date: '2026-03-01',
    pricing_date: '2026-03-01',
    due_date: '2026-03-05',
    promise_date: '2026-03-04',
  }
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]], {
    ...dates,
    action_status: 'HD',
    purchase_order: 'PO1',
  })
  await books.db
    .updateTable('sales_order_line')
    .set({ quantity_allocated: q(1) })
    .execute()
  await carryOut(books, priceLists.save, {
    values: {
      code: 'EAST',
      currency: 'CNY',
      item: '10-10000',
      unit: 'EA',
      amount_type: 'P',
      start_date: today,
    },
    rows: [{ minimum_quantity: 0, price: q(100) }],
  })
  const { records } = await answer(books, copyOrder, { values: { number } })
  const { sales_order: order, sales_order_line: lines } = records as unknown as {
    sales_order: Values
    sales_order_line: Values[]
  }
  expect(order).toMatchObject({
    number: null,
    version: null,
    order_date: today,
    pricing_date: today,
    due_date: '2026-11-23',
    promise_date: null,
    purchase_order: null,
    action_status: 'HD',
    total: m(200),
  })
  expect(lines).toMatchObject([
    { price: q(100), amount: m(200), quantity_allocated: 0, due_date: '2026-11-23' },
  ])
  expect(await carryOut(books, saveOrder, { order, lines })).toMatchObject({
    number: 'SO10002',
    total: m(200),
  })
})

test('a copy of nothing is refused', async () => {
  expect(await hears(books, copyOrder, { values: { number: 'SO1' } })).toBe('number 609 SO1')
})
