import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { consignmentControl } from '../../src/consignment/control.ts'
import { openUsageOf } from '../../src/consignment/hooks.ts'
import { useConsignment } from '../../src/consignment/use.ts'
import { issueStock } from '../../src/inventory/issue-stock.ts'
import { sites } from '../../src/item/site.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { replay } from '../../src/ledger/replay.ts'
import { readExposure } from '../../src/sales/credit-exposure.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { issueSays, setControl } from '../certificate/certificate-support.ts'
import { live } from '../sales/life-support.ts'
import { make, noted, shipmentOf } from '../sales/note-support.ts'
import { allocate, lines, ship, shipment, stockAt } from '../sales/ship-support.ts'
import { Enter, F2, signIn, signOut } from '../support/clerk.ts'
import { ask, carryOut, q, saysWhy, today } from '../support/company.ts'
import { enterOrder, hears, openedOrder } from '../support/order-entry.ts'
import { wrongIn } from '../support/wrong-in.ts'
import {
  consignedOrder,
  consigning,
  lastMove,
  lying,
  returns,
  transfer,
  undo,
  usageOf,
  use,
} from './consignment-support.ts'

let books: Books
let order: string
beforeEach(async () => {
  books = await consigning()
  order = await consignedOrder(books, 10)
})

const moves = async () =>
  (
    await books.db
      .selectFrom('stock_move')
      .selectAll()
      .where('order_number', '=', order)
      .orderBy('number')
      .execute()
  ).map(one =>
    [one.type, one.location, one.quantity / 10_000, one.consignment, one.amount ?? '-'].join(' '),
  )

test('a consigned line ships into the consigned place, and nothing is sold until it is used', async () => {
  expect(await moves()).toEqual(['ISS-TR 200 -10 sent -', 'RCT-TR CON 10 received -'])
  expect(await lines(books, order)).toEqual(['10/0/1'])
  expect(await lying(books)).toEqual([`${order} 1 CON 10`])
  expect(await stockAt(books, '10-10000')).toBe('90/0')

  expect(await use(books, 'C002', { order_number: order, quantity: q(4) })).toBe('accepted')
  const usage = await lastMove(books, 'used')
  expect(await undo(books, { usage, quantity: q(1) })).toBe('accepted')
  expect(await transfer(books, { order_number: order, quantity: q(2) })).toBe('accepted')
  const on = { to_site: '90000', to_location: 'CON2', transfer: 'move' }
  expect(await transfer(books, { order_number: order, quantity: q(3), ...on })).toBe('accepted')
  expect((await moves()).slice(2)).toEqual([
    'ISS-SO CON -4 used 52000',
    'ISS-SO CON 1 undone -13000',
    'ISS-TR CON -2 given back -',
    'RCT-TR RET 2  -',
    'ISS-TR CON -3 moved -',
    'RCT-TR CON2 3 moved -',
  ])
  expect(await lying(books)).toEqual([`${order} 1 CON 2`, `${order} 1 CON2 3`])
  expect(await stockAt(books, '10-10000', 'RET')).toBe('2/0')
  expect(await wrongIn(books)).toEqual([])
  expect((await replay(books)).differences).toBe(0)
})

test('an order is archived when nothing of it lies with the customer any more', async () => {
  const says = `order_number 7638 ${order}`
  expect(await live(books, 'archive', order)).toBe(says)
  await use(books, 'C002', { order_number: order, quantity: q(4) })
  expect(await live(books, 'archive', order)).toBe(says)
  await transfer(books, { order_number: order, quantity: q(5) })
  expect(await live(books, 'archive', order)).toBe(says)
  await use(books, 'C002', { order_number: order, quantity: q(1) })
  expect(await live(books, 'archive', order)).toBe('accepted')
  const usage = await lastMove(books, 'used')
  expect(await undo(books, { usage, quantity: q(1) })).toBe(`usage 7601 ${order}`)
  expect(await wrongIn(books)).toEqual([])
})

