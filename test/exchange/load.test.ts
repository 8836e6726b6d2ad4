import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHost } from '../../bin/host.ts'
import { load } from '../../src/exchange/load.ts'
import { type Problem, sayProblem } from '../../src/exchange/problem.ts'
import type { Language } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import { users } from '../../src/security/users.ts'
import { carryOut, company } from '../support/company.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'load-'))
})
afterAll(() => rm(directory, { recursive: true }))

/** Loads lines into books, and answers what was said of which line. */
const loads = async (
  books: Books,
  text: string | Uint8Array,
  options: { dryRun?: boolean; language?: Language } = {},
) => {
  const file = join(directory, 'test.cim')
  await writeFile(file, text)
  const told: Problem[] = []
  const { language = 'en', dryRun = false } = options
  const count = await load({
    file,
    dryRun,
    ledger: { db: books.db },
    hostOn: ledger =>
      createHost({ ...books, language, ledger: ledger as never, directory: '/nowhere' }),
    tell: one => told.push(one),
  })
  const said = told.map(one => sayProblem(one, language).replace(`${file}:`, ''))
  const refusals = told
    .filter(({ message }) => message.level === 'error')
    .map(({ line, message, field }) => [line, message.number, field])
  return { ...count, said, refusals }
}

const batch = (program: string, ...lines: string[]) =>
  [`@@batchload ${program}`, ...lines, '@@end', ''].join('\n')

const items = (books: Books) =>
  books.db.selectFrom('item').selectAll().where('code', 'like', 'NEW%').orderBy('code').execute()

test('a line a frame: values, a dash for what stands there, "" for blank, an empty line for F1', async () => {
  const books = await company()
  const result = await loads(
    books,
    batch(
      'ppptmt.p',
      'NEW-1',
      '"WASHER ""M8""" EA - 1.25 - 10',
      'new-2',
      '垫圈 EA "" 2',
      '10-20000',
      '',
      '10-10000',
      '- - - - - - - - - "" ',
    ),
  )
  expect(result).toMatchObject({ done: 4, refused: 0 })
  expect(result.said).toEqual([
    '3: Saved NEW-1',
    '5: Saved NEW-2',
    '7: Saved 10-20000',
    '9: Saved 10-10000',
  ])
  expect(await items(books)).toMatchObject([
    { code: 'NEW-1', description: 'WASHER "M8"', unit: 'EA', list_price: 12500 },
    { code: 'NEW-2', description: '垫圈', list_price: 20000 },
  ])
  const blanked = books.db
    .selectFrom('item')
    .select(['site', 'location'])
    .where('code', '=', '10-10000')
  expect(await blanked.execute()).toEqual([{ site: '10000', location: null }])
})

