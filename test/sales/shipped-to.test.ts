import { expect, test } from 'vitest'
import { shipTos } from '../../src/customer/customer.ts'
import { verify } from '../../src/ledger/checks.ts'
import { readNote } from '../../src/sales/note-rows.ts'
import { orderEvent } from '../../src/sales/order-changes.ts'
import { readOrder } from '../../src/sales/order-rows.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { shippedTo } from '../../src/sales/shipped-to.ts'
import { carryOut, company, q, today } from '../support/company.ts'
import { enterOrder, openedOrder } from '../support/order-entry.ts'
import { noted } from './note-support.ts'
import { changed } from './save-support.ts'
import { ship } from './ship-support.ts'

test('a note says where the goods went, wherever its order goes by now', async () => {
  const books = await company()
  const entered = await enterOrder(books, 'C001', [['10-10000', q(5)]], { ship_to: 'S1' })
  const { number: order } = entered
  await ship(books, order, { line: 1, quantity: q(1) })
  const readdress = async (ship_to: string) =>
    carryOut(books, saveOrder, changed(await openedOrder(books, order), { ship_to, remarks: '急' }))
  await readdress('C001')
  await ship(books, order, { line: 1, quantity: q(1) })
  await readdress('S1')
  await readdress('C001')
  await ship(books, order, { line: 1, quantity: q(1) })
  for (const _ of [1, 2, 3]) await noted(books, order)
  const notes = await books.db
    .selectFrom('delivery_note')
    .select(['number', 'ship_to'])
    .orderBy('number')
    .execute()
  expect(notes.map(note => note.ship_to)).toEqual(['S1', null, null])
  expect(await verify(books)).toEqual([])
})

test('so it does where a code holds the signs that stand between changes', async () => {
  const books = await company()
  for (const code of ['N', 'N>S; X', 'Z']) {
    await carryOut(books, shipTos.save, { values: { customer: 'C001', code, name: code } })
  }
  const lines = [['10-10000', q(5)]] as const
  const { number: order } = await enterOrder(books, 'C001', lines, { ship_to: 'N>S; X' })
  await ship(books, order, { line: 1, quantity: q(1) })
  await carryOut(books, saveOrder, changed(await openedOrder(books, order), { ship_to: 'Z' }))
  const note = await noted(books, order)
  const [kept] = await readNote(books.db, { number: note })
  expect(kept?.ship_to).toBe('N>S; X')
})

test('and wherever among the changes of an event its address stands', async () => {
  const books = await company()
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
  const { operation } = await books.db
    .selectFrom('order_event')
    .select('operation')
    .executeTakeFirstOrThrow()
  await ship(books, number, { line: 1, quantity: q(1) })
  for (const detail of ['remarks >ship_to A>B', 'remarks a>b; ship_to S1>Z', 'ship_to Z>Y']) {
    const stamp = { operation, created_by: 'anna', created_at: today }
    const event = { ...orderEvent('changed', number, { detail }), ...stamp }
    await books.db
      .insertInto('order_event')
      .values(event as never)
      .execute()
  }
  const [order] = await readOrder(books.db, { number })
  const [move] = await books.db
    .selectFrom('stock_move')
    .selectAll()
    .where('order_number', '=', number)
    .execute()
  expect(await shippedTo(books.db, order!, move!.operation)).toBe('S1')
})
