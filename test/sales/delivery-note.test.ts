import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import notePrint from '../../screens/07-sales-orders/7.9.16.4-delivery-note-print.ts'
import { shipTos } from '../../src/customer/customer.ts'
import { writeOut } from '../../src/exchange/write-inquiry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { paperPages } from '../../src/paper/text.ts'
import { chooseNoteOrder } from '../../src/sales/make-note.ts'
import { deliveryControl } from '../../src/sales/note-control.ts'
import { noteDocument, notePapers, printNotes } from '../../src/sales/note-paper.ts'
import { readShipment } from '../../src/sales/note-rows.ts'
import {
  latestNote,
  missingProofPage,
  ordersToNote,
  shipmentsToNote,
} from '../../src/sales/notes-page.ts'
import { orderDeskPage } from '../../src/sales/order-desk.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import {
  allocatedOrder,
  certifying,
  issue,
  print as printCertificate,
  shipBy,
} from '../certificate/certificate-support.ts'
import { Enter, F2, PageDown, PageUp, signIn, signOut } from '../support/clerk.ts'
import { ask, carryOut, company, q, saysWhy, today } from '../support/company.ts'
import { enterOrder, hears, openedOrder } from '../support/order-entry.ts'
import { wholeList } from '../support/whole-list.ts'
import { live } from './life-support.ts'
import {
  make,
  noted,
  noteStands,
  print,
  receive,
  shipmentOf,
  shippedOrder,
  sign,
  voided,
} from './note-support.ts'
import { changed } from './save-support.ts'
import { ship } from './ship-support.ts'

const all = wholeList(100)

const printed = async (books: Books, from: string | null, to = from) =>
  saysWhy(await ask(books, printNotes, { number: { from, to } }))

