import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Ledger, openLedger } from '../../db/open.ts'
import { fillDemo } from '../../src/exchange/demo.ts'
import { importFiles, sayImported } from '../../src/exchange/import.ts'
import type { ImportKind } from '../../src/exchange/import-kinds.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'

let directory: string
let ledger: Ledger
let books: Books

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dingdan-import-'))
  ledger = await openLedger(':memory:')
  books = { db: ledger.db, user: 'clerk', now: () => new Date('2026-11-22T09:00:00') }
  await fillDemo(books)
})
afterEach(async () => {
  await ledger.close()
  await rm(directory, { recursive: true })
})

const put = async (name: string, content: string | Buffer) => {
  const path = join(directory, name)
  await writeFile(path, content)
  return path
}

/** Imports one CSV, perhaps by a map; answers what the command would print, without the directory. */
const bring = async (
  kind: ImportKind,
  csv: string | Buffer,
  map?: unknown,
  ...others: string[]
) => {
  const files = [await put('data.csv', csv)]
  for (const [index, other] of others.entries())
    files.push(await put(`data${index + 2}.csv`, other))
  const ask = {
    kind,
    files,
    map: map === undefined ? undefined : await put('map.json', JSON.stringify(map)),
  }
  return sayImported(await importFiles(books, ask), 'en').map(line =>
    line.replaceAll(`${directory}/`, ''),
  )
}

const find = (table: 'customer' | 'item', code: string) =>
  ledger.db.selectFrom(table).selectAll().where('code', '=', code).executeTakeFirst()

test('columns named as our fields, or by their labels in either language, need no map', async () => {
  expect(await bring('customers', 'code,名称,Currency,City\nc77,新客户,cny,宁波\n')).toEqual([
    '1 records imported',
  ])
  expect(await find('customer', 'C77')).toMatchObject({
    name: '新客户',
    currency: 'CNY',
    city: '宁波',
    active: 1,
  })
})

test('a customer that exists keeps what the file does not say', async () => {
  const before = await find('customer', '01000001')
  expect(await bring('customers', 'code,phone\n01000001,12345\n')).toEqual(['1 records imported'])
  expect(await find('customer', '01000001')).toEqual({ ...before, phone: '12345' })
})

test('a bill-to may come further down in the file', async () => {
  expect(
    await bring('customers', 'code,name,currency,bill_to\nA1,One,CNY,B1\nB1,Two,CNY,A1\n'),
  ).toEqual(['2 records imported'])
  expect(await find('customer', 'A1')).toMatchObject({ bill_to: 'B1' })
})

test('files of a Chinese Excel are read too', async () => {
  // 名称 and 新品 in GB 18030.
  const head = Buffer.concat([
    Buffer.from('code,currency,'),
    Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x0a]),
  ])
  const row = Buffer.concat([Buffer.from('C78,CNY,'), Buffer.from([0xd0, 0xc2, 0xc6, 0xb7, 0x0a])])
  expect(await bring('customers', Buffer.concat([head, row]))).toEqual(['1 records imported'])
  expect(await find('customer', 'C78')).toMatchObject({ name: '新品' })
})

