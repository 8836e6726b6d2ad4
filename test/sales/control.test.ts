import { expect, test } from 'vitest'
import { saveSalesOrderControl } from '../../src/sales/control.ts'
import { ask, company, q, saysWhy } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

test('the next number must be free', async () => {
  const books = await company()
  await enterOrder(books, 'C001', [['10-10000', q(1)]])
  const says = async (next_order: number, order_prefix: string | null) =>
    saysWhy(await ask(books, saveSalesOrderControl, { values: { order_prefix, next_order } }))
  expect(await says(10001, 'SO')).toBe('next_order 7219 SO10001')
  expect(await says(10001, 'PC')).toBe('order_prefix 7539 PC')
  expect(await says(10001, 'EX')).toBe('accepted')
  expect(await says(5, null)).toBe('accepted')
  expect((await enterOrder(books, 'C001', [['10-10000', q(1)]], { site: '10000' })).number).toBe(
    '5',
  )
})
