import { afterEach, describe, expect, test } from 'vitest'
import { createHost } from '../../bin/host.ts'
import { stockAvailabilityPage } from '../../src/inventory/safety-stock.ts'
import { itemSites } from '../../src/item/item.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { orderDeskPage } from '../../src/sales/order-desk.ts'
import { stockNotice } from '../../src/sales/stock-notice.ts'
import { createSession } from '../../src/session/session.ts'
import { certifying, issue } from '../certificate/certificate-support.ts'
import { Down, Enter, F1, F4, signIn, signOut, sitDown, Tab, Up } from '../support/clerk.ts'
import { carryOut, company, putStock, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { wholeList } from '../support/whole-list.ts'
import { allocate, setHead } from './ship-support.ts'

afterEach(signOut)

const all = wholeList(100)

/** What the desk shows of one kind, as `number name whom due`. */
const desk = async (books: Books, kind: string) =>
  (await orderDeskPage(books, all))
    .filter(row => row['waits_for'] === kind)
    .map(({ number, name, whom, due_date }) => [number, name, whom, due_date].join(' '))

const level = (books: Books, values: Values) => carryOut(books, itemSites.save, { values })
const itemLevel = (books: Books, code: string, values: Values) =>
  books.db.updateTable('item').set(values).where('code', '=', code).execute()

describe('below safety stock', () => {
  test('what is free at a site is compared with 1.4.17, else with 1.4.1 at the site of the item', async () => {
    const books = await company()
    expect(await desk(books, 'low')).toEqual([])
    await itemLevel(books, '10-10000', { safety_stock: q(100) })
    expect(await desk(books, 'low')).toEqual([])
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    await allocate(books, number, { line: 1, quantity: q(1) })
    const low = ['10-10000 冷却系统 A12 dispatcher 2026-11-22']
    expect(await desk(books, 'low')).toEqual(low)
    // Less will do at this site; more is wanted at another one.
    await level(books, { item: '10-10000', site: '10000', safety_stock: q(99) })
    expect(await desk(books, 'low')).toEqual([])
    await level(books, { item: '10-10000', site: '20000', safety_stock: q(1) })
    expect(await desk(books, 'low')).toEqual(low)
    await level(books, { item: '10-10000', site: '20000', safety_stock: 0 })
    expect(await desk(books, 'low')).toEqual([])
  })

  test('goods that may not be allocated cover nothing, items that are sold no more want nothing', async () => {
    const books = await company()
    await putStock(books, { item: '10-50000', location: 'HOLD' }, q(50))
    await itemLevel(books, '10-50000', { safety_stock: q(10) })
    expect((await desk(books, 'low')).length).toBe(1)
    await itemLevel(books, '10-50000', { active: 0 })
    expect(await desk(books, 'low')).toEqual([])
    // Without a site of its own it is looked for at the one of 7.1.24.
    await itemLevel(books, '10-50000', { active: 1, site: null, location: null })
    expect((await desk(books, 'low')).length).toBe(1)
  })

  test('3.17 tells it by site', async () => {
    const books = await company()
    await putStock(books, { item: '10-10000', location: 'HOLD' }, q(7))
    await level(books, { item: '10-10000', site: '10000', safety_stock: q(101) })
    await level(books, { item: '10-10000', site: '20000', safety_stock: q(5) })
    const ranges = { item: { from: null, to: '10-10000' } }
    const rows = await stockAvailabilityPage(books, { ...all, ranges })
    expect(
      rows.map(row =>
        [row['site'], row['on_hand'], row['available'], row['safety_stock'], row['below']].join(
          ' ',
        ),
      ),
    ).toEqual([`10000 ${q(107)} ${q(100)} ${q(101)} 1`, `20000 0 0 ${q(5)} 1`])
    const found = async (from: number | null, to: number | null) =>
      (await stockAvailabilityPage(books, { ...all, ranges: { below: { from, to } } }))
        .filter(row => row['item'] === '10-10000')
        .map(row => row['site'])
    expect(await found(0, 0)).toEqual([])
    expect(await found(null, 0)).toEqual([])
    for (const from of [null, 0, 1]) expect(await found(from, 1)).toEqual(['10000', '20000'])
    expect(await found(1, null)).toEqual(['10000', '20000'])
  })
})

describe('an order that cannot be covered', () => {
  test('is told before anything is allocated: two orders do not count on the same pieces', async () => {
    const books = await company()
    const due = (day: string) => ({ due_date: day, promise_date: day })
    const sixty = [['10-10000', q(60)]] as const
    const later = await enterOrder(books, 'C001', sixty, due('2026-11-30'))
    const first = await enterOrder(books, 'C002', sixty, due('2026-11-25'))
    const short = async () => (await desk(books, 'short')).map(row => row.split(' ')[0])
    expect(await short()).toEqual([later.number])
    await putStock(books, { item: '10-10000' }, q(20))
    expect(await short()).toEqual([])
    await putStock(books, { item: '10-10000' }, q(-20))
    await allocate(books, later.number, { line: 1, quantity: q(60) })
    expect(await short()).toEqual([first.number])
  })

  test('whoever enters it is told so too, before and after: goods that may not be allocated cover nothing', async () => {
    const books = await company()
    await putStock(books, { item: '10-10000', location: 'HOLD' }, q(30))
    expect((await stockNotice(books, '10-10000', '10000')).about).toEqual(['130.0', '0.0', '100.0'])
    expect((await enterOrder(books, 'C001', [['10-10000', q(100)]])).short).toEqual([])
    expect((await enterOrder(books, 'C001', [['10-10000', q(101)]])).short).toEqual([1])
    expect(await desk(books, 'short')).toHaveLength(1)
  })

  test('nor do two lines of one order', async () => {
    const books = await company()
    const lines = [
      ['10-10000', q(60)],
      ['10-10000', q(60)],
    ] as const
    await enterOrder(books, 'C001', lines)
    expect((await desk(books, 'allocate')).length).toBe(1)
    expect((await desk(books, 'short')).length).toBe(1)
  })
})

/** An order that holds 95 of 100 pieces for a day in the far future, and one that needs 10 by a nearer day. */
const rivals = async (books: Books, far: string, near: string) => {
  const due = (day: string) => ({ due_date: day, promise_date: day })
  const holder = await enterOrder(books, 'C001', [['10-10000', q(95)]], due(far))
  await allocate(books, holder.number, { line: 1, quantity: q(95) })
  const waiter = await enterOrder(books, 'C002', [['10-10000', q(10)]], due(near))
  return { holder: holder.number, waiter: waiter.number }
}

describe('a reservation that blocks another order', () => {
  test('counts the lines that hold it, however many wait for it and wherever it lies', async () => {
    const books = await company()
    const due = (day: string) => ({ due_date: day, promise_date: day })
    const held = await enterOrder(books, 'C001', [['10-20000', q(60)]], due('2026-12-24'))
    await allocate(
      books,
      held.number,
      { line: 1, quantity: q(50), location: '200' },
      { line: 1, quantity: q(10), location: '100' },
    )
    const short = ['10-20000', q(11)] as const
    await enterOrder(books, 'C002', [short, short, short], due('2026-11-25'))
    const rows = await orderDeskPage(books, all)
    const lines = rows.map(row => [row['number'], row['waits_for'], row['lines']].join(' '))
    expect(lines).toContain(`${held.number} blocks 1`)
    expect(lines).toContain('SO10002 short 3')
  })

  test.each([
    // holder due     waiter due      then                            what the desk says
    ['2026-12-24', '2026-11-25', 'nothing', 'SO10001 > SO10002 dispatcher 2026-11-25'],
    ['2026-11-30', '2026-11-25', 'nothing', 'SO10001 > SO10002 dispatcher 2026-11-25'],
    // Within its Allocate Days it is what 7.1.7 would do.
    ['2026-11-29', '2026-11-25', 'nothing', ''],
    ['2026-12-24', '2026-12-24', 'nothing', ''],
    ['2026-11-24', '2026-11-25', 'nothing', ''],
    // A held order isn't shipped, whenever it is due.
    ['2026-11-24', '2026-11-25', 'hold', 'SO10001 > SO10002 dispatcher 2026-11-25'],
    ['2026-12-24', '2026-11-25', 'hold the other', ''],
    ['2026-12-24', '2026-11-25', 'more goods', ''],
    ['2026-12-24', '2026-11-25', 'unconfirmed', ''],
    // The order's own days count, whatever 7.1.24 says; 0: it is never allocated by itself.
    ['2026-12-24', '2026-11-25', 'allocate days 32', ''],
    ['2026-12-24', '2026-11-25', 'allocate days 31', 'SO10001 > SO10002 dispatcher 2026-11-25'],
    ['2026-11-26', '2026-11-25', 'allocate days 0', 'SO10001 > SO10002 dispatcher 2026-11-25'],
  ])('due %s, the other %s, %s: %s', async (far, near, then, says) => {
    const books = await company()
    const { holder, waiter } = await rivals(books, far, near)
    if (then === 'hold') await setHead(books, holder, { action_status: 'HD' })
    if (then === 'hold the other') await setHead(books, waiter, { action_status: 'HD' })
    if (then === 'more goods') await putStock(books, { item: '10-10000' }, q(5))
    if (then.startsWith('allocate days')) {
      await setHead(books, holder, { allocate_days: Number(then.split(' ')[2]) })
    }
    if (then === 'unconfirmed') {
      await books.db
        .updateTable('sales_order_line')
        .set({ confirmed: 0 })
        .where('order_number', '=', waiter)
        .execute()
    }
    expect((await desk(books, 'blocks')).join()).toBe(says)
  })

  test('what stands on a certificate is given away', async () => {
    const books = await certifying()
    await rivals(books, '2026-12-24', '2026-11-25')
    expect((await desk(books, 'blocks')).length).toBe(1)
    await issue(books)
    expect(await desk(books, 'blocks')).toEqual([])
  })
})

test.each(['zh', 'en'] as const)(
  'F1 goes to what deals with it, F4 comes back, live (%s)',
  async language => {
    const books = await company()
    await rivals(books, '2026-12-24', '2026-11-25')
    await itemLevel(books, '10-20000', { safety_stock: q(60), site: '20000', location: '200' })
    await itemLevel(books, '10-40000', { safety_stock: q(1000) })
    const host = await createHost({
      ledger: books,
      user: books.user,
      now: books.now,
      language,
      directory: '/nowhere',
    })
    const clerk = await sitDown(books, await createSession(host), { tickEvery: 20 })
    await clerk.types('7.1.10', Enter, F1)
    expect(clerk.screen).toMatch(
      language === 'zh'
        ? /10-20000 +WATER PUMP +低库存 +调度/
        : /10-20000 +WATER PUMP +Low Stock +Dispatcher/,
    )
    await clerk.types(F1)
    expect(clerk.screen).toMatch(language === 'zh' ? /10-20000 .*60\.0 是/ : /10-20000 .*60\.0 Yes/)
    await clerk.types(F4)
    expect([clerk.at, clerk.asking]).toEqual(['7.1.10', false])
    // Goods go out while it is looked at.
    await putStock(books, { item: '10-40000' }, q(-1))
    await clerk.sees('HOSE')
    await putStock(books, { item: '10-20000', site: '20000' }, q(60))
    await putStock(books, { item: '10-40000' }, q(1))
    await clerk.sees(language === 'zh' ? '占用' : 'Blocks')
    await clerk.types(F4, F1, Down, Up, F1)
    expect([clerk.at, clerk.screen.includes('SO10001')]).toEqual(['7.1.6', true])
  },
)

test('1.4.17 and 3.17 by keys: a level is set, and the range shows what is below it', async () => {
  const clerk = await signIn('en')
  await clerk.types('1.4.17', Enter, '10-10000', Enter, '10000', Enter, '500', F1, F4)
  await clerk.types('3.17', Enter, Tab, Tab, Tab, Tab, 'y', Tab, 'y', F1)
  expect(clerk.lines.filter(line => / Yes EA/.test(line)).length).toBe(1)
  expect(clerk.line(4)).toMatch(
    /^10-10000 +冷却系统 A12 +10000 +100\.0 +0\.0 +100\.0 +500\.0 Yes EA/,
  )
})
