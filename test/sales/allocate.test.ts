import { beforeEach, describe, expect, test } from 'vitest'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { allocateAutomatically } from '../../src/sales/allocate-automatically.ts'
import {
  chooseAllocationLine,
  chooseAllocationPlace,
  readAllocationLines,
} from '../../src/sales/allocate-hooks.ts'
import { carryOut, company, q } from '../support/company.ts'
import { answer, enterOrder, hears } from '../support/order-entry.ts'
import { allocate, allocation, lines, otherItem, setHead, stockAt } from './ship-support.ts'

let books: Books
let order: string
beforeEach(async () => {
  books = await company()
  const typed = [
    ['10-10000', q(10)],
    ['10-20000', q(60)],
    ['10-10000', q(-2)],
  ] as const
  order = (await enterOrder(books, 'C001', typed)).number
})

const set = (values: Values) => setHead(books, order, values)
const setLine = (values: Values) =>
  books.db
    .updateTable('sales_order_line')
    .set(values)
    .where('order_number', '=', order)
    .where('line', '=', 1)
    .execute()

describe('7.1.6 refuses', () => {
  test('an order that does not exist, is cancelled, held, closed, unconfirmed: in this order', async () => {
    const one = { line: 1, quantity: q(1) }
    expect(await allocate(books, 'NO', one)).toBe('order_number 609 NO')
    await books.db.updateTable('sales_order_line').set({ confirmed: 0 }).execute()
    expect(await allocate(books, order, one)).toBe(`order_number 621 ${order}`)
    await books.db.updateTable('sales_order_line').set({ closed: 1 }).execute()
    expect(await allocate(books, order, one)).toBe(`order_number 7104 ${order}`)
    await set({ action_status: 'HD' })
    expect(await allocate(books, order, one)).toBe(`order_number 623 ${order}`)
    await set({ status: 'cancelled' })
    expect(await allocate(books, order, one)).toMatch(/^order_number \d+ /)
    expect(await allocate(books, order, one)).not.toContain(' 623 ')
  })

  test.each<[string, Values, string]>([
    ['a line that does not exist', { line: 9, quantity: q(1) }, 'line[0] 642 SO10001 9'],
    ['a return', { line: 3, quantity: q(1) }, 'line[0] 7106 3'],
    ['a negative quantity', { line: 1, quantity: q(-1) }, 'quantity[0] 78'],
    [
      'a wrong "before"',
      { line: 1, quantity: q(3), before: q(2) },
      'quantity[0] 7107 1 10000/200 0.0',
    ],
    ['an unknown site', { line: 1, quantity: q(11), site: 'X' }, 'site[0] 708 X'],
    ['an unknown location', { line: 1, quantity: q(11), location: 'X' }, 'location[0] 229 10000 X'],
    ['a lot that is not kept', { line: 1, quantity: q(11), lot: 'X' }, 'lot[0] 5001 10-10000'],
    [
      'a place of held stock',
      { line: 1, quantity: q(11), location: 'HOLD' },
      'location[0] 5007 HOLD',
    ],
    ['more than is open', { line: 1, quantity: q(11), location: '100' }, 'quantity[0] 7101 1 10.0'],
    ['more than is there', { line: 2, quantity: q(51) }, 'quantity[0] 4997 10000/200 50.0'],
    ['nothing that is right', { line: 2, quantity: q(50) }, 'accepted'],
  ])('%s', async (_, row, says) => {
    expect(await allocate(books, order, row)).toBe(says)
    expect(await verify(books)).toEqual([])
  })

  test('a line not confirmed, a line closed', async () => {
    await setLine({ confirmed: 0 })
    expect(await allocate(books, order, { line: 1, quantity: q(1) })).toBe('line[0] 7102 1')
    await setLine({ closed: 1 })
    expect(await allocate(books, order, { line: 1, quantity: q(1) })).toBe('line[0] 7103 1')
  })

  test('a row whose line is another item since it was read', async () => {
    const { records } = await answer(books, readAllocationLines, {
      values: { order_number: order },
    })
    const [first] = records!.allocation_line as Values[]
    expect(await otherItem(books, order, '10-20000')).toBe('accepted')
    expect(await allocate(books, order, first!)).toBe('line[0] 7251 1 10-20000')
    expect(await lines(books, order)).toEqual(['0/0/0', '0/0/0', '0/0/0'])
  })

  test('rows that together are too much for their line or their place, naming the row', async () => {
    const half = { line: 2, quantity: q(40) }
    expect(await allocate(books, order, half, { ...half, quantity: q(20), location: '100' })).toBe(
      'accepted',
    )
    const { number } = await enterOrder(books, 'C002', [
      ['10-10000', q(70)],
      ['10-10000', q(70)],
    ])
    expect(
      await allocate(books, number, { line: 1, quantity: q(70) }, { line: 2, quantity: q(31) }),
    ).toBe('quantity[1] 4997 10000/200 30.0')
    expect(
      await allocate(
        books,
        number,
        { line: 1, quantity: q(70) },
        { line: 1, quantity: q(1), location: '100' },
      ),
    ).toBe('quantity[1] 7101 1 0.0')
  })

  test('a second row of a line at one place: both would be reckoned from what it holds now', async () => {
    expect(await allocate(books, order, { line: 1, quantity: q(5) })).toBe('accepted')
    const row = (quantity: number) => ({ line: 1, quantity: q(quantity), before: q(5) })
    const twice = 'location[1] 7117 1 10000/200'
    expect(await allocate(books, order, row(0), row(0))).toBe(twice)
    expect(await allocate(books, order, row(8), row(5))).toBe(twice)
    expect(await allocate(books, order, row(4), row(6))).toBe(twice)
    expect(await lines(books, order)).toEqual(['0/5/0', '0/0/0', '0/0/0'])
    const elsewhere = { line: 2, quantity: q(8) }
    expect(await allocate(books, order, row(8), elsewhere)).toBe('accepted')
  })
})

