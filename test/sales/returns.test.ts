import { beforeEach, describe, expect, test } from 'vitest'
import { items } from '../../src/item/item.ts'
import { locations, sites } from '../../src/item/site.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { readExposure } from '../../src/sales/credit-exposure.ts'
import { chooseItem } from '../../src/sales/line-hooks.ts'
import { copyOrder } from '../../src/sales/open-order.ts'
import { reasonCodes } from '../../src/sales/reason-codes.ts'
import { returnTyped } from '../../src/sales/return-hooks.ts'
import { returnablePage } from '../../src/sales/returnable-page.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { chooseShipmentPlace, readShipmentLines } from '../../src/sales/ship-hooks.ts'
import {
  consigning,
  lastMove,
  returnOf,
  returns,
  undo,
  use,
} from '../consignment/consignment-support.ts'
import { ask, carryOut, q, saysWhy } from '../support/company.ts'
import { answer, enterOrder, hears, openedOrder, typedOrder } from '../support/order-entry.ts'
import { writePosting } from '../support/write-posting.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { setCustomer } from './life-support.ts'
import { lines, ship, stockAt } from './ship-support.ts'

let books: Books
let order: string
let shipment: number
beforeEach(async () => {
  books = await consigning()
  order = (await enterOrder(books, 'C002', [['10-10000', q(10)]])).number
  await ship(books, order, { line: 1, quantity: q(10) })
  shipment = await lastMove(books)
})

/** The order that was entered last. */
const last = async () => {
  const { number } = await books.db
    .selectFrom('sales_order')
    .select(eb => eb.fn.max('number').as('number'))
    .executeTakeFirstOrThrow()
  return number
}
const lineOf = (number: string) =>
  books.db
    .selectFrom('sales_order_line')
    .selectAll()
    .where('order_number', '=', number)
    .executeTakeFirstOrThrow()
const headOf = (number: string) =>
  books.db
    .selectFrom('sales_order')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow()

test('a return takes the price of its shipment, whatever the item costs now', async () => {
  await carryOut(books, items.save, {
    values: { code: '10-10000', description: '冷却系统 A12', unit: 'EA', list_price: q(150) },
  })
  expect(await returns(books, { return_shipment: shipment, quantity: q(-4) })).toBe('accepted')
  expect(await lineOf(await last())).toMatchObject({
    price: q(130),
    amount: -52_000,
    price_source: `return ${order} 1 ${shipment}`,
    location: 'RET',
    consigned: 0,
  })
  const byHand = { return_shipment: shipment, quantity: q(-4), price: q(99) }
  expect(await returns(books, { ...byHand, price_source: 'manual' })).toBe('accepted')
  expect(await lineOf(await last())).toMatchObject({ price: q(99), price_source: 'manual' })
})

test('7.9.15 books a return into the place of returns, with its reason', async () => {
  await returns(books, { return_shipment: shipment, quantity: q(-4) })
  const back = await last()
  const entry = { order_number: back, ship_allocated: 1 }
  const { records } = await answer(books, readShipmentLines, { values: entry })
  expect(records!['shipment_line']).toMatchObject([{ location: 'RET', open: q(-4) }])
  const row = { line: 1, location: 'RET', quantity: q(-4) }
  expect(await ship(books, back, row)).toBe('accepted')
  expect(await stockAt(books, '10-10000', 'RET')).toBe('4/0')
  const move = await books.db
    .selectFrom('stock_move')
    .selectAll()
    .where('order_number', '=', back)
    .executeTakeFirstOrThrow()
  expect([move.quantity, move.amount, move.reason]).toEqual([q(4), -52_000, 'DEFECT'])
  const event = await books.db
    .selectFrom('order_event')
    .selectAll()
    .where('order_number', '=', back)
    .where('type', '=', 'shipped')
    .executeTakeFirstOrThrow()
  expect(event.reason).toBe('DEFECT')
  expect(await wrongIn(books)).toEqual([])
})

