import { afterEach, describe, expect, test } from 'vitest'
import { createHost } from '../../bin/host.ts'
import type { Books } from '../../src/ledger/books.ts'
import { allocateOrder } from '../../src/sales/allocate.ts'
import { confirmOrder } from '../../src/sales/confirm-order.ts'
import { orderDeskPage } from '../../src/sales/order-desk.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { createSession } from '../../src/session/session.ts'
import {
  allocatedOrder,
  approve,
  as,
  certifying,
  issue,
  lose,
  print,
  reissue,
  setControl,
  shipBy,
} from '../certificate/certificate-support.ts'
import { Down, demoBooks, Enter, F1, F4, signIn, signOut, sitDown } from '../support/clerk.ts'
import { carryOut, company, q } from '../support/company.ts'
import { enterOrder, openedOrder } from '../support/order-entry.ts'
import { wholeList } from '../support/whole-list.ts'
import { allocate, allocation, ship } from './ship-support.ts'

afterEach(signOut)

/** All that the desk shows, as `order reason whom late`. */
const desk = async (books: Books) => {
  const ask = wholeList(100)
  const rows = await orderDeskPage(books, ask)
  return rows.map(({ number, waits_for, whom, late }) => `${number} ${waits_for} ${whom} ${late}`)
}

const confirm = (books: Books, number: string) =>
  carryOut(books, confirmOrder, {
    confirmation: { order_number: number },
    lines: [{ line: 1, confirmed: 1 }],
  })

describe('what an order waits for, and on whom', () => {
  test('from its entry to its last piece', async () => {
    const books = await company()
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(12)]], { confirmed: 0 })
    expect(await desk(books)).toEqual([`${number} confirm manager 0`])
    await confirm(books, number)
    expect(await desk(books)).toEqual([`${number} allocate dispatcher 0`])
    await carryOut(
      books,
      allocateOrder,
      allocation(number, { line: 1, quantity: q(5), before: null }),
    )
    expect(await desk(books)).toEqual([
      `${number} allocate dispatcher 0`,
      `${number} ship warehouse 0`,
    ])
    await carryOut(
      books,
      allocateOrder,
      allocation(number, { line: 1, quantity: q(12), before: q(5) }),
    )
    expect(await desk(books)).toEqual([`${number} ship warehouse 0`])
  })

  test('a line that has part of its goods lacks only the rest', async () => {
    const books = await company()
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(90)]])
    await allocate(books, number, { line: 1, quantity: q(50) })
    await ship(books, number, { line: 1, quantity: q(20) })
    expect((await desk(books)).toSorted()).toEqual([
      `${number} allocate dispatcher 0`,
      `${number} ship warehouse 0`,
    ])
  })

  test('more than is there is short, a held order waits for its release, a return for the warehouse', async () => {
    const books = await company()
    const short = await enterOrder(books, 'C001', [['10-10000', q(101)]])
    const back = await enterOrder(books, 'C001', [['10-10000', q(-1)]])
    const held = await enterOrder(books, 'C003', [['10-10000', q(1)]], { action_status: 'HD' })
    expect((await desk(books)).toSorted()).toEqual(
      [
        `${short.number} short dispatcher 0`,
        `${back.number} return warehouse 0`,
        `${held.number} release finance 0`,
      ].toSorted(),
    )
  })

  test('what is past its day is late, and comes first', async () => {
    const books = await company()
    const fresh = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const old = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const { order, lines } = await openedOrder(books, old.number)
    const due = { due_date: '2026-11-15' }
    await carryOut(books, saveOrder, {
      order: { ...order, ...due },
      lines: lines.map(line => ({ ...line, ...due })),
    })
    expect(await desk(books)).toEqual([
      `${old.number} allocate dispatcher 7`,
      `${fresh.number} allocate dispatcher 0`,
    ])
  })
})

