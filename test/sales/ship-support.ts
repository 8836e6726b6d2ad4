import type { Draft, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { allocateOrder } from '../../src/sales/allocate.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { ask, q, saysWhy, today } from '../support/company.ts'
import { openedOrder, rowFor } from '../support/order-entry.ts'

const usual = { site: '10000', location: '200', lot: '' }

/** Changes an order's head behind the rules' back. */
export const setHead = (books: Books, order: string, values: Values) =>
  books.db.updateTable('sales_order').set(values).where('number', '=', order).execute()

/** What 7.1.6 would hand over for these rows. */
export const allocation = (order_number: string, ...rows: Values[]): Draft => ({
  allocation_entry: { order_number },
  allocation_line: rows.map(row => ({ ...usual, before: 0, ...row })),
})

/** What 7.9.15 would hand over for these rows, with the reason of what it takes back. */
export const shipment = (order_number: string, ...rows: Values[]): Draft => ({
  shipment_entry: { order_number, effective_date: today, ship_allocated: 1 },
  shipment_line: rows.map(row => ({ ...usual, quantity: 0, cancel_backorder: 0, ...row })),
  take_back: { reason: 'BACK' },
})

export const allocate = async (books: Books, order: string, ...rows: Values[]) =>
  saysWhy(await ask(books, allocateOrder, allocation(order, ...rows)))

export const ship = async (books: Books, order: string, ...rows: Values[]) =>
  saysWhy(await ask(books, shipOrder, shipment(order, ...rows)))

/** A line's `shipped/allocated/closed`, in whole units. */
export const lines = async (books: Books, order: string) =>
  (
    await books.db
      .selectFrom('sales_order_line')
      .selectAll()
      .where('order_number', '=', order)
      .orderBy('line')
      .execute()
  ).map(
    line => `${line.quantity_shipped / 10_000}/${line.quantity_allocated / 10_000}/${line.closed}`,
  )

/** A place's `on hand/allocated`, in whole units. */
export const stockAt = async (books: Books, item: string, location = '200', lot = '') => {
  const { on_hand, allocated } = await books.db
    .selectFrom('stock')
    .selectAll()
    .where('item', '=', item)
    .where('location', '=', location)
    .where('lot', '=', lot)
    .executeTakeFirstOrThrow()
  return `${on_hand / 10_000}/${allocated / 10_000}`
}

/** Puts another item in the place of an order's first line, as 7.1.1 would. */
export const otherItem = async (books: Books, number: string, item: string, quantity = q(5)) => {
  const { order, lines } = await openedOrder(books, number)
  const row = await rowFor(books, order, [], { item, quantity })
  return saysWhy(await ask(books, saveOrder, { order, lines: [row, ...lines.slice(1)] }))
}