test('7.1.6 allocates, changes and releases; what one line gives back another takes', async () => {
  const { number } = await enterOrder(books, 'C002', [
    ['10-20000', q(50)],
    ['10-20000', q(50)],
  ])
  expect(await allocate(books, number, { line: 1, quantity: q(50) })).toBe('accepted')
  expect(
    await allocate(
      books,
      number,
      { line: 2, quantity: q(45) },
      { line: 1, quantity: q(5), before: q(50) },
    ),
  ).toBe('accepted')
  expect(await lines(books, number)).toEqual(['0/5/0', '0/45/0'])
  expect(await stockAt(books, '10-20000')).toBe('50/50')
  expect(await allocate(books, number, { line: 1, quantity: 0, before: q(5) })).toBe('accepted')
  expect(await lines(books, number)).toEqual(['0/0/0', '0/45/0'])
  expect(await verify(books)).toEqual([])
})

describe('what 7.1.6 proposes', () => {
  const rows = async () => {
    const { records } = await answer(books, readAllocationLines, {
      values: { order_number: order },
    })
    return (records!.allocation_line as Values[]).map(
      ({ line, location, quantity, before, available }) =>
        [line, location, ...[quantity, before, available].map(n => Number(n) / 10_000)].join(' '),
    )
  }

  test('the fullest place first, then the next, until the line is covered; F1 allocates it', async () => {
    expect(await rows()).toEqual(['1 200 10 0 100', '2 200 50 0 50', '2 100 10 0 20'])
    const { records } = await answer(books, readAllocationLines, {
      values: { order_number: order },
    })
    expect(await allocate(books, order, ...(records!.allocation_line as Values[]))).toBe('accepted')
    expect(await rows()).toEqual(['1 200 10 10 90', '2 100 10 10 10', '2 200 50 50 0'])
    expect(await allocate(books, order, ...(records!.allocation_line as Values[]))).not.toBe(
      'accepted',
    )
  })

  test('more where the line holds some, as far as that place reaches; then the next', async () => {
    await allocate(books, order, { line: 2, quantity: q(5), location: '100' })
    await allocate(books, order, { line: 1, quantity: q(4) })
    expect(await rows()).toEqual(['1 200 10 4 96', '2 100 20 5 15', '2 200 40 0 50'])
    const { records } = await answer(books, readAllocationLines, {
      values: { order_number: order },
    })
    expect(await allocate(books, order, ...(records!.allocation_line as Values[]))).toBe('accepted')
    expect(await lines(books, order)).toEqual(['0/10/0', '0/60/0', '0/0/0'])
    expect(await verify(books)).toEqual([])
  })

  test('nothing more from a place that may not be allocated since', async () => {
    await allocate(books, order, { line: 2, quantity: q(5), location: '100' })
    await books.db.updateTable('location').set({ available: 0 }).where('code', '=', '100').execute()
    expect(await rows()).toEqual(['1 200 10 0 100', '2 100 5 5 0', '2 200 50 0 50'])
  })

  test('the lot that the line asks for goes first, wherever it lies', async () => {
    order = (await enterOrder(books, 'C001', [['10-30000', q(7)]])).number
    await setLine({ location: null, lot: 'L2' })
    const { records } = await answer(books, readAllocationLines, {
      values: { order_number: order },
    })
    expect(
      (records!.allocation_line as Values[]).map(row => [row['lot'], row['quantity']]),
    ).toEqual([
      ['L2', q(5)],
      ['L1', q(2)],
    ])
  })

  test('nothing where nothing is', async () => {
    const { number } = await enterOrder(books, 'C004', [['10-50000', q(5)]])
    order = number
    expect(await rows()).toEqual(['1 200 0 0 0'])
  })

  test('a new row and a new place tell what is there', async () => {
    const { draft } = { draft: allocation(order) }
    const values = { line: 2, item: '10-20000', site: '10000', location: '100', lot: '' }
    await allocate(books, order, { line: 2, quantity: q(3), location: '100' })
    expect(await answer(books, chooseAllocationPlace, { values, draft })).toEqual({
      values: { available: q(17), before: q(3) },
    })
    expect(
      (await answer(books, chooseAllocationLine, { values: { line: 2 }, draft })).values,
    ).toMatchObject({
      item: '10-20000',
      open: q(60),
      allocated: q(3),
    })
    expect(await hears(books, chooseAllocationLine, { values: { line: 8 }, draft })).toBe(
      'line 642 SO10001 8',
    )
    expect(
      await hears(books, chooseAllocationPlace, { values: { ...values, location: 'X' }, draft }),
    ).toBe('location 229 10000 X')
  })
})