describe('7.9.16.1 makes a note of a shipment', () => {
  test('its lines are those of the posting, whichever of its moves is named', async () => {
    const books = await company()
    const order = await shippedOrder(books)
    const other = await shippedOrder(books, 'C002')
    const moves = await books.db
      .selectFrom('stock_move')
      .select('number')
      .where('order_number', '=', order)
      .execute()
    for (const { number } of moves) {
      expect((await readShipment(books.db, order, number)).map(line => line.order_number)).toEqual([
        order,
        order,
      ])
    }
    const note = await noted(books, order)
    const lines = await books.db
      .selectFrom('delivery_note_line')
      .selectAll()
      .where('note', '=', note)
      .orderBy('line')
      .execute()
    expect(
      lines.map(one =>
        [one.line, one.order_number, one.order_line, one.item, one.quantity, one.unit].join(' '),
      ),
    ).toEqual([`1 ${order} 1 10-10000 20000 EA`, `2 ${order} 2 10-20000 30000 EA`])
    expect(await noteStands(books, note)).toBe('made  0  ')
    expect(await noted(books, other)).toBe('DN10002')
    expect(await verify(books)).toEqual([])
  })

  test('a part shipment each has a note of its own, the oldest first', async () => {
    const books = await company()
    const { number: order } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
    await ship(books, order, { line: 1, quantity: q(2) })
    await ship(books, order, { line: 1, quantity: q(3) })
    expect((await shipmentsToNote(books, order)).map(row => row['quantity'])).toEqual([q(2), q(3)])
    await noted(books, order)
    expect((await shipmentsToNote(books, order)).map(row => row['quantity'])).toEqual([q(3)])
    await noted(books, order)
    expect(await shipmentsToNote(books, order)).toEqual([])
  })

  test.each([
    // what is asked                                     says
    ['no order', '', 'order_number 609 '],
    ['an unknown order', 'SO1', 'order_number 609 SO1'],
    ['no shipment', 'unshipped', 'shipment 7431 SO10002 1'],
    ['a shipment of another order', 'other', 'shipment 7431 SO10002 7'],
    ['one that has a note', 'noted', 'shipment 7433 DN10001'],
    ['a return', 'return', 'shipment 7434'],
  ])('%s is refused', async (_, which, says) => {
    const books = await company()
    const order = await shippedOrder(books)
    const shipment = await shipmentOf(books, order)
    await noted(books, order)
    const { number: unshipped } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const { number: back } = await enterOrder(books, 'C001', [['10-10000', q(-1)]])
    await ship(books, back, { line: 1, quantity: q(-1) })
    const last = await books.db
      .selectFrom('stock_move')
      .select(eb => eb.fn.max('number').as('number'))
      .executeTakeFirstOrThrow()
    const asked = {
      unshipped: { order_number: unshipped, shipment: 1 },
      other: { order_number: unshipped, shipment: shipment },
      noted: { order_number: order, shipment },
      return: { order_number: back, shipment: Number(last.number) },
    }[which] ?? { order_number: which, shipment }
    expect(await make(books, asked)).toBe(says)
    expect(await verify(books)).toEqual([])
  })

  test('an order of which nothing waits for a note is refused as soon as it is named', async () => {
    const books = await company()
    const order = await shippedOrder(books)
    const named = () => hears(books, chooseNoteOrder, { values: { order_number: order } })
    expect(await named()).toBe('accepted')
    const note = await noted(books, order)
    expect(await named()).toBe(`order_number 7445 ${order} ${note}`)
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    expect(await hears(books, chooseNoteOrder, { values: { order_number: number } })).toBe(
      `order_number 7432 ${number}`,
    )
  })

  test('the latest note is the one that was made last, wherever its number stands among texts', async () => {
    const books = await company()
    await books.db.updateTable('delivery_control').set({ next_note: 9 }).execute()
    const { number: order } = await enterOrder(books, 'C001', [['10-10000', q(5)]])
    await ship(books, order, { line: 1, quantity: q(2) })
    expect(await noted(books, order)).toBe('DN9')
    await ship(books, order, { line: 1, quantity: q(1) })
    expect(await noted(books, order)).toBe('DN10')
    expect(await latestNote(books, order)).toBe('DN10')
    await voided(books, 'DN9')
    expect(await noted(books, order)).toBe('DN11')
    expect(await latestNote(books, order)).toBe('DN11')
  })

  test('the second order of a certificate hears of the note that is there for both', async () => {
    const books = await certifying()
    const orders = [
      await allocatedOrder(books, [['10-10000', q(2)]]),
      await allocatedOrder(books, [['10-20000', q(3)]]),
    ]
    const number = await issue(books)
    await printCertificate(books, number)
    await shipBy(books, number)
    const note = await noted(books, orders[0]!)
    for (const order of orders) {
      expect(await hears(books, chooseNoteOrder, { values: { order_number: order } })).toBe(
        `order_number 7445 ${order} ${note}`,
      )
    }
  })

  test('F2 on the order lists those with a shipment that has no note', async () => {
    const books = await company()
    await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const noteless = await shippedOrder(books)
    const note = await noted(books, await shippedOrder(books))
    const ask = wholeList(9)
    const listed = async () => (await ordersToNote(books, ask)).map(row => row['number'])
    expect(await listed()).toEqual([noteless])
    await voided(books, note)
    expect(await listed()).toEqual([noteless, 'SO10003'])
    const clerk = await signIn('en', { company: books })
    await clerk.types('7.9.16.1', Enter, F2)
    expect(clerk.screen).toContain(noteless)
    expect(clerk.screen).not.toContain('SO10001')
    signOut()
  })

  test('F2 on the shipment pages through all of them, though one gets its note meanwhile', async () => {
    const books = await company()
    const { number: order } = await enterOrder(books, 'C001', [['10-40000', q(99)]])
    for (let n = 1; n <= 12; n += 1) await ship(books, order, { line: 1, quantity: q(n) })
    const clerk = await signIn('en', { company: books })
    await clerk.types('7.9.16.1', Enter, order, Enter, F2)
    const listed = () =>
      clerk.lines.flatMap(line => new RegExp(`${order} .* (\\d+\\.\\d) +│$`).exec(line)?.[1] ?? [])
    expect(listed()).toEqual(['1.0', '2.0', '3.0', '4.0', '5.0', '6.0', '7.0', '8.0', '9.0'])
    for (let n = 1; n <= 9; n += 1) await noted(books, order)
    await clerk.types(PageDown)
    expect(listed()).toEqual(['10.0', '11.0', '12.0'])
    await clerk.types(PageUp)
    expect(listed()).toEqual(['10.0', '11.0', '12.0'])
    await signOut()
  })

  test('an address that is gone since is wanted back first', async () => {
    const books = await company()
    const entered = await enterOrder(books, 'C001', [['10-10000', q(5)]], { ship_to: 'S1' })
    await ship(books, entered.number, { line: 1, quantity: q(1) })
    const opened = await openedOrder(books, entered.number)
    await carryOut(books, saveOrder, changed(opened, { ship_to: 'C001' }))
    await carryOut(books, shipTos.remove, { values: { customer: 'C001', code: 'S1' } })
    const shipment = await shipmentOf(books, entered.number)
    expect(await make(books, { order_number: entered.number, shipment })).toBe(
      'shipment 7446 C001 S1',
    )
  })

  test('an archived order gets no more of them, and F2 leaves it out', async () => {
    const books = await company()
    const order = await shippedOrder(books)
    const shipment = await shipmentOf(books, order)
    expect(await live(books, 'archive', order)).toBe('accepted')
    expect(await hears(books, chooseNoteOrder, { values: { order_number: order } })).toBe(
      `order_number 7447 ${order}`,
    )
    expect(await make(books, { order_number: order, shipment })).toBe(`order_number 7447 ${order}`)
    expect(await ordersToNote(books, all)).toEqual([])
  })

  test('a number that is taken is left out, and cannot be set', async () => {
    const books = await company()
    const note = await noted(books, await shippedOrder(books))
    const set = (next_note: number) =>
      ask(books, deliveryControl.save, { values: { note_prefix: 'DN', next_note } })
    expect(saysWhy(await set(10001))).toBe('next_note 7444 DN10001')
    await books.db.updateTable('delivery_control').set({ next_note: 10001 }).execute()
    expect(note).toBe('DN10001')
    expect(await noted(books, await shippedOrder(books))).toBe('DN10002')
  })
})

