import { beforeEach, describe, expect, test } from 'vitest'
import {
  chooseCertificateCustomer,
  openCertificate,
  readCertificateCandidates,
} from '../../src/certificate/issue-hooks.ts'
import { certificatesPage } from '../../src/certificate/pages.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { salesOrderControl } from '../../src/sales/control.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { judge, live, setRules } from '../sales/life-support.ts'
import { changed } from '../sales/save-support.ts'
import { allocate, lines, otherItem, setHead, ship } from '../sales/ship-support.ts'
import { ask, carryOut, company, putStock, q, saysWhy } from '../support/company.ts'
import { answer, enterOrder, hears, openedOrder } from '../support/order-entry.ts'
import {
  allocatedOrder,
  as,
  certificate,
  certified,
  certifying,
  issue,
  issueSays,
  print,
  setControl,
  shipBy,
  status,
  voids,
} from './certificate-support.ts'

let books: Books
/** The first order of these books. */
const order = 'SO10001'
beforeEach(async () => {
  books = await certifying()
  await allocatedOrder(books, [
    ['10-10000', q(10)],
    ['10-20000', q(5)],
  ])
})

const row = (more: Values = {}): Values => ({
  order_number: order,
  order_line: 1,
  quantity: q(1),
  ...more,
})
const head = (values: Values) => setHead(books, order, values)

test('7.9.11.2 counts all lines of a certificate, whichever order it is looked for by', async () => {
  const second = await allocatedOrder(books, [['10-10000', q(3)]])
  const both = await issue(books)
  await allocatedOrder(books, [['10-10000', q(1)]])
  const third = await issue(books)
  const found = async (from: string | null, to: string | null) => {
    const ranges = { order_number: { from, to } }
    const ask = { ranges, search: '', beyond: null, direction: 'forward', limit: 100 } as const
    return (await certificatesPage(books, ask)).map(({ number, lines }) => `${number} ${lines}`)
  }
  expect(await found(second, second)).toEqual([`${both} 3`])
  expect(await found(null, second)).toEqual([`${both} 3`])
  expect(await found(second, null)).toEqual([`${both} 3`, `${third} 1`])
  expect(await found(null, null)).toEqual([`${both} 3`, `${third} 1`])
})

test('no order gets the number that a certificate bears', async () => {
  await setControl(books, { certificate_prefix: 'SO2', next_certificate: 10 })
  expect(await issue(books)).toBe('SO210')
  const says = await ask(books, salesOrderControl.save, {
    values: { order_prefix: 'SO', next_order: 210 },
  })
  expect(saysWhy(says)).toBe('next_order 7530 SO210')
  await setRules(books, { next_order: 209 })
  const number = async () => (await enterOrder(books, 'C001', [['10-10000', q(1)]])).number
  expect([await number(), await number()]).toEqual(['SO209', 'SO211'])
})