test('what was shipped of a lot comes back as that lot', async () => {
  const item = '10-30000'
  const sold = (await enterOrder(books, 'C002', [[item, q(4)]])).number
  expect(await ship(books, sold, { line: 1, lot: 'L1', quantity: q(4) })).toBe('accepted')
  const row = { return_shipment: await lastMove(books), quantity: q(-3) }
  const listed = await returnablePage(
    books,
    { ranges: {}, search: '', beyond: null, direction: 'forward', limit: 10 },
    { number: null, sold_to: 'C002', item },
  )
  expect(listed).toMatchObject([{ shipment: row.return_shipment, lot: 'L1' }])
  expect(await returns(books, row, { item })).toBe('accepted')
  const back = await last()
  const entry = { order_number: back, ship_allocated: 1 }
  const { records } = await answer(books, readShipmentLines, { values: entry })
  expect(records!['shipment_line']).toMatchObject([{ location: 'RET', lot: 'L1' }])
  const says = `lot[0] 7661 1 ${row.return_shipment} L1 L2`
  const to = { line: 1, location: 'RET', quantity: q(-3) }
  expect(await ship(books, back, { ...to, lot: 'L2' })).toBe(says)
  const typed = {
    values: { ...to, item, site: '10000', lot: 'L2' },
    draft: { shipment_entry: entry },
  }
  expect(await hears(books, chooseShipmentPlace, typed)).toBe(says.replace('[0]', ''))
  expect(await ship(books, back, to)).toBe(`lot[0] 1119 ${item}`)
  expect(await ship(books, back, { ...to, lot: 'L1' })).toBe('accepted')
  expect(await stockAt(books, item, 'RET', 'L1')).toBe('3/0')
  expect(await wrongIn(books)).toEqual([])
})

test('what was shipped of a lot comes back without one when no lots are kept any more', async () => {
  const item = '10-30000'
  const sold = (await enterOrder(books, 'C002', [[item, q(4)]])).number
  await ship(books, sold, { line: 1, lot: 'L1', quantity: q(4) })
  await returns(books, { return_shipment: await lastMove(books), quantity: q(-3) }, { item })
  await books.db.updateTable('item').set({ lot_control: 0 }).where('code', '=', item).execute()
  const values = { order_number: await last(), ship_allocated: 1 }
  const { records } = await answer(books, readShipmentLines, { values })
  expect(records!['shipment_line']).toMatchObject([{ lot: '' }])
  const row = { line: 1, location: 'RET', quantity: q(-3) }
  expect(await ship(books, values.order_number, row)).toBe('accepted')
})

