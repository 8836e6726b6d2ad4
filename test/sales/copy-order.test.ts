import { afterEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { customers } from '../../src/customer/customer.ts'
import { priceLists } from '../../src/item/price-list.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { Enter, F1, F4, F8, F11, signIn, signOut } from '../support/clerk.ts'
import { carryOut, company, q } from '../support/company.ts'
import { enterOrder, openedOrder } from '../support/order-entry.ts'
import { allocate, ship } from './ship-support.ts'

afterEach(signOut)

const pieces = { line: 1, quantity: q(3) }

/** What is done to an order of three pieces and of two before it is copied. */
const states = {
  entered: async () => {},
  allocated: (books: Books, number: string) => allocate(books, number, pieces),
  'shipped in part': (books: Books, number: string) =>
    ship(books, number, { line: 1, quantity: q(1) }),
  'closed with a remainder': (books: Books, number: string) =>
    ship(
      books,
      number,
      { line: 1, quantity: q(1), cancel_backorder: 1 },
      { line: 2, quantity: q(2) },
    ),
  shipped: (books: Books, number: string) =>
    ship(books, number, pieces, { line: 2, quantity: q(2) }),
  cancelled: async (books: Books, number: string) =>
    carryOut(books, cancelOrder, await openedOrder(books, number)),
} as const satisfies Record<string, (books: Books, number: string) => Promise<unknown>>

const newPrice = (books: Books, item: string, price: number) =>
  carryOut(books, priceLists.save, {
    values: {
      code: 'EAST',
      currency: 'CNY',
      item,
      unit: 'EA',
      amount_type: 'P',
      start_date: '2026-11-20',
    },
    rows: [{ minimum_quantity: 0, price: q(price) }],
  })

const linesOf = async ({ db }: Books, number: string) =>
  (
    await db
      .selectFrom('sales_order_line')
      .selectAll()
      .where('order_number', '=', number)
      .orderBy('line')
      .execute()
  ).map(one =>
    [
      one.line,
      one.item,
      one.quantity,
      one.price,
      one.quantity_allocated,
      one.quantity_shipped,
      one.closed,
    ].join(' '),
  )

test.each(
  Object.entries(states).map(
    ([state, bring], index) => [state, bring, index % 2 ? 'zh' : 'en'] as const,
  ),
)('F11 copies an order that is %s: whole, at the prices of today', async (_, bring, language) => {
  const books = await company()
  const then = { ...books, now: () => new Date('2026-11-02T10:00:00') }
  const { number } = await enterOrder(then, 'C001', [
    ['10-10000', q(3)],
    ['10-20000', q(2)],
  ])
  await bring(books, number)
  await newPrice(books, '10-10000', 125)
  await newPrice(books, '10-20000', 97)
  const clerk = await signIn(language, { company: books })
  await clerk.types('7.1.1', Enter, number, '\x1b[Z', F11)
  expect(clerk.field).toBe('number')
  await clerk.types(F1, F1, F1, F4, F1, F4, 'y', Enter)
  expect(clerk.messages[0]).toBe(7237)
  expect(await linesOf(books, 'SO10002')).toEqual([
    `1 10-10000 ${q(3)} ${q(125)} 0 0 0`,
    `2 10-20000 ${q(2)} ${q(97)} 0 0 0`,
  ])
  const head = await books.db
    .selectFrom('sales_order')
    .selectAll()
    .where('number', '=', 'SO10002')
    .executeTakeFirst()
  expect(head).toMatchObject({ order_date: '2026-11-22', status: 'confirmed', total: 569_00 })
  expect(await verify(books)).toEqual([])
})

test('a number and F11 say that it was copied, and nothing of the original', async () => {
  const books = await company()
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(3)]])
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.1', Enter, number, F11)
  expect(clerk.messages).toEqual([msg.orderCopied.number])
})

test('what can be sold no more is refused on its line, and nothing else is lost', async () => {
  const books = await company()
  const { number } = await enterOrder(books, 'C001', [
    ['10-10000', q(3)],
    ['10-20000', q(2)],
  ])
  await books.db.updateTable('item').set({ active: 0 }).where('code', '=', '10-20000').execute()
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.1', Enter, number, '\x1b[Z', F11, F1, F1, F1, F4, F1, F4, 'y', Enter)
  expect([clerk.field, clerk.session.standing?.row, clerk.messages]).toEqual(['item', 1, [7222]])
  await clerk.types('10-40000', F1, F4, F1, F4, 'y', Enter)
  expect((await linesOf(books, 'SO10002')).map(line => line.split(' ')[1])).toEqual([
    '10-10000',
    '10-40000',
  ])
})

test.each([
  ['en', 'Order SO10002 is on hold (HD)'],
  ['zh', '订单 SO10002 被冻结 (HD)'],
] as const)(
  'the copy of a held order is held, whoever blanks its status, in %s',
  async (language, said) => {
    const books = await company()
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(3)]], {
      action_status: 'HD',
    })
    const clerk = await signIn(language, { company: books })
    await clerk.types('7.1.1', Enter, number, '\x1b[Z', F11, F1, F1, F1, F4, F1)
    expect(clerk.field).toBe('action_status')
    await clerk.types(F8, F1, 'y', Enter)
    expect(clerk.screen).toContain(said)
    const copy = await openedOrder(books, 'SO10002')
    expect(copy.order['action_status']).toBe('HD')
  },
)

test('a copy for another customer is on that one’s terms', async () => {
  const books = await company()
  await carryOut(books, customers.save, {
    values: { code: 'C0CN', name: 'Consigner', currency: 'CNY', consignment: 1, taxable: 0 },
  })
  const { number } = await enterOrder(books, 'C001', [['NW-77', q(3)]])
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.1', Enter, number, '\x1b[Z', F11)
  while (clerk.field !== 'sold_to') await clerk.types(Enter)
  await clerk.types('C0CN', F1, F1, F1, F4, F1, F4, 'y', Enter)
  const copied = await books.db
    .selectFrom('sales_order_line as line')
    .innerJoin('sales_order as head', 'head.number', 'line.order_number')
    .select(['head.sold_to', 'line.item', 'line.customer_item', 'line.consigned', 'line.taxable'])
    .where('head.number', '<>', number)
    .execute()
  expect(copied).toEqual([
    { sold_to: 'C0CN', item: '10-20000', customer_item: null, consigned: 1, taxable: 0 },
  ])
})
