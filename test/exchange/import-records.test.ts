import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importFiles } from '../../src/exchange/import.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { type Desk, openDesk } from './import-support.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

test('prices: the rows of a list are its breaks, and replace those that stood there', async () => {
  const csv = [
    'code,currency,item,unit,start_date,expire_date,minimum_quantity,price',
    'STD,CNY,10-10000,EA,2026-04-01,2026-12-31,0,97.5',
    'STD,CNY,10-10000,EA,2026-04-01,2026-12-31,20,96.1234',
  ].join('\n')
  expect(await desk.bring('prices', csv)).toEqual(['2 records imported'])
  const breaks = await desk.books.db
    .selectFrom('price_break')
    .select(['minimum_quantity', 'price'])
    .where('code', '=', 'STD')
    .where('item', '=', '10-10000')
    .where('start_date', '=', '2026-04-01')
    .orderBy('minimum_quantity')
    .execute()
  expect(breaks).toEqual([
    { minimum_quantity: 0, price: 97_5000 },
    { minimum_quantity: 20_0000, price: 96_1234 },
  ])
})

test('stock goes to the usual place unless the file names another; none is none', async () => {
  const csv =
    'item,quantity,site,location,lot\n20-20000,7,,,\n20-20000,3,10000,210,\n20-20010,0,,,\n40-40010,2.5,,,g9\n'
  expect(await desk.bring('stock', csv)).toEqual(['3 records imported'])
  const moves = await desk.books.db
    .selectFrom('stock_move')
    .select(['type', 'item', 'site', 'location', 'lot', 'quantity'])
    .where('reference', '=', 'import')
    .orderBy('number')
    .execute()
  expect(moves.map(move => Object.values(move).join(' '))).toEqual([
    'RCT-UNP 20-20000 10000 200  70000',
    'RCT-UNP 20-20000 10000 210  30000',
    'RCT-UNP 40-40010 10000 200 G9 25000',
  ])
})

test('orders in one file: open lines are confirmed, shipped ones are history, returns too, and the counter goes on', async () => {
  const stockBefore = await desk.books.db.selectFrom('stock').selectAll().execute()
  const csv = [
    'number,sold_to,order_date,ship_date,line,item,quantity,list_price,discount,price',
    'SO20000,01000001,2026-03-02,2026-03-09,1,10-10000,10,100,5,',
    'SO20000,01000001,2026-03-02,,2,10-10000,4,,,',
    'SO20001,01000001,2026-04-02,2026-04-20,1,10-10000,-3,,,98',
  ].join('\n')
  expect(await desk.bring('orders', csv)).toEqual(['2 records imported'])
  const lines = await desk.books.db
    .selectFrom('sales_order_line')
    .select(['order_number', 'line', 'price', 'amount', 'confirmed', 'closed', 'quantity_shipped'])
    .where('order_number', 'in', ['SO20000', 'SO20001'])
    .orderBy('order_number')
    .orderBy('line')
    .execute()
  expect(lines.map(line => Object.values(line).join(' '))).toEqual([
    // 01000001 buys by list KEY, which has nothing for March: the item's own 130.00.
    'SO20000 1 950000 95000 1 1 100000',
    'SO20000 2 1300000 52000 1 0 0',
    'SO20001 1 980000 -29400 1 1 -30000',
  ])
  expect(await desk.books.db.selectFrom('stock').selectAll().execute()).toEqual(stockBefore)
  const shipped = await desk.books.db
    .selectFrom('stock_move')
    .select(['effective_date', 'quantity', 'amount', 'customer'])
    .where('type', '=', 'ISS-SO')
    .where('order_number', 'in', ['SO20000', 'SO20001'])
    .orderBy('number')
    .execute()
  expect(shipped).toEqual([
    { effective_date: '2026-03-09', quantity: -10_0000, amount: 950_00, customer: '01000001' },
    { effective_date: '2026-04-20', quantity: 3_0000, amount: -294_00, customer: '01000001' },
  ])
  const events = await desk.books.db
    .selectFrom('order_event')
    .select(['line', 'type', 'quantity'])
    .where('order_number', '=', 'SO20000')
    .orderBy('number')
    .execute()
  expect(events.filter(event => event.line !== null)).toEqual([
    { line: 1, type: 'entered', quantity: 10_0000 },
    { line: 2, type: 'entered', quantity: 4_0000 },
    { line: 1, type: 'shipped', quantity: 10_0000 },
  ])
  const control = await desk.books.db
    .selectFrom('sales_order_control')
    .select('next_order')
    .executeTakeFirst()
  expect(control).toEqual({ next_order: 20002 })
  expect(await wrongIn(desk.books)).toEqual([])
})

