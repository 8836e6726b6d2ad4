import { expect, test } from 'vitest'
import { allocateAutomatically } from '../../src/sales/allocate-automatically.ts'
import { salesOrderControl } from '../../src/sales/control.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

test('the next number must be free', async () => {
  const books = await company()
  await enterOrder(books, 'C001', [['10-10000', q(1)]])
  const says = async (next_order: number, order_prefix: string | null) =>
    saysWhy(await ask(books, salesOrderControl.save, { values: { order_prefix, next_order } }))
  expect(await says(10001, 'SO')).toBe('next_order 7219 SO10001')
  expect(await says(10001, 'PC')).toBe('order_prefix 7539 PC')
  expect(await says(10001, 'EX')).toBe('accepted')
  expect(await says(5, null)).toBe('accepted')
  expect((await enterOrder(books, 'C001', [['10-10000', q(1)]], { site: '10000' })).number).toBe(
    '5',
  )
})

test('a number that its field could not hold is neither set nor taken', async () => {
  const books = await company()
  const says = async (next_order: number, order_prefix: string) =>
    saysWhy(await ask(books, salesOrderControl.save, { values: { order_prefix, next_order } }))
  expect(await says(2611001, 'SO')).toBe('next_order 7260 SO2611001 1000 8')
  expect(await says(999_001, 'SO')).toBe('next_order 7260 SO999001 1000 8')
  expect(await says(998_999, 'SO')).toBe('accepted')
  // What was set before stays as it is, and so do the other settings.
  await books.db.updateTable('sales_order_control').set({ next_order: 999_999 }).execute()
  const enter = () => enterOrder(books, 'C001', [['10-10000', q(1)]])
  expect((await enter()).number).toBe('SO999999')
  expect(await says(1_000_000, 'SO')).toBe('accepted')
  await expect(enter()).rejects.toThrow('7261 SO1000000 8 7.1.24')
})

test('where nobody says otherwise, 7.1.7 looks a month ahead: it serves the orders of the first morning', async () => {
  const books = await company()
  const values = { order_prefix: 'EX', next_order: 1, site: '10000', ship_lead_days: 30 }
  await carryOut(books, salesOrderControl.save, { values })
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
  const done = await carryOut(books, allocateAutomatically, { auto_allocation: {} })
  expect(done.rows?.map(row => [row['order_number'], row['short']])).toEqual([[number, 0]])
})
