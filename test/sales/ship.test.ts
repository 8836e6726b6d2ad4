import { beforeEach, describe, expect, test } from 'vitest'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { readShipmentLines } from '../../src/sales/ship-hooks.ts'
import { lastMove } from '../consignment/consignment-support.ts'
import { ask, carryOut, company, q, saysWhy, today } from '../support/company.ts'
import { answer, enterOrder, typedOrder } from '../support/order-entry.ts'
import { change } from './life-support.ts'
import { allocate, lines, otherItem, setHead, ship, shipment, stockAt } from './ship-support.ts'

let books: Books
let order: string
beforeEach(async () => {
  books = await company()
  const typed = [
    ['10-10000', q(10)],
    ['10-40000', q(3)],
    ['10-10000', q(-2)],
  ] as const
  order = (await enterOrder(books, 'C001', typed)).number
})

const set = (values: Values) => setHead(books, order, values)
const status = async () =>
  (
    await books.db
      .selectFrom('sales_order')
      .select('status')
      .where('number', '=', order)
      .executeTakeFirstOrThrow()
  ).status
const moves = async () =>
  (
    await books.db
      .selectFrom('stock_move')
      .selectAll()
      .where('type', '=', 'ISS-SO')
      .orderBy('number')
      .execute()
  ).map(move => [move.line, move.location, move.quantity / 10_000, move.amount].join(' '))