test('an order that is in the books is refused, and lines without a head are', async () => {
  const heads = 'number,sold_to,order_date\nSO10001,01000001,2026-03-02\n'
  const lines = 'order_number,item,quantity\nSO10001,10-10000,1\nSO777,10-10000,1\n'
  expect(await desk.bring('orders', heads, undefined, lines)).toEqual([
    'data2.csv:3: order_number: Error: There is no head for the lines of order SO777: add it (8013)',
    'data.csv:2: number: Error: Order SO10001 is in the books already: take it out of the file (8014)',
    'Error: Nothing was imported (faults: 2): mend them and import again (8016)',
  ])
})

test('an order that bears the number of a certificate is refused', async () => {
  const [paper] = await desk.books.db.selectFrom('certificate').select('number').execute()
  const csv = `number,sold_to,order_date,item,quantity\n${paper!.number},01000001,2026-03-02,10-10000,1\n`
  expect(await desk.bring('orders', csv)).toEqual([
    `data.csv:2: number: Error: Certificate ${paper!.number} bears this number: give the order another one (7540)`,
    'Error: Nothing was imported (faults: 1): mend them and import again (8016)',
  ])
})

test('the same file of orders a second time changes nothing and says so', async () => {
  const csv = 'number,sold_to,order_date,item,quantity\nX9,01000001,2026-11-01,10-10000,1\n'
  expect(await desk.bring('orders', csv)).toEqual(['1 record imported'])
  expect(await desk.bring('orders', csv)).toEqual([
    'Warning: These very files were imported before: nothing was done now (8018)',
  ])
})

test('history needs no stock: what went out had come in', async () => {
  await desk.bring(
    'items',
    'code,description,unit,list_price,site,location\nQ1,Never kept,EA,2,10000,200\n',
  )
  expect(
    await desk.bring(
      'orders',
      'number,sold_to,order_date,ship_date,item,quantity\nX9,01000002,2026-11-01,2026-11-03,Q1,5\n',
    ),
  ).toEqual(['1 record imported'])
  const stock = await desk.books.db
    .selectFrom('stock')
    .select('on_hand')
    .where('item', '=', 'Q1')
    .execute()
  expect(stock).toEqual([{ on_hand: 0 }])
})

test('history without a place, and of an item by lot without a lot, is refused', async () => {
  await desk.bring('items', 'code,description,unit,list_price\nQ1,Never kept,EA,2\n')
  const csv = [
    'number,sold_to,order_date,ship_date,item,quantity,price',
    'X9,01000002,2026-11-01,2026-11-03,Q1,5,1',
    'X9,01000002,2026-11-01,2026-11-03,40-40010,5,1',
  ].join('\n')
  expect((await desk.bring('orders', csv)).slice(0, 2)).toEqual([
    'data.csv:2: location: Error: Nothing says where the goods lie: give a site and a location (8019)',
    'data.csv:3: lot: Error: Item 40-40010 is kept by lot: type the lot (1119)',
  ])
})

test('a line without an item is refused where it stands, whatever it was to ship', async () => {
  const csv = [
    'number,sold_to,order_date,ship_date,item,quantity',
    'X9,01000001,2026-01-05,,10-10000,3',
    'X9,01000001,2026-01-05,2026-01-06,,5',
    'X8,01000001,2026-01-05,,,5',
  ].join('\n')
  expect(await desk.bring('orders', csv)).toEqual([
    'data.csv:3: item: Error: This may not be blank: type a value (41)',
    'data.csv:4: item: Error: This may not be blank: type a value (41)',
    'Error: Nothing was imported (faults: 2): mend them and import again (8016)',
  ])
})

