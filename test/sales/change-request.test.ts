import { beforeEach, describe, expect, test } from 'vitest'
import { judgeOrder } from '../../src/credit/judge-order.ts'
import { priceLists } from '../../src/item/price-list.ts'
import type { Books } from '../../src/ledger/books.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { toldRequested } from '../../src/sales/told-changes.ts'
import { as } from '../certificate/certificate-support.ts'
import { ask, carryOut, q, saysWhy } from '../support/company.ts'
import { enterOrder, openedOrder, rowFor } from '../support/order-entry.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { audit, auditing, change, changed, confirm, judge, live, setRules } from './life-support.ts'
import { allocate, ship } from './ship-support.ts'

let books: Books
let boss: Books
let number: string
beforeEach(async () => {
  books = await auditing()
  boss = as(books, 'ben')
  number = (
    await enterOrder(books, 'C001', [
      ['10-10000', q(10)],
      ['10-20000', q(2)],
    ])
  ).number
  await audit(boss, number)
  await confirm(books, number, 1, 2)
})

const fields = async () =>
  (
    await books.db
      .selectFrom('change_request_field')
      .selectAll()
      .orderBy('request')
      .orderBy('sequence')
      .execute()
  ).map(one => `${one.request} ${one.line ?? '-'} ${one.field} ${one.old_value}>${one.new_value}`)

const requests = async () =>
  (await books.db.selectFrom('change_request').selectAll().orderBy('number').execute()).map(
    ({ number: one, status, requested_by, judged_by, remarks }) =>
      [one, status, requested_by, judged_by, remarks].join(' '),
  )

const order = async () => {
  const { order: head, lines } = await openedOrder(books, number)
  return { head, lines, remarks: head['remarks'], pieces: lines.map(line => line['quantity']) }
}

test('a confirmed order changes when another approves, in one act, field by field in the history', async () => {
  const input = await changed(
    books,
    number,
    { remarks: 'two trucks', partial_ok: 0 },
    { quantity: q(12) },
  )
  const asked = await carryOut(books, saveOrder, input)
  expect(asked).toMatchObject({ number, request: 1 })
  expect(await order()).toMatchObject({ remarks: '先电话通知', pieces: [q(10), q(2)] })
  expect(await fields()).toEqual([
    '1 - remarks 先电话通知>two trucks',
    '1 - partial_ok Y>N',
    '1 1 quantity 10.0>12.0',
    '1 - total 1496.00>1756.00',
  ])
  expect(await judge(boss, 1, 'approve', null)).toBe('accepted')
  expect(await order()).toMatchObject({ remarks: 'two trucks', pieces: [q(12), q(2)] })
  expect(await requests()).toEqual(['1 approved anna ben '])
  const head = await books.db
    .selectFrom('sales_order')
    .select(['audited_by', 'status', 'entered_by'])
    .where('number', '=', number)
    .executeTakeFirst()
  expect(head).toEqual({ audited_by: 'ben', status: 'confirmed', entered_by: 'anna' })
  const told = await books.db
    .selectFrom('order_event')
    .select(['type', 'line', 'detail', 'reason'])
    .where('order_number', '=', number)
    .orderBy('number')
    .execute()
  expect(told.slice(-5)).toEqual([
    { type: 'change asked', line: null, detail: '#1', reason: 'customer asked' },
    { type: 'change approved', line: null, detail: '#1', reason: 'customer asked' },
    {
      type: 'changed',
      line: null,
      detail: 'remarks 先电话通知>two trucks; partial_ok 1>0',
      reason: null,
    },
    { type: 'changed', line: 1, detail: 'quantity 100000>120000', reason: null },
    { type: 'audited', line: null, detail: null, reason: null },
  ])
  expect(await wrongIn(books)).toEqual([])
})

