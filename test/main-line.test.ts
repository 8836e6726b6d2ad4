import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createHost } from '../bin/host.ts'
import { load } from '../src/exchange/load.ts'
import type { Books } from '../src/ledger/books.ts'
import { demoBooks, Enter, F1, F4, F7, signIn, signOut, Tab } from './support/clerk.ts'
import { wrongIn } from './support/wrong-in.ts'

afterEach(signOut)

/** What the books say of the one order that the walk makes, in whatever way it was made. */
const told = async (books: Books, number: string) => {
  const order = await books.db
    .selectFrom('sales_order')
    .select(['sold_to', 'purchase_order', 'total', 'status'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  const lines = await books.db
    .selectFrom('sales_order_line')
    .select([
      'line',
      'item',
      'quantity',
      'price',
      'amount',
      'quantity_allocated',
      'quantity_shipped',
      'closed',
    ])
    .where('order_number', '=', number)
    .orderBy('line')
    .execute()
  const moves = await books.db
    .selectFrom('stock_move')
    .select(['type', 'item', 'site', 'location', 'quantity', 'amount'])
    .where('order_number', '=', number)
    .orderBy('number')
    .execute()
  return { order, lines, moves }
}

const walked = {
  order: { sold_to: '01000001', purchase_order: 'PO-4711', total: 123_900, status: 'closed' },
  lines: [
    {
      line: 1,
      item: '10-10000',
      quantity: 120_000,
      price: 950_000,
      amount: 114_000,
      quantity_allocated: 0,
      quantity_shipped: 120_000,
      closed: 1,
    },
    {
      line: 2,
      item: '20-20000',
      quantity: 80_000,
      price: 123_750,
      amount: 9_900,
      quantity_allocated: 0,
      quantity_shipped: 80_000,
      closed: 1,
    },
  ],
  moves: [
    {
      type: 'ISS-SO',
      item: '10-10000',
      site: '10000',
      location: '200',
      quantity: -120_000,
      amount: 114_000,
    },
    {
      type: 'ISS-SO',
      item: '20-20000',
      site: '10000',
      location: '200',
      quantity: -80_000,
      amount: 9_900,
    },
  ],
}

const newest = async (books: Books) =>
  (
    await books.db
      .selectFrom('sales_order')
      .select('number')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
  ).number

describe.each(['en', 'zh'] as const)('the main line by keys, in %s', language => {
  test('7.1.1 → 7.1.5 → 7.1.6 → 7.9.15 → 7.1.20.13', async () => {
    const books = await demoBooks()
    const clerk = await signIn(language, { company: books })

    await clerk.types('7.1.1', Enter, Enter, '01000001', F1)
    expect(clerk.field).toBe('order_date')
    await clerk.types(Tab, Tab, Tab, Tab, Tab, 'PO-4711', F1, F1)
    expect(clerk.field).toBe('item')
    await clerk.types('10-10000', Enter)
    expect(clerk.line(23)).toMatch(/1,\d{3}\.0/)
    await clerk.types('12', F1, '20-20000', Enter, '8', Enter, Enter, Enter, '1', Enter, Enter)
    expect(clerk.screen).toMatchSnapshot('lines')
    await clerk.types(F4)
    expect(clerk.screen).toMatchSnapshot('trailer')
    await clerk.types(F1, F4)
    expect(clerk.asking).toBe(true)
    await clerk.types('y', Enter)
    const number = await newest(books)
    expect(clerk.line(22)).toContain(number)

    await clerk.types(F4, '7.1.5', Enter, F7, F1)
    expect(clerk.screen).toMatchSnapshot('audit')
    await clerk.types(Enter, F1)
    expect(clerk.screen).toMatchSnapshot('confirmation')
    await clerk.types(Enter)
    expect(clerk.line(22)).toContain(number)

    await clerk.types(F4, '7.1.6', Enter, F7, F1)
    expect(clerk.screen).toMatchSnapshot('allocation')
    await clerk.types(F4, Enter)
    expect(clerk.line(22)).toContain(number)

    await clerk.types(F4, '7.9.15', Enter, F7, F1)
    expect(clerk.screen).toMatchSnapshot('shipment')
    await clerk.types(F4, Enter)
    expect(clerk.line(22)).toContain(number)

    await clerk.types(F4, '7.1.20.13', Enter, Tab, Tab, number, Tab, number, F1)
    expect(clerk.screen).toMatchSnapshot('inquiry')
    await clerk.types(F4, F4)

    expect(await told(books, number)).toEqual(walked)
    expect(await wrongIn(books)).toEqual([])
  })
})

test('the same walk from a load file', async () => {
  const books = await demoBooks()
  const directory = await mkdtemp(join(tmpdir(), 'walk-'))
  const file = join(directory, 'walk.cim')
  const entry = [
    '@@batchload sosomt.p',
    '- 01000001',
    '- - - - - PO-4711',
    '',
    '10-10000 12',
    '20-20000 8 - - 1',
    '.',
    '',
    '.',
    'Y',
    '@@end',
  ]
  const follow = (number: string) =>
    [
      ['@@batchload 7.1.5', number, 'Y', number, 'Y', '@@end'],
      ['@@batchload sosoal.p', number, '.', 'Y', '@@end'],
      ['@@batchload sosois', number, '.', 'Y', '@@end'],
    ].flat()
  const loads = async (lines: readonly string[]) => {
    await writeFile(file, `${lines.join('\n')}\n`)
    const said: string[] = []
    const loaded = await load({
      file,
      ledger: books,
      hostOn: one => createHost({ ledger: one, user: books.user, now: books.now, language: 'en' }),
      tell: problem => said.push(`${problem.line}: ${problem.message.number}`),
    })
    return { loaded, said }
  }

  expect((await loads(entry)).loaded).toEqual({ done: 1, refused: 0 })
  const number = await newest(books)
  expect((await loads(follow(number))).loaded).toEqual({ done: 4, refused: 0 })
  await rm(directory, { recursive: true })

  expect(await told(books, number)).toEqual(walked)
  expect(await wrongIn(books)).toEqual([])
})

test('a whole order in one burst of keys arrives whole', async () => {
  const books = await demoBooks()
  const clerk = await signIn('en', { company: books })
  const lines = Array.from({ length: 30 }, (_, index) => [
    '10-10000',
    Enter,
    String(index + 1),
    F1,
  ]).flat()
  await clerk.types('7.1.1', Enter, Enter, '01000001', F1, F1, F1, ...lines, F4, F1, F4, Enter)
  const number = await newest(books)
  const { lines: saved } = await told(books, number)
  expect(saved.map(line => line.quantity)).toEqual(
    Array.from({ length: 30 }, (_, index) => (index + 1) * 10_000),
  )
  expect(await wrongIn(books)).toEqual([])
})