describe('7.9.16.3 signs, 7.9.16.4 prints, 7.9.16.5 receives', () => {
  test('in this order, each once but the prints', async () => {
    const books = await company()
    const note = await noted(books, await shippedOrder(books))
    expect(await printed(books, note)).toBe(`number 7440 ${note}`)
    expect(await receive(books, note)).toBe(`number 7440 ${note}`)
    expect(await sign(books, note)).toBe('accepted')
    expect(await sign(books, note, 'bert')).toBe(`number 7437 ${note} ben 2026-11-22 10:00`)
    expect(await printed(books, note)).toBe('accepted')
    expect(await printed(books, note)).toBe('accepted')
    expect(await receive(books, note)).toBe('accepted')
    expect(await receive(books, note)).toBe(`number 7441 ${note} Liu 2026-11-22`)
    expect(await printed(books, note)).toBe('accepted')
    expect(await noteStands(books, note)).toBe('received ben 3 Liu 2026-11-22')
    expect(await verify(books)).toEqual([])
  })

  test('who shipped does not sign', async () => {
    const books = await company()
    const note = await noted(books, await shippedOrder(books))
    expect(await sign(books, note, 'anna')).toBe(`number 7438 ${note}`)
    expect(await sign(books, note, 'ben')).toBe('accepted')
  })

  test('who is no manager does not sign either', async () => {
    const books = await company()
    const note = await noted(books, await shippedOrder(books))
    await books.db.updateTable('user').set({ manager: 0 }).where('code', '=', 'ben').execute()
    expect(await sign(books, note, 'ben')).toBe(' 9201 7.9.16.3')
  })

  test.each([
    // typed                                             says
    [{ number: 'DN1' }, 'number 7436 DN1'],
    [{ received_by: null }, 'received_by 41'],
    [{ received_on: null }, 'received_on 41'],
    [{ received_on: '2026-11-23' }, 'received_on 7422 2026-11-23'],
    [{ received_on: '2026-11-21' }, 'received_on 7442 2026-11-22'],
    [{ received_by: null, received_on: '2026-11-23' }, 'received_by 41'],
    [{}, 'accepted'],
  ])('a proof with %j: %s', async (typed, says) => {
    const books = await company()
    const note = await noted(books, await shippedOrder(books))
    await sign(books, note)
    await print(books, note)
    expect(await receive(books, note, typed)).toBe(says)
  })

  test('an unknown note', async () => {
    const books = await company()
    expect(await sign(books, 'DN1')).toBe('number 7436 DN1')
    expect(await printed(books, 'DN1')).toBe('number 7436 DN1')
  })

  test('of many those that are signed are printed', async () => {
    const books = await company()
    const [one, two] = [
      await noted(books, await shippedOrder(books)),
      await noted(books, await shippedOrder(books)),
    ]
    await sign(books, two)
    expect(await printed(books, one, two)).toBe('accepted')
    expect(await noteStands(books, one)).toBe('made  0  ')
    expect(await noteStands(books, two)).toBe('signed ben 1  ')
  })

  test('what is on paper was counted, and one that is signed meanwhile is not on it', async () => {
    const books = await company()
    const [one, two] = [
      await noted(books, await shippedOrder(books)),
      await noted(books, await shippedOrder(books)),
    ]
    await sign(books, one)
    const printed: typeof notePapers.printed = async (...asked) => {
      const counted = await notePapers.printed!(...asked)
      await sign(books, two)
      return counted
    }
    const inquiry = { ...notePrint, papers: { ...notePapers, printed } }
    const directory = await mkdtemp(join(tmpdir(), 'dingdan-notes-'))
    const spool = { directory, user: books.user }
    const intent = { id: randomUUID(), screen: '7.9.16.4' }
    const outlets = { spool, runPrinter: async () => 'no printer here', intent }
    const asked = { inquiry, ranges: {}, language: 'en' } as const
    for (const name of ['notes.txt', 'again.txt']) {
      expect(saysWhy(await writeOut(books, asked, name, outlets))).toBe('accepted')
      const text = await readFile(join(directory, books.user, name), 'utf8')
      expect([...new Set(text.match(/DN\d+/g))]).toEqual([one])
    }
    expect(await noteStands(books, one)).toBe('signed ben 1  ')
    expect(await noteStands(books, two)).toBe('signed ben 0  ')
    await rm(directory, { recursive: true })
  })

  test.each([
    // signed notes      says
    [0, 'output 70'],
    [10_000, 'accepted'],
    [10_001, 'output 7452 10000'],
  ])('%d at once: %s', (many, says) => {
    const numbers = Array.from({ length: many }, (_, n) => `DN${n}`)
    const moment = { user: 'anna', today, now: `${today}T10:00:00.000Z` }
    const facts = { number: null, note: undefined, numbers }
    expect(saysWhy(printNotes.decide({}, facts, moment))).toBe(says)
  })
})