test('what a line is used for in parts comes to what all of it costs', async () => {
  const { number } = await enterOrder(books, 'C002', [['10-40000', q(0.5)]], { consignment: 1 })
  await ship(books, number, { line: 1, quantity: q(0.5) })
  for (const quantity of [q(0.1), q(0.2), q(0.2)]) {
    expect(await use(books, 'C002', { order_number: number, quantity })).toBe('accepted')
  }
  const usage = await lastMove(books, 'used')
  expect(await undo(books, { usage, quantity: q(0.1) })).toBe('accepted')
  expect(await use(books, 'C002', { order_number: number, quantity: q(0.1) })).toBe('accepted')
  const { sold } = await books.db
    .selectFrom('stock_move')
    .where('order_number', '=', number)
    .select(eb => eb.fn.sum<number>('amount').as('sold'))
    .executeTakeFirstOrThrow()
  const { amount } = await books.db
    .selectFrom('sales_order_line')
    .selectAll()
    .where('order_number', '=', number)
    .executeTakeFirstOrThrow()
  expect(sold).toBe(amount)
  expect(await wrongIn(books)).toEqual([])
})

describe('7.18.13 refuses', () => {
  const refusals: [string, Values, string][] = [
    ['C999', {}, 'customer 3 C999'],
    ['C002', { effective_date: '' }, 'effective_date 5008'],
    ['C002', { effective_date: '2026-11-23' }, 'effective_date 5003 2026-11-23'],
    ['C002', { effective_date: '2026-11-21' }, 'effective_date 7738 2026-11-22'],
    ['C002', { quantity: 0 }, ' 7729'],
    ['C002', { quantity: q(-1) }, 'quantity[0] 78'],
    ['C002', { location: 'CON2' }, 'quantity[0] 7727 SO10001 1 90000/CON2'],
    ['C001', {}, 'quantity[0] 7727 SO10001 1 90000/CON'],
    ['C002', { quantity: q(11) }, 'quantity[0] 7728 SO10001 1 90000/CON 10.0'],
  ]
  test.each(refusals)('%s %o: %s', async (customer, { effective_date = today, ...row }, says) => {
    const draft = usageOf(customer, { order_number: order, quantity: q(1), ...row })
    const entry = { ...(draft['usage_entry'] as Values), effective_date }
    const said = saysWhy(await ask(books, useConsignment, { ...draft, usage_entry: entry }))
    expect(said.replace('null', '')).toBe(says)
  })

  test('more in two rows than lies there', async () => {
    const row = { order_number: order, quantity: q(6) }
    expect(await use(books, 'C002', row, row)).toBe('quantity[1] 7728 SO10001 1 90000/CON 4.0')
  })
})

describe('7.18.22 refuses', () => {
  const refusals: [Values, string][] = [
    [{ usage: 1 }, 'usage 7731 1'],
    [{ quantity: 0 }, 'quantity 5002'],
    [{ effective_date: '' }, 'effective_date 5008'],
    [{ effective_date: '2026-11-23' }, 'effective_date 5003 2026-11-23'],
    [{ reason: 'NONE' }, 'reason 7707 NONE'],
    [{ reason: 'OLD' }, 'reason 7708 OLD'],
    [{ effective_date: '2026-11-21' }, `effective_date 7734 ${today}`],
    [{ quantity: q(5) }, 'quantity 7732 @ 4.0'],
  ]
  test.each(refusals)('%o: %s', async (values, says) => {
    await use(books, 'C002', { order_number: order, quantity: q(4) })
    const usage = await lastMove(books, 'used')
    const said = await undo(books, { usage, quantity: q(1), ...values })
    expect(said.replace(`7732 ${usage}`, '7732 @')).toBe(says)
  })

  test('what came back of the usage, or was undone before', async () => {
    await use(books, 'C002', { order_number: order, quantity: q(4) })
    const usage = await lastMove(books, 'used')
    expect(await returns(books, { return_shipment: usage, quantity: q(-3) })).toBe('accepted')
    expect(await undo(books, { usage, quantity: q(2) })).toBe(`quantity 7732 ${usage} 1.0`)
    expect(await undo(books, { usage, quantity: q(1) })).toBe('accepted')
    expect(await undo(books, { usage, quantity: q(1) })).toBe(`quantity 7732 ${usage} 0.0`)
    expect(await returns(books, { return_shipment: usage, quantity: q(-1) })).toBe(
      `quantity[0] 7709 ${usage} 0.0`,
    )
    expect(await wrongIn(books)).toEqual([])
  })

  test('one usage twice, whatever else of its line was used', async () => {
    await use(books, 'C002', { order_number: order, quantity: q(3) })
    const usage = await lastMove(books, 'used')
    await use(books, 'C002', { order_number: order, quantity: q(4) })
    expect(await undo(books, { usage, quantity: q(3) })).toBe('accepted')
    expect(await undo(books, { usage, quantity: q(1) })).toBe(`quantity 7732 ${usage} 0.0`)
  })

  test('a usage whose place was put out of use', async () => {
    await use(books, 'C002', { order_number: order, quantity: q(10) })
    await carryOut(books, sites.save, { values: { code: '90000', active: 0 } })
    const usage = await lastMove(books, 'used')
    expect(await undo(books, { usage, quantity: q(1) })).toBe('usage 5005 90000')
  })
})