describe('7.9.11.1 refuses', () => {
  test('a row whose line is another item since it was read', async () => {
    const { certificate_line: read } = await certificate(books)
    expect(await live(books, 'release', order)).toBe('accepted')
    expect(await otherItem(books, order, '10-20000', q(10))).toBe('accepted')
    expect(await allocate(books, order, { line: 1, quantity: q(10) })).toBe('accepted')
    expect(await issueSays(books, read as Values[])).toBe('quantity[0] 7253 SO10001 1 10-20000')
    expect(await verify(books)).toEqual([])
  })

  // In the order of the ladder, each with all that is wrong after it.
  test.each<[string, Values, Values[], string]>([
    [
      'a certificate that was issued',
      { number: 'PC1', customer: 'X', ship_to: 'X', site: 'X' },
      [],
      'number 7510 PC1',
    ],
    ['an unknown customer', { customer: 'X', ship_to: 'X', site: 'X' }, [], 'customer 3 X'],
    ['an unknown ship-to', { ship_to: 'X', site: 'X' }, [], 'ship_to 7202 C001 X'],
    ['an unknown site', { site: 'X' }, [], 'site 708 X'],
    ['the virtual warehouse', { site: '20000' }, [], 'site 7505 20000'],
    ['nothing', {}, [], ' 7506'],
    ['rows of nothing', {}, [row({ quantity: 0 })], ' 7506'],
    ['an unknown order', {}, [row({ order_number: 'NO' })], 'quantity[0] 609 NO'],
    ["another customer's order", { customer: 'C002', ship_to: null }, [row()], 'quantity[0] 7507'],
    ['another address', { ship_to: 'S1' }, [row()], 'quantity[0] 7507'],
    ['another warehouse', {}, [row({ site: '20000' })], 'quantity[0] 7507'],
    ['a negative quantity', {}, [row({ quantity: q(-1) })], 'quantity[0] 78'],
    [
      'a place where nothing is held',
      {},
      [row({ location: '100' })],
      'quantity[0] 7508 SO10001 1 10000/100 0.0',
    ],
    [
      'more than is allocated',
      {},
      [row({ quantity: q(10.5) })],
      'quantity[0] 7508 SO10001 1 10000/200 10.0',
    ],
    [
      'more in two rows',
      {},
      [row({ quantity: q(6) }), row({ quantity: q(5) })],
      'quantity[1] 7508 SO10001 1 10000/200 4.0',
    ],
    ['nothing that is right', {}, [row({ quantity: q(10) })], 'accepted'],
  ])('%s', async (_, values, rows, says) => {
    const said = await issueSays(books, rows, values)
    expect(said.startsWith(says) ? says : said).toBe(says)
    expect(await verify(books)).toEqual([])
  })

  test('while the stock on paper is not set', async () => {
    books = await company()
    expect(await issueSays(books, [row()])).toBe('site 7504')
  })

  test('an order that is cancelled, held, unconfirmed', async () => {
    await books.db.updateTable('sales_order_line').set({ confirmed: 0 }).execute()
    expect(await issueSays(books, [row()])).toBe(`quantity[0] 621 ${order}`)
    await head({ action_status: 'HD' })
    expect(await issueSays(books, [row()])).toBe(`quantity[0] 623 ${order}`)
    await head({ status: 'cancelled' })
    expect(await issueSays(books, [row()])).toBe(`quantity[0] 7105 ${order}`)
  })

  test.each<[string, Values]>([
    ['payer', { bill_to: 'C002' }],
    ['currency', { currency: 'USD' }],
  ])('orders that differ in their %s', async (_, values) => {
    const other = await allocatedOrder(books, [['10-10000', q(1)]])
    await setHead(books, other, values)
    const rows = [row(), row({ order_number: other })]
    expect(await issueSays(books, rows)).toBe(`quantity[1] 7507 ${other}`)
  })

  test('a part of an order that ships whole or not at all', async () => {
    await head({ partial_ok: 0 })
    const second = row({ order_line: 2, quantity: q(5) })
    expect(await issueSays(books, [row({ quantity: q(9) }), second])).toBe(
      `quantity[0] 7509 ${order} 1 1.0`,
    )
    expect(await issueSays(books, [row({ quantity: q(10) })])).toBe(`quantity 7509 ${order} 2 5.0`)
    expect(await issueSays(books, [row({ quantity: q(10) }), second])).toBe('accepted')
  })
})

