import { beforeEach, expect, test } from 'vitest'
import type { CheckName } from '../../db/checks.ts'
import type { Books } from '../../src/ledger/books.ts'
import { checks, sayFinding, verify } from '../../src/ledger/checks.ts'
import { today } from '../support/company.ts'
import { booksToCheck, tear } from './torn-books.ts'

let books: Books
beforeEach(async () => {
  books = await booksToCheck()
})

test('sound books have no findings', async () => {
  expect(await verify(books)).toEqual([])
})

const now = new Date(`${today}T10:00:00`).toISOString()

const tears: [CheckName, string, string][] = [
  [
    'stock on hand is the sum of its moves',
    "update stock set on_hand = on_hand + 1 where item = '10-10000'",
    '10-10000 10000 200  980000 980001',
  ],
  [
    'stock on hand is the sum of its moves',
    "delete from stock where item = '10-40000'",
    '10-40000 10000 200  9985000 0',
  ],
  [
    'stock on hand is the sum of its moves',
    "insert into stock values ('10-50000', '10000', '200', '', 7, 0, 0)",
    '10-50000 10000 200  0 7',
  ],
  [
    'no less than nothing and no more than is on hand is allocated or consigned',
    "update stock set allocated = 990000 where item = '10-10000'",
    '10-10000 10000 200  980000 990000',
  ],
  [
    'allocated stock is the sum of its allocations',
    'update allocation set quantity = 1',
    '10-10000 10000 200  1 30000',
  ],
  [
    'allocated stock is the sum of its allocation moves',
    'update allocation_move set quantity = 1 where number = 1',
    '10-10000 10000 200  -29999 30000',
  ],
  [
    'a line is allocated what its allocations say',
    'update allocation set line = 2',
    'SO10001 1 0 30000',
  ],
  [
    'a line is allocated what its allocation moves say',
    'update sales_order_line set quantity_allocated = 5 where line = 1',
    'SO10001 1 30000 5',
  ],
  [
    'a line is shipped what its moves say',
    'update sales_order_line set quantity_shipped = 5 where line = 1',
    'SO10001 1 20000 5',
  ],
  [
    'a line is shipped and allocated no more than was ordered',
    'update sales_order_line set quantity_allocated = 90000 where line = 1',
    'SO10001 1 100000 110000',
  ],
  [
    'a line shipped whole is closed',
    'update sales_order_line set closed = 0 where line = 2',
    'SO10001 2 1 0',
  ],
  [
    'a line costs its quantity at its price',
    'update sales_order_line set amount = 1 where line = 1',
    'SO10001 1 130000 1',
  ],
  [
    'an order comes to the sum of its lines',
    'update sales_order set lines_total = 1',
    'SO10001 179000 1',
  ],
  [
    'an order totals its lines less the discount plus freight',
    'update sales_order set total = 1',
    'SO10001 0 179000 0 1',
  ],
  [
    'an order stands where its lines say',
    "update sales_order set status = 'closed'",
    'SO10001 confirmed closed',
  ],
  [
    'an order is cancelled where its history says, with nothing open',
    "update sales_order set status = 'cancelled' where number = 'SO10001'",
    'SO10001 not cancelled 0 cancelled 2',
  ],
  [
    'a delivery note holds what its shipment took out',
    'update delivery_note_line set quantity = 10000',
    'DN10001 SO10001 1 10-10000 10000 200  20000 10000',
  ],
  [
    'a delivery note holds what its shipment took out',
    'delete from delivery_note_line',
    'DN10001 SO10001 1 10-10000 10000 200  20000 0',
  ],
  [
    'a delivery note is for the order, customer and day of its shipment',
    "update delivery_note set customer = 'C002'",
    `DN10001 SO10001 C001 ${today} anna SO10001 C002 ${today} anna`,
  ],
  [
    'a delivery note is for the order, customer and day of its shipment',
    "update delivery_note set ship_date = '2020-01-01', shipped_by = 'ben'",
    `DN10001 SO10001 C001 ${today} anna SO10001 C001 2020-01-01 ben`,
  ],
  [
    'a delivery note is for the order, customer and day of its shipment',
    "update delivery_note set order_number = 'SO10002'",
    `DN10001 SO10001 C001 ${today} anna SO10002 C001 ${today} anna`,
  ],
  [
    'a delivery note is for the order, customer and day of its shipment',
    'update delivery_note set shipment = (select operation from stock_move where number = 1)',
    `DN10001 a shipment  SO10001 C001 ${today} anna`,
  ],
  [
    'a delivery note stands where its history says',
    'update delivery_note set prints = 7',
    `DN10001 signed ben ${now}   0 signed ben ${now}   7`,
  ],
  [
    'a delivery note was not signed by who shipped it',
    "update delivery_note set signed_by = 'anna'",
    'DN10001 somebody else anna',
  ],
  [
    'a signature is for an event of its order',
    'update order_signature set event = 999',
    'order_signature 1 SO10001 none',
  ],
  [
    'certified stock is what certificates in work say',
    "update allocation set certified = 1 where item = '10-40000'",
    'SO10002 1 10000 200  30000 1',
  ],
  [
    'certified stock is what certificates in work say',
    "update certificate set status = 'printed' where number = 'PC10001'",
    'SO10002 1 10000 200  50000 30000',
  ],
  [
    'no more is certified than is allocated',
    "update allocation set certified = 90000 where item = '10-40000'",
    'SO10002 1 10000 200  70000 90000',
  ],
  [
    'a certificate stands where its history says',
    "update certificate set status = 'shipped' where number = 'PC10003'",
    'PC10003 issued shipped',
  ],
  [
    'a certificate stands where its history says',
    "delete from certificate_event where certificate = 'PC10003'",
    'PC10003 an event issued',
  ],
  [
    'a certificate is for the customer and items of its orders',
    "update certificate set customer = 'C001' where number = 'PC10001'",
    'PC10001 1 C002 10-40000 C001 10-40000',
  ],
  [
    'a certificate is for the customer and items of its orders',
    "update certificate_line set item = '10-20000' where certificate = 'PC10003'",
    'PC10003 1 C002 10-40000 C002 10-20000',
  ],
  [
    'a certificate left by two moves of exactly what it says',
    "delete from stock_move where type = 'RCT-TR'",
    'PC10001 SO10002 1 RCT-TR 20000 0',
  ],
  [
    'a certificate left by two moves of exactly what it says',
    "update stock_move set quantity = -30000 where type = 'ISS-TR'",
    'PC10001 SO10002 1 ISS-TR -20000 -30000',
  ],
  [
    'a certificate left by two moves of exactly what it says',
    "update certificate_line set quantity = 10000 where certificate = 'PC10001'",
    'PC10001 SO10002 1 ISS-SO -10000 -20000',
  ],
  [
    'nothing of a certificate stays in the virtual warehouse',
    "update stock_move set quantity = -10000 where type = 'ISS-SO' and certificate = 'PC10001'",
    'PC10001 10-40000 20000 200  0 10000',
  ],
  [
    'a reissued certificate is for what the lost one was',
    "update certificate_line set quantity = 10000 where certificate = 'PC10003'",
    'PC10003 SO10002 1 30000 10000',
  ],
  [
    'a lost certificate was approved and reissued by others',
    "update certificate_event set created_by = 'anna' where type = 'approved'",
    'PC10002 approved not who lost anna',
  ],
  [
    'a lost certificate was approved and reissued by others',
    "delete from certificate_event where type = 'approved'",
    'PC10002 reissued not who approved anna',
  ],
  [
    'an order is audited, stopped and archived as its history says',
    "update sales_order set audited_by = 'ben', audited_at = 'now' where number = 'SO10001'",
    'SO10001   0 0 ben now 0 0',
  ],
  [
    'an order is audited, stopped and archived as its history says',
    "update sales_order set archived = 1 where number = 'SO10001'",
    'SO10001   0 0   0 1',
  ],
  [
    'an order that is stopped or archived holds no stock',
    "update sales_order set stopped = 1 where number = 'SO10001'",
    'SO10001 1 0 30000',
  ],
  [
    'a change was judged as its history says',
    "update change_request set status = 'approved'",
    `1 refused ben ${now} approved ben ${now}`,
  ],
  [
    'consigned stock is the sum of what lies with customers',
    "update stock set consigned = 1 where location = 'CON'",
    '10-20000 90000 CON  20000 1',
  ],
  [
    'what lies with a customer came there, less what was used and given back',
    'update consignment set quantity = 30000',
    'C002 10-20000 20000 30000',
  ],
  [
    'what lies with a customer came there, less what was used and given back',
    "update stock_move set quantity = -30000 where consignment = 'used'",
    'C002 10-20000 30000 20000',
  ],
  [
    'what lies with customers is what its moves say',
    "update consignment set location = 'CON2'",
    'SO10003 1 C002 10-20000 90000 CON  20000 0',
  ],
  [
    'a line was used what its moves say',
    "update sales_order_line set quantity_used = 5 where order_number = 'SO10003'",
    'SO10003 1 30000 5',
  ],
  [
    'what is transferred leaves one place for another',
    "update stock_move set quantity = 70000 where consignment = 'received'",
    'SO10003 1 10-20000  0 10000',
  ],
  [
    'what is transferred leaves one place for another',
    "update stock_move set type = 'RCT-TR' where number = 1",
    'stock_move 1 0 1000000',
  ],
  [
    'what comes in is more, what goes out is less',
    'update stock_move set quantity = -quantity where number = 1',
    'stock_move 1 RCT-UNP > 0 -1000000',
  ],
  [
    'what comes in is more, what goes out is less',
    "update stock_move set quantity = -quantity where consignment in ('sent', 'received')",
    'stock_move 12 ISS-TR < 0 60000',
  ],
  [
    'what comes in is more, what goes out is less',
    "update stock_move set quantity = -quantity where consignment = 'undone'",
    'stock_move 15 ISS-SO > 0 -10000',
  ],
  [
    'what no order asked for names none, and only sales cost',
    "update stock_move set order_number = 'SO10001', line = 1, customer = 'C001', amount = -99999 where number = 1",
    'stock_move 1 RCT-UNP none SO10001 C001  -99999',
  ],
  [
    'what no order asked for names none, and only sales cost',
    "update stock_move set price = 5 where consignment = 'received'",
    'stock_move 13 RCT-TR none SO10003 C002 5 ',
  ],
  [
    'each step of consigned goods is a move of its kind',
    "update stock_move set type = 'ISS-UNP' where consignment = 'sent'",
    'stock_move 12 sent ISS-TR ISS-UNP',
  ],
  [
    'what is consigned is sent, and what is not is sold',
    "update sales_order_line set consigned = 0 where order_number = 'SO10003'",
    'stock_move 14 not consigned used',
  ],
  [
    'what is consigned is sent, and what is not is sold',
    "update sales_order_line set consigned = 1 where order_number = 'SO10001' and line = 2",
    'SO10001 2 0 50000',
  ],
  [
    'no more of a usage or shipment is undone than it was',
    "update stock_move set quantity = 50000 where consignment = 'undone'",
    'stock_move 14 <= 40000 50000',
  ],
  [
    'no more of a usage or shipment is undone than it was',
    "update stock_move set location = 'CON2' where consignment = 'undone'",
    'stock_move 14 <= 40000 10000',
  ],
  [
    'no more comes back than a shipment took out',
    "update sales_order_line set quantity = -60000 where order_number = 'SO10004'",
    'stock_move 8 <= 50000 60000',
  ],
  [
    'no more comes back than a shipment took out',
    "update sales_order_line set quantity = -60000 where order_number = 'SO10004'",
    'SO10001 2 <= 50000 60000',
  ],
  [
    'a return is of the customer and item of its shipment',
    "update stock_move set customer = 'C004' where number = 8",
    'SO10004 1 C001 10-20000 C004 10-20000',
  ],
  [
    'a return has the price and currency of its shipment',
    "update sales_order_line set price = 99990000 where order_number = 'SO10004'",
    'SO10004 1 980000 CNY 99990000 CNY',
  ],
  [
    'a return has the price and currency of its shipment',
    "update sales_order set currency = 'USD' where number = 'SO10004'",
    'SO10004 1 980000 CNY 980000 USD',
  ],
  [
    'what was shipped is of the item and customer of its order',
    "update stock_move set item = '10-40000' where number = 8",
    'SO10001 2 10-20000 10-40000',
  ],
  [
    'what was shipped is of the item and customer of its order',
    "update stock_move set customer = 'C004' where number = 8",
    'stock_move 8 C001 C004',
  ],
  [
    'what was shipped is of the item and customer of its order',
    'update stock_move set customer = null where number = 8',
    'stock_move 8 C001 none',
  ],
  [
    'a line and its sales have the price that history says',
    'update stock_move set price = 10000 where number = 8',
    'stock_move 8 980000 10000',
  ],
  [
    'a line and its sales have the price that history says',
    "update sales_order_line set price = 10000 where order_number = 'SO10001' and line = 2",
    'SO10001 2 980000 10000',
  ],
  [
    "what was shipped stands in its order's history",
    "update order_event set quantity = 1 where type = 'shipped' and line = 2",
    'SO10001 2 50000 1',
  ],
  [
    "what was shipped stands in its order's history",
    "delete from order_event where type = 'shipped' and order_number = 'SO10003'",
    'SO10003 1 60000 0',
  ],
  [
    "what was shipped stands in its order's history",
    "update order_event set amount = 1 where type = 'shipped' and line = 2",
    'SO10001 2 980000 49000 1',
  ],
  [
    "what was shipped stands in its order's history",
    "update order_event set price = 1 where type = 'shipped' and line = 2",
    'SO10001 2 1 0 49000',
  ],
  [
    'what happened, happened to an order',
    "update order_event set order_number = 'SO99999' where number = 1",
    'order_event 1 an order SO99999',
  ],
  ['a period is closed as its history says', 'update gl_period set closed = 0', '2026/10 1 0'],
  [
    'nothing was posted into a closed period',
    "update stock_move set effective_date = '2026-10-31' where number = 8",
    'stock_move 8 not in 2026/10 2026-10-31',
  ],
  [
    'history has no gaps',
    'update order_event set number = 99 where number = 2',
    'order_event 3 2 before it a gap',
  ],
  [
    'each operation follows on the one before it',
    'update operation set number = 99 where number = 2',
    'operation 3 2 before it a gap',
  ],
  [
    'every operation was made by a user',
    "update operation set created_by = 'ghost' where number = 20",
    'operation 20 a user ghost',
  ],
  [
    'every move is of a day that there is',
    "update stock_move set effective_date = '2026-02-31' where number = 1",
    'stock_move 1 a day 2026-02-31',
  ],
  [
    'every move was made by an operation',
    "update stock_move set operation = 'nobody' where number = 1",
    'stock_move 1 operation nobody none',
  ],
  [
    'no move lies ahead of the day it was posted',
    "update stock_move set effective_date = '2027-01-01' where number = 1",
    'stock_move 1 2026-11-23 2027-01-01',
  ],
  [
    'a line was shipped for what its quantity costs',
    'update stock_move set amount = 1 where line = 2',
    'SO10001 2 49000 1',
  ],
  [
    'a line holds the sum of what was entered and changed',
    "update order_event set quantity = 1 where type = 'entered' and line = 1",
    'SO10001 1 1 100000',
  ],
  [
    'tables, indexes and triggers are what the program made',
    'create trigger t after insert on stock_move begin update user set admin = 1; end',
    'schema trigger t no row one',
  ],
  [
    'every row refers to rows that exist',
    "update sales_order set salesperson = 'NO'",
    'sales_order 1 exists no salesperson',
  ],
  [
    'the database file is sound',
    'update stock set allocated = on_hand + 1',
    'database ok CHECK constraint failed in stock',
  ],
]