test('lines come and go by a request as well', async () => {
  const { order: head, lines } = await openedOrder(books, number)
  const added = { ...lines[1], line: 3, saved: 0, quantity: q(1) }
  const input = { order: { ...head, reason: 'wrong item' }, lines: [lines[0]!, added] }
  expect((await carryOut(books, saveOrder, input)).request).toBe(1)
  expect(await fields()).toEqual([
    '1 3 item null>10-20000',
    '1 3 quantity null>1.0',
    '1 3 price null>98.00',
    '1 3 due_date null>2026-11-23',
    '1 2 item 10-20000>null',
    '1 2 quantity 2.0>null',
    '1 2 price 98.00>null',
    '1 2 due_date 2026-11-23>null',
    '1 - total 1496.00>1398.00',
  ])
  expect(await judge(boss, 1, 'approve')).toBe('accepted')
  expect((await order()).pieces).toEqual([q(10), q(1)])
  expect(await wrongIn(books)).toEqual([])
})

test('what changes nothing asks for nothing, and needs no reason', async () => {
  const { order: head, lines } = await openedOrder(books, number)
  expect(await carryOut(books, saveOrder, { order: head, lines })).toMatchObject({ request: 0 })
  expect(await requests()).toEqual([])
})

test('refused, withdrawn: the order stays; then another request may be made', async () => {
  await change(books, number, { remarks: 'a' })
  expect(await judge(boss, 1, 'refuse', null)).toBe('remarks 7634')
  expect(await judge(boss, 1, 'refuse', 'too late')).toBe('accepted')
  await change(books, number, { remarks: 'b' })
  expect(await judge(boss, 2, 'withdraw')).toBe('judgement 7628 2 anna')
  expect(await judge(books, 2, 'withdraw', null)).toBe('accepted')
  expect(await change(books, number, { remarks: 'c' })).toBe('accepted')
  expect(await requests()).toEqual([
    '1 refused anna ben too late',
    '2 withdrawn anna anna ',
    '3 waiting anna  ',
  ])
  expect((await order()).remarks).toBe('先电话通知')
  expect(await wrongIn(books)).toEqual([])
})

test('a change outlives a hold that finance lets go, and waits while it is held', async () => {
  await change(books, number, {}, { quantity: q(9) })
  const finance = async (action_status: 'HD' | null) => {
    const entry = { order_number: number, action_status, initials: 'SML', reason: 'overdue' }
    await carryOut(as(books, 'cleo'), judgeOrder, { credit_entry: entry })
  }
  await finance('HD')
  expect(await judge(boss, 1, 'approve')).toBe(`judgement 7630 ${number}`)
  await finance(null)
  expect(await judge(boss, 1, 'approve')).toBe('accepted')
  expect((await order()).pieces).toEqual([q(9), q(2)])
  // What was asked for while it was held must not hold it once more.
  await finance('HD')
  await change(books, number, {}, { quantity: q(8) })
  await finance(null)
  expect(await judge(boss, 2, 'approve')).toBe(`judgement 7630 ${number}`)
  expect(await wrongIn(books)).toEqual([])
})

describe('refusals', () => {
  test('of a request', async () => {
    expect(await change(books, number, { remarks: 'x', reason: null })).toBe('reason 7624')
    expect(await change(books, number, { remarks: 'x' })).toBe('accepted')
    expect(await change(boss, number, { remarks: 'y' })).toBe(`number 7622 ${number} anna 1`)
    const { order: head } = await openedOrder(books, number)
    const cancel = async () => saysWhy(await ask(books, cancelOrder, { order: head }))
    expect(await cancel()).toBe(`number 7622 ${number} anna 1`)
    await judge(books, 1, 'withdraw')
    expect(await cancel()).toBe(`number 7620 ${number}`)
  })

  test.each<[string, string, () => Promise<unknown>]>([
    ['one that is not there', 'number 7625 9', async () => {}],
    ['one’s own', 'judgement 7627 1', async () => {}],
    ['judged already', 'number 7626 1 ben', () => judge(boss, 1, 'refuse')],
    [
      'goods moved meanwhile',
      'judgement 7629',
      async () => {
        await allocate(books, number, { line: 2, quantity: q(2) })
        await ship(books, number, { line: 2, quantity: q(1) })
      },
    ],
    [
      'its backorder closed meanwhile',
      'judgement 7630',
      () => ship(books, number, { line: 1, cancel_backorder: 1 }),
    ],
    [
      'stopped and resumed meanwhile',
      'judgement 7630',
      async () => {
        await live(boss, 'stop', number)
        await live(boss, 'resume', number)
      },
    ],
    [
      'less than is reserved by now',
      'judgement 7229 1 10',
      () => allocate(books, number, { line: 1, quantity: q(10) }),
    ],
  ])('of an approval: %s', async (what, said, before) => {
    await change(books, number, {}, { quantity: q(9) })
    await before()
    const judged = what === 'one’s own' ? books : boss
    const words = said.endsWith('7629') || said.endsWith('7630') ? `${said} ${number}` : said
    expect(await judge(judged, what.startsWith('one that') ? 9 : 1, 'approve')).toBe(words)
    expect((await order()).pieces).toEqual([q(10), q(2)])
    expect(await wrongIn(books)).toEqual([])
  })
})