describe('7.18.7 refuses', () => {
  const refusals: [Values, string][] = [
    [{ order_number: 'SO1' }, 'order_number 7727 SO1 1 90000/CON'],
    [{ line: 2 }, 'order_number 7727 SO10001 2 90000/CON'],
    [{ quantity: 0 }, 'quantity 5002'],
    [{ quantity: q(11) }, 'quantity 7728 SO10001 1 90000/CON 10.0'],
    [{ to_site: '77777' }, 'to_site 708 77777'],
    [{ to_location: 'NO' }, 'to_location 229 10000 NO'],
    [{ to_site: '30000', to_location: '100' }, 'to_location 229 30000 100'],
    [{ to_site: '90000', to_location: 'CON' }, 'to_location 5004'],
    [{ effective_date: '2026-11-21' }, 'effective_date 7738 2026-11-22'],
    [{ effective_date: '2026-11-23' }, 'effective_date 5003 2026-11-23'],
    [{ reason: 'OLD' }, 'reason 7708 OLD'],
  ]
  test.each(refusals)('%o: %s', async (values, says) => {
    expect(await transfer(books, { order_number: order, quantity: q(1), ...values })).toBe(says)
  })
})

describe('goods are used or moved no earlier than they came there', () => {
  const useOn = async (day: string, ...rows: Values[]) => {
    const typed = usageOf('C002', ...rows.map(row => ({ order_number: order, ...row })))
    const usage_entry = { customer: 'C002', effective_date: day }
    return saysWhy(await ask(books, useConsignment, { ...typed, usage_entry }))
  }
  const moveOn = (effective_date: string, more: Values = {}) =>
    transfer(books, { order_number: order, quantity: q(5), effective_date, ...more })
  const toOther = { transfer: 'move', to_site: '90000', to_location: 'CON2' }
  beforeEach(async () => {
    const typed = [['10-10000', q(10)]] as const
    const head = { consignment: 1, order_date: '2026-11-01' }
    order = (await enterOrder(books, 'C002', typed, head)).number
    for (const day of ['2026-11-10', '2026-11-20']) {
      const draft = shipment(order, { line: 1, quantity: q(5) })
      const shipment_entry = { order_number: order, effective_date: day }
      expect(saysWhy(await ask(books, shipOrder, { ...draft, shipment_entry }))).toBe('accepted')
    }
  })

  test('of two shipments, what only the second one brought', async () => {
    expect(await useOn('2026-11-12', { quantity: q(6) })).toBe('effective_date 7738 2026-11-20')
    const rows = [{ quantity: q(3) }, { quantity: q(3) }]
    expect(await useOn('2026-11-12', ...rows)).toBe('effective_date 7738 2026-11-20')
    expect(await useOn('2026-11-10', { quantity: q(5) })).toBe('accepted')
    expect(await useOn('2026-11-12', { quantity: q(1) })).toBe('effective_date 7738 2026-11-20')
    expect(await moveOn('2026-11-12')).toBe('effective_date 7738 2026-11-20')
    expect(await moveOn('2026-11-20')).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
  })

  test('nor where they were moved to before they were moved', async () => {
    expect(await moveOn('2026-11-15', toOther)).toBe('accepted')
    const there = { location: 'CON2', quantity: q(1) }
    expect(await useOn('2026-11-14', there)).toBe('effective_date 7738 2026-11-15')
    expect(await moveOn('2026-11-14', there)).toBe('effective_date 7738 2026-11-15')
    expect(await useOn('2026-11-15', there)).toBe('accepted')
    // What lies at the first place on the tenth is gone on the fifteenth.
    expect(await useOn('2026-11-12', { quantity: q(1) })).toBe('effective_date 7738 2026-11-20')
  })
})