describe('refusals: file, line, number, field; what is good is kept', () => {
  // What follows the refused record must always load.
  const good = ['NEW-9', '"GOOD ONE" EA']

  test.each<[string, string[], [number, number, string | null][]]>([
    ['blank key', [''], [[2, 40, 'code']]],
    ['unknown site', ['NEW-1', '"A" EA - 1 - 1 - 99999'], [[3, 708, 'site']]],
    ['bad number', ['NEW-1', '"A" EA - 1x'], [[3, 76, 'list_price']]],
    ['too many values', ['NEW-1 -'], [[2, 8103, 'code']]],
    ['too many at the end', ['NEW-1', '- - - - - - - - - - - - -'], [[3, 8103, 'active']]],
    ['longer than the field', ['NEW-1', `"${'X'.repeat(99)}" EA`], [[3, 82, 'description']]],
    ['invisible character', ['NEW-1', '"A\u0007" EA'], [[3, 81, 'description']]],
    ['open quote', ['NEW-1', '"A EA'], [[3, 8105, 'description']]],
    ['text after a quote', ['NEW-1', '"A"EA'], [[3, 8105, 'description']]],
    ['a point leaves the first frame', ['.'], [[2, 8108, null]]],
  ])('%s', async (_, lines, expected) => {
    const books = await company()
    // A key that is refused leaves its frame's line behind.
    const rest = lines.length === 1 ? ['- EA'] : []
    const result = await loads(books, batch('1.4.1', ...lines, ...rest, ...good))
    expect(result.refusals).toEqual(expected)
    expect(result).toMatchObject({ done: 1, refused: expected.length })
    expect((await items(books)).map(({ code }) => code)).toEqual(['NEW-9'])
  })

  test.each<[string, string, [number, number, string | null][]]>([
    ['no such program', batch('nothing.p', '1', '2'), [[1, 13, null]]],
    ['an inquiry', batch('ppbr100', 'x'), [[1, 13, null]]],
    ['outside of a batch', `# fine\n\nNEW-1\n${batch('1.4.1', ...good)}`, [[3, 8101, null]]],
    ['no end', `@@batchload 1.4.1\n${good.join('\n')}\n`, [[3, 8107, null]]],
    [
      'another batch begins',
      `@@batchload 1.6\n${batch('1.4.1', ...good)}`,
      [
        [1, 13, null],
        [2, 8107, null],
      ],
    ],
    ['cut short', batch('1.4.1', ...good, 'NEW-1'), [[5, 8104, null]]],
  ])('%s', async (_, text, expected) => {
    const result = await loads(await company(), text)
    expect(result.refusals.map(([line, number]) => [line, number])).toEqual(
      expected.map(([line, number]) => [line, number === 13 ? 8102 : number]),
    )
    expect(result.refused).toBe(expected.length)
  })
})

test('a refused record is skipped to its end, as the screen declares it', async () => {
  const books = await company()
  const text = batch(
    'pppimt',
    ...['X1 CNY 10-10000 EA 2026-01-01', '- - L', '0 100', '10 ABC', '20 80', '.'],
    ...['X2 CNY 10-10000 EA 20261301', '- - L', '0 100', '.'],
    ...['X3 CNY 10-10000 EA 2026-01-01', '- - L', '.'],
    ...['X4 CNY 10-10000 EA 2026-01-01', '- - L', '0 100', '10 90', '.'],
  )
  const result = await loads(books, text)
  expect(result.refusals).toEqual([
    [5, 76, 'price'],
    [8, 27, 'start_date'],
    [14, 7216, 'minimum_quantity'],
  ])
  expect(result.done).toBe(1)
  const kept = await books.db
    .selectFrom('price_break')
    .selectAll()
    .where('code', 'like', 'X%')
    .execute()
  expect(kept).toMatchObject([
    { code: 'X4', minimum_quantity: 0, price: 1000000 },
    { code: 'X4', minimum_quantity: 100000, price: 900000 },
  ])
})

test('a question is a line, and a dash is its proposal', async () => {
  const books = await company()
  const text = batch(
    '3.9',
    '10-10000 5 - 10000 200',
    'Y',
    '10-10000 7 - 10000 200',
    'maybe',
    '10-10000 9 - 10000 200',
    '-',
  )
  const result = await loads(books, text)
  expect(result.refusals).toEqual([[5, 79, expect.anything()]])
  expect(result).toMatchObject({ done: 2, refused: 1 })
})

test('files as other programs write them: a byte order mark, carriage returns, no newline at the end', async () => {
  const books = await company()
  const text = `\ufeff${batch('ppptmt.p', 'NEW-1', '"A" EA').replaceAll('\n', '\r\n').trimEnd()}`
  expect(await loads(books, text)).toMatchObject({ done: 1, refused: 0 })
})

