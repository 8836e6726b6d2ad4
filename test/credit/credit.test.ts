import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { holdAutomatically, releaseAutomatically } from '../../src/credit/automatic.ts'
import { heldOrdersPage } from '../../src/credit/held-orders-page.ts'
import { judgeOrder } from '../../src/credit/judge-order.ts'
import { customers } from '../../src/customer/customer.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { allocateOrder } from '../../src/sales/allocate.ts'
import { chooseCustomer } from '../../src/sales/choose-customer.ts'
import { readExposure } from '../../src/sales/credit-exposure.ts'
import { readCopiedHolds, readHolds } from '../../src/sales/credit-holds.ts'
import { copyOrder } from '../../src/sales/open-order.ts'
import { orderInput } from '../../src/sales/order-draft.ts'
import { orderEventPage } from '../../src/sales/order-event-page.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { users } from '../../src/security/users.ts'
import { setCustomer } from '../sales/life-support.ts'
import { changed, eventsIn, ordersIn } from '../sales/save-support.ts'
import { allocate, allocation, setHead, ship, shipment } from '../sales/ship-support.ts'
import { addUsers, ask, carryOut, company, m, q, saysWhy } from '../support/company.ts'
import { answer, enterOrder, openedOrder, typedOrder } from '../support/order-entry.ts'
import { runProgram } from '../support/program.ts'
import { wholeList } from '../support/whole-list.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})
afterEach(() => books.db.destroy())

const setCredit = (code: string, values: Values) => setCustomer(books, code, values)

const statusOf = async () =>
  (await ordersIn(books)).map(({ number, action_status }) => `${number} ${action_status ?? 'free'}`)

const holds = async () =>
  (await eventsIn(books))
    .filter(({ type }) => type === 'held' || type === 'released')
    .map(({ order_number, type, detail, amount, reason }) =>
      [order_number, type, detail, amount, reason].filter(one => one !== null).join(' '),
    )

const judged = (order_number: string, values: Values) => ({
  credit_entry: { order_number, initials: 'SML', reason: '已收预付款', ...values },
})

const release = (order: string) =>
  carryOut(books, judgeOrder, judged(order, { action_status: null }))