test('without approvals a confirmed order changes at once, unless it comes to need a second person', async () => {
  await setRules(books, { audit_required: 0, change_approval: 0, second_check_amount: 200_000 })
  const saved = await carryOut(books, saveOrder, await changed(books, number, { remarks: 'x' }))
  expect(saved.request).toBeNull()
  const large = await changed(books, number, {}, { quantity: q(20) })
  expect((await carryOut(books, saveOrder, large)).request).toBe(1)
})

test('what a discount takes off a confirmed order hides nothing of a change from its second person', async () => {
  await setRules(books, { audit_required: 0, change_approval: 0, second_check_amount: 200_000 })
  const large = await changed(books, number, { discount: 10_000 }, { quantity: q(20) })
  expect((await carryOut(books, saveOrder, large)).request).toBe(1)
})

test('where no audit is asked for any more, an approved change ends the one there was', async () => {
  await setRules(books, { audit_required: 0 })
  await change(books, number, { remarks: 'by truck' })
  expect(await judge(boss, 1, 'approve')).toBe('accepted')
  expect((await order()).head).toMatchObject({ remarks: 'by truck', audited_by: null })
  expect(await wrongIn(books)).toEqual([])
})

test('what was asked for is told as its field shows it', () => {
  const told = (line: number | null, field: string, old_value: string | null) =>
    (['zh', 'en'] as const).map(language =>
      toldRequested('old_value')({ line, field, old_value }, language),
    )
  expect(told(null, 'total', '13593.50')).toEqual(['13,593.50', '13,593.50'])
  expect(told(1, 'closed', 'Y')).toEqual(['是', 'Yes'])
  expect(told(1, 'closed', 'N')).toEqual(['否', 'No'])
  expect(told(1, 'due_date', '2026-11-30')).toEqual(['2026-11-30', '2026-11-30'])
  expect(told(1, 'item', null)).toEqual(['', ''])
})

test('a change is approved at the price that the manager saw, whatever the list says by then', async () => {
  const { order: head, lines } = await openedOrder(books, number)
  const anew = await rowFor(books, head, lines, { item: '10-20000', quantity: q(12) })
  const input = { order: { ...head, reason: 'more' }, lines: [...lines, anew] }
  expect(saysWhy(await ask(books, saveOrder, input))).toBe('accepted')
  const list = {
    ...{ code: 'EAST', currency: 'CNY', item: '10-20000', unit: 'EA' },
    ...{ start_date: '2026-07-01', expire_date: null, amount_type: 'L' },
  }
  const rows = [{ minimum_quantity: 0, price: q(110) }]
  await carryOut(books, priceLists.save, { values: list, rows })
  expect(await judge(boss, 1, 'approve', null)).toBe('accepted')
  const saved = (await openedOrder(books, number)).lines.at(-1)!
  expect(saved).toMatchObject({ price: anew['price'], amount: anew['amount'] })
  expect(await wrongIn(books)).toEqual([])
})
