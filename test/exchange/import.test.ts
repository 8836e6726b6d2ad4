import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importFiles } from '../../src/exchange/import.ts'
import type { ImportKind } from '../../src/exchange/import-kinds.ts'
import { readCsv } from '../../src/exchange/read-csv.ts'
import { type Desk, openDesk } from './import-support.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

test('columns named as our fields, or by their labels in either language, need no map', async () => {
  expect(await desk.bring('customers', 'code,名称,Currency,City\nc77,新客户,cny,宁波\n')).toEqual([
    '1 record imported',
  ])
  expect(await desk.find('customer', 'C77')).toMatchObject({
    name: '新客户',
    currency: 'CNY',
    city: '宁波',
    active: 1,
  })
})

test('a customer that exists keeps what the file does not say', async () => {
  const before = await desk.find('customer', '01000001')
  expect(await desk.bring('customers', 'code,phone\n01000001,12345\n')).toEqual([
    '1 record imported',
  ])
  expect(await desk.find('customer', '01000001')).toEqual({ ...before, phone: '12345' })
})

test('a bill-to may come further down in the file', async () => {
  expect(
    await desk.bring('customers', 'code,name,currency,bill_to\nA1,One,CNY,B1\nB1,Two,CNY,A1\n'),
  ).toEqual(['2 records imported'])
  expect(await desk.find('customer', 'A1')).toMatchObject({ bill_to: 'B1' })
})

test('files of a Chinese Excel are read too', async () => {
  // 名称 and 新品 in GB 18030.
  const head = Buffer.concat([
    Buffer.from('code,currency,'),
    Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x0a]),
  ])
  const row = Buffer.concat([Buffer.from('C78,CNY,'), Buffer.from([0xd0, 0xc2, 0xc6, 0xb7, 0x0a])])
  expect(await desk.bring('customers', Buffer.concat([head, row]))).toEqual(['1 record imported'])
  expect(await desk.find('customer', 'C78')).toMatchObject({ name: '新品' })
})

test.each<[string, ImportKind, string, string[]]>([
  [
    'no such number',
    'items',
    'code,description,unit,list_price\nX1,Bolt,EA,abc\n',
    [
      'data.csv:2: list_price: Error: Type a number with at most 4 decimals, and commas at thousands alone (76)',
    ],
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
  const before = await desk.books.db.selectFrom('operation').select('id').execute()
  expect(await desk.bring(kind, csv)).toEqual([
    ...said,
    'Error: Nothing was imported (faults: 1): mend them and import again (8016)',
  ])
  expect(await desk.books.db.selectFrom('operation').select('id').execute()).toEqual(before)
})

test('every fault is told at once, a hundred at the most, and the good rows wait', async () => {
  const rows = Array.from(
    { length: 150 },
    (_, index) => `Y${index},Bolt,EA,${index === 0 ? '1' : 'x'}`,
  )
  const said = await desk.bring('items', `code,description,unit,list_price\n${rows.join('\n')}\n`)
  expect(said).toHaveLength(101)
  expect(said[0]).toMatch(/^data\.csv:3: list_price/)
  expect(said.at(-1)).toMatch(/100\+/)
  expect(await desk.find('item', 'Y0')).toBeUndefined()
})

test('a fault in the second file takes the first back', async () => {
  const files = [
    await desk.put('a.csv', 'code,description,unit\nX1,Bolt,EA\n'),
    await desk.put('b.csv', 'code,description,unit\nX2,,EA\n'),
  ]
  expect((await importFiles(desk.books, { kind: 'items', files })).ok).toBe(false)
  expect(await desk.find('item', 'X1')).toBeUndefined()
})

test.each([
  ['CRLF everywhere', '\r\n', '\r\n', 4],
  ['CRLF in an LF file', '\n', '\r\n', 4],
  ['LF in a CRLF file', '\r\n', '\n', 4],
  ['CR alone, which ends no line', '\n', '\r', 3],
  ['CR everywhere', '\r', '\r', 4],
])('a row is found where it begins: %s', async (_, end, inside, line) => {
  const file = join(await mkdtemp(join(tmpdir(), 'ends-')), 'rows.csv')
  await writeFile(file, `code,name${end}1,"x${inside}y"${end}2,z${end}`)
  const { rows } = await readCsv(file)
  expect(rows.map(one => one.line)).toEqual([2, line])
  await rm(dirname(file), { recursive: true })
})

test('a row is found where it begins, though a cell before it has line breaks', async () => {
  expect(
    (await desk.bring('items', 'code,description,unit\nX1,"Bolt",EA\n\nX2,"a\nb",EA\n'))[0],
  ).toMatch(/^data\.csv:4: description/)
})
