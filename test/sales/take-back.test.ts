import { beforeEach, describe, expect, test } from 'vitest'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { ordersToNote, shipmentsToNote } from '../../src/sales/notes-page.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { chooseShipmentLine, readShipmentLines } from '../../src/sales/ship-hooks.ts'
import { users } from '../../src/security/users.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { answer, enterOrder } from '../support/order-entry.ts'
import { noted, print, receive, sign, voided } from './note-support.ts'
import { lines, ship, shipment, stockAt } from './ship-support.ts'

let books: Books
let order: string
beforeEach(async () => {
  books = await company()
  order = (await enterOrder(books, 'C001', [['10-10000', q(10)]])).number
})

const one = { line: 1, quantity: q(-1) }
const took = (...rows: Values[]) => shipment(order, ...rows)
const takesBack = async (...rows: Values[]) => saysWhy(await ask(books, shipOrder, took(...rows)))
const as = async (code: string, ...roles: string[]) => {
  const may = Object.fromEntries(roles.map(role => [role, 1]))
  await carryOut(books, users.save, { values: { code, name: code, ...may }, hash: null })
  return { ...books, user: code }
}
const noteLines = async (note: string) =>
  (
    await books.db
      .selectFrom('delivery_note_line')
      .selectAll()
      .where('note', '=', note)
      .orderBy('line')
      .execute()
  ).map(line => `${line.order_line} ${line.location} ${line.quantity / 10_000}`)

describe('7.9.15 takes a shipment back', () => {
  test('with a reason that there is', async () => {
    await ship(books, order, { line: 1, quantity: q(4) })
    const unsaid = { ...took(one), take_back: {} }
    expect(saysWhy(await ask(books, shipOrder, unsaid))).toBe('reason 7651')
    const named = { ...took(one), take_back: { reason: 'NO' } }
    expect(saysWhy(await ask(books, shipOrder, named))).toBe('reason 7707 NO')
    expect(await takesBack(one)).toBe('accepted')
    expect(await lines(books, order)).toEqual(['3/0/0'])
    const move = await books.db
      .selectFrom('stock_move')
      .selectAll()
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
    expect([move.quantity, move.reason, move.undoes]).toEqual([q(1), 'BACK', move.number - 1])
    expect(await verify(books)).toEqual([])
  })

  test('by who may take back; who ships does not', async () => {
    await ship(books, order, { line: 1, quantity: q(4) })
    const zhao = await as('zhao', 'warehouse')
    expect(saysWhy(await ask(zhao, shipOrder, took(one)))).toBe('quantity[0] 7650 7.9.15.2')
    const liu = await as('liu', 'dispatcher')
    expect(saysWhy(await ask(liu, shipOrder, took(one)))).toBe('accepted')
    expect(saysWhy(await ask(liu, shipOrder, shipment(order, { line: 1, quantity: q(1) })))).toBe(
      'quantity[0] 9201 7.9.15.1',
    )
    expect(saysWhy(await ask(zhao, shipOrder, shipment(order, { line: 1, quantity: q(1) })))).toBe(
      'accepted',
    )
  })

  test('only to where it left', async () => {
    await ship(books, order, { line: 1, quantity: q(4) })
    expect(await takesBack({ ...one, location: 'HOLD' })).toBe(
      'quantity[0] 7654 1 10000/HOLD 0.0 10000/200',
    )
    expect(await takesBack({ ...one, quantity: q(-4) })).toBe('accepted')
    expect(await takesBack(one)).toBe('quantity[0] 7112 1 0.0')
    expect(await stockAt(books, '10-10000')).toBe('100/0')
  })

  test('of a line that was shipped in full, which is open again', async () => {
    await ship(books, order, { line: 1, quantity: q(10) })
    const values = { order_number: order, ship_allocated: 1 }
    const opened = await answer(books, readShipmentLines, { values })
    expect(opened.notices!.map(said => said.message.number)).toEqual([7655])
    const draft = { shipment_entry: { order_number: order } }
    const row = await answer(books, chooseShipmentLine, { values: { line: 1 }, draft })
    expect(row.values).toMatchObject({ open: 0, location: '200', lot: '' })
    expect(await ship(books, order, { line: 1, quantity: q(1) })).toBe(`order_number 7104 ${order}`)
    expect(await takesBack({ ...one, quantity: q(-3) })).toBe('accepted')
    expect(await lines(books, order)).toEqual(['7/0/0'])
    expect(await ship(books, order, { line: 1, quantity: q(3) })).toBe('accepted')
    expect(await lines(books, order)).toEqual(['10/0/1'])
    expect(await verify(books)).toEqual([])
  })

  test('but not of a line whose remainder was cancelled', async () => {
    await ship(books, order, { line: 1, quantity: q(4), cancel_backorder: 1 })
    expect(await takesBack(one)).toBe(`order_number 7104 ${order}`)
  })

  test('not while a delivery note holds it, nor once its customer signed', async () => {
    await ship(books, order, { line: 1, quantity: q(4) })
    const note = await noted(books, order)
    expect(await takesBack(one)).toBe(`quantity[0] 7656 1 ${note}`)
    expect(await voided(books, note)).toBe('accepted')
    expect(await takesBack(one)).toBe('accepted')
    const next = await noted(books, order)
    expect(await noteLines(next)).toEqual(['1 200 3'])
    await sign(books, next)
    await print(books, next)
    await receive(books, next)
    expect(await takesBack(one)).toBe(`quantity[0] 7657 1 ${next}`)
  })

  test('and is offered for no note any more; what is left is', async () => {
    await ship(books, order, { line: 1, quantity: q(4) })
    await ship(books, order, { line: 1, quantity: q(2) })
    // The latest goes first.
    expect(await takesBack({ ...one, quantity: q(-3) }, { line: 1, quantity: q(5) })).toBe(
      'accepted',
    )
    const waiting = await shipmentsToNote(books, order)
    expect(waiting.map(row => row['quantity'])).toEqual([q(3), q(5)])
    expect(await noteLines(await noted(books, order))).toEqual(['1 200 3'])
    expect(await noteLines(await noted(books, order))).toEqual(['1 200 5'])
    expect(await verify(books)).toEqual([])
  })

  test('whole, and no order waits for a note', async () => {
    await ship(books, order, { line: 1, quantity: q(4) })
    expect(await takesBack({ ...one, quantity: q(-4) })).toBe('accepted')
    expect(await shipmentsToNote(books, order)).toEqual([])
    const all = { ranges: {}, search: '', beyond: null, direction: 'forward', limit: 9 } as const
    expect(await ordersToNote(books, all)).toEqual([])
  })

  test('and says so, with the currency', async () => {
    await ship(books, order, { line: 1, quantity: q(4) })
    const { notices } = await carryOut(books, shipOrder, took(one))
    expect(notices.map(said => [said.message.number, ...said.about].join(' '))).toEqual([
      `7658 ${order} 1 130.00 CNY`,
    ])
  })
})