describe('7.9.11.1 issues', () => {
  test('all that waits, of several orders, under the next number of its own series', async () => {
    const other = await allocatedOrder(books, [['10-10000', q(7)]])
    expect(await issue(books)).toBe('PC10001')
    expect([await certified(books, order), await certified(books, other)]).toEqual([
      ['10 of 10', '5 of 5'],
      ['7 of 7'],
    ])
    const found = await books.db.selectFrom('certificate').selectAll().execute()
    expect(found).toMatchObject([
      {
        number: 'PC10001',
        customer: 'C001',
        bill_to: 'C001',
        ship_to: null,
        site: '10000',
        status: 'issued',
        issued_by: 'anna',
        replaces: null,
      },
    ])
    expect(await verify(books)).toEqual([])
  })

  test('what one payer pays for in one currency: the rest is proposed for the next one', async () => {
    const other = await allocatedOrder(books, [['10-10000', q(7)]], { bill_to: 'C004' })
    const third = await allocatedOrder(books, [['10-10000', q(3)]])
    const dollars = await allocatedOrder(books, [['10-10000', q(2)]])
    await setHead(books, dollars, { currency: 'USD' })
    expect(await issue(books)).toBe('PC10001')
    expect([await certified(books, order), await certified(books, third)]).toEqual([
      ['10 of 10', '5 of 5'],
      ['3 of 3'],
    ])
    expect(await issue(books)).toBe('PC10002')
    expect(await certified(books, other)).toEqual(['7 of 7'])
    expect(await issue(books)).toBe('PC10003')
    expect(await certified(books, dollars)).toEqual(['2 of 2'])
  })

  test('a part, and the rest on another one', async () => {
    expect(await issue(books, [row({ quantity: q(4) })])).toBe('PC10001')
    expect(await certified(books, order)).toEqual(['4 of 10', '0 of 5'])
    expect(await issue(books)).toBe('PC10002')
    expect(await certified(books, order)).toEqual(['10 of 10', '5 of 5'])
    expect(await verify(books)).toEqual([])
  })

  test('rows that take from one allocation are one line', async () => {
    await issue(books, [row({ quantity: q(4) }), row({ quantity: q(5) })])
    const found = await books.db.selectFrom('certificate_line').select('quantity').execute()
    expect(found).toEqual([{ quantity: q(9) }])
    expect(await certified(books, order)).toEqual(['9 of 10', '0 of 5'])
  })

  test('a number that an order bears is passed over', async () => {
    await books.db
      .updateTable('certificate_control')
      .set({ certificate_prefix: 'SO', next_certificate: 10001 })
      .execute()
    expect(await issue(books)).toBe('SO10002')
  })

  test('a number that its field could not hold is neither set nor taken', async () => {
    await expect(setControl(books, { next_certificate: 999_001 })).rejects.toThrow(
      'next_certificate 7260 PC999001 1000 8',
    )
    await books.db.updateTable('certificate_control').set({ next_certificate: 999_999 }).execute()
    expect(await issue(books, [row({ quantity: q(4) })])).toBe('PC999999')
    expect(await issueSays(books, [row({ quantity: q(4) })])).toBe(' 7261 PC1000000 8 7.9.11.24')
  })

  test('what the customer’s other address or another warehouse waits for is not offered', async () => {
    await allocatedOrder(books, [['10-10000', q(3)]], { ship_to: 'S1' })
    const rows = async (values: Values) => {
      const { records } = await answer(books, readCertificateCandidates, {
        values: { customer: 'C001', ship_to: 'C001', site: '10000', ...values },
      })
      return (records!['certificate_line'] as Values[]).map(one => Number(one['quantity']) / q(1))
    }
    expect(await rows({})).toEqual([10, 5])
    expect(await rows({ ship_to: 'S1' })).toEqual([3])
    const nowhere = { customer: 'C001', ship_to: 'C001', site: '20000' }
    expect(await hears(books, readCertificateCandidates, { values: nowhere })).toBe(
      'site 7503 C001 20000',
    )
  })

  test('the customer tells where the first of it lies; who waits for nothing is told', async () => {
    const choose = (customer: string) =>
      hears(books, chooseCertificateCustomer, { values: { customer } })
    expect(await choose('X')).toBe('customer 3 X')
    expect(await choose('C002')).toBe('customer 7502 C002')
    const { values } = await answer(books, chooseCertificateCustomer, {
      values: { customer: 'C001' },
    })
    expect(values).toMatchObject({ ship_to: 'C001', site: '10000' })
    await head({ action_status: 'HD' })
    expect(await choose('C001')).toBe('customer 7502 C001')
  })
})

test('F5 frees a certificate that was never printed; one that is printed stays', async () => {
  const number = await issue(books)
  expect(await voids(books, 'NO')).toBe('number 7501 NO')
  expect(await voids(books, number)).toBe('accepted')
  expect(await status(books, number)).toBe('void')
  expect(await certified(books, order)).toEqual(['0 of 10', '0 of 5'])
  expect(await voids(books, number)).toBe(`number 7520 ${number} anna 2026-11-22 10:00`)
  const second = await issue(books)
  await print(books, second)
  expect(await voids(books, second)).toBe(`number 7515 ${second} anna 2026-11-22 10:00`)
  expect(await verify(books)).toEqual([])
})