describe('7.9.15 refuses', () => {
  test('an order held or unconfirmed, a wrong date, nothing to ship: in this order', async () => {
    const asked = (effective_date: string | null, ...rows: Values[]) => {
      const draft = shipment(order, ...rows)
      return ask(books, shipOrder, {
        ...draft,
        shipment_entry: { order_number: order, effective_date },
      }).then(saysWhy)
    }
    expect(await asked(today)).toBe('quantity[0] 7114')
    expect(await asked('2026-11-23')).toBe('effective_date 5003 2026-11-23')
    expect(await asked(null)).toBe('effective_date 5008')
    expect(await asked('1999-01-01', { line: 1, quantity: q(1) })).toBe(
      'effective_date 7118 2026-11-22',
    )
    await books.db.updateTable('sales_order_line').set({ confirmed: 0 }).execute()
    expect(await asked(null)).toBe(`order_number 621 ${order}`)
    await set({ action_status: 'HD' })
    expect(await asked(null)).toBe(`order_number 623 ${order}`)
  })

  describe('what came back before it had left', () => {
    const on = async (number: string, day: string, quantity: number, more: Values = {}) => {
      const draft = shipment(number, { line: 1, quantity, ...more })
      const shipment_entry = { order_number: number, effective_date: day }
      return saysWhy(await ask(books, shipOrder, { ...draft, shipment_entry }))
    }
    beforeEach(() => set({ order_date: '2026-09-01' }))

    test('on the line that it left by: so much was not out yet', async () => {
      expect(await on(order, '2026-11-05', q(4))).toBe('accepted')
      expect(await on(order, '2026-11-20', q(3))).toBe('accepted')
      expect(await on(order, '2026-10-05', q(-1))).toBe('effective_date 7718 1 2026-11-05')
      expect(await on(order, '2026-11-19', q(-5))).toBe('effective_date 7718 1 2026-11-20')
      expect(await on(order, '2026-11-19', q(-4))).toBe('accepted')
      // What is out on the fifth came back by the twentieth.
      expect(await on(order, '2026-11-05', q(-1))).toBe('effective_date 7718 1 2026-11-20')
      expect(await on(order, '2026-11-20', q(-3))).toBe('accepted')
    })

    test('of the shipment that it names', async () => {
      expect(await on(order, '2026-11-20', q(4))).toBe('accepted')
      const typed = await typedOrder(books, 'C001', [['10-10000', q(-2)]])
      const named = { return_shipment: await lastMove(books), price: null, price_source: null }
      const rows = typed.lines.map(line => ({ ...line, ...named }))
      const { number } = await carryOut(books, saveOrder, { ...typed, lines: rows })
      await setHead(books, number, { order_date: '2026-09-01' })
      const says = 'effective_date 7718 1 2026-11-20'
      expect(await on(number, '2026-11-02', q(-1))).toBe(says)
      expect(await on(number, '2026-11-20', q(-1))).toBe('accepted')
      expect(await verify(books)).toEqual([])
    })

    test('is heard of no line that names none', async () => {
      expect(await on(order, '2026-09-02', q(-1), { line: 3 })).toBe('accepted')
    })
  })

  test('a row whose line is another item since it was read', async () => {
    const { records } = await answer(books, readShipmentLines, { values: { order_number: order } })
    const [first] = records!.shipment_line as Values[]
    expect(await otherItem(books, order, '10-20000')).toBe('accepted')
    expect(await ship(books, order, { ...first, quantity: q(5) })).toBe('line[0] 7251 1 10-20000')
    expect(await verify(books)).toEqual([])
  })

  test('to cancel another remainder than was shown, be it more or less', async () => {
    const row = { line: 1, open: q(10), quantity: q(3), cancel_backorder: 1 }
    expect(await change(books, order, {}, { quantity: q(50) })).toBe('accepted')
    expect(await ship(books, order, row)).toBe('quantity[0] 7640 1 anna 10:00 50.0 0.0')
    expect(await change(books, order, {}, { quantity: q(5) })).toBe('accepted')
    expect(await ship(books, order, row)).toBe('quantity[0] 7640 1 anna 10:00 5.0 0.0')
    expect(await ship(books, order, { ...row, open: q(5) })).toBe('accepted')
    expect(await lines(books, order)).toEqual(['3/0/1', '0/0/0', '0/0/0'])
  })

  test('a part of what came back on its own line', async () => {
    expect(await ship(books, order, { line: 3, quantity: q(-1) })).toBe('accepted')
    expect(await ship(books, order, { line: 3, quantity: q(1) })).toBe('quantity[0] 7119 3 -1.0')
  })

  test.each<[string, Values, string]>([
    ['a line that does not exist', { line: 9, quantity: q(1) }, 'line[0] 642 SO10001 9'],
    ['more than is open', { line: 1, quantity: q(10.5), site: 'X' }, 'quantity[0] 7101 1 10.0'],
    ['more back than went out', { line: 1, quantity: q(-1), site: 'X' }, 'quantity[0] 7112 1 0.0'],
    ['more return than was ordered', { line: 3, quantity: q(-3) }, 'quantity[0] 7101 3 -2.0'],
    ['goods out on a return', { line: 3, quantity: q(1) }, 'quantity[0] 7119 3 -1.0'],
    ['an unknown site', { line: 1, quantity: q(1), site: 'X' }, 'site[0] 708 X'],
    ['an unknown location', { line: 1, quantity: q(1), location: 'X' }, 'location[0] 229 10000 X'],
    ['a lot that is not kept', { line: 1, quantity: q(1), lot: 'X' }, 'lot[0] 5001 10-10000'],
    [
      'a place of held stock',
      { line: 1, quantity: q(1), location: 'HOLD' },
      'location[0] 5007 HOLD',
    ],
    [
      'an empty place',
      { line: 1, quantity: q(1), location: '100' },
      'quantity[0] 208 10000/100 0.0',
    ],
    ['nothing that is right', { line: 1, quantity: q(10) }, 'accepted'],
  ])('%s', async (_, row, says) => {
    expect(await ship(books, order, row)).toBe(says)
    expect(await verify(books)).toEqual([])
  })

  test('what is promised to another order', async () => {
    const other = (await enterOrder(books, 'C002', [['10-10000', q(95)]])).number
    expect(await allocate(books, other, { line: 1, quantity: q(95) })).toBe('accepted')
    expect(await ship(books, order, { line: 1, quantity: q(6) })).toBe(
      'quantity[0] 208 10000/200 5.0',
    )
    expect(await ship(books, order, { line: 1, quantity: q(5) })).toBe('accepted')
    expect(await ship(books, other, { line: 1, quantity: q(95) })).toBe('accepted')
    expect(await verify(books)).toEqual([])
  })

  test('a part of an order that ships whole or not at all', async () => {
    await set({ partial_ok: 0 })
    const all = [
      { line: 1, quantity: q(10) },
      { line: 2, quantity: q(3) },
      { line: 3, quantity: q(-2) },
    ]
    expect(await ship(books, order, ...all.slice(0, 2))).toBe(`quantity 7113 ${order} 3 -2.0`)
    expect(await ship(books, order, { ...all[0], quantity: q(9) }, ...all.slice(1))).toBe(
      `quantity[0] 7113 ${order} 1 1.0`,
    )
    expect(await ship(books, order, ...all)).toBe('accepted')
    expect(await status()).toBe('closed')
  })
})

test('7.9.15 ships from the allocation first, then what is free, and lets go of what is not needed', async () => {
  await allocate(books, order, { line: 1, quantity: q(4) })
  expect(await ship(books, order, { line: 1, quantity: q(5) })).toBe('accepted')
  expect(await lines(books, order)).toEqual(['5/0/0', '0/0/0', '0/0/0'])
  expect(await stockAt(books, '10-10000')).toBe('95/0')
  const second = (await enterOrder(books, 'C001', [['10-20000', q(10)]])).number
  await allocate(books, second, { line: 1, quantity: q(10) })
  expect(await ship(books, second, { line: 1, quantity: q(4), location: '100' })).toBe('accepted')
  expect(await lines(books, second)).toEqual(['4/6/0'])
  expect(await stockAt(books, '10-20000')).toBe('50/6')
  expect(await verify(books)).toEqual([])
})

