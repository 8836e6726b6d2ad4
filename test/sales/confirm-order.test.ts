import { beforeEach, expect, test } from 'vitest'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import {
  confirmAll,
  confirmInput,
  confirmOrder,
  readConfirmation,
} from '../../src/sales/confirm-order.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { answer, enterOrder, hears, typedOrder } from '../support/order-entry.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

const unconfirmed = async (more: Values = {}) => {
  const { order, lines } = await typedOrder(
    books,
    'C001',
    [
      ['10-10000', q(1)],
      ['10-20000', q(1)],
    ],
    more,
  )
  const rows = lines.map(line => ({ ...line, confirmed: 0 }))
  return (await carryOut(books, saveOrder, { order, lines: rows })).number
}

const confirmation = async (order_number: string) => {
  const reply = await answer(books, readConfirmation, { values: { order_number } })
  return confirmInput(reply.records!)
}

const state = async () => {
  const { status } = await books.db
    .selectFrom('sales_order')
    .select('status')
    .executeTakeFirstOrThrow()
  const lines = await books.db
    .selectFrom('sales_order_line')
    .select('confirmed')
    .orderBy('line')
    .execute()
  return [status, ...lines.map(line => line.confirmed)]
}

test('a confirmed line may be allocated, and the order is confirmed with its last line', async () => {
  const number = await unconfirmed()
  expect(await state()).toEqual(['entered', 0, 0])
  const { confirmation: head, lines } = await confirmation(number)
  expect(head).toMatchObject({
    sold_to: 'C001',
    name: '北风紧固件有限公司',
    state: 'entered',
    next: 'confirm',
    confirm_all: 1,
  })
  expect(lines).toMatchObject([
    { line: 1, item: '10-10000', confirmed: 1 },
    { line: 2, confirmed: 1 },
  ])
  await carryOut(books, confirmOrder, {
    confirmation: head,
    lines: [lines[0]!, { ...lines[1], confirmed: 0 }],
  })
  expect(await state()).toEqual(['entered', 1, 0])
  await carryOut(books, confirmOrder, await confirmation(number))
  expect(await state()).toEqual(['confirmed', 1, 1])
  const events = await books.db.selectFrom('order_event').select(['line', 'type']).execute()
  expect(events.slice(-2)).toEqual([
    { line: 1, type: 'confirmed' },
    { line: 2, type: 'confirmed' },
  ])
})

test('Yes and No for all lines', async () => {
  const draft = {
    confirmation_line: [
      { line: 1, confirmed: 1 },
      { line: 2, confirmed: 0 },
    ],
  }
  const all = async (confirm_all: number) =>
    (await answer(books, confirmAll, { values: { confirm_all }, draft })).records?.confirmation_line
  expect(await all(1)).toMatchObject([{ confirmed: 1 }, { confirmed: 1 }])
  expect(await all(0)).toMatchObject([{ confirmed: 0 }, { confirmed: 0 }])
})

test('refusals, in order', async () => {
  const says = (order_number: string) =>
    hears(books, readConfirmation, { values: { order_number } })
  expect(await says('SO1')).toBe('order_number 609 SO1')
  const held = await unconfirmed({ action_status: 'HD' })
  expect(await says(held)).toBe(`order_number 623 ${held}`)
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
  expect(await says(number)).toBe(`order_number 7240 ${number}`)
})

test.each<[string, Values, Values[], string]>([
  ['an unknown order', { order_number: 'SO1' }, [], 'order_number 609 SO1'],
  ['changed meanwhile', { version: 9 }, [{ line: 9 }], 'order_number 666 SO10001'],
  [
    'a line that went',
    {},
    [
      { line: 1, confirmed: 1 },
      { line: 9, confirmed: 1 },
    ],
    'line[1] 642 SO10001 9',
  ],
  ['nothing marked', {}, [{ line: 1, confirmed: 0 }], 'order_number 7240 SO10001'],
])('the confirmation is refused: %s', async (_, head, lines, said) => {
  const order_number = await unconfirmed()
  const input = { confirmation: { order_number, version: 1, ...head }, lines }
  expect(saysWhy(await ask(books, confirmOrder, input))).toBe(said)
})