describe('the limit is tested when an order is saved', () => {
  test('what fits is free, what passes it is held, and the clerk hears by how much', async () => {
    await setCredit('C001', { credit_limit: m(260) })
    const fits = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    expect(fits.over).toBe(0)
    const over = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    expect(over.over).toBe(m(130))
    expect(await statusOf()).toEqual(['SO10001 free', 'SO10002 HD'])
    expect(await holds()).toEqual([`SO10002 held limit ${m(130)}`])
  })

  test('open orders count, and what was shipped of them counts once', async () => {
    await setCredit('C001', { credit_limit: m(390) })
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    await allocate(books, number, { line: 1, quantity: q(1), before: null })
    await ship(books, number, { line: 1, quantity: q(1) })
    expect((await enterOrder(books, 'C001', [['10-10000', q(1)]])).over).toBe(0)
    expect((await enterOrder(books, 'C001', [['10-10000', q(1)]])).over).toBe(m(130))
    await allocate(books, number, { line: 1, quantity: q(1), before: null })
    await ship(books, number, { line: 1, quantity: q(1) })
    expect((await enterOrder(books, 'C001', [['10-10000', q(1)]])).over).toBe(m(260))
  })

  test('who owes too much may bring goods back', async () => {
    await setCredit('C001', { credit_limit: m(100) })
    await enterOrder(books, 'C001', [['10-10000', q(2)]])
    await enterOrder(books, 'C001', [['10-10000', q(-1)]])
    expect(await statusOf()).toEqual(['SO10001 HD', 'SO10002 free'])
  })

  test('goods that are to come back make no room before they came', async () => {
    await setCredit('C001', { credit_limit: m(380) })
    const sold = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    await ship(books, sold.number, { line: 1, quantity: q(2) })
    const back = await enterOrder(books, 'C001', [['10-10000', q(-2)]])
    const next = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    expect([back.held, next.over]).toEqual([false, m(140)])
    await ship(books, back.number, { line: 1, quantity: q(-1) })
    expect((await readExposure(books.db, 'C001', ''))!).toMatchObject({
      receivables: m(130),
      open_orders: m(260),
    })
    await ship(books, back.number, { line: 1, quantity: q(-1) })
    expect((await enterOrder(books, 'C001', [['10-20000', q(1)]])).over).toBe(0)
  })

  test('what was closed for good counts no more when its order is saved', async () => {
    const { number } = await enterOrder(books, 'C001', [
      ['10-10000', q(100)],
      ['10-20000', q(1)],
    ])
    await ship(books, number, { line: 1, quantity: q(1), cancel_backorder: 1 })
    await setCredit('C001', { credit_limit: m(326) })
    const saves = async (quantity: number) =>
      carryOut(books, saveOrder, changed(await openedOrder(books, number), {}, {}, { quantity }))
    expect((await saves(q(2))).over).toBe(0)
    expect((await saves(q(3))).over).toBe(m(98))
  })

  test('what the limit counts is compared, not the total with its freight', async () => {
    await setCredit('C001', { credit_limit: m(200) })
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]], { freight: m(500) })
    const more = changed(await openedOrder(books, number), { freight: 0 }, { quantity: q(4) })
    expect((await carryOut(books, saveOrder, more)).over).toBe(m(320))
    await release(number)
    const dearer = changed(await openedOrder(books, number), { freight: m(500) })
    expect((await carryOut(books, saveOrder, dearer)).held).toBe(false)
  })

  test('no limit, in whatever currency, holds what only brings goods back', async () => {
    await setCredit('C001', { credit_limit: m(100), currency: 'USD' })
    const back = await enterOrder(books, 'C001', [['10-10000', q(-1)]], { currency: 'CNY' })
    expect(back.held).toBe(false)
    expect((await carryOut(books, holdAutomatically, { auto_credit: {} })).rows).toEqual([])
    const more = changed(
      await openedOrder(books, back.number),
      {},
      { quantity: q(1), reason: null },
    )
    expect((await carryOut(books, saveOrder, more)).held).toBe(true)
  })

  test('who pays is tested, not who orders', async () => {
    await setCredit('C001', { credit_limit: m(100) })
    await enterOrder(books, 'C002', [['10-10000', q(1)]])
    expect(await statusOf()).toEqual(['SO10001 HD'])
  })

  test('a limit in another currency holds, and all causes are told', async () => {
    await setCredit('C001', { credit_limit: m(100) })
    const abroad = await typedOrder(books, 'C001', [['10-10000', q(1)]], { currency: 'USD' })
    const price = { list_price: q(20), discount: 0, price: q(20), price_source: 'manual' }
    await carryOut(books, saveOrder, changed(abroad, {}, price))
    await setCredit('C001', { on_hold: 1 })
    await enterOrder(books, 'C001', [['10-10000', q(1)]], { action_status: 'HD' })
    expect(await holds()).toEqual([
      'SO10001 held currency',
      'SO10002 held customer',
      `SO10002 held limit ${m(30)}`,
    ])
  })

  test('what finance let pass stays free until it asks for more', async () => {
    await setCredit('C001', { credit_limit: m(100) })
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    await release(number)
    const same = await openedOrder(books, number)
    await carryOut(books, saveOrder, changed(same, { remarks: '急' }, { quantity: q(1) }))
    expect(await statusOf()).toEqual([`${number} free`])
    const more = await openedOrder(books, number)
    await carryOut(books, saveOrder, changed(more, {}, { quantity: q(5) }))
    expect(await statusOf()).toEqual([`${number} HD`])
  })

  describe('a copy does not shed the hold', () => {
    const copied = async (number: string) =>
      orderInput((await answer(books, copyOrder, { values: { number } })).records!)

    test.each<[string, Values]>([
      ['saved as it stands', {}],
      ['its status blanked', { action_status: null }],
      [
        'for another customer',
        { sold_to: 'C004', bill_to: 'C004', ship_to: 'C004', action_status: null },
      ],
    ])('%s: what is over its limit, and what a hand holds', async (_, typed) => {
      await setCredit('C001', { credit_limit: m(100) })
      const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
      const byHand = await enterOrder(books, 'C004', [['10-10000', q(1)]])
      await carryOut(books, judgeOrder, judged(byHand.number, { action_status: 'HD' }))
      for (const original of [number, byHand.number]) {
        const saved = await carryOut(books, saveOrder, changed(await copied(original), typed))
        expect(saved.held).toBe(true)
      }
      expect(await statusOf()).toEqual(['SO10001 HD', 'SO10002 HD', 'SO10003 HD', 'SO10004 HD'])
      expect((await holds()).slice(-1)).toEqual(['SO10004 held manual 已收预付款'])
      expect(await verify(books)).toEqual([])
    })

    test('whose customer was changed and changed back', async () => {
      const { number } = await enterOrder(books, 'C004', [['10-10000', q(1)]])
      await carryOut(books, judgeOrder, judged(number, { action_status: 'HD' }))
      const copy = await copied(number)
      let { order } = copy
      for (const sold_to of ['C001', 'C004']) {
        const values = { ...order, sold_to }
        order = { ...values, ...(await answer(books, chooseCustomer, { values })).values }
      }
      await carryOut(books, saveOrder, { ...copy, order })
      expect(await holds()).toEqual([
        'SO10001 held manual 已收预付款',
        'SO10002 held manual 已收预付款',
      ])
    })

    test('of an order that came held from elsewhere, or was cancelled since', async () => {
      const imported = await enterOrder(books, 'C004', [['10-10000', q(1)]])
      await setHead(books, imported.number, { action_status: 'HD', status: 'cancelled' })
      await carryOut(
        books,
        saveOrder,
        changed(await copied(imported.number), { action_status: null }),
      )
      expect(await holds()).toEqual(['SO10002 held manual'])
    })

    test('unless that order is settled, and nobody could release it any more', async () => {
      const { number } = await enterOrder(books, 'C004', [['10-10000', q(1)]])
      await ship(books, number, { line: 1, quantity: q(1) })
      await setHead(books, number, { action_status: 'HD' })
      expect(await readCopiedHolds(books.db, number)).toEqual([])
      await carryOut(books, saveOrder, await copied(number))
      expect(await statusOf()).toEqual(['SO10001 HD', 'SO10002 free'])
      await setCredit('C004', { on_hold: 1 })
      await carryOut(books, saveOrder, await copied(number))
      expect((await statusOf()).at(-1)).toBe('SO10003 HD')
    })

    test('and one that was released before the copy is saved is free', async () => {
      const { number } = await enterOrder(books, 'C004', [['10-10000', q(1)]], {
        action_status: 'HD',
      })
      const copy = await copied(number)
      await release(number)
      await carryOut(books, saveOrder, changed(copy, { action_status: null }))
      expect(await statusOf()).toEqual(['SO10001 free', 'SO10002 free'])
    })
  })
})

