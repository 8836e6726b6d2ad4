import { beforeAll, describe, expect, test } from 'vitest'
import { items } from '../../src/item/item.ts'
import { priceLists } from '../../src/item/price-list.ts'
import type { Books } from '../../src/ledger/books.ts'
import { quote, readLineFacts } from '../../src/sales/price.ts'
import { carryOut, company, m, q } from '../support/company.ts'

let books: Books
beforeAll(async () => {
  books = await company()
})

const ask = { currency: 'CNY', site: '10000', location: null }

describe('the price in force (R5)', () => {
  test.each([
    // list     item         day           quantity  list price  discount  price     amount         source
    [
      'EAST',
      '10-20000',
      '2026-01-01',
      q(1),
      q(95),
      0,
      q(95),
      m(95),
      'EAST L 2026-01-01..2026-06-30 >=0',
    ],
    [
      'EAST',
      '10-20000',
      '2026-06-30',
      q(1),
      q(95),
      0,
      q(95),
      m(95),
      'EAST L 2026-01-01..2026-06-30 >=0',
    ],
    ['EAST', '10-20000', '2026-07-01', q(1), q(98), 0, q(98), m(98), 'EAST L 2026-07-01.. >=0'],
    ['EAST', '10-20000', '2025-12-31', q(1), q(120), 0, q(120), m(120), 'item'],
    [
      'EAST',
      '10-20000',
      '2026-11-22',
      q(9.9999),
      q(98),
      0,
      q(98),
      m(979.99),
      'EAST L 2026-07-01.. >=0',
    ],
    [
      'EAST',
      '10-20000',
      '2026-11-22',
      q(10),
      q(96.5),
      0,
      q(96.5),
      m(965),
      'EAST L 2026-07-01.. >=10',
    ],
    [
      'EAST',
      '10-20000',
      '2026-11-22',
      q(100),
      q(90),
      0,
      q(90),
      m(9000),
      'EAST L 2026-07-01.. >=100',
    ],
    [
      'EAST',
      '10-20000',
      '2026-11-22',
      q(-10),
      q(96.5),
      0,
      q(96.5),
      m(-965),
      'EAST L 2026-07-01.. >=10',
    ],
    ['EAST', '10-10000', '2026-11-22', q(1), q(130), 0, q(130), m(130), 'item'],
    [null, '10-20000', '2026-11-22', q(1), q(120), 0, q(120), m(120), 'item'],
    [
      'NET',
      '10-10000',
      '2026-12-31',
      q(2),
      q(130),
      1000,
      q(117),
      m(234),
      'NET P 2026-01-01..2026-12-31 >=0',
    ],
    ['NET', '10-10000', '2027-01-01', q(2), q(130), 0, q(130), m(260), 'item'],
    [
      'NET',
      '10-50000',
      '2026-11-22',
      q(5),
      q(7.25),
      0,
      q(7.25),
      m(36.25),
      'NET P 2026-01-01.. >=5',
    ],
    ['NET', '10-50000', '2026-11-22', q(4), 0, 0, 0, 0, 'item'],
    [null, '10-40000', '2026-11-22', q(1.5), q(3.333), 0, q(3.333), m(5), 'item'],
    [null, '10-40000', '2026-11-22', q(-1.5), q(3.333), 0, q(3.333), m(-5), 'item'],
  ] as const)(
    '%s %s on %s for %i',
    async (price_list, item, date, quantity, list_price, discount, price, amount, price_source) => {
      const facts = await readLineFacts(books, { ...ask, price_list, item, date, quantity })
      expect(quote(facts!, quantity, 'CNY')).toEqual({
        list_price,
        discount,
        price,
        amount,
        price_source,
      })
    },
  )

  test('an item that does not exist has no price', async () => {
    expect(
      await readLineFacts(books, {
        ...ask,
        price_list: null,
        item: 'X',
        date: '2026-11-22',
        quantity: 1,
      }),
    ).toBeUndefined()
  })

  test('the price of an item is in the currency of the company only', async () => {
    const facts = await readLineFacts(books, {
      ...ask,
      currency: 'USD',
      price_list: 'EAST',
      item: '10-20000',
      date: '2026-11-22',
      quantity: q(1),
    })
    expect(quote(facts!, q(1), 'USD')).toMatchObject({ price: 0, price_source: 'item' })
  })

  test('of two lists in force the later one wins', async () => {
    const values = { code: 'LATE', currency: 'CNY', item: '10-20000', unit: 'EA', amount_type: 'L' }
    const from = (start_date: string, price: number) =>
      carryOut(books, priceLists.save, {
        values: { ...values, start_date },
        rows: [{ minimum_quantity: 0, price: q(price) }],
      })
    await from('2026-03-01', 80)
    await from('2026-01-01', 70)
    const line = {
      ...ask,
      price_list: 'LATE',
      item: '10-20000',
      date: '2026-11-22',
      quantity: q(1),
    }
    expect(quote((await readLineFacts(books, line))!, q(1), 'CNY').price).toBe(q(80))
  })

  test('halves are rounded away from zero, once a line', async () => {
    const values = { code: 'HALF', description: 'half', unit: 'EA', list_price: 150 }
    await carryOut(books, items.save, { values })
    const line = { ...ask, price_list: null, item: 'HALF', date: '2026-11-22' }
    const amount = async (quantity: number) =>
      quote((await readLineFacts(books, { ...line, quantity }))!, quantity, 'CNY').amount
    expect([await amount(q(1)), await amount(q(-1)), await amount(q(3))]).toEqual([2, -2, 5])
  })
})
