import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { extend } from '../../src/kernel/arithmetic.ts'
import { lineEvent, orderEvent } from '../../src/sales/order-changes.ts'
import { totalsOf } from '../../src/sales/totals.ts'
import { audit, auditing, confirm } from '../sales/life-support.ts'
import { ship } from '../sales/ship-support.ts'
import { company, q, today } from '../support/company.ts'
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

/** An audited order of which a change was approved, as programs saved that before such a change ended the audit. */
const auditLeftStanding = async () => {
  const books = await auditing()
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(10)]])
  expect(await audit({ ...books, user: 'ben' }, number)).toBe('accepted')
  expect(await confirm(books, number)).toBe('accepted')
  const { head } = await orderInBooks(books, number)
  const changed = { ...head, remarks: 'by truck', version: head.version + 1 }
  const save = { table: 'sales_order', row: changed } as const
  const event = orderEvent('changed', number, { detail: 'remarks >by truck' })
  return { books, number, save, event }
}

test('an audit that an older program left standing over an approved change stands', async () => {
  const { books, number, save, event } = await auditLeftStanding()
  await writePosting(books, {
    saves: [save],
    events: [orderEvent('change approved', number), event],
  })
  expect(await wrongIn(books)).toEqual([])
})

test('but not over a change that nobody approved, nor in books that knew better', async () => {
  const { books, number, save, event } = await auditLeftStanding()
  const wrong = 'an order is audited, stopped and archived as its history says'
  const { audited_by, audited_at } = save.row
  const found = `${wrong}: ${number}   0 0 ${audited_by} ${audited_at} 0 0`
  await writePosting(books, {
    saves: [save],
    events: [orderEvent('change approved', number), event],
  })
  await sql`update kysely_migration set timestamp = '2026-11-22T00:00:00.000Z'`.execute(books.db)
  expect(await wrongIn(books)).toEqual([found])
  await sql`update kysely_migration set timestamp = '2026-11-23T00:00:00.000Z'`.execute(books.db)
  expect(await wrongIn(books)).toEqual([])
  await writePosting(books, { events: [event] })
  expect(await wrongIn(books)).toEqual([found])
})

/** A consigned line that went out as a sale: long ago, as an import said before it took the word of the line back, or not. */
const soldThoughConsigned = async (reference: string | null) => {
  const books = await company()
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(10)]], { consignment: 1 })
  const { head, lines } = await orderInBooks(books, number)
  const [{ item, site, quantity, price, amount }] = lines as [(typeof lines)[0]]
  const place = { item, site, location: '200', lot: '', effective_date: today }
  await writePosting(books, {
    moves: [
      {
        ...{ ...place, type: 'ISS-SO', quantity: -quantity, order_number: number, line: 1 },
        ...{ customer: head.sold_to, price, amount, reference, remarks: null },
      },
    ],
    events: [orderEvent('shipped', number, { line: 1, quantity, price, amount })],
  })
  return { books, number }
}

test('a consigned line that an older program imported as shipped long ago stays true', async () => {
  const { books } = await soldThoughConsigned('history')
  expect(await wrongIn(books)).toEqual([])
})

test('a consigned line that was sold otherwise is found', async () => {
  const { books, number } = await soldThoughConsigned(null)
  expect(await wrongIn(books)).toEqual([
    `what is consigned is sent, and what is not is sold: ${number} 1 0 100000`,
  ])
})