test('a held order is not allocated, not shipped, and not released by its clerk', async () => {
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
  await allocate(books, number, { line: 1, quantity: q(1), before: null })
  await carryOut(books, judgeOrder, judged(number, { action_status: 'HD' }))
  const more = allocation(number, { line: 1, quantity: q(2), before: q(1) })
  expect(saysWhy(await ask(books, allocateOrder, more))).toBe(`order_number 623 ${number}`)
  const out = shipment(number, { line: 1, quantity: q(1) })
  expect(saysWhy(await ask(books, shipOrder, out))).toBe(`order_number 623 ${number}`)
  const freed = changed(await openedOrder(books, number), { action_status: null })
  expect(saysWhy(await ask(books, saveOrder, freed))).toBe(`action_status 7353 ${number}`)
})

describe('7.1.13', () => {
  test.each<[string, Values, string]>([
    ['an unknown order', { order_number: 'SO9' }, 'order_number 609 SO9'],
    ['changed meanwhile', { version: 9 }, 'order_number 666 SO10001'],
    [
      'another status',
      { action_status: 'XX' },
      'action_status 80 HD (冻结), 空 (执行),HD (held), blank (goes on)',
    ],
    ['held already', { action_status: 'HD' }, 'action_status 7358 SO10001'],
    ['no initials', { initials: null }, 'initials 7357'],
    ['no reason', { reason: null }, 'reason 7356'],
    ['released', {}, 'accepted'],
  ])('%s', async (_, values, said) => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]], {
      action_status: 'HD',
    })
    expect(
      saysWhy(await ask(books, judgeOrder, judged(number, { action_status: null, ...values }))),
    ).toBe(said)
  })

  test('not held, cancelled, closed', async () => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const says = async () =>
      saysWhy(await ask(books, judgeOrder, judged(number, { action_status: null })))
    expect(await says()).toBe(`action_status 7359 ${number}`)
    await setHead(books, number, { status: 'closed' })
    expect(await says()).toBe(`order_number 7360 ${number}`)
    await setHead(books, number, { status: 'cancelled' })
    expect(await says()).toBe(`order_number 7105 ${number}`)
  })

  test('history says who let it go, and why', async () => {
    const { number } = await enterOrder(books, 'C003', [['10-10000', q(1)]], {
      action_status: 'HD',
    })
    await release(number)
    expect(await holds()).toEqual([`${number} held customer`, `${number} released SML 已收预付款`])
    expect(await verify(books)).toEqual([])
  })
})