test('a ship date is that of the line that says it, in whatever order the lines come', async () => {
  const csv = [
    'number,sold_to,order_date,ship_date,line,item,quantity',
    'X9,01000001,2026-01-05,,7,10-10000,3',
    'X9,01000001,2026-01-05,2026-01-06,2,20-20000,5',
  ].join('\n')
  expect(await desk.bring('orders', csv)).toEqual(['1 record imported'])
  const lines = await desk.books.db
    .selectFrom('sales_order_line')
    .select(['line', 'quantity_shipped', 'closed'])
    .where('order_number', '=', 'X9')
    .orderBy('line')
    .execute()
  expect(lines).toEqual([
    { line: 2, quantity_shipped: 5_0000, closed: 1 },
    { line: 7, quantity_shipped: 0, closed: 0 },
  ])
})

test('orders that must be audited are so in the very moment that the log says, however fast the clock runs', async () => {
  let ticks = 0
  const now = () => {
    ticks += 1
    return new Date(Date.parse('2026-11-22T09:00:00') + 7 * ticks)
  }
  const file = await desk.put(
    'orders.csv',
    'number,sold_to,order_date,item,quantity\nA1,01000001,2026-11-20,10-10000,2\nA2,01000001,2026-11-20,10-10000,3\n',
  )
  const done = await importFiles({ ...desk.books, now }, { kind: 'orders', files: [file] })
  expect(done).toEqual({ ok: true, records: 2, repeated: false })
  const found = await desk.books.db
    .selectFrom('sales_order')
    .select('audited_by')
    .where('number', 'in', ['A1', 'A2'])
    .execute()
  expect(found).toEqual([{ audited_by: 'demo' }, { audited_by: 'demo' }])
  expect(await wrongIn(desk.books)).toEqual([])
})

describe('a limit', () => {
  const bringOrders = async (...rows: string[]) => {
    await desk.bring('customers', 'code,name,currency,credit_limit\nK9,Limited,CNY,1000\n')
    const head = 'number,sold_to,order_date,ship_date,item,quantity,price'
    expect(await desk.bring('orders', [head, ...rows].join('\n'))).toEqual([
      `${rows.length} records imported`,
    ])
    const orders = await desk.books.db
      .selectFrom('sales_order')
      .select(['number', 'action_status'])
      .where('sold_to', '=', 'K9')
      .orderBy('number')
      .execute()
    expect(await wrongIn(desk.books)).toEqual([])
    return orders.map(({ number, action_status }) => `${number} ${action_status ?? 'free'}`)
  }

  test('counts the orders that stand before in the file', async () => {
    const row = 'K9,2026-11-01,,10-10000,6,120'
    expect(await bringOrders(`X1,${row}`, `X2,${row}`, `X3,${row}`)).toEqual([
      'X1 free',
      'X2 HD',
      'X3 HD',
    ])
  })

  test('counts what was shipped of them, less what came back; what is history itself is not held', async () => {
    expect(
      await bringOrders(
        'X1,K9,2026-10-01,2026-10-02,10-10000,12,120',
        'X2,K9,2026-10-03,2026-10-04,10-10000,-6,120',
        'X3,K9,2026-11-01,,10-10000,2,120',
        'X4,K9,2026-11-01,,10-10000,1,120',
      ),
    ).toEqual(['X1 free', 'X2 free', 'X3 free', 'X4 HD'])
  })
})