describe('7.9.15', () => {
  const fresh = async (more: Values = { consignment: 1 }) =>
    (await enterOrder(books, 'C002', [['10-10000', q(5)]], more)).number

  test('refuses a consigned line while no place is set', async () => {
    await carryOut(books, consignmentControl.save, { values: {} })
    const number = await fresh()
    expect(await ship(books, number, { line: 1, quantity: q(1) })).toBe('line[0] 7721')
  })

  test('refuses to ship out of the consigned place, or to a site out of use', async () => {
    const number = await fresh()
    const from = { line: 1, quantity: q(1), site: '90000', location: 'CON' }
    expect(await ship(books, number, from)).toBe('location[0] 7722 90000/CON')
    await use(books, 'C002', { order_number: order, quantity: q(10) })
    await carryOut(books, sites.save, { values: { code: '90000', active: 0 } })
    expect(await ship(books, number, { line: 1, quantity: q(1) })).toBe('line[0] 5005 90000')
  })

  test('refuses to take consigned goods back, which is a transfer', async () => {
    const number = await fresh()
    await ship(books, number, { line: 1, quantity: q(2) })
    expect(await ship(books, number, { line: 1, quantity: q(-1) })).toBe('quantity[0] 7724 1')
  })

  test('ships what is consigned without a certificate, and nothing else', async () => {
    await books.db.updateTable('certificate_control').set({ certificate_required: 1 }).execute()
    expect(await ship(books, await fresh(), { line: 1, quantity: q(1) })).toBe('accepted')
    expect(await ship(books, await fresh({}), { line: 1, quantity: q(1) })).toBe(
      'order_number 7533',
    )
  })
})

test('consigned goods are neither certified, promised, issued nor shipped to others', async () => {
  await setControl(books)
  const { number } = await enterOrder(books, 'C002', [['10-10000', q(5)]], { consignment: 1 })
  await allocate(books, number, { line: 1, quantity: q(5) })
  const row = { order_number: number, order_line: 1, quantity: q(5) }
  expect(await issueSays(books, [row], { customer: 'C002', ship_to: null })).toBe(
    `quantity[0] 7725 ${number} 1`,
  )
  const other = (await enterOrder(books, 'C001', [['10-10000', q(5)]])).number
  const there = { line: 1, site: '90000', location: 'CON', quantity: q(1) }
  expect(await allocate(books, other, there)).toMatch(/^location\[0\] \d+ CON/)
  const issue = { item: '10-10000', site: '90000', location: 'CON', quantity: q(1) }
  expect(
    saysWhy(await ask(books, issueStock, { stock_entry: { ...issue, effective_date: today } })),
  ).toMatch(/^quantity \d+ 90000\/CON 0.0/)
  await expect(
    sql.raw("update stock set allocated = 1 where location = 'CON'").execute(books.db),
  ).rejects.toThrow('CHECK')
})