describe('who waits', () => {
  const desk = async (books: Books) =>
    (await orderDeskPage(books, all)).map(row =>
      [row['number'], row['waits_for'], row['whom'], row['late']].join(' '),
    )

  test('the order desk and the inquiry with its age show it until the copy is back', async () => {
    const books = await company()
    const note = await noted(books, await shippedOrder(books))
    const later = { ...books, now: () => new Date('2026-11-27T10:00:00') }
    expect(await desk(later)).toEqual([`${note} sign manager 5`])
    await sign(books, note)
    expect(await desk(later)).toEqual([`${note} proof clerk 5`])
    expect(await missingProofPage(later, all)).toMatchObject([
      { number: note, status: 'signed', age: 5 },
    ])
    expect(await receive(books, note)).toBe(`number 7660 ${note}`)
    await print(books, note)
    await receive(books, note)
    expect(await desk(later)).toEqual([])
    expect(await missingProofPage(later, all)).toEqual([])
  })
})

test('the paper: three copies, no prices, who signed; the second print says so', async () => {
  const books = await company()
  const note = await noted(books, await shippedOrder(books))
  expect(await noteDocument(books, note)).toBeNull()
  await sign(books, note)
  await printed(books, note)
  const first = paperPages((await noteDocument(books, note))!, { language: 'zh', pageLength: 66 })
  expect(first.map(page => page[1]!.trim().split(/ +/)[0])).toEqual(['客户联', '仓库联', '财务联'])
  expect(first[0]!.join('\n')).toMatchInlineSnapshot(`
    "                                    样板公司
    客户联                               发货单                               页 1/1

    发货单: DN10001                          发货日期: 2026-11-22
    订单: SO10001                            采购单:
    装运方式: ROAD

    销往: C001                               货物发往: C001
    北风紧固件有限公司                       北风紧固件有限公司
    港口工业园 12 号                         港口工业园 12 号
    宁波                                     宁波
    中国                                     中国

      行 物料号                     数量 UM   批号             地点     库位
    --------------------------------------------------------------------------------
       1 10-10000                    2.0 EA                    10000    200
         冷却系统 A12
       2 10-20000                    3.0 EA                    10000    200
         WATER PUMP
    --------------------------------------------------------------------------------
                                                         行数:                     2

    货物收到无误, 请签收并交回客户联。

    销售经理: ben                                             日期: 2026-11-22

    发货人: anna                                              日期: 2026-11-22

    客户签收: ______________________________________________  日期: ______________"
  `)
  await printed(books, note)
  const second = paperPages((await noteDocument(books, note))!, { language: 'en', pageLength: 66 })
  expect(second[0]!.join('\n')).toContain('Prints: 2')
})

test('what a note says is never changed or deleted, whoever tries', async () => {
  const books = await company()
  const note = await noted(books, await shippedOrder(books))
  const { db } = books
  await expect(db.updateTable('delivery_note').set({ remarks: 'x' }).execute()).rejects.toThrow(
    'never changed',
  )
  await expect(db.updateTable('delivery_note_line').set({ quantity: 1 }).execute()).rejects.toThrow(
    'never changed',
  )
  await expect(db.deleteFrom('delivery_note_line').execute()).rejects.toThrow('never deleted')
  await expect(db.deleteFrom('delivery_note').where('number', '=', note).execute()).rejects.toThrow(
    'never deleted',
  )
  await expect(
    db.updateTable('delivery_note_event').set({ type: 'signed' }).execute(),
  ).rejects.toThrow('history')
})
