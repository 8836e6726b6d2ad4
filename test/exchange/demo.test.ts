import { afterEach, expect, test } from 'vitest'
import { demo } from '../../db/demo/index.ts'
import type { Field } from '../../db/dictionary/field.ts'
import { dictionary } from '../../db/dictionary/index.ts'
import { type Ledger, openLedger } from '../../db/open.ts'
import { fillDemo } from '../../src/exchange/demo.ts'
import { readValue, showValue } from '../../src/kernel/format.ts'
import { cells } from '../../src/kernel/text.ts'
import { wrongIn } from '../support/wrong-in.ts'

let ledger: Ledger | undefined
afterEach(() => ledger?.close())

const demoBooks = async (now = '2026-11-22T09:00:00') => {
  ledger = await openLedger(':memory:')
  const books = { db: ledger.db, user: 'demo', now: () => new Date(now) }
  await fillDemo(books)
  return books
}

test('the demo company opens with orders in every state', async () => {
  const { db } = await demoBooks()
  const found = await db
    .selectFrom('sales_order')
    .select(eb => ['status', eb.fn.countAll<number>().as('orders')])
    .groupBy('status')
    .orderBy('status')
    .execute()
  expect(found).toEqual([
    { status: 'cancelled', orders: 1 },
    { status: 'closed', orders: 7 },
    { status: 'confirmed', orders: 6 },
    { status: 'entered', orders: 3 },
  ])
  const held = await db
    .selectFrom('sales_order')
    .select('sold_to')
    .where('action_status', '=', 'HD')
    .execute()
  expect(held).toEqual([{ sold_to: '01000011' }])
})

test('the books of the demo are true', async () => {
  expect(await wrongIn(await demoBooks())).toEqual([])
})

test('stock is what came in less what went out, and allocations are on lines and shelves alike', async () => {
  const { db } = await demoBooks()
  const stock = await db.selectFrom('stock').selectAll().execute()
  const moves = await db.selectFrom('stock_move').selectAll().execute()
  const moved = new Map<string, number>()
  for (const { item, site, location, lot, quantity } of moves) {
    const key = [item, site, location, lot].join('/')
    moved.set(key, (moved.get(key) ?? 0) + quantity)
  }
  expect(
    Object.fromEntries(
      stock.map(({ item, site, location, lot, on_hand }) => [
        [item, site, location, lot].join('/'),
        on_hand,
      ]),
    ),
  ).toEqual(Object.fromEntries(moved))
  const lines = await db.selectFrom('sales_order_line').selectAll().execute()
  const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0)
  expect(sum(stock.map(row => row.allocated))).toBe(sum(lines.map(line => line.quantity_allocated)))
  expect(sum(stock.map(row => row.allocated))).toBeGreaterThan(0)
})

test('an item of the example costs 98.00 from 1 April on, and its record says 130.00', async () => {
  const { db } = await demoBooks()
  const item = await db
    .selectFrom('item')
    .select('list_price')
    .where('code', '=', '10-10000')
    .executeTakeFirst()
  expect(item).toEqual({ list_price: 130_0000 })
  const price = await db
    .selectFrom('price_break')
    .select('price')
    .where('code', '=', 'STD')
    .where('item', '=', '10-10000')
    .where('start_date', '=', '2026-04-01')
    .execute()
  expect(price).toEqual([{ price: 98_0000 }])
})

test('filling twice, or in another year, fills once', async () => {
  const books = await demoBooks('2031-02-28T23:30:00')
  const count = () => books.db.selectFrom('operation').select('id').execute()
  const before = await count()
  await fillDemo(books)
  expect(await count()).toEqual(before)
})

test('every demo value fits its field, and typing it gives it back', () => {
  const { openingStock: _, ...tables } = demo
  const wrong = Object.entries(tables).flatMap(([table, rows]) => {
    const family = dictionary[table as keyof typeof tables] as Record<string, Field>
    return (rows as readonly object[]).flatMap(row =>
      Object.entries(row).filter(([column, value]) => {
        const { format } = family[column]!
        const shown = showValue(value, format, 'zh')
        const read = readValue(shown, format, '2026-11-22')
        return cells(shown) > format.width || !read.ok || read.value !== value
      }),
    )
  })
  expect(wrong).toEqual([])
})