test('returns come back in, on a positive line and on a negative one', async () => {
  await ship(books, order, { line: 1, quantity: q(6) })
  expect(await ship(books, order, { line: 1, quantity: q(-2) }, { line: 3, quantity: q(-2) })).toBe(
    'accepted',
  )
  expect(await lines(books, order)).toEqual(['4/0/0', '0/0/0', '-2/0/1'])
  expect(await moves()).toEqual(['1 200 -6 78000', '1 200 2 -26000', '3 200 2 -26000'])
  expect(await verify(books)).toEqual([])
})

test('what comes back makes room for what goes out in the same shipment, whichever row is first', async () => {
  const { number } = await enterOrder(books, 'C001', [['10-20000', q(10)]])
  await ship(books, number, { line: 1, quantity: q(5), location: '100' })
  await allocate(books, number, { line: 1, quantity: q(5) })
  const out = { line: 1, quantity: q(3), location: '100' }
  expect(await ship(books, number, out, { ...out, quantity: q(-3) })).toBe('accepted')
  expect(await lines(books, number)).toEqual(['5/5/0'])
  expect(await ship(books, number, out, { ...out, quantity: q(-6) })).toBe('quantity[1] 7112 1 5.0')
  expect(await verify(books)).toEqual([])
})

test('the parts of a line cost what the whole costs', async () => {
  for (const quantity of [q(0.3333), q(1), q(0.6667), q(1)]) {
    expect(await ship(books, order, { line: 2, quantity })).toBe('accepted')
  }
  const amounts = await books.db
    .selectFrom('stock_move')
    .select('amount')
    .where('line', '=', 2)
    .execute()
  expect(amounts.map(one => one.amount)).toEqual([111, 333, 223, 333])
  expect(await lines(books, order)).toEqual(['0/0/0', '3/0/1', '0/0/0'])
  expect(await verify(books)).toEqual([])
})

test('a cancelled backorder closes the line and frees what it held, shipped in part or not at all', async () => {
  await allocate(books, order, { line: 1, quantity: q(10) })
  const draft = shipment(
    order,
    { line: 1, quantity: q(4), cancel_backorder: 1 },
    { line: 2, cancel_backorder: 1 },
    { line: 3, quantity: q(-2), cancel_backorder: 1 },
  )
  const { notices } = await carryOut(books, shipOrder, draft)
  expect(notices.map(one => [one.message.number, ...one.about].join(' '))).toEqual([
    `7115 ${order} 2 260.00 CNY`,
    '7116 1 6.0',
    '7116 2 3.0',
  ])
  expect(await lines(books, order)).toEqual(['4/0/1', '0/0/1', '-2/0/1'])
  expect(await stockAt(books, '10-10000')).toBe('98/0')
  expect(await status()).toBe('closed')
  expect(await ship(books, order, { line: 1, quantity: q(1) })).toBe(`order_number 7104 ${order}`)
  expect(await verify(books)).toEqual([])
})

test('an order typed once ships once, even if the answer was lost', async () => {
  const { perform } = await import('../../src/ledger/perform.ts')
  const draft = shipment(order, { line: 1, quantity: q(4) })
  const intent = { id: 'one', screen: '7.9.15' }
  await perform(books, shipOrder, draft, intent)
  expect(await perform(books, shipOrder, draft, intent)).toMatchObject({
    value: { repeated: true },
  })
  expect(await lines(books, order)).toEqual(['4/0/0', '0/0/0', '0/0/0'])
})

test('7.9.15 begins with the allocations, or with nothing at the usual places', async () => {
  await allocate(books, order, { line: 1, quantity: q(4) })
  const rows = async (ship_allocated: number) => {
    const values = { order_number: order, ship_allocated }
    const reply = await answer(books, readShipmentLines, { values })
    expect(reply.values).toMatchObject({ sold_to: 'C001', effective_date: today })
    return (reply.records!.shipment_line as Values[]).map(
      ({ line, location, quantity, open }) =>
        `${line} ${location} ${Number(quantity) / 10_000} of ${Number(open) / 10_000}`,
    )
  }
  expect(await rows(1)).toEqual(['1 200 4 of 10', '2 200 0 of 3', '3 200 0 of -2'])
  expect(await rows(0)).toEqual(['1 200 0 of 10', '2 200 0 of 3', '3 200 0 of -2'])
})