describe('7.1.1 refuses a return', () => {
  const refusals: [Values, string][] = [
    [{ quantity: q(1) }, 'return_shipment[0] 7701'],
    [{ quantity: q(1), return_shipment: null }, 'reason[0] 7701'],
    [{ consigned: 1 }, 'consigned[0] 7702'],
    [{ return_shipment: 1 }, 'return_shipment[0] 7703 1'],
    [{ reason: null }, 'reason[0] 7706'],
    [{ return_shipment: null, reason: null }, 'reason[0] 7706'],
    [{ reason: 'NONE' }, 'reason[0] 7707 NONE'],
    [{ reason: 'OLD' }, 'reason[0] 7708 OLD'],
    [{ quantity: q(-11) }, 'quantity[0] 7709 @ 10.0'],
  ]
  test.each(refusals)('%o: %s', async (values, says) => {
    const said = await returns(books, { return_shipment: shipment, quantity: q(-1), ...values })
    expect(said.replace(`7709 ${shipment}`, '7709 @')).toBe(says)
  })

  test('of another customer, item or currency', async () => {
    const row = { return_shipment: shipment, quantity: q(-1) }
    const other = `return_shipment[0] 7704 ${shipment} C002 10-10000`
    expect(await returns(books, row, { customer: 'C001' })).toBe(other)
    expect(await returns(books, row, { item: '10-20000' })).toBe(other)
    const dollars = { more: { currency: 'USD' } }
    expect(await returns(books, { ...row, price: q(1), price_source: 'manual' }, dollars)).toBe(
      `return_shipment[0] 7705 ${shipment} CNY`,
    )
  })

  test('in an order of another discount than the one it was sold by, which is what was paid', async () => {
    await setCustomer(books, 'C002', { discount: 0 })
    const row = { return_shipment: shipment, quantity: q(-10) }
    expect(await returns(books, row)).toBe(`discount 7716 ${shipment} 5.00`)
    const typed = await returnOf(books, row)
    const entry = { values: typed.lines[0]!, draft: { sales_order: typed.order } }
    const { notices } = await answer(books, returnTyped, entry)
    expect(notices!.map(one => one.message.number)).toEqual([7711, 7716])
    expect(await returns(books, row, { more: { discount: 500 } })).toBe('accepted')
    const sold = await headOf(order)
    expect((await headOf(await last())).total).toBe(-sold.total)
    const back = await openedOrder(books, await last())
    const whole = { ...back, order: { ...back.order, discount: 0 } }
    expect(saysWhy(await ask(books, saveOrder, whole))).toBe(`discount 7716 ${shipment} 5.00`)
    expect(await wrongIn(books)).toEqual([])
  })

  test('billed to somebody else than the sale, who would be credited for what another one paid', async () => {
    const row = { return_shipment: shipment, quantity: q(-10) }
    const own = { more: { bill_to: 'C002' } }
    expect(await returns(books, row, own)).toBe(`bill_to 7717 ${shipment} C001`)
    const typed = await returnOf(books, row, own)
    const entry = { values: typed.lines[0]!, draft: { sales_order: typed.order } }
    const { notices } = await answer(books, returnTyped, entry)
    expect(notices!.map(one => one.message.number)).toEqual([7711, 7717])
    expect(await returns(books, row)).toBe('accepted')
    const back = await openedOrder(books, await last())
    const other = { ...back, order: { ...back.order, bill_to: null } }
    expect(saysWhy(await ask(books, saveOrder, other))).toBe(`bill_to 7717 ${shipment} C001`)
    await ship(books, await last(), { line: 1, location: 'RET', quantity: q(-10) })
    expect(await readExposure(books.db, 'C001', '')).toMatchObject({ receivables: 0 })
    expect(await wrongIn(books)).toEqual([])
  })

  test('of more than was shipped, over lines and orders; what is cancelled may come back otherwise', async () => {
    const row = { return_shipment: shipment, quantity: q(-6) }
    expect(await returns(books, row)).toBe('accepted')
    const first = await last()
    expect(await returns(books, row)).toBe(`quantity[0] 7709 ${shipment} 4.0`)
    const input = await typedOrder(books, 'C002', [
      ['10-10000', q(-3)],
      ['10-10000', q(-2)],
    ])
    const named = { return_shipment: shipment, reason: 'WRONG', price: null, price_source: null }
    const two = { ...input, lines: input.lines.map(line => ({ ...line, ...named })) }
    expect(saysWhy(await ask(books, saveOrder, two))).toBe(`quantity[1] 7709 ${shipment} 1.0`)
    await carryOut(books, cancelOrder, { order: { number: first } })
    expect(saysWhy(await ask(books, saveOrder, two))).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
  })

  test('what will not come any more may be returned by another order', async () => {
    const row = { return_shipment: shipment, quantity: q(-10) }
    await returns(books, row)
    const back = await last()
    const came = { line: 1, location: 'RET', quantity: q(-3), cancel_backorder: 1 }
    expect(await ship(books, back, came)).toBe('accepted')
    expect(await returns(books, row)).toBe(`quantity[0] 7709 ${shipment} 7.0`)
    expect(await returns(books, { ...row, quantity: q(-7) })).toBe('accepted')
    // Opened again for more, the first return would be of all eleven.
    const opened = await openedOrder(books, back)
    const more = { ...opened, lines: [{ ...opened.lines[0]!, quantity: q(-11) }] }
    expect(saysWhy(await ask(books, saveOrder, more))).toBe(`quantity[0] 7709 ${shipment} 3.0`)
    const other = { ...opened, lines: [{ ...opened.lines[0]!, return_shipment: null }] }
    expect(saysWhy(await ask(books, saveOrder, other))).toBe('return_shipment[0] 7710 1')
  })

  test('an item that changes lets go of its shipment', async () => {
    const { lines: rows } = await typedOrder(books, 'C002', [['10-10000', q(-1)]])
    const row = { ...rows[0]!, return_shipment: shipment, reason: 'DEFECT', item: '10-20000' }
    const { values } = await answer(books, chooseItem, { values: row })
    expect(values).toMatchObject({ return_shipment: null, reason: null })
  })
})

describe('goods that the line itself takes back', () => {
  test('can not be returned by another order too', async () => {
    const open = (await enterOrder(books, 'C002', [['10-20000', q(10)]])).number
    await ship(books, open, { line: 1, quantity: q(6) })
    const part = await lastMove(books)
    expect(await ship(books, open, { line: 1, quantity: q(-2) })).toBe('accepted')
    const row = { return_shipment: part, quantity: q(-5) }
    const of = { item: '10-20000' }
    expect(await returns(books, row, of)).toBe(`quantity[0] 7709 ${part} 4.0`)
    expect(await returns(books, { ...row, quantity: q(-3) }, of)).toBe('accepted')
    expect(await ship(books, open, { line: 1, quantity: q(-2) })).toBe('quantity[0] 7713 1 3.0')
    expect(await ship(books, open, { line: 1, quantity: q(-1) })).toBe('accepted')
    expect(await lines(books, open)).toEqual(['3/0/0'])
    expect(await wrongIn(books)).toEqual([])
  })
})

