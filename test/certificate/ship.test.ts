import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { shipCertificate } from '../../src/certificate/ship.ts'
import { openShipment, readShipmentRows } from '../../src/certificate/ship-hooks.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { perform } from '../../src/ledger/perform.ts'
import { noteDocument, printNotes } from '../../src/sales/note-paper.ts'
import { live } from '../sales/life-support.ts'
import { noted, receive, sign } from '../sales/note-support.ts'
import { allocate, lines, setHead, stockAt } from '../sales/ship-support.ts'
import { ask, q, today } from '../support/company.ts'
import { answer, enterOrder, hears } from '../support/order-entry.ts'
import {
  allocatedOrder,
  byCertificate,
  certifying,
  issue,
  movesOf,
  print,
  setControl,
  shipBy,
  status,
} from './certificate-support.ts'

let books: Books
let order: string
let number: string
beforeEach(async () => {
  books = await certifying()
  order = await allocatedOrder(books, [
    ['10-10000', q(10)],
    ['10-40000', q(3)],
  ])
  number = await issue(books, [
    { order_number: order, order_line: 1, quantity: q(6) },
    { order_number: order, order_line: 2, quantity: q(1) },
  ])
  await print(books, number)
})

describe('7.9.15 refuses a certificate', () => {
  test('with a wrong date, no stock on paper, a place closed, a held order: in this order', async () => {
    await books.db.updateTable('location').set({ available: 0 }).where('code', '=', '200').execute()
    expect(await shipBy(books, number)).toBe('order_number 5007 200')
    await setHead(books, order, { action_status: 'HD' })
    expect(await shipBy(books, number)).toBe(`order_number 623 ${order}`)
    await books.db.updateTable('site').set({ active: 0 }).where('code', '=', '20000').execute()
    expect(await shipBy(books, number)).toBe('order_number 5005 20000')
    await setControl(books, {
      next_certificate: 10002,
      virtual_site: null,
      virtual_location: null,
    })
    expect(await shipBy(books, number)).toBe('order_number 7504')
    expect(await shipBy(books, number, '2026-11-23')).toBe('effective_date 5003 2026-11-23')
    expect(await shipBy(books, number, null)).toBe('effective_date 5008')
    expect(await shipBy(books, number, '2026-11-21')).toBe('effective_date 7118 2026-11-22')
    expect(await movesOf(books, number)).toEqual([])
    expect(await status(books, number)).toBe('printed')
    expect(await verify(books)).toEqual([])
  })

  test('whose goods lie in the stock on paper itself', async () => {
    await setControl(books, { next_certificate: 10002, virtual_site: '10000' })
    expect(await shipBy(books, number)).toBe('order_number 7536 10000/200')
  })

  test('that would leave something over of an order that ships whole or not at all', async () => {
    await setHead(books, order, { partial_ok: 0 })
    expect(await shipBy(books, number)).toBe(`order_number 7509 ${order} 1 4.0`)
  })
})