describe('a certificate waits too', () => {
  test('for its print, its pick-up, a decision, its reissue', async () => {
    const books = await certifying()
    const order = await allocatedOrder(books, [['10-10000', q(4)]])
    const reason = (waits_for: string, whom: string) => [`${order} ${waits_for} ${whom} 0`]
    expect(await desk(books)).toEqual(reason('ship', 'warehouse'))
    const number = await issue(books)
    expect(await desk(books)).toEqual(reason('print', 'clerk'))
    await print(books, number)
    expect(await desk(books)).toEqual(reason('fetch', 'warehouse'))
    await lose(books, number)
    expect(await desk(books)).toEqual(reason('lost', 'manager'))
    await approve(as(books, 'ben'), number)
    expect(await desk(books)).toEqual(reason('reissue', 'clerk'))
    await reissue(books, number)
    await print(books, 'PC10002')
    await shipBy(books, 'PC10002')
    expect(await desk(books)).toEqual([])
  })

  test('a line that stands on it by several places is one line', async () => {
    const books = await certifying()
    const order = (await enterOrder(books, 'C001', [['10-20000', q(60)]])).number
    const lots = [
      { line: 1, quantity: q(50), location: '200' },
      { line: 1, quantity: q(10), location: '100' },
    ]
    expect(await allocate(books, order, ...lots)).toBe('accepted')
    const number = await issue(books)
    const ask = wholeList(9)
    const rows = await orderDeskPage(books, ask)
    expect(rows).toMatchObject([{ number: order, waits_for: 'print', document: number, lines: 1 }])
  })

  test('what is on no certificate waits for one where goods go out by certificate only', async () => {
    const books = await certifying()
    const order = await allocatedOrder(books, [['10-10000', q(4)]])
    await setControl(books, { certificate_required: 1 })
    expect(await desk(books)).toEqual([`${order} certify clerk 0`])
    await issue(books, [{ order_number: order, order_line: 1, quantity: q(1) }])
    expect((await desk(books)).toSorted()).toEqual([
      `${order} certify clerk 0`,
      `${order} print clerk 0`,
    ])
  })

  test('F1 goes to the function that deals with it, at the certificate', async () => {
    const books = await certifying()
    await allocatedOrder(books, [['10-10000', q(4)]])
    await setControl(books, { certificate_required: 1 })
    const clerk = await signIn('en', { company: books })
    await clerk.types('7.1.10', Enter, F1, F1)
    expect(clerk.at).toBe('7.9.11.1')
    await clerk.types(F1, F1)
    expect(clerk.screen).toContain('SO10001')
    await clerk.types(F4, Enter, F4)
    expect(clerk.line(4)).toMatch(/Print +Clerk/)
    await clerk.types(F1)
    expect(clerk.at).toBe('7.9.11.4')
    expect(clerk.screen).toContain('PC10001.txt')
    await print(books, 'PC10001')
    await clerk.types(F4)
    expect(clerk.line(4)).toMatch(/Pick-Up +Warehouse/)
    await clerk.types(F1)
    expect([clerk.at, clerk.screen.includes('Certificate: PC10001')]).toEqual(['7.9.15', true])
  })
})

test('7.1.10: F1 on a row goes to the function that deals with it, F4 comes back to what is left', async () => {
  const books = await company()
  const first = await enterOrder(books, 'C001', [['10-10000', q(1)]], { confirmed: 0 })
  const second = await enterOrder(books, 'C002', [['10-10000', q(2)]], { confirmed: 0 })
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.10', Enter, F1)
  expect(clerk.screen).toMatchInlineSnapshot(`
    " xxsodesk                      7.1.10 Order Desk                     2026-11-22
    Due Date Late Overdue Number       Name               Total Waits For Waits On
    ──────── ──── ─────── ──────────── ─────────── ──────────── ───────── ──────────
    26-11-23    0         SO10001      北风紧固件…       130.00 Confirm   Manager
    26-11-23    0         SO10002      Southwind …       247.00 Confirm   Manager
















    Name: 北风紧固件有限公司

    F1=Go 4=End 7=PgUp 8=PgDn 9=LnUp 10=LnDn"
  `)
  await clerk.types(Down, F1)
  expect(clerk.at).toBe('7.1.5')
  expect(clerk.screen).toContain(second.number)
  await clerk.types(F1, F1, F4)
  expect(clerk.at).toBe('7.1.10')
  expect(clerk.line(4)).toMatch(new RegExp(`${first.number} .*Confirm +Manager`))
  expect(clerk.line(5)).toMatch(new RegExp(`${second.number} .*Allocate +Dispatcher`))
})

test('it is live: what others post is seen without a key', async () => {
  const books = await company()
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]], { confirmed: 0 })
  const host = await createHost({ ledger: books, user: 'anna', now: books.now, language: 'zh' })
  const clerk = await sitDown(books, await createSession(host), { tickEvery: 10 })
  await clerk.types('7.1.10', Enter, F1)
  expect(clerk.line(4)).toMatch(/确认 +经理/)
  await confirm({ ...books, user: 'ben' }, number)
  await clerk.sees('调度')
  expect(clerk.line(4)).toMatch(/备料 +调度/)
})

test('the demo company shows every kind', async () => {
  const books = await demoBooks()
  const kinds = new Set((await desk(books)).map(row => row.split(' ')[1]))
  expect([...kinds].sort()).toEqual([
    'allocate',
    'audit',
    'blocks',
    'fetch',
    'lost',
    'low',
    'print',
    'proof',
    'release',
    'ship',
    'short',
    'sign',
  ])
})
