import { beforeEach, describe, expect, test } from 'vitest'
import type { SalesOrderLineTable } from '../../db/schema.ts'
import { customers } from '../../src/customer/customer.ts'
import { sites } from '../../src/item/site.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { checkLine } from '../../src/sales/line-hooks.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import type { OrderInput } from '../../src/sales/save-order-facts.ts'
import { consignedOrder, consigning } from '../consignment/consignment-support.ts'
import { CtrlD, Down, Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { enterOrder, hears, openedOrder, typedOrder } from '../support/order-entry.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { changed, eventsIn, linesIn, ordersIn } from './save-support.ts'
import { ship } from './ship-support.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

const save = async (input: OrderInput) => saysWhy(await ask(books, saveOrder, input))

test('a backorder that was closed meanwhile is a change that who has the order open hears of', async () => {
  const { number } = await enterOrder(books, 'C001', [
    ['10-10000', q(6)],
    ['10-20000', q(1)],
  ])
  const opened = await openedOrder(books, number)
  expect(await ship(books, number, { line: 1, cancel_backorder: 1 })).toBe('accepted')
  expect(await save(changed(opened, {}, { quantity: q(8) }))).toBe(`number 668 ${number}`)
  expect((await linesIn(books))[0]).toMatchObject({ quantity: q(6), closed: 1 })
  const shown = await openedOrder(books, number)
  expect(await ship(books, number, { line: 2, quantity: q(1) })).toBe('accepted')
  expect(await save(changed(shown, { remarks: '急' }))).toBe('accepted')
  expect(await verify(books)).toEqual([])
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
  const told = await eventsIn(books)
  const sums = new Map<number, number>()
  for (const { line, quantity } of told)
    if (line) sums.set(line, (sums.get(line) ?? 0) + (quantity ?? 0))
  expect(Object.fromEntries(sums)).toEqual({ 1: q(7), 2: q(4), 3: 0, 4: q(5) })
  expect((await linesIn(books)).map(line => [line.line, line.quantity])).toEqual([
    [1, q(7)],
    [2, q(4)],
    [4, q(5)],
  ])
  const amounts = told.filter(one => one.line).reduce((total, one) => total + (one.amount ?? 0), 0)
  expect(amounts).toBe((await ordersIn(books))[0]?.lines_total)
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
  expect(await save(changed(theirs, { remarks: 'b' }))).toBe('number 668 SO10001')
  expect((await ordersIn(books))[0]).toMatchObject({ remarks: 'a', version: 2 })
})

describe('an order in the books', () => {
  test.each<[string, Values, Values, string]>([
    ['its customer stays', { sold_to: 'C002', ship_to: 'C002' }, {}, 'sold_to 7245'],
    ['its currency stays', { currency: 'USD' }, {}, 'currency 7245'],
    ['an old version', { version: 7 }, {}, 'number 668 SO10001'],
    ['a number that went', { number: 'SO9' }, {}, 'number 609 SO9'],
  ])('%s', async (_, order, line, said) => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    expect(await save(changed(await openedOrder(books, number), order, line))).toBe(said)
  })

  test('keeps who pays once its goods moved, even if they came back: what is owed stays with them', async () => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    const says = async (values: Values) =>
      save(changed(await openedOrder(books, number), values, {}))
    expect(await says({ bill_to: 'C004' })).toBe('accepted')
    await ship(books, number, { line: 1, quantity: q(1) })
    expect(await says({ bill_to: 'C001' })).toBe(`bill_to 7250 ${number}`)
    expect(await says({ remarks: 'by truck' })).toBe('accepted')
    await ship(books, number, { line: 1, quantity: q(-1) })
    expect(await says({ bill_to: 'C001' })).toBe(`bill_to 7250 ${number}`)
  })

  test('may be of a customer and a site that are no longer active', async () => {
    const { number } = await enterOrder(books, 'C004', [['10-20000', q(2)]], { site: '20000' })
    await carryOut(books, sites.save, { values: { code: '20000', active: 0 } })
    await carryOut(books, customers.save, {
      values: { code: 'C004', name: 'N', currency: 'CNY', active: 0 },
    })
    expect(await save(changed(await openedOrder(books, number), {}, { quantity: q(3) }))).toBe(
      'accepted',
    )
  })

  const worked = async (
    columns: Partial<
      Pick<
        SalesOrderLineTable,
        'quantity_allocated' | 'quantity_shipped' | 'quantity_used' | 'consigned'
      >
    >,
  ) => {
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
    [
      'another price once shipped',
      { quantity_shipped: q(3) },
      { price: q(99), price_source: 'manual' },
      'price[0] 7248 1 130',
    ],
    [
      'another price once allocated',
      { quantity_allocated: q(3) },
      { price: q(99), price_source: 'manual' },
      'accepted',
    ],
    [
      'another price of what lies with the customer unused',
      { consigned: 1, quantity_shipped: q(3) },
      { price: q(99), price_source: 'manual' },
      'accepted',
    ],
    [
      'another price once it is used there',
      { consigned: 1, quantity_shipped: q(3), quantity_used: q(1) },
      { price: q(99), price_source: 'manual' },
      'price[0] 7248 1 130',
    ],
  ])('%s', async (_, columns, line, said) => {
    expect(await save(changed(await worked(columns), {}, line))).toBe(said)
  })

  test('its discount stays once anything was sold, as papers of it say it, even if all came back', async () => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
    expect(await ship(books, number, { line: 1, quantity: q(3) })).toBe('accepted')
    const again = async (values: Values) => save(changed(await openedOrder(books, number), values))
    expect(await again({ discount: 1000 })).toBe('discount 7249')
    expect(await again({ remarks: 'no discount' })).toBe('accepted')
    expect(await ship(books, number, { line: 1, quantity: q(-3) })).toBe('accepted')
    expect(await again({ discount: 1000 })).toBe('discount 7249')
  })

  test('its discount may change while all that went out lies with the customer', async () => {
    books = await consigning()
    const number = await consignedOrder(books, 5)
    const opened = await openedOrder(books, number)
    expect(await save(changed(opened, { discount: 1000 }))).toBe('accepted')
  })

  test('goods that came back make room for another price, but the line keeps its item', async () => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
    expect(await ship(books, number, { line: 1, quantity: q(3) })).toBe('accepted')
    expect(await ship(books, number, { line: 1, quantity: q(-3) })).toBe('accepted')
    const dearer = { price: q(200), price_source: 'manual' }
    expect(await save(changed(await openedOrder(books, number), {}, dearer))).toBe('accepted')
    const other = changed(await openedOrder(books, number), {}, { item: '10-40000', unit: 'M' })
    expect(await save(other)).toBe('item[0] 7230 1')
    expect(await ship(books, number, { line: 1, quantity: q(5) })).toBe('accepted')
    expect(await verify(books)).toEqual([])
  })

  test('what is closed for good stays closed when its quantity is lowered', async () => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(60)]])
    expect(await ship(books, number, { line: 1, quantity: q(10), cancel_backorder: 1 })).toBe(
      'accepted',
    )
    await carryOut(
      books,
      saveOrder,
      changed(await openedOrder(books, number), {}, { quantity: q(50) }),
    )
    expect((await linesIn(books))[0]).toMatchObject({ quantity: q(50), closed: 1 })
    await carryOut(
      books,
      saveOrder,
      changed(await openedOrder(books, number), {}, { quantity: q(70) }),
    )
    expect((await linesIn(books))[0]).toMatchObject({ quantity: q(70), closed: 0 })
  })

  describe('a line typed in the place of another', () => {
    /** An order of two lines; what was left of the first will not be shipped any more. */
    const closedOrder = async () => {
      const { number } = await enterOrder(books, 'C001', [
        ['10-10000', q(5)],
        ['10-20000', q(5)],
      ])
      const row = { line: 1, quantity: 0, cancel_backorder: 1 }
      expect(await ship(books, number, row)).toBe('accepted')
      return openedOrder(books, number)
    }
    const typed = async (item: string, pieces: number, more: Values = {}) => {
      const { lines: rows } = await typedOrder(books, 'C001', [[item, q(pieces)]])
      return { ...rows[0]!, line: 1, ...more }
    }

    test.each<[string, string, number]>([
      ['another item over it', '10-40000', 5],
      ['another item, and less of it', '10-40000', 2],
      ['the same item anew', '10-10000', 5],
      ['the same item anew, and less of it', '10-10000', 2],
    ])('is open though the rest of that one was cancelled: %s', async (_, item, pieces) => {
      const { order, lines: rows } = await closedOrder()
      const input = { order, lines: [await typed(item, pieces), rows[1]!] }
      expect(await save(input)).toBe('accepted')
      const [line] = await linesIn(books)
      expect(line).toMatchObject({ item, closed: 0, quantity: q(pieces), price_source: 'item' })
      expect(await ship(books, line!.order_number, { line: 1, quantity: q(1) })).toBe('accepted')
      expect(await wrongIn(books)).toEqual([])
    })

    test('is so by hand too: deleted with Ctrl-D, and typed again under its number', async () => {
      const { number } = await enterOrder(books, 'C001', [
        ['10-10000', q(5)],
        ['10-20000', q(5)],
      ])
      await ship(books, number, { line: 2, quantity: 0, cancel_backorder: 1 })
      const clerk = await signIn('en', { company: books })
      await clerk.types('7.1.1', Enter, number, F1, F1, F1, Down, CtrlD, 'y', Enter)
      await clerk.types(Down, '10-20000', Tab, '4', F1, F4, F1, F4, 'y', Enter)
      expect(clerk.messages).toEqual([7237])
      await signOut()
      const price_source = 'EAST L 2026-07-01.. >=0'
      expect((await linesIn(books))[1]).toMatchObject({ line: 2, closed: 0, price_source })
    })

    test('has the price in force: what the list priced is checked against it', async () => {
      const { number } = await enterOrder(books, 'C001', [['10-20000', q(5)]])
      const { order } = await openedOrder(books, number)
      const anew = await typed('10-20000', 20)
      expect(await save({ order, lines: [{ ...anew, price: q(5) }] })).toBe('quantity[0] 7228 96.5')
      expect(await save({ order, lines: [anew] })).toBe('accepted')
      const price_source = 'EAST L 2026-07-01.. >=10'
      expect((await linesIn(books))[0]).toMatchObject({ price: q(96.5), price_source })
    })

    test('goes on with that one where its goods moved: it could not be deleted', async () => {
      const { number } = await enterOrder(books, 'C001', [['10-20000', q(5)]])
      await ship(books, number, { line: 1, quantity: q(2) })
      await ship(books, number, { line: 1, quantity: q(-2), cancel_backorder: 1 })
      const { order } = await openedOrder(books, number)
      expect(await save({ order, lines: [await typed('10-10000', 5)] })).toBe('item[0] 7230 1')
      expect(await save({ order, lines: [await typed('10-20000', 4)] })).toBe('accepted')
      expect((await linesIn(books))[0]).toMatchObject({ quantity: q(4), closed: 1 })
    })
  })

  test('a discount follows from list price and price where it says something else', async () => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
    const says = async (values: Values) => {
      expect(await save(changed(await openedOrder(books, number), {}, values))).toBe('accepted')
      return (await linesIn(books))[0]?.discount
    }
    expect(await says({ price: q(100), discount: 5_000 })).toBe(2_308)
    // Either of them may have been rounded.
    expect(await says({ list_price: 3, discount: 5_000, price: 2 })).toBe(5_000)
    expect(await says({ list_price: 3, discount: 3_333, price: 2 })).toBe(3_333)
    expect(await says({ list_price: 3, discount: 1_000, price: 2 })).toBe(3_333)
  })

  test('a line stays at a site that was closed, but none comes there', async () => {
    const { number } = await enterOrder(books, 'C001', [
      ['10-10000', q(5)],
      ['10-20000', q(5)],
    ])
    await carryOut(books, sites.save, { values: { code: '20000', active: 1 } })
    const moved = changed(await openedOrder(books, number), {}, { site: '20000', location: '200' })
    expect(await save(moved)).toBe('accepted')
    await carryOut(books, sites.save, { values: { code: '20000', active: 0 } })
    const opened = await openedOrder(books, number)
    const there = { site: '20000', location: '200' }
    expect(await save(changed(opened, {}, {}, there))).toBe('site[1] 5005 20000')
    const added = { ...opened.lines[1], ...there, line: 3, saved: 0 }
    const three = { ...opened, lines: [...opened.lines, added] }
    expect(await save(three)).toBe('site[2] 5005 20000')
    const entry = { draft: { sales_order: opened.order, sales_order_line: three.lines } }
    expect(await hears(books, checkLine, { ...entry, values: added, row: 2 })).toBe(
      'site 5005 20000',
    )
    const stands = { ...entry, values: opened.lines[0]! }
    expect(await hears(books, checkLine, stands)).toBe('accepted')
    expect(await save(changed(opened, {}, { quantity: q(6) }))).toBe('accepted')
  })

  test('a line lowered to what was shipped is closed, and opened when raised again', async () => {
    const opened = await worked({ quantity_shipped: q(3) })
    await carryOut(books, saveOrder, changed(opened, {}, { quantity: q(3) }))
    expect((await linesIn(books))[0]).toMatchObject({ quantity_shipped: q(3), closed: 1 })
    const again = await openedOrder(books, 'SO10001')
    await carryOut(books, saveOrder, changed(again, {}, { quantity: q(4) }))
    expect((await linesIn(books))[0]).toMatchObject({ quantity_shipped: q(3), closed: 0 })
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
    expect((await ordersIn(books))[0]?.status).toBe('entered')
    const { order, lines: rows } = await openedOrder(books, 'SO10001')
    await carryOut(books, saveOrder, { order, lines: rows.slice(0, 1) })
    expect((await ordersIn(books))[0]?.status).toBe('confirmed')
  })
})

test('once goods went out, the order is of no later day than that', async () => {
  const head = { order_date: '2026-11-10' }
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(5)]], head)
  const dated = async (order_date: string) =>
    save(changed(await openedOrder(books, number), { order_date }))
  expect(await dated('2026-11-25')).toBe('accepted')
  expect(await ship(books, number, { line: 1, quantity: q(2) })).toBe('accepted')
  expect(await save(changed(await openedOrder(books, number), { remarks: '急' }))).toBe('accepted')
  expect(await dated('2027-03-01')).toBe('order_date 7257 2026-11-22')
  expect(await dated('2026-11-22')).toBe('accepted')
})
