import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Ledger, openLedger } from '../../db/open.ts'
import { importFiles } from '../../src/exchange/import.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { importNorthwind, steps, totals } from './northwind.ts'

const sample = join(import.meta.dirname, 'sample')
const whole = join(import.meta.dirname, '../../../shared/data/northwind')

let ledger: Ledger | undefined
afterEach(() => ledger?.close())

const broughtIn = async (directory: string) => {
  ledger = await openLedger(':memory:')
  const books = { db: ledger.db, user: 'tester', now: () => new Date('2026-11-22T09:00:00') }
  expect(await importNorthwind(books, directory)).toEqual([])
  expect(await wrongIn(books)).toEqual([])
  return books
}

describe('a few orders of Northwind', () => {
  test('come to the totals that were reckoned by hand', async () => {
    const { db } = await broughtIn(sample)
    expect(await totals(db)).toEqual({
      all: { lines: 16, pieces: 409_0000, amount: 8_674_10 },
      shipped: { lines: 11, pieces: 223_0000, amount: 3_917_20 },
      'shipped in 1997': { lines: 2, pieces: 34_0000, amount: 479_80 },
    })
  })

  test('what was shipped is closed and leaves stock as it was; what is open is confirmed', async () => {
    const { db } = await broughtIn(sample)
    const orders = await db
      .selectFrom('sales_order')
      .select(['number', 'status'])
      .orderBy('number')
      .execute()
    expect(orders).toEqual([
      { number: '10248', status: 'closed' },
      { number: '10250', status: 'closed' },
      { number: '10253', status: 'closed' },
      { number: '10600', status: 'closed' },
      { number: '11008', status: 'confirmed' },
      { number: '11019', status: 'confirmed' },
    ])
    const stock = await db
      .selectFrom('stock')
      .select(['item', 'on_hand'])
      .where('item', 'in', ['11', '42', '49'])
      .orderBy('item')
      .execute()
    expect(stock).toEqual([
      { item: '11', on_hand: 22_0000 },
      { item: '42', on_hand: 26_0000 },
      { item: '49', on_hand: 10_0000 },
    ])
  })

  test('heads, prices and names come over as they are', async () => {
    const { db } = await broughtIn(sample)
    const order = await db
      .selectFrom('sales_order')
      .select([
        'sold_to',
        'order_date',
        'due_date',
        'salesperson',
        'ship_via',
        'freight',
        'lines_total',
        'total',
      ])
      .where('number', '=', '10250')
      .executeTakeFirst()
    expect(order).toEqual({
      sold_to: 'HANAR',
      order_date: '1996-07-08',
      due_date: '1996-08-05',
      salesperson: '4',
      ship_via: 'United Package',
      freight: 65_83,
      lines_total: 1_552_60,
      total: 1_618_43,
    })
    const line = await db
      .selectFrom('sales_order_line')
      .select(['item', 'list_price', 'discount', 'price', 'amount', 'quantity_shipped'])
      .where('order_number', '=', '10250')
      .where('line', '=', 2)
      .executeTakeFirst()
    expect(line).toEqual({
      item: '51',
      list_price: 42_4000,
      discount: 1500,
      price: 36_0400,
      amount: 1_261_40,
      quantity_shipped: 35_0000,
    })
    const customer = await db
      .selectFrom('customer')
      .select('city')
      .where('code', '=', 'BOLID')
      .executeTakeFirst()
    expect(customer?.city).toBe('Madrid')
  })

  test('brought in a second time, orders and stock are not doubled', async () => {
    const books = await broughtIn(sample)
    const before = await totals(books.db)
    for (const ask of steps(sample).slice(-2)) {
      expect(await importFiles(books, ask)).toMatchObject({ ok: true, repeated: true })
    }
    expect(await totals(books.db)).toEqual(before)
  })
})

const absent = !existsSync(whole)
if (absent) console.log(`skipped: the whole of Northwind isn't at ${whole}`)

test.skipIf(absent)('the whole of Northwind meets its totals', { timeout: 60_000 }, async () => {
  const { db } = await broughtIn(whole)
  expect(await totals(db)).toEqual({
    all: { lines: 2155, pieces: 51_317_0000, amount: 1_265_793_29 },
    shipped: { lines: 2082, pieces: 50_119_0000, amount: 1_239_855_85 },
    'shipped in 1997': { lines: 1042, pieces: 25_460_0000, amount: 608_847_01 },
  })
  const open = await db
    .selectFrom('sales_order')
    .select(eb => eb.fn.countAll<number>().as('orders'))
    .where('status', '=', 'confirmed')
    .executeTakeFirst()
  expect(open).toEqual({ orders: 21 })
  const short = await db
    .selectFrom('sales_order_line')
    .innerJoin('stock', 'stock.item', 'sales_order_line.item')
    .select('sales_order_line.item')
    .where('closed', '=', 0)
    .groupBy(['sales_order_line.item', 'stock.on_hand'])
    .having(eb => eb(eb.fn.sum('quantity'), '>', eb.ref('stock.on_hand')))
    .execute()
  const none = await db
    .selectFrom('sales_order_line')
    .select('item')
    .distinct()
    .where('closed', '=', 0)
    .where('item', 'not in', db.selectFrom('stock').select('item'))
    .execute()
  expect(short.length + none.length).toBe(17)
})