test('what goes to consignment takes a delivery note as it leaves; what is used there takes none', async () => {
  const note = await noted(books, order)
  const lines = books.db.selectFrom('delivery_note_line').selectAll().where('note', '=', note)
  expect(await lines.execute()).toMatchObject([
    { order_number: order, quantity: q(10), site: '10000', location: '200' },
  ])
  await use(books, 'C002', { order_number: order, quantity: q(4) })
  expect(await shipmentOf(books, order)).toBe(0)
  const usage = await lastMove(books, 'used')
  expect(await make(books, { order_number: order, shipment: usage })).toBe(
    `shipment 7431 ${order} ${usage}`,
  )
  expect(await wrongIn(books)).toEqual([])
})

test('a line in work stays consigned or not; a return is never consigned', async () => {
  const opened = await openedOrder(books, order)
  const changed = { ...opened, lines: [{ ...opened.lines[0]!, consigned: 0 }] }
  expect(saysWhy(await ask(books, saveOrder, changed))).toBe('consigned[0] 7712 1')
  expect(await returns(books, { quantity: q(-1), reason: null, consigned: 1 })).toBe(
    'consigned[0] 7702',
  )
})

test('7.18.24 wants both or neither', async () => {
  const save = async (values: Values) =>
    saysWhy(await ask(books, consignmentControl.save, { values }))
  expect(await save({ consigned_site: '90000' })).toBe('consigned_location 41')
  expect(await save({ consigned_location: 'CON' })).toBe('consigned_site 7218')
  expect(await save({ consigned_site: '90000', consigned_location: 'NO' })).toBe(
    'consigned_location 229 90000 NO',
  )
  expect(await save({})).toBe('accepted')
})

test('what lies with a customer counts against the credit limit until it is used, then as owed', async () => {
  const of = async () => {
    const { open_orders, receivables } = (await readExposure(books.db, 'C001', ''))!
    return [open_orders, receivables]
  }
  expect(await of()).toEqual([130_000, 0])
  await use(books, 'C002', { order_number: order, quantity: q(4) })
  expect(await of()).toEqual([78_000, 52_000])
  await transfer(books, { order_number: order, quantity: q(6) })
  expect(await of()).toEqual([0, 52_000])
})

test('what was given back isn’t shipped again, and counts no more while its line is open', async () => {
  const open = async () => (await readExposure(books.db, 'C004', ''))!.open_orders
  const { number } = await enterOrder(books, 'C004', [['10-10000', q(10)]], { consignment: 1 })
  await ship(books, number, { line: 1, quantity: q(5) })
  expect(await open()).toBe(117_000)
  await transfer(books, { order_number: number, quantity: q(2) })
  expect(await open()).toBe(93_600)
  await use(books, 'C004', { order_number: number, quantity: q(3) })
  expect(await open()).toBe(58_500)
  expect(await ship(books, number, { line: 1, quantity: q(6) })).not.toBe('accepted')
  expect(await ship(books, number, { line: 1, quantity: q(5) })).toBe('accepted')
  expect(await open()).toBe(58_500)
})

test('7.18.13 says at once that nothing lies with a customer', async () => {
  const named = (customer: string) => hears(books, openUsageOf, { values: { customer } })
  expect(await named('C99')).toBe('customer 3 C99')
  expect(await named('C004')).toBe('customer 7726 C004')
  await consignedOrder(books, 1, { customer: 'C004' })
  expect(await named('C004')).toBe('accepted')
})

test('F2 on the line of 7.18.7 lists what of that order is consigned', async () => {
  await consignedOrder(books, 1, { item: '10-20000' })
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.18.7', Enter, order, Enter)
  expect(clerk.field).toBe('line')
  await clerk.types(F2)
  expect(clerk.screen).toContain('Goods of the Order on Consignment')
  const listed = clerk.lines.slice(10).join('\n')
  expect([listed.includes('10-10000'), listed.includes('10-20000')]).toEqual([true, false])
  await clerk.types(Enter)
  expect(clerk.screen).toContain('Line: 1')
  await signOut()
})