test.each(tears)('%s: %s', async (name, statement, says) => {
  await tear(books, statement)
  const found = (await verify(books)).filter(one => one.check === name)
  expect(found.map(one => [one.key, one.expected, one.found].join(' '))).toContain(says)
})

test('a line that older programs sold at two prices was sold at those that it had', async () => {
  await tear(
    books,
    `insert into order_event (operation, order_number, line, type, quantity, price, created_by, created_at)
    select id, 'SO10001', 2, 'changed', 0, 500000, created_by, created_at from operation
    order by number desc limit 1`,
  )
  await tear(
    books,
    "update sales_order_line set price = 500000 where order_number = 'SO10001' and line = 2",
  )
  const found = (await verify(books)).map(one => one.check)
  expect(found).toContain('a line costs its quantity at its price')
  expect(found).not.toContain('a line and its sales have the price that history says')
})

test('every check has been seen to fail', () => {
  expect(new Set(tears.map(([name]) => name))).toEqual(new Set(checks.map(check => check.name)))
})

test('a finding is told in both languages', async () => {
  await tear(books, 'update sales_order set lines_total = 1')
  const finding = (await verify(books)).find(one => one.key === 'SO10001')!
  expect(sayFinding(finding, 'en')).toBe(
    'Error: an order comes to the sum of its lines: SO10001 should be 179000, is 1 (9010)',
  )
  expect(sayFinding(finding, 'zh')).toContain('订单行合计等于各行金额之和: SO10001 应为 179000')
})