test.each<[string, ImportKind, string, string[]]>([
  [
    'no such number',
    'items',
    'code,description,unit,list_price\nX1,Bolt,EA,abc\n',
    ['data.csv:2: list_price: Error: Type a number with at most 4 decimals (76)'],
  ],
  [
    'a text too long',
    'items',
    'code,description,unit\nX1,This description is far too long,EA\n',
    [
      'data.csv:2: description: Error: Longer than 24 cells (This description is far too long): shorten it, or wrap it in the map (8011)',
    ],
  ],
  [
    'a blank that must not be',
    'items',
    'code,description,unit\nX1,,EA\n',
    ['data.csv:2: description: Error: This may not be blank: type a value (41)'],
  ],
  [
    'a column that must be',
    'items',
    'description,unit\nBolt,EA\n',
    [
      'data.csv:1: code: Error: Field code is missing: give it a column or a value in the map (8007)',
    ],
  ],
  [
    'the same twice',
    'items',
    'code,description,unit\nX1,Bolt,EA\nx1,Bolt,EA\n',
    ['data.csv:3: Error: X1 stands in row 2 already: keep one of the two (8012)'],
  ],
  [
    'what does not exist',
    'customers',
    'code,name,currency,salesperson\nC1,One,CNY,SP99\n',
    ['data.csv:2: salesperson: Error: Salesperson SP99 does not exist: press F2 to choose (7201)'],
  ],
  [
    'an invisible character',
    'customers',
    'code,name,currency\nC1,On\u202ee,CNY\n',
    ['data.csv:2: name: Error: There are invisible characters in it: please type it again (81)'],
  ],
  [
    'a row that is too short',
    'items',
    'code,description,unit\nX1,Bolt\n',
    [
      'data.csv:2: Error: This is no proper CSV (CSV_RECORD_INCONSISTENT_FIELDS_LENGTH): check quotes and the number of columns (8002)',
    ],
  ],
  [
    'no rows',
    'items',
    'code,description,unit\n',
    ['data.csv: Error: The file holds no rows: put some under its header (8003)'],
  ],
  [
    'a day that is none',
    'prices',
    'code,currency,item,unit,start_date,price\nSTD,CNY,10-10000,EA,2026-02-30,1\n',
    [
      'data.csv:2: start_date: Error: No such day: type it as 2026-11-22, 1122, t (today) or +3 (27)',
    ],
  ],
  [
    'a price list without such an item',
    'prices',
    'code,currency,item,unit,start_date,price\nSTD,CNY,NONE,EA,2026-02-01,1\n',
    ['data.csv:2: item: Error: Item NONE does not exist: press F2 to choose (16)'],
  ],
  [
    'stock without a lot',
    'stock',
    'item,quantity\n40-40000,5\n',
    ['data.csv:2: lot: Error: Item 40-40000 is kept by lot: type the lot (1119)'],
  ],
  [
    'an order for nobody',
    'orders',
    'number,sold_to,order_date,item,quantity\nX9,NOBODY,2026-11-01,10-10000,1\n',
    ['data.csv:2: sold_to: Error: Customer NOBODY does not exist: press F2 to choose (3)'],
  ],
  [
    'a line with an unknown item',
    'orders',
    'number,sold_to,order_date,item,quantity\nX9,01000001,2026-11-01,10-10000,1\nX9,01000001,2026-11-01,NONE,1\n',
    ['data.csv:3: item: Error: Item NONE does not exist: press F2 to choose (16)'],
  ],
  [
    'a shipment that lies ahead',
    'orders',
    'number,sold_to,order_date,item,quantity,ship_date\nX9,01000001,2026-11-01,10-10000,1,2026-12-01\n',
    [
      'data.csv:2: ship_date: Error: The ship date 2026-12-01 lies ahead: give today or an earlier day (8015)',
    ],
  ],
])('%s is refused by file and line, and nothing is written', async (_, kind, csv, said) => {
  const before = await ledger.db.selectFrom('operation').select('id').execute()
  expect(await bring(kind, csv)).toEqual([
    ...said,
    'Error: Nothing was imported (faults: 1): mend them and import again (8016)',
  ])
  expect(await ledger.db.selectFrom('operation').select('id').execute()).toEqual(before)
})

test('every fault is told at once, a hundred at the most, and the good rows wait', async () => {
  const rows = Array.from(
    { length: 150 },
    (_, index) => `Y${index},Bolt,EA,${index === 0 ? '1' : 'x'}`,
  )
  const said = await bring('items', `code,description,unit,list_price\n${rows.join('\n')}\n`)
  expect(said).toHaveLength(101)
  expect(said[0]).toMatch(/^data\.csv:3: list_price/)
  expect(said.at(-1)).toMatch(/100\+/)
  expect(await find('item', 'Y0')).toBeUndefined()
})

test('a fault in the second file takes the first back', async () => {
  const files = [
    await put('a.csv', 'code,description,unit\nX1,Bolt,EA\n'),
    await put('b.csv', 'code,description,unit\nX2,,EA\n'),
  ]
  expect((await importFiles(books, { kind: 'items', files })).ok).toBe(false)
  expect(await find('item', 'X1')).toBeUndefined()
})

test('a map joins, cuts, multiplies, replaces, looks up and fills in', async () => {
  await put('groups.csv', 'Id,Code\n7,PUMPS\n')
  const csv =
    'No,First,Last,Kind,Gone,When,Price\nM1,Pump,with a rather long name indeed,7,1,2026-01-02 10:11:12,0.125\n'
  const map = {
    code: 'No',
    description: { columns: ['First', 'Last'], wrap: 24 },
    description_2: { columns: ['First', 'Last'], wrap: 24, piece: 2 },
    unit: { value: 'EA' },
    item_group: { column: 'Kind', in: 'groups.csv', key: 'Id', give: 'Code' },
    active: { column: 'Gone', replace: { '1': 'N', '0': 'Y' } },
    list_price: { column: 'Price', times: 100 },
    product_line: { column: 'When', first: 4 },
  }
  expect(await bring('items', csv, map)).toEqual(['1 records imported'])
  expect(await find('item', 'M1')).toMatchObject({
    description: 'Pump with a rather long',
    description_2: 'name indeed',
    unit: 'EA',
    item_group: 'PUMPS',
    active: 0,
    list_price: 12_5000,
    product_line: '2026',
  })
})