test('a line that is not UTF-8 is refused where it stands', async () => {
  const books = await company()
  const bytes = Buffer.concat([
    Buffer.from('@@batchload 1.4.1\nNEW-1\n'),
    Buffer.from([0xb5, 0xe7, 0x20, 0x45, 0x41, 0x0a]),
    Buffer.from('NEW-2\n"B" EA\n@@end\n'),
  ])
  const result = await loads(books, bytes)
  expect(result.refusals.map(([line, number]) => [line, number])).toEqual([[3, 8106]])
  expect((await items(books)).map(({ code }) => code)).toEqual(['NEW-2'])
})

test('a dry run hears the same and leaves the books as they were', async () => {
  const books = await company()
  const text = batch('1.4.1', 'NEW-1', '"A" EA', 'NEW-2', '"B" EA - 1x', 'NEW-1', '"A2" EA')
  const count = async () => {
    const tables = await books.db.introspection.getTables()
    const rows = tables.map(({ name }) =>
      books.db
        .selectFrom(name as 'item')
        .selectAll()
        .execute(),
    )
    return JSON.stringify(await Promise.all(rows))
  }
  const before = await count()
  const tried = await loads(books, text, { dryRun: true })
  expect(await count()).toBe(before)
  const done = await loads(books, text)
  expect(tried).toEqual(done)
  expect(await count()).not.toBe(before)
})

test("a clerk's own unfinished work is left alone", async () => {
  const books = await company()
  await books.db
    .insertInto('draft')
    .values({
      id: 'd',
      created_by: 'anna',
      screen: '1.4.1',
      saved_at: '2026-11-22T09:00:00.000Z',
      position: '{}',
      holder: '',
    })
    .execute()
  await loads(books, batch('1.10.1.1', 'X CNY 10-10000 EA 2026-01-01', '- - L', '0 1', 'x', '.'))
  const drafts = await books.db.selectFrom('draft').select(['id', 'position']).execute()
  expect(drafts).toEqual([{ id: 'd', position: '{}' }])
})

test('a batch for a function that its user has no right to is refused, the rest is loaded', async () => {
  const books = await company()
  const values = { code: 'carl', name: 'Carl', clerk: 1 }
  await carryOut(books, users.save, { values, hash: null })
  const order = batch('sosomt.p', '- C001', '-', '-', '10-20000 3', '.', '-', '-', 'Y')
  const loaded = await loads({ ...books, user: 'carl' }, batch('sosois.p', 'SO1', '-') + order)
  expect(loaded.refusals).toEqual([[1, 9201, null]])
  expect(loaded.done).toBe(1)
})

test('a file that is not there is one clear line', async () => {
  const told: Problem[] = []
  const books = await company()
  const result = await load({
    file: join(directory, 'none.cim'),
    ledger: books,
    hostOn: () => Promise.reject(new Error('not needed')),
    tell: one => told.push(one),
  })
  expect(result).toEqual({ done: 0, refused: 1 })
  expect(told.map(({ message }) => message.number)).toEqual([8001])
})

test('values beyond the columns of a row go into its detail, and no further', async () => {
  const books = await company()
  const columns = '10-20000 3 - - - -'
  const detail = '- - - - - - t - -'
  const order = (row: string) => batch('sosomt.p', '- C001', '-', '-', row, '.', '-', '-', 'Y')
  expect((await loads(books, order(`${columns} ${detail} - -`))).refusals).toEqual([])
  const { due_date } = await books.db
    .selectFrom('sales_order_line')
    .select('due_date')
    .executeTakeFirstOrThrow()
  expect(due_date).toBe('2026-11-22')
  expect((await loads(books, order(`${columns} ${detail} - - -`))).refusals).toEqual([
    [5, 8103, 'reason'],
  ])
})

test('what is refused names the field as its screen does, in either language', async () => {
  const refused = batch('ppptmt.p', 'NEW-1', '"WASHER" EA - 1.x')
  for (const [language, says] of [
    ['zh', /^3: 价格: 错误: /],
    ['en', /^3: Price: Error: /],
  ] as const) {
    const { said } = await loads(await company(), refused, { language })
    expect(said[0]).toMatch(says)
  }
})