describe('7.9.15 by certificate', () => {
  test('ships exactly what it says, by two moves in one operation (R14, R15)', async () => {
    expect(await shipBy(books, number)).toBe('accepted')
    expect(await movesOf(books, number)).toEqual([
      'ISS-TR 10000/200 -6',
      'RCT-TR 20000/200 6',
      'ISS-SO 20000/200 -6',
      'ISS-TR 10000/200 -1',
      'RCT-TR 20000/200 1',
      'ISS-SO 20000/200 -1',
    ])
    const operations = await books.db
      .selectFrom('stock_move')
      .select('operation')
      .distinct()
      .where('certificate', '=', number)
      .execute()
    expect(operations).toHaveLength(1)
    expect(await lines(books, order)).toEqual(['6/4/0', '1/2/0'])
    expect(await stockAt(books, '10-10000', '200')).toBe('94/4')
    const onPaper = await books.db
      .selectFrom('stock')
      .select(['on_hand', 'allocated'])
      .where('site', '=', '20000')
      .execute()
    expect(onPaper).toEqual([
      { on_hand: 0, allocated: 0 },
      { on_hand: 0, allocated: 0 },
    ])
    expect(await status(books, number)).toBe('shipped')
    expect(await verify(books)).toEqual([])
  })

  test('its delivery note names the place where the goods lay, not the stock on paper', async () => {
    await shipBy(books, number)
    const note = await noted(books, order)
    await sign(books, note)
    const { lines: rows } = (await noteDocument(books, note))!
    expect(rows.map(row => [row['item'], row['site'], row['location'], row['quantity']])).toEqual([
      ['10-10000', '10000', '200', q(6)],
      ['10-40000', '10000', '200', q(1)],
    ])
    expect(await verify(books)).toEqual([])
  })

  test('a delivery note of it that is not back keeps every order on it from being archived', async () => {
    const two = [await allocatedOrder(books, [['10-10000', q(2)]])]
    two.push(await allocatedOrder(books, [['10-10000', q(3)]]))
    const certificate = await issue(
      books,
      two.map((order_number, one) => ({ order_number, order_line: 1, quantity: q(2 + one) })),
    )
    await print(books, certificate)
    await shipBy(books, certificate)
    const note = await noted(books, two[0]!)
    for (const one of two) {
      expect(await live(books, 'archive', one)).toBe(`order_number 7613 ${one} ${note}`)
    }
    await sign(books, note)
    await ask(books, printNotes, { number: { from: note, to: note } })
    await receive(books, note)
    for (const one of two) expect(await live(books, 'archive', one)).toBe('accepted')
    expect(await verify(books)).toEqual([])
  })

  test('once: then it is used up', async () => {
    await shipBy(books, number)
    expect(await shipBy(books, number)).toBe(`order_number 7519 ${number} anna 2026-11-22 10:00`)
  })

  test('once, even if the answer was lost', async () => {
    const intent = { id: 'one', screen: '7.9.15' }
    await perform(books, shipCertificate, byCertificate(number), intent)
    const again = await perform(books, shipCertificate, byCertificate(number), intent)
    expect(again).toMatchObject({ value: { repeated: true } })
    expect(await lines(books, order)).toEqual(['6/4/0', '1/2/0'])
  })

  test('both moves or neither: what fails in the second takes the first back', async () => {
    await sql`create trigger no_sale before insert on stock_move when new.type = 'ISS-SO'
      begin select raise(abort, 'no sale today'); end`.execute(books.db)
    await expect(shipBy(books, number)).rejects.toThrow('no sale today')
    expect(await movesOf(books, number)).toEqual([])
    expect(await status(books, number)).toBe('printed')
    expect(await stockAt(books, '10-10000')).toBe('100/10')
    await sql`drop trigger no_sale`.execute(books.db)
    expect(await verify(books)).toEqual([])
  })

  test('several orders and lots of one line; its parts cost what the whole costs', async () => {
    const lots = (await enterOrder(books, 'C001', [['10-30000', q(32)]])).number
    const said = await allocate(
      books,
      lots,
      { line: 1, quantity: q(30), lot: 'L1' },
      { line: 1, quantity: q(2), lot: 'L2' },
    )
    expect(said).toBe('accepted')
    const second = await issue(books)
    await print(books, second)
    expect(await shipBy(books, second)).toBe('accepted')
    expect(await lines(books, order)).toEqual(['4/6/0', '2/1/0'])
    expect(await lines(books, lots)).toEqual(['32/0/1'])
    const sold = await books.db
      .selectFrom('stock_move')
      .select(['lot', 'amount'])
      .where('order_number', '=', lots)
      .where('type', '=', 'ISS-SO')
      .execute()
    expect(sold).toEqual([
      { lot: 'L1', amount: 29970 },
      { lot: 'L2', amount: 1998 },
    ])
    expect(await shipBy(books, number)).toBe('accepted')
    expect(await lines(books, order)).toEqual(['10/0/1', '3/0/1'])
    expect(await verify(books)).toEqual([])
  })
})

describe('what 7.9.15 shows', () => {
  test('a certificate: for whom, and its lines; an order as before', async () => {
    const open = (order_number: string) => answer(books, openShipment, { values: { order_number } })
    const { values, records } = await open(number)
    expect(values).toMatchObject({
      certificate: number,
      sold_to: 'C001',
      site: '10000',
      effective_date: today,
    })
    const rows = records!['certificate_line'] as Values[]
    expect(rows.map(row => Number(row['quantity']) / q(1))).toEqual([6, 1])
    expect((await open(order)).values).toMatchObject({ order_number: order, certificate: null })
  })

  test('one that can’t be shipped, and says so; it is refused when the frame is accepted', async () => {
    const values = { order_number: number }
    await setHead(books, order, { action_status: 'HD' })
    const { notices } = await answer(books, openShipment, { values })
    expect(notices?.map(({ message, about }) => [message.number, ...about])).toEqual([[623, order]])
    expect(await hears(books, readShipmentRows, { values })).toBe(`order_number 623 ${order}`)
    expect(await hears(books, readShipmentRows, { values: { order_number: 'NO' } })).toBe(
      'order_number 609 NO',
    )
  })

  test('of an order only what is on no certificate', async () => {
    const { records } = await answer(books, readShipmentRows, { values: { order_number: order } })
    const rows = records!['shipment_line'] as Values[]
    expect(rows.map(row => Number(row['quantity']) / q(1))).toEqual([4, 2])
  })
})