test('a discount without any price is taken off the list price; no discount leaves the price in force', async () => {
  await desk.bring('items', 'code,description,unit,list_price\nD1,Discounted,EA,120\n')
  await desk.bring('customers', 'code,name,currency\nK9,Anybody,CNY\n')
  const csv = [
    'number,sold_to,order_date,item,quantity,discount',
    'X1,K9,2026-11-01,D1,1,10',
    'X1,K9,2026-11-01,D1,1,0',
    'X1,K9,2026-11-01,D1,1,',
  ].join('\n')
  expect(await desk.bring('orders', csv)).toEqual(['1 record imported'])
  const lines = await desk.books.db
    .selectFrom('sales_order_line')
    .select(['list_price', 'discount', 'price'])
    .where('order_number', '=', 'X1')
    .orderBy('line')
    .execute()
  expect(lines.map(line => Object.values(line).join(' '))).toEqual([
    '1200000 1000 1080000',
    '1200000 0 1200000',
    '1200000 0 1200000',
  ])
})

test('in one file the rows of an order say the same of its head, where they say anything', async () => {
  const csv = [
    'number,sold_to,order_date,due_date,freight,item,quantity',
    'X1,01000001,2026-11-01,2026-11-20,5,10-10000,1',
    'X1,,,2026-11-21,,10-10000,2',
    'X1,01000002,2026-11-02,2026-11-20,5,10-10000,3',
    'X1,01000001,2026-11-01,2026-11-20,6,10-10000,4',
  ]
  const says = (line: number, field: string) =>
    `data.csv:${line}: ${field}: Error: X1 says something else in row 2: say the same in both, or name another one (8020)`
  expect(await desk.bring('orders', csv.join('\n'))).toEqual([
    says(4, 'sold_to'),
    says(4, 'order_date'),
    says(5, 'freight'),
    'Error: Nothing was imported (faults: 3): mend them and import again (8016)',
  ])
  expect(await desk.bring('orders', csv.slice(0, 3).join('\n'))).toEqual(['1 record imported'])
})

test('history is sold, whatever its order says of consignment, and not before it was ordered', async () => {
  const csv = (shipped: string) =>
    [
      'number,sold_to,order_date,consignment,ship_date,item,quantity,reason',
      `X1,01000001,2026-10-02,y,${shipped},10-10000,1,`,
      'X1,01000001,2026-10-02,y,,10-10000,1,',
      'X1,01000001,2026-10-02,y,2026-10-20,10-10000,-1,WRONG',
    ].join('\n')
  expect((await desk.bring('orders', csv('2026-10-01')))[0]).toBe(
    'data.csv:2: ship_date: Error: It was ordered on 2026-10-02 and cannot be shipped before: type a later day (7118)',
  )
  const [reason] = await desk.books.db.selectFrom('reason_code').select('code').limit(1).execute()
  const good = csv('2026-10-02').replace('WRONG', reason!.code)
  expect(await desk.bring('orders', good)).toEqual(['1 record imported'])
  const lines = await desk.books.db
    .selectFrom('sales_order_line')
    .select('consigned')
    .where('order_number', '=', 'X1')
    .orderBy('line')
    .execute()
  expect(lines.map(line => line.consigned)).toEqual([0, 1, 0])
  const moves = await desk.books.db
    .selectFrom('stock_move')
    .select(['quantity', 'reason'])
    .where('type', '=', 'ISS-SO')
    .where('order_number', '=', 'X1')
    .orderBy('number')
    .execute()
  expect(moves).toEqual([
    { quantity: -1_0000, reason: null },
    { quantity: 1_0000, reason: reason!.code },
  ])
  expect(await wrongIn(desk.books)).toEqual([])
})

test('stock at another site than the usual one says where it lies there', async () => {
  const [item] = await desk.books.db
    .selectFrom('item')
    .select(['code', 'site', 'location'])
    .where('code', '=', '20-20000')
    .execute()
  await desk.bring('sites', 'code,name\n77777,Elsewhere\n')
  await desk.bring('locations', `site,code,description\n77777,${item!.location},The same name\n`)
  expect((await desk.bring('stock', 'item,quantity,site\n20-20000,7,77777\n'))[0]).toBe(
    'data.csv:2: location: Error: Nothing says where the goods lie: give a site and a location (8019)',
  )
  expect(await desk.bring('stock', `item,quantity,site\n20-20000,7,${item!.site}\n`)).toEqual([
    '1 record imported',
  ])
})