test('what was issued is shown as it is', async () => {
  const number = await issue(books)
  const { records, locked } = await answer(books, openCertificate, { values: { number } })
  expect(records!['certificate']).toMatchObject({ number, ship_to: 'C001', lines: 2 })
  expect(locked!['certificate_line']).toEqual(['quantity'])
  expect(await hears(books, openCertificate, { values: { number: 'NO' } })).toBe('number 7501 NO')
  expect(await issueSays(books, [row()], { number })).toBe(`number 7510 ${number}`)
})

describe('what is certified leaves by its certificate only', () => {
  let number: string
  beforeEach(async () => {
    number = await issue(books, [row({ quantity: q(6) })])
  })

  test.each<[string, Values, string]>([
    ['more than is not certified', { quantity: q(5) }, 'quantity[0] 7534 1 6.0 PC10001'],
    [
      'the rest of the line from elsewhere',
      { quantity: q(5), location: '100' },
      'quantity[0] 7534 1 6.0 PC10001',
    ],
    ['a cancelled backorder', { cancel_backorder: 1 }, 'cancel_backorder[0] 7534 1 6.0 PC10001'],
    ['what is left', { quantity: q(4) }, 'accepted'],
  ])('7.9.15: %s', async (_, more, says) => {
    expect(await ship(books, order, { line: 1, ...more })).toBe(says)
    expect(await certified(books, order)).toContain(says === 'accepted' ? '6 of 6' : '6 of 10')
    expect(await verify(books)).toEqual([])
  })

  test('7.9.15: a place where all that the line holds is certified', async () => {
    await allocate(books, order, { line: 1, quantity: q(6), before: q(10) })
    // Nothing is free: everything else there is promised to others.
    const { number: other } = await enterOrder(books, 'C002', [['10-10000', q(94)]])
    await allocate(books, other, { line: 1, quantity: q(94) })
    expect(await ship(books, order, { line: 1, quantity: q(1) })).toBe(
      'quantity[0] 7534 1 6.0 PC10001',
    )
  })

  test('7.9.15: what a line has too much of is given back from where it isn’t certified', async () => {
    const { number: other } = await enterOrder(books, 'C001', [['10-20000', q(10)]])
    await putStock(books, { item: '10-20000', site: '20000' }, q(3))
    const half = { line: 1, quantity: q(5) }
    await allocate(books, other, half, { ...half, location: '100' })
    await issue(books, [{ order_number: other, order_line: 1, quantity: q(5) }])
    expect(await ship(books, other, { line: 1, quantity: q(3), site: '20000' })).toBe('accepted')
    expect((await certified(books, other)).toSorted()).toEqual(['0 of 2', '5 of 5'])
    expect(await verify(books)).toEqual([])
  })

  test('7.1.6: not below what is certified', async () => {
    const down = (quantity: number) => allocate(books, order, { line: 1, quantity, before: q(10) })
    expect(await down(q(5))).toBe(`quantity[0] 7534 1 6.0 ${number}`)
    expect(await down(0)).toBe(`quantity[0] 7534 1 6.0 ${number}`)
    expect(await down(q(6))).toBe('accepted')
    expect(await lines(books, order)).toEqual(['0/6/0', '0/5/0'])
  })

  test('7.1.1: the order is not cancelled', async () => {
    const cancel = async () => saysWhy(await ask(books, cancelOrder, { order: { number: order } }))
    expect(await cancel()).toBe(`number 7535 ${order} ${number}`)
    await voids(books, number)
    expect(await cancel()).toBe('accepted')
    expect(await verify(books)).toEqual([])
  })

  test.each<[string, Values, Values, string]>([
    ['another payer', { bill_to: 'C002' }, {}, 'bill_to 7535 SO10001 PC10001'],
    ['another address', { ship_to: 'S1' }, {}, 'ship_to 7535 SO10001 PC10001'],
    ['both', { ship_to: 'S1', bill_to: 'C002' }, {}, 'bill_to 7535 SO10001 PC10001'],
    ['the address of the customer, named', { ship_to: null }, {}, 'accepted'],
    ['what it doesn’t say', { remarks: 'by truck' }, { quantity: q(12) }, 'accepted'],
  ])('7.1.1: what the certificate says of the order stays: %s', async (_, values, line, says) => {
    const typed = changed(await openedOrder(books, order), values, line)
    expect(saysWhy(await ask(books, saveOrder, typed))).toBe(says)
    await voids(books, number)
    const again = changed(await openedOrder(books, order), values, line)
    expect(saysWhy(await ask(books, saveOrder, again))).toBe('accepted')
    expect(await verify(books)).toEqual([])
  })

  test('7.1.1: an order that ships whole or not at all asks for no more than its certificate says', async () => {
    const whole = { partial_ok: 0 }
    const typed = async (values: Values, ...rows: Values[]) =>
      changed(await openedOrder(books, order), values, ...rows)
    const says = async (...given: Parameters<typeof typed>) =>
      saysWhy(await ask(books, saveOrder, await typed(...given)))
    // What the one in the books says is a part.
    expect(await says(whole)).toBe(`partial_ok 7535 ${order} ${number}`)
    await voids(books, number)
    expect(await says(whole)).toBe('accepted')
    const paper = await issue(books, [
      row({ quantity: q(10) }),
      row({ order_line: 2, quantity: q(5) }),
    ])
    const refused = (index: number) => `quantity[${index}] 7535 ${order} ${paper}`
    expect(await says({ remarks: 'by truck' })).toBe('accepted')
    expect(await says({}, {}, { quantity: q(6) })).toBe(refused(1))
    const opened = await typed({})
    const third = { ...opened.lines[0]!, line: 3, saved: 0, quantity: q(1) }
    const more = { ...opened, lines: [...opened.lines, third] }
    expect(saysWhy(await ask(books, saveOrder, more))).toBe(refused(2))
    const back = { quantity: q(-1), reason: 'BACK' }
    const returned = { ...opened, lines: [...opened.lines, { ...third, ...back }] }
    expect(saysWhy(await ask(books, saveOrder, returned))).toBe('accepted')
    expect(await says({ partial_ok: 1 }, { quantity: q(12) })).toBe('accepted')
    expect(await says(whole)).toBe(`partial_ok 7535 ${order} ${paper}`)
    expect(await says(whole, { quantity: q(10) })).toBe('accepted')
    expect(await print(books, paper)).toBe('accepted')
    expect(await shipBy(books, paper)).toBe('accepted')
    expect(await verify(books)).toEqual([])
  })

  test('7.1.23.1: nor does an approval change it', async () => {
    await setRules(books, { change_approval: 1 })
    const typed = changed(await openedOrder(books, order), { bill_to: 'C002', reason: 'moved' })
    await voids(books, number)
    expect((await carryOut(books, saveOrder, typed)).request).toBe(1)
    const paper = await issue(books, [row()])
    expect(await judge(as(books, 'ben'), 1, 'approve')).toBe(`judgement 7535 ${order} ${paper}`)
  })

  test('the database itself keeps it', async () => {
    const gone = books.db.deleteFrom('allocation').execute()
    await expect(gone).rejects.toThrow('certified stock stays allocated')
    const less = books.db.updateTable('allocation').set({ quantity: 1 }).execute()
    await expect(less).rejects.toThrow(/CHECK/)
    const other = books.db.updateTable('certificate').set({ customer: 'C002' }).execute()
    await expect(other).rejects.toThrow('a certificate is never changed')
    const lines = books.db.updateTable('certificate_line').set({ quantity: 1 }).execute()
    await expect(lines).rejects.toThrow('never changed')
  })
})

test('7.9.11.24 says yes to goods that go out by certificate only', async () => {
  await setControl(books, { next_certificate: 10002, certificate_required: 1 })
  expect(await ship(books, order, { line: 1, quantity: q(1) })).toBe('order_number 7533')
  expect(await ship(books, order, { line: 2, cancel_backorder: 1 })).toBe('accepted')
  const back = (await enterOrder(books, 'C001', [['10-10000', q(-1)]])).number
  expect(await ship(books, back, { line: 1, quantity: q(-1) })).toBe('accepted')
  expect((await certificate(books))['certificate_line']).toHaveLength(1)
})