test('7.1.14 and 7.1.13 show of each cause what it was last, and a copy takes it once', async () => {
  await setCredit('C001', { credit_limit: m(100), on_hold: 1 })
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]], { action_status: 'HD' })
  for (const pieces of [3, 4, 1]) {
    const input = changed(await openedOrder(books, number), {}, { quantity: q(pieces) })
    await carryOut(books, saveOrder, input)
  }
  const ask = wholeList(9)
  const told = (rows: readonly Values[]) => rows.map(one => [one['cause'], one['amount']])
  const last = [
    ['customer', null],
    ['limit', m(420)],
  ]
  expect(told(await heldOrdersPage(books, ask))).toEqual(last)
  expect(told(await readHolds(books.db, number))).toEqual(last)
  const copied = await readCopiedHolds(books.db, number)
  expect(copied.map(([cause]) => cause)).toEqual(['customer', 'limit'])
})

test('7.1.14 shows a row for each cause since the order was last free', async () => {
  await setCredit('C001', { credit_limit: m(100), on_hold: 1 })
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]], { action_status: 'HD' })
  await release(number)
  const more = changed(await openedOrder(books, number), {}, { quantity: q(3) })
  await carryOut(books, saveOrder, more)
  const imported = await enterOrder(books, 'C004', [['10-10000', q(1)]])
  await setHead(books, imported.number, { action_status: 'HD' })
  const ask = wholeList(9)
  const rows = await heldOrdersPage(books, ask)
  expect(rows.map(one => [one['order_number'], one['cause'], one['amount']])).toEqual([
    [number, 'customer', null],
    [number, 'limit', m(290)],
    [imported.number, 'manual', null],
  ])
})

describe('automatic', () => {
  const auto = (values: Values = {}) => ({
    auto_credit: { customer_from: null, customer_to: null, ...values },
  })

  test('7.1.16 holds what passes its limit, and leaves what finance let go', async () => {
    const first = await enterOrder(books, 'C001', [['10-10000', q(1)]], { action_status: 'HD' })
    await release(first.number)
    await enterOrder(books, 'C001', [['10-10000', q(1)]])
    await enterOrder(books, 'C004', [['10-10000', q(1)]])
    await setCredit('C001', { credit_limit: m(200) })
    expect((await carryOut(books, holdAutomatically, auto({ customer_to: 'C000' }))).rows).toEqual(
      [],
    )
    const { rows } = await carryOut(books, holdAutomatically, auto())
    expect(rows).toMatchObject([{ order_number: 'SO10002', cause: 'limit', amount: m(60) }])
    expect(await statusOf()).toEqual(['SO10001 free', 'SO10002 HD', 'SO10003 free'])
    expect(await verify(books)).toEqual([])
  })

  test('both ask as little of many orders and payers as of few', async () => {
    let questions = 0
    const db = books.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        questions += 1
        return result
      },
    })
    const asked = async () => {
      const counted: number[] = []
      for (const verb of [holdAutomatically, releaseAutomatically]) {
        questions = 0
        await verb.read({ ...books, db }, auto())
        counted.push(questions)
      }
      return counted
    }
    const enter = (code: string) => enterOrder(books, code, [['10-10000', q(1)]])
    const payers = ['C001', 'C004']
    for (const code of payers) {
      await setCredit(code, { credit_limit: m(1000) })
      await enter(code)
    }
    const few = await asked()
    await setCredit('C002', { credit_limit: m(1000) })
    for (const code of [...payers, 'C002']) {
      await setHead(books, (await enter(code)).number, { action_status: 'HD' })
      await enter(code)
    }
    expect(await asked()).toEqual(few)
  })

  test('7.1.17 lets go what has no cause left, and leaves what a hand held', async () => {
    await setCredit('C001', { credit_limit: m(100) })
    await enterOrder(books, 'C001', [['10-10000', q(1)]])
    await enterOrder(books, 'C001', [['10-10000', q(1)]], { action_status: 'HD' })
    await enterOrder(books, 'C004', [['10-10000', q(1)]], { action_status: 'HD' })
    expect((await carryOut(books, releaseAutomatically, auto())).rows).toEqual([])
    await setCredit('C001', { credit_limit: m(260) })
    const { rows } = await carryOut(books, releaseAutomatically, auto())
    expect(rows).toMatchObject([{ order_number: 'SO10001' }, { order_number: 'SO10002' }])
    expect(await statusOf()).toEqual(['SO10001 free', 'SO10002 free', 'SO10003 HD'])
  })

  test('what 7.1.17 let go, 7.1.16 holds again, until finance lets it go last', async () => {
    await setCredit('C001', { credit_limit: m(100) })
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    await setCredit('C001', { credit_limit: m(1000) })
    await carryOut(books, releaseAutomatically, auto())
    await setCredit('C001', { credit_limit: m(50) })
    expect((await carryOut(books, holdAutomatically, auto())).rows).toHaveLength(1)
    await release(number)
    expect((await carryOut(books, holdAutomatically, auto())).rows).toEqual([])
    const more = changed(await openedOrder(books, number), {}, { quantity: q(2) })
    await carryOut(books, saveOrder, more)
    await setCredit('C001', { credit_limit: m(1000) })
    await carryOut(books, releaseAutomatically, auto())
    await setCredit('C001', { credit_limit: m(50) })
    expect((await carryOut(books, holdAutomatically, auto())).rows).toHaveLength(1)
    expect(await verify(books)).toEqual([])
  })
})

