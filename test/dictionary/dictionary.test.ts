import { expect, test } from 'vitest'
import type { Field, Format } from '../../db/dictionary/field.ts'
import { dictionary } from '../../db/dictionary/index.ts'
import { openLedger } from '../../db/open.ts'
import { cells } from '../../src/kernel/text.ts'

const fields = Object.entries(dictionary).flatMap(([record, family]) =>
  Object.entries(family).map(([name, field]) => ({
    id: `${record}.${name}`,
    field: field as Field,
  })),
)
const han = /\p{Script=Han}/u
const width = (format: Format) => format.width

/** Ids of the fields that a test finds fault with, so that a failure names them. */
const faulty = (wrong: (field: Field) => boolean) =>
  fields.filter(({ field }) => wrong(field)).map(({ id }) => id)

test('labels and help are said in both languages, each in its own', () => {
  expect(faulty(({ label }) => !label[0].trim() || !label[1].trim())).toEqual([])
  expect(faulty(({ help }) => !han.test(help[0]) || help[1].length < 10)).toEqual([])
  expect(
    faulty(field => [field.label, field.help, field.head].some(text => text && han.test(text[1]))),
  ).toEqual([])
})

test('a choice says what each of its codes means, in both languages', () => {
  expect(
    faulty(
      ({ format }) =>
        format.kind === 'choice' &&
        Object.values(format.choices).some(([zh, en]) => !han.test(zh) || !en || han.test(en)),
    ),
  ).toEqual([])
})

test('labels leave room on 80 columns: 12 cells of Chinese, 16 of English', () => {
  expect(faulty(({ label }) => cells(label[0]) > 12 || cells(label[1]) > 16)).toEqual([])
})

test('heads are shorter than the labels they stand for', () => {
  expect(
    faulty(
      ({ head, label }) =>
        !!head && (cells(head[0]) > cells(label[0]) || cells(head[1]) > cells(label[1])),
    ),
  ).toEqual([])
})

test('help is a sentence of its own, and fits two rows of a terminal', () => {
  expect(
    faulty(({ help, label }) => help[0] === `${label[0]}。` || help[1] === `${label[1]}.`),
  ).toEqual([])
  expect(faulty(({ help }) => !/[。]$/.test(help[0]) || !/[.]$/.test(help[1]))).toEqual([])
  expect(faulty(({ help }) => cells(help[0]) > 150 || cells(help[1]) > 150)).toEqual([])
})

test('help that speaks of F2 has a lookup', () => {
  expect(
    faulty(({ help, lookup }) => help[0].includes('F2') && !lookup && !help[0].includes('来源')),
  ).toEqual([])
})

test('a column of QAD has one label and one format, wherever it is shown', () => {
  const known = new Map<string, string>()
  const differing = fields.filter(({ field }) => {
    if (!field.qad) return false
    const face = JSON.stringify([field.label, field.head, field.format])
    const before = known.get(field.qad) ?? face
    known.set(field.qad, before)
    return before !== face
  })
  expect(differing.map(({ id }) => id)).toEqual([])
})

test('one pair of words has one format', () => {
  const known = new Map<string, string>()
  const differing = fields.filter(({ field }) => {
    const words = field.label.join('|')
    const { kind, scale } = field.format as Format & { scale?: number }
    const face = JSON.stringify([kind, scale, width(field.format)])
    const before = known.get(words) ?? face
    known.set(words, before)
    return before !== face
  })
  expect(differing.map(({ id }) => id)).toEqual([])
})

test('every column of every table that people see is here', async () => {
  const { db, close } = await openLedger(':memory:')
  const tables = await db.introspection.getTables()
  const hidden = ['operation', 'allocation_move', 'draft', 'draft_record', 'password']
  const shownAs: Record<string, string> = { stock_move: 'stock_history' }
  const renamed: Record<string, readonly string[]> = {
    // An order's line and customer stand in 7.1.20.13, where price and amount do too.
    stock_move: ['order_number', 'customer', 'price', 'amount'],
  }
  const missing = tables
    .filter(table => !hidden.includes(table.name))
    .flatMap(table => {
      const family = (dictionary as Record<string, object>)[shownAs[table.name] ?? table.name] ?? {}
      return table.columns
        .map(column => column.name)
        .filter(name => !(name in family) && !renamed[table.name]?.includes(name))
        .map(name => `${table.name}.${name}`)
    })
  expect(missing).toEqual([])
  await close()
})

test('the lookups that fields name are those the screens have', () => {
  const names = new Set(fields.map(({ field }) => field.lookup).filter(Boolean))
  expect([...names].sort()).toEqual([
    'certificate',
    'change_request',
    'consigned_line',
    'consigned_order',
    'credit_terms',
    'customer',
    'customer_item',
    'delivery_note',
    'gl_period',
    'holiday',
    'item',
    'location',
    'menu',
    'order_to_note',
    'price_list',
    'printer',
    'reason_code',
    'returnable_shipment',
    'sales_order',
    'salesperson',
    'ship_to',
    'shipment',
    'site',
    'stock_place',
    'usage',
    'user',
    'usual_item',
  ])
})