test.each<[string, unknown, RegExp]>([
  [
    'a field we do not have',
    { code: 'No', colour: 'C' },
    /data\.csv:1: colour: Error: There is no field colour: there are code, /,
  ],
  [
    'a column it does not have',
    { code: 'Nope' },
    /data\.csv:1: code: Error: The CSV has no column Nope: there are No/,
  ],
  [
    'a step that is unknown',
    { code: { column: 'No', upper: true } },
    /map\.json: code: Error: The map says something unknown about code \(upper true\): /,
  ],
  [
    'half a lookup',
    { code: { column: 'No', in: 'groups.csv' } },
    /map\.json: code: Error: The map says something unknown about code \(in, key, give/,
  ],
  [
    'a file that is not there',
    { code: { column: 'No', in: 'groups.csv', key: 'a', give: 'b' } },
    /groups\.csv: Error: File groups\.csv cannot be read/,
  ],
  ['no object', [], /map\.json: Error: The map is no proper JSON/],
])('a map with %s is refused', async (_, map, said) => {
  expect((await bring('items', 'No\nX1\n', map))[0]).toMatch(said)
})

test('prices: the rows of a list are its breaks, and replace those that stood there', async () => {
  const csv = [
    'code,currency,item,unit,start_date,expire_date,minimum_quantity,price',
    'STD,CNY,10-10000,EA,2026-04-01,2026-12-31,0,97.5',
    'STD,CNY,10-10000,EA,2026-04-01,2026-12-31,20,96.1234',
  ].join('\n')
  expect(await bring('prices', csv)).toEqual(['2 records imported'])
  const breaks = await ledger.db
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
  expect(await bring('stock', csv)).toEqual(['3 records imported'])
  const moves = await ledger.db
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
  const stockBefore = await ledger.db.selectFrom('stock').selectAll().execute()
  const csv = [
    'number,sold_to,order_date,ship_date,line,item,quantity,list_price,discount,price',
    'SO20000,01000001,2026-03-02,2026-03-09,1,10-10000,10,100,5,',
    'SO20000,01000001,2026-03-02,,2,10-10000,4,,,',
    'SO20001,01000001,2026-04-02,2026-04-20,1,10-10000,-3,,,98',
  ].join('\n')
  expect(await bring('orders', csv)).toEqual(['2 records imported'])
  const lines = await ledger.db
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
  expect(await ledger.db.selectFrom('stock').selectAll().execute()).toEqual(stockBefore)
  const shipped = await ledger.db
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
  const events = await ledger.db
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
  const control = await ledger.db
    .selectFrom('sales_order_control')
    .select('next_order')
    .executeTakeFirst()
  expect(control).toEqual({ next_order: 20002 })
  expect(await verify(books)).toEqual([])
})

test('an order that is in the books is refused, and lines without a head are', async () => {
  const heads = 'number,sold_to,order_date\nSO10001,01000001,2026-03-02\n'
  const lines = 'order_number,item,quantity\nSO10001,10-10000,1\nSO777,10-10000,1\n'
  expect(await bring('orders', heads, undefined, lines)).toEqual([
    'data2.csv:3: order_number: Error: There is no head for the lines of order SO777: add it (8013)',
    'data.csv:2: number: Error: Order SO10001 is in the books already: take it out of the file (8014)',
    'Error: Nothing was imported (faults: 2): mend them and import again (8016)',
  ])
})

test('the same file of orders a second time changes nothing and says so', async () => {
  const csv = 'number,sold_to,order_date,item,quantity\nX9,01000001,2026-11-01,10-10000,1\n'
  expect(await bring('orders', csv)).toEqual(['1 records imported'])
  expect(await bring('orders', csv)).toEqual([
    'Warning: These very files were imported before: nothing was done now (8018)',
  ])
})

test('a row is found where it begins, though a cell before it has line breaks', async () => {
  expect(
    (await bring('items', 'code,description,unit\nX1,"Bolt",EA\n\nX2,"a\nb",EA\n'))[0],
  ).toMatch(/^data\.csv:4: description/)
})

test('history needs no stock: what went out had come in', async () => {
  await bring(
    'items',
    'code,description,unit,list_price,site,location\nQ1,Never kept,EA,2,10000,200\n',
  )
  expect(
    await bring(
      'orders',
      'number,sold_to,order_date,ship_date,item,quantity\nX9,01000002,2026-11-01,2026-11-03,Q1,5\n',
    ),
  ).toEqual(['1 records imported'])
  const stock = await ledger.db
    .selectFrom('stock')
    .select('on_hand')
    .where('item', '=', 'Q1')
    .execute()
  expect(stock).toEqual([{ on_hand: 0 }])
})

test('history without a place, and of an item by lot without a lot, is refused', async () => {
  await bring('items', 'code,description,unit,list_price\nQ1,Never kept,EA,2\n')
  const csv = [
    'number,sold_to,order_date,ship_date,item,quantity,price',
    'X9,01000002,2026-11-01,2026-11-03,Q1,5,1',
    'X9,01000002,2026-11-01,2026-11-03,40-40010,5,1',
  ].join('\n')
  expect((await bring('orders', csv)).slice(0, 2)).toEqual([
    'data.csv:2: location: Error: Nothing says where the goods lie: give a site and a location (8019)',
    'data.csv:3: lot: Error: Item 40-40010 is kept by lot: type the lot (1119)',
  ])
})
