import { beforeAll, describe, expect, test } from 'vitest'
import { customers } from '../../src/customer/customer.ts'
import type { Hook, Notice, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { chooseBillTo, chooseCustomer, chooseShipTo } from '../../src/sales/choose-customer.ts'
import {
  checkHeader,
  chooseSite,
  currencyTyped,
  dueDateTyped,
  orderDateTyped,
  priceListTyped,
  pricingDateTyped,
} from '../../src/sales/header.ts'
import { carryOut, company, m, q, today } from '../support/company.ts'
import { answer, headFor, hears, typedOrder } from '../support/order-entry.ts'

let books: Books
beforeAll(async () => {
  books = await company()
})

const numbersOf = (notices: readonly { message: { number: number } }[] = []) =>
  notices.map(({ message }) => message.number)

const told = (notices: readonly Notice[] = []) =>
  notices.map(({ message, about }) => [message.number, ...about].join(' '))

test.each<[string, Hook<Books>, Values, string]>([
  ['no customer', chooseCustomer, { sold_to: null }, 'sold_to 41'],
  ['unknown customer', chooseCustomer, { sold_to: 'C999' }, 'sold_to 3 C999'],
  ['inactive customer', chooseCustomer, { sold_to: 'C009' }, 'sold_to 7221 C009'],
  ['unknown payer', chooseBillTo, { sold_to: 'C001', bill_to: 'X' }, 'bill_to 3 X'],
  ['inactive payer', chooseBillTo, { sold_to: 'C001', bill_to: 'C009' }, 'bill_to 7221 C009'],
  ['address of nobody', chooseShipTo, { sold_to: 'C001', ship_to: 'X' }, 'ship_to 7202 C001 X'],
  [
    'address of another customer',
    chooseShipTo,
    { sold_to: 'C002', ship_to: 'S1' },
    'ship_to 7202 C002 S1',
  ],
  ['no site', chooseSite, { site: null }, 'site 41'],
  ['unknown site', chooseSite, { site: 'X' }, 'site 708 X'],
  ['inactive site', chooseSite, { site: '30000' }, 'site 5005 30000'],
  ['no order date', orderDateTyped, { order_date: null }, 'order_date 41'],
  ['no due date', dueDateTyped, { due_date: null }, 'due_date 41'],
  ['unknown list', priceListTyped, { sold_to: 'C001', price_list: 'X' }, 'price_list 6006 X'],
  ['no currency', currencyTyped, { currency: null }, 'currency 41'],
  ['a currency that nobody pays in', currencyTyped, { currency: 'RNB' }, 'currency 9122 RNB'],
])('refuses: %s', async (_, hook, values, said) => {
  expect(await hears(books, hook, { values })).toBe(said)
})

describe('the customer fills the head', () => {
  test('with terms, addresses and dates', async () => {
    expect(await headFor(books, 'C001')).toMatchObject({
      bill_to: 'C001',
      ship_to: 'C001',
      sold_to_name: '北风紧固件有限公司',
      ship_to_city: '宁波',
      order_date: today,
      due_date: '2026-11-23',
      pricing_date: today,
      price_list: 'EAST',
      site: '10000',
      currency: 'CNY',
      credit_terms: '30',
      salesperson: 'SP01',
      ship_via: 'ROAD',
      remarks: '先电话通知',
      allocate_days: 7,
      confirmed: 1,
      action_status: null,
      discount: 0,
    })
  })

  test('with another payer, a discount, and the site of 7.1.24', async () => {
    const head = await headFor(books, 'C002')
    expect(head).toMatchObject({ bill_to: 'C001', discount: 500, site: '10000', price_list: null })
  })

  test('and says that there is no credit', async () => {
    const reply = await answer(books, chooseCustomer, { values: { sold_to: 'C003' } })
    expect(numbersOf(reply.notices)).toEqual([614])
    expect(reply.values).toMatchObject({ action_status: 'HD' })
  })

  test('and prices the lines again when another customer is chosen', async () => {
    const { order, lines } = await typedOrder(books, 'C001', [
      ['10-20000', q(2)],
      ['10-10000', q(1)],
    ])
    const values = { ...order, sold_to: 'C004' }
    const draft = { sales_order: values, sales_order_line: [...lines, { line: 3 }] }
    const reply = await answer(books, chooseCustomer, { values, draft })
    expect(reply.records?.sales_order_line).toMatchObject([
      { price: q(120), amount: m(240), price_source: 'item' },
      { price: q(117), amount: m(117) },
    ])
    expect(told(reply.notices)).toEqual(['7258 2'])
  })

  test('and says nothing of prices that stay', async () => {
    const { order, lines } = await typedOrder(books, 'C004', [['10-20000', q(2)]])
    const hand = { ...lines[0], price: q(1), price_source: 'manual' }
    const draft = { sales_order: order, sales_order_line: [...lines, hand] }
    const reply = await answer(books, chooseCustomer, { values: order, draft })
    expect(told(reply.notices)).toEqual([])
  })

  describe('and the lines take the terms of another customer', () => {
    const chosen = async (sold_to: string, line: Values, head: Values = {}) => {
      const { order, lines } = await typedOrder(books, 'C001', [['10-20000', q(2)]], head)
      const values = { ...order, sold_to }
      const row = { ...lines[0], ...line }
      const draft = { sales_order: values, sales_order_line: [row] }
      const { records, ...reply } = await answer(books, chooseCustomer, { values, draft })
      return { row: (records!['sales_order_line'] as Values[])[0]!, told: told(reply.notices) }
    }
    beforeAll(async () => {
      const others: Values[] = [
        { code: 'C0US', name: 'US Buyer', currency: 'USD' },
        { code: 'C0CN', name: 'Consigner', currency: 'CNY', consignment: 1, taxable: 0 },
      ]
      for (const one of others) await carryOut(books, customers.save, { values: one })
    })

    test('consigned or sold, with tax or without, and no number of the old one', async () => {
      const old = { consigned: 0, taxable: 1, customer_item: 'NW-77' }
      expect((await chosen('C0CN', old)).row).toMatchObject({
        ...{ consigned: 1, taxable: 0, customer_item: null },
      })
      expect(
        (await chosen('C001', { consigned: 1, taxable: 0 }, { consignment: 1 })).row,
      ).toMatchObject({ consigned: 0, taxable: 1 })
      const back = { quantity: q(-2), consigned: 0, price: q(5), price_source: 'manual' }
      expect((await chosen('C0CN', back)).row).toMatchObject({ consigned: 0, price: q(5) })
    })

    test('a price by hand is no price in another currency', async () => {
      const hand = { price: q(95), list_price: q(100), price_source: 'manual' }
      const { row, told } = await chosen('C0US', hand)
      expect(row['price_source']).not.toBe('manual')
      expect(row['price']).not.toBe(q(95))
      expect(row['list_price']).not.toBe(q(100))
      expect(told).toEqual(['7643 1 CNY USD', '7258 1'])
      expect((await chosen('C002', hand)).row).toMatchObject(hand)
    })
  })
})

test('a ship-to shows its address, a blank one the customer’s own', async () => {
  const own = await answer(books, chooseShipTo, { values: { sold_to: 'C001', ship_to: null } })
  const harbour = await answer(books, chooseShipTo, { values: { sold_to: 'C001', ship_to: 'S1' } })
  expect(own.values).toMatchObject({ ship_to: 'C001', ship_to_city: '宁波' })
  expect(harbour.values).toMatchObject({ ship_to_city: '舟山', ship_to_country: null })
})

test('a blank payer is the one of the customer’s record', async () => {
  const reply = await answer(books, chooseBillTo, { values: { sold_to: 'C002', bill_to: null } })
  expect(reply.values).toEqual({ bill_to: 'C001' })
})

describe('another order date', () => {
  test('takes pricing and due date along', async () => {
    const values = { ...(await headFor(books, 'C001')), order_date: '2026-06-01' }
    const reply = await answer(books, orderDateTyped, { values })
    expect(reply.values).toMatchObject({ pricing_date: '2026-06-01', due_date: '2026-06-02' })
  })

  test('leaves what was typed', async () => {
    const typed = { order_date: '2026-06-01', pricing_date: '2026-05-01', due_date: '2026-12-24' }
    const values = { ...(await headFor(books, 'C001')), ...typed }
    const reply = await answer(books, orderDateTyped, { values })
    expect(reply.values).toEqual({ order_date_before: '2026-06-01' })
  })

  test('prices the lines again', async () => {
    const { order, lines } = await typedOrder(books, 'C001', [['10-20000', q(2)]])
    const draft = { sales_order: order, sales_order_line: lines }
    const reply = await answer(books, pricingDateTyped, {
      values: { ...order, pricing_date: '2026-03-01' },
      draft,
    })
    expect(reply.records?.sales_order_line).toMatchObject([{ price: q(95), amount: m(190) }])
    expect(told(reply.notices)).toEqual(['7258 1'])
  })
})

test('another list prices the lines again, but not one typed by hand', async () => {
  const { order, lines } = await typedOrder(books, 'C001', [
    ['10-20000', q(2)],
    ['10-20000', q(2)],
  ])
  const hand = { ...lines[1], price: q(1), price_source: 'manual' }
  const draft = { sales_order: order, sales_order_line: [lines[0]!, hand] }
  const reply = await answer(books, priceListTyped, {
    values: { ...order, price_list: null },
    draft,
  })
  expect(reply.records?.sales_order_line).toMatchObject([{ price: q(120) }, { price: q(1) }])
  expect(told(reply.notices)).toEqual(['7258 1'])
})

test('the currency stays once there are lines', async () => {
  const { order, lines } = await typedOrder(books, 'C001', [['10-20000', q(2)]])
  const draft = { sales_order: order, sales_order_line: lines }
  expect(await hears(books, currencyTyped, { values: { ...order, currency: 'USD' }, draft })).toBe(
    'currency 7246',
  )
})

test('a due date before the order date is a warning only', async () => {
  const values = { ...(await headFor(books, 'C001')), due_date: '2026-11-01' }
  const reply = await answer(books, checkHeader, { values, draft: { sales_order: values } })
  expect(numbersOf(reply.notices)).toEqual([7223])
})

test('the head is checked as the save will', async () => {
  const values = await headFor(books, 'C003', { action_status: null })
  expect(await hears(books, checkHeader, { values, draft: { sales_order: values } })).toBe(
    'action_status 617 C003',
  )
})
