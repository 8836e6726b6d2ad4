import { expect, test } from 'vitest'
import { extend } from '../../src/kernel/arithmetic.ts'
import { lineEvent, orderEvent } from '../../src/sales/order-changes.ts'
import { totalsOf } from '../../src/sales/totals.ts'
import { ship } from '../sales/ship-support.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { orderInBooks, writePosting } from '../support/write-posting.ts'
import { wrongIn } from '../support/wrong-in.ts'

/** Saves an order's first line at another price, as programs did before what is sold kept its price. */
const reprice = async (
  books: Awaited<ReturnType<typeof company>>,
  number: string,
  price: number,
) => {
  const { head, lines } = await orderInBooks(books, number)
  const [before] = lines as [(typeof lines)[0]]
  const amount = extend(before.quantity, price)
  const line = { ...before, list_price: price, price, amount, price_source: 'M' }
  const totals = totalsOf([amount], head.discount, head.freight)
  await writePosting(books, {
    saves: [
      { table: 'sales_order', row: { ...head, ...totals, version: head.version + 1 } },
      { table: 'sales_order_line', row: line },
    ],
    events: [orderEvent('changed', number), lineEvent(before, line)],
  })
}

/** An order of which half a metre was sold at 3.333, and then as much at 3.33. */
const soldAtTwoPrices = async () => {
  const books = await company()
  const { number } = await enterOrder(books, 'C001', [['10-40000', q(10)]])
  expect(await ship(books, number, { line: 1, quantity: q(0.5) })).toBe('accepted')
  await reprice(books, number, q(3.33))
  expect(await ship(books, number, { line: 1, quantity: q(0.5) })).toBe('accepted')
  return { books, number }
}

test('what was sold in parts at two prices brought each part what the total grew by', async () => {
  const { books } = await soldAtTwoPrices()
  expect(await wrongIn(books)).toEqual([])
})

test('a part of it that brought anything else is found', async () => {
  const { books, number } = await soldAtTwoPrices()
  const {
    number: _,
    operation,
    created_at,
    created_by,
    ...move
  } = await books.db
    .selectFrom('stock_move')
    .selectAll()
    .where('order_number', '=', number)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  const amount = 168
  const event = { line: 1, quantity: q(0.5), price: move.price, amount }
  await writePosting(books, {
    moves: [{ ...move, amount }],
    events: [orderEvent('shipped', number, event)],
  })
  expect(await wrongIn(books)).toEqual([
    `a line was shipped for what its quantity costs: ${number} 1 167 168`,
  ])
})