describe('7.1.7', () => {
  const run = async (values: Values = {}) => {
    const { rows = [] } = await carryOut(books, allocateAutomatically, { auto_allocation: values })
    return rows.map(row =>
      [
        row.order_number,
        row.line,
        ...[row.open, row.allocated, row.short].map(n => Number(n) / 10_000),
      ].join(' '),
    )
  }

  test('gives to the earliest promise first, and says what falls short', async () => {
    const late = (await enterOrder(books, 'C002', [['10-20000', q(15)]])).number
    await books.db
      .updateTable('sales_order_line')
      .set({ promise_date: '2026-11-01' })
      .where('order_number', '=', late)
      .execute()
    expect(await run()).toEqual([`${late} 1 15 15 0`, 'SO10001 1 10 10 0', 'SO10001 2 60 55 5'])
    expect(await verify(books)).toEqual([])
    expect(await run()).toEqual(['SO10001 2 60 55 5'])
    const again = await carryOut(books, allocateAutomatically, { auto_allocation: {} })
    expect(again.notices.map(({ message, about }) => [message.number, ...about])).toEqual([
      [7110, '0', '1'],
    ])
  })

  test('takes the oldest lot first and keeps to its ranges', async () => {
    const lots = (await enterOrder(books, 'C001', [['10-30000', q(32)]])).number
    expect(await run({ order_from: lots })).toEqual([`${lots} 1 32 32 0`])
    expect(await stockAt(books, '10-30000', '200', 'L1')).toBe('30/30')
    expect(await stockAt(books, '10-30000', '200', 'L2')).toBe('5/2')
    expect(await run({ item: '10-10000', site: '20000' })).toEqual([])
  })

  test('takes the lot that the line asks for first, wherever it lies', async () => {
    order = (await enterOrder(books, 'C001', [['10-30000', q(7)]])).number
    await setLine({ location: null, lot: 'L2' })
    expect(await run({ order_from: order })).toEqual([`${order} 1 7 7 0`])
    expect(await stockAt(books, '10-30000', '200', 'L2')).toBe('5/5')
    expect(await stockAt(books, '10-30000', '200', 'L1')).toBe('30/2')
  })

  test.each([
    // days of the order, its lines' due days: what is allocated, and how many lines are left
    [7, ['2026-11-29', '2026-11-30'], ['1'], [7110, 1, 0], [7365, 1]],
    [0, ['2026-11-22', '2026-11-22'], [], [7365, 2]],
    [1, ['2026-11-23', '2020-01-01'], ['2', '1'], [7110, 2, 0]],
    [999, ['2029-08-17', '2029-08-18'], ['1'], [7110, 1, 0], [7365, 1]],
  ] as const)('%d allocate days, lines due on %j', async (allocate_days, due, served, ...says) => {
    await books.db.updateTable('sales_order_line').set({ closed: 1 }).execute()
    const lines = due.map(() => ['10-10000', q(1)] as const)
    const { number } = await enterOrder(books, 'C001', lines, { allocate_days })
    for (const [index, due_date] of due.entries()) {
      await books.db
        .updateTable('sales_order_line')
        .set({ due_date, promise_date: null })
        .where('order_number', '=', number)
        .where('line', '=', index + 1)
        .execute()
    }
    const done = await carryOut(books, allocateAutomatically, { auto_allocation: {} })
    expect((done.rows ?? []).map(row => String(row['line']))).toEqual(served)
    expect(
      done.notices.map(({ message, about }) => [message.number, ...about.map(Number)]),
    ).toEqual(says)
  })

  test('passes by what is held, unconfirmed or not to be shipped', async () => {
    await set({ action_status: 'HD' })
    expect(await run()).toEqual([])
    await set({ action_status: null })
    await setLine({ confirmed: 0 })
    await books.db.updateTable('location').set({ available: 0 }).where('code', '=', '200').execute()
    expect(await run()).toEqual(['SO10001 2 60 20 40'])
  })
})
