import { beforeEach, expect, test } from 'vitest'
import { accept } from '../../src/kernel/decision.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import type { Posting } from '../../src/ledger/posting.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { ask, carryOut, company, m, q, saysWhy, today } from '../support/company.ts'
import { enterOrder, openedOrder } from '../support/order-entry.ts'
import { live } from './life-support.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

/** Posts what is given: cancelling must see allocations and shipments, whoever made them. */
const posts: Verb<Posting, null, null> = {
  right: '7.1.1',
  read: async () => null,
  decide: posting => accept({ result: null, posting }),
}
const place = { item: '10-10000', site: '10000', location: '200', lot: '' }

test('a cancelled order holds nothing, ships nothing, and stays so', async () => {
  const { number } = await enterOrder(books, 'C001', [
    ['10-10000', q(5)],
    ['10-20000', q(1)],
  ])
  const allocation = { ...place, order_number: number, line: 1, quantity: q(4) }
  await carryOut(books, posts, { allocations: [allocation] })
  const opened = await openedOrder(books, number)
  expect(await carryOut(books, cancelOrder, opened)).toEqual({ number })

  const order = await books.db.selectFrom('sales_order').selectAll().executeTakeFirstOrThrow()
  expect(order).toMatchObject({ status: 'cancelled', version: 2 })
  const lines = await books.db.selectFrom('sales_order_line').selectAll().execute()
  expect(lines).toMatchObject([{ closed: 1, quantity_allocated: 0 }, { closed: 1 }])
  expect(await books.db.selectFrom('allocation').selectAll().execute()).toEqual([])
  const stock = books.db.selectFrom('stock').selectAll().where('item', '=', '10-10000')
  expect(await stock.execute()).toMatchObject([{ on_hand: q(100), allocated: 0 }])
  const events = await books.db.selectFrom('order_event').select(['line', 'type']).execute()
  expect(events.slice(3)).toEqual([
    { line: 1, type: 'allocated' },
    { line: 1, type: 'closed' },
    { line: 2, type: 'closed' },
    { line: null, type: 'cancelled' },
  ])
  expect(saysWhy(await ask(books, saveOrder, await openedOrder(books, number)))).toBe(
    `number 7105 ${number}`,
  )
  expect(saysWhy(await ask(books, cancelOrder, opened))).toBe(`number 7105 ${number}`)
})

test('refusals, in order', async () => {
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
  const says = async (order: { number: string; version?: number }) =>
    saysWhy(await ask(books, cancelOrder, { order }))
  const ship = (quantity: number) => ({
    ...place,
    type: 'ISS-SO' as const,
    quantity: -quantity,
    effective_date: today,
    order_number: number,
    line: 1,
    customer: 'C001',
    price: q(130),
    amount: m(130),
    reference: null,
    remarks: null,
  })
  await carryOut(books, posts, { moves: [ship(q(1))] })
  expect(await says({ number: 'SO1' })).toBe('number 609 SO1')
  expect(await says({ number, version: 7 })).toBe(`number 666 ${number}`)
  expect(await says({ number, version: 1 })).toBe(`number 604 ${number}`)
  // Goods that came back leave their history behind.
  await carryOut(books, posts, { moves: [ship(q(-1))] })
  expect(await says({ number })).toBe(`number 604 ${number}`)
})

test('what a manager stopped is cancelled in 7.1.21.1 only', async () => {
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
  expect(await live(books, 'stop', number)).toBe('accepted')
  const says = saysWhy(await ask(books, cancelOrder, { order: { number } }))
  expect(says).toBe(`number 7602 ${number}`)
  expect(await live(books, 'cancel', number)).toBe('accepted')
})