describe('a sale that was taken back', () => {
  const of = { item: '10-20000' }
  const resave = async (number: string, values: Values) => {
    const { order: head, lines: rows } = await openedOrder(books, number)
    const input = { order: head, lines: [{ ...rows[0]!, ...values }] }
    return saysWhy(await ask(books, saveOrder, input))
  }

  test('is not returned at its price when the line sells at another one since', async () => {
    const open = (await enterOrder(books, 'C002', [['10-20000', q(10)]])).number
    await ship(books, open, { line: 1, quantity: q(5) })
    const dead = await lastMove(books)
    expect(await ship(books, open, { line: 1, quantity: q(-5) })).toBe('accepted')
    expect(await resave(open, { price: q(10) })).toBe('accepted')
    expect(await ship(books, open, { line: 1, quantity: q(5) })).toBe('accepted')
    const alive = await lastMove(books)
    const says = `quantity[0] 7709 ${dead} 0.0`
    expect(await returns(books, { return_shipment: dead, quantity: q(-5) }, of)).toBe(says)
    const good = { return_shipment: alive, quantity: q(-5) }
    expect(await returns(books, good, of)).toBe('accepted')
    expect(await lineOf(await last())).toMatchObject({ price: q(10), amount: -5_000 })
    expect(await wrongIn(books)).toEqual([])
    const sneaked = books.db.updateTable('sales_order_line').set({ return_shipment: dead })
    await sneaked.where('order_number', '=', await last()).execute()
    expect((await wrongIn(books)).join()).toContain(`${open} 1`)
  })

  test('is not returned in the place of what the line was consigned and used of since', async () => {
    const open = (await enterOrder(books, 'C002', [['10-20000', q(10)]])).number
    await ship(books, open, { line: 1, quantity: q(4) })
    const dead = await lastMove(books)
    await ship(books, open, { line: 1, quantity: q(-4) })
    expect(await resave(open, { consigned: 1 })).toBe('accepted')
    expect(await ship(books, open, { line: 1, quantity: q(6) })).toBe('accepted')
    expect(await use(books, 'C002', { order_number: open, quantity: q(2) })).toBe('accepted')
    const usage = await lastMove(books, 'used')
    const says = `quantity[0] 7709 ${dead} 0.0`
    expect(await returns(books, { return_shipment: dead, quantity: q(-2) }, of)).toBe(says)
    expect(await undo(books, { usage, quantity: q(2) })).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
  })
})

describe('what is named stays', () => {
  test('a reason, a place of returns', async () => {
    await returns(books, { return_shipment: shipment, quantity: q(-1) })
    const reason = await ask(books, reasonCodes.remove, { values: { code: 'DEFECT' } })
    expect(saysWhy(reason)).toBe('code 7210 DEFECT')
    const place = { site: '10000', code: 'RET' }
    const gone = await ask(books, locations.remove, { values: place })
    expect(saysWhy(gone)).toMatch(/^site 7715/)
    const site = { code: '10000', return_location: 'NONE' }
    expect(saysWhy(await ask(books, sites.save, { values: site }))).toBe(
      'return_location 229 10000 NONE',
    )
  })
  test('the rest of them may go', async () => {
    const reason = await ask(books, reasonCodes.remove, { values: { code: 'WRONG' } })
    expect(saysWhy(reason)).toBe('accepted')
  })
})

test('what came back never forgets its shipment, which would be returned once more', async () => {
  expect(await returns(books, { return_shipment: shipment, quantity: q(-10) })).toBe('accepted')
  const number = await last()
  expect(await ship(books, number, { line: 1, quantity: q(-10), location: 'RET' })).toBe('accepted')
  const back = await lineOf(number)
  const row = { ...back, return_shipment: null, price_source: 'M' }
  await expect(
    writePosting(books, { saves: [{ table: 'sales_order_line', row }] }),
  ).rejects.toThrow('what came back names the shipment that it named')
  expect(await returns(books, { return_shipment: shipment, quantity: q(-1) })).toContain('7709')
  expect(await wrongIn(books)).toEqual([])
})

test('a copy of a return names no shipment', async () => {
  await returns(books, { return_shipment: shipment, quantity: q(-4) })
  const { records } = await answer(books, copyOrder, { values: { number: await last() } })
  expect(records!['sales_order_line']).toMatchObject([{ return_shipment: null, reason: null }])
})