test('only finance changes what finance says of a customer', async () => {
  await addUsers(books, 'chen')
  await books.db
    .updateTable('user')
    .set({ finance: 0, manager: 0, admin: 0, clerk: 1 })
    .where('code', '=', 'chen')
    .execute()
  const clerk = { ...books, user: 'chen' }
  const row = await books.db
    .selectFrom('customer')
    .selectAll()
    .where('code', '=', 'C001')
    .executeTakeFirstOrThrow()
  const says = async (values: Values) =>
    saysWhy(await ask(clerk, customers.save, { values: { ...row, ...values } }))
  expect(await says({ credit_limit: m(1) })).toBe('credit_limit 7363')
  expect(await says({ credit_rating: 'A' })).toBe('credit_rating 7363')
  expect(await says({ on_hold: 1 })).toBe('on_hold 7363')
  expect(await says({ phone: '1' })).toBe('accepted')
  // R4: whom orders need a second person for, the one who is watched doesn't say.
  expect(await says({ key_customer: 1 })).toBe('key_customer 7366')
  expect(await says({ code: 'C777', credit_limit: m(1) })).toBe('credit_limit 7363')
})

test('who pays for orders keeps the currency that they are counted in, whoever asks', async () => {
  const says = async (code: string, currency: string) => {
    const row = await books.db
      .selectFrom('customer')
      .selectAll()
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    return saysWhy(await ask(books, customers.save, { values: { ...row, currency } }))
  }
  expect(await says('C001', 'USD')).toBe('accepted')
  expect(await says('C001', 'RNB')).toBe('currency 9122 RNB')
  expect(await says('C001', 'CNY')).toBe('accepted')
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]], { bill_to: 'C002' })
  expect(await says('C001', 'USD')).toBe('accepted')
  expect(await says('C002', 'USD')).toBe(`currency 7364 C002 ${number} CNY`)
  expect(await says('C002', 'CNY')).toBe('accepted')
})

test('two who save at once do not both get the last of the credit', {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
  const path = join(directory, 'company.db')
  const file = await company(path)
  await addUsers(file, 'ben', 'carl')
  await file.db
    .updateTable('customer')
    .set({ credit_limit: m(800) })
    .where('code', '=', 'C001')
    .execute()
  await Promise.all(
    ['ben', 'carl'].map(user => runProgram('test/support/save-orders.ts', path, user, '3')),
  )
  const orders = await ordersIn(file)
  const free = orders.filter(order => order.action_status === null)
  expect(orders.length).toBe(6)
  expect(free.map(order => order.total)).toEqual([m(326), m(326)])
  await file.db.destroy()
  await rm(directory, { recursive: true })
})

test('by how much an order passed the limit is told in its history to who may see held orders, and to nobody else', async () => {
  await setCredit('C001', { credit_limit: m(100) })
  const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
  const user = { code: 'zhao', name: 'Zhao', warehouse: 1 }
  await carryOut(books, users.save, { values: user, hash: null })
  const heldAs = async (name: string) => {
    const asked = { ranges: { order_number: { from: number, to: number } }, search: '' }
    const page = { ...asked, beyond: null, backward: false, limit: 100, language: 'en' } as const
    const rows = await orderEventPage({ ...books, user: name }, page as never)
    return rows.map(({ what, value }) => `${what}: ${value}`).filter(row => row.includes(': 30.00'))
  }
  expect(await heldAs('anna')).toEqual(['Over Limit By: 30.00'])
  expect(await heldAs('zhao')).toEqual([])
})
