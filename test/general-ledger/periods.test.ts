import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importFiles } from '../../src/exchange/import.ts'
import { periodEventsPage, periods } from '../../src/general-ledger/periods.ts'
import { issueStock } from '../../src/inventory/issue-stock.ts'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { transferStock } from '../../src/inventory/transfer-stock.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import { users } from '../../src/security/users.ts'
import { shipment } from '../sales/ship-support.ts'
import { Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { runProgram } from '../support/program.ts'
import { wholeList } from '../support/whole-list.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { savesPeriod } from './period-support.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})
afterEach(signOut)

const entry = { item: '10-10000', quantity: q(1), site: '10000', location: '200', lot: '' }
const receive = async (effective_date: string) =>
  saysWhy(await ask(books, receiveStock, { stock_entry: { ...entry, effective_date } }))

describe('a closed period', () => {
  test('takes no receipt, on its first day and its last, until it is opened again', async () => {
    expect(await savesPeriod(books, { closed: 0 })).toBe('accepted')
    expect(await receive('2026-10-01')).toBe('accepted')
    expect(await savesPeriod(books)).toBe('accepted')
    expect(await receive('2026-10-01')).toBe('effective_date 7806 2026/10 2026-10-01')
    expect(await receive('2026-10-31')).toBe('effective_date 7806 2026/10 2026-10-31')
    expect(await receive('2026-09-30')).toBe('accepted')
    expect(await receive('2026-11-01')).toBe('accepted')
    expect(await savesPeriod(books, { closed: 0 })).toBe('accepted')
    expect(await receive('2026-10-31')).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
  })

  test('that was opened again may get other days, and what was posted on those while it was closed stays true', async () => {
    await savesPeriod(books)
    expect(await receive('2026-11-05')).toBe('accepted')
    expect(await savesPeriod(books, { closed: 0 })).toBe('accepted')
    expect(await savesPeriod(books, { closed: 0, end_date: '2026-11-10' })).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
    expect(await savesPeriod(books, { end_date: '2026-11-10' })).toBe('accepted')
    expect(await receive('2026-11-05')).toBe('effective_date 7806 2026/10 2026-11-05')
    expect(await wrongIn(books)).toEqual([])
  })

  test('takes no issue and no transfer, and nothing is written of one that was refused', async () => {
    await savesPeriod(books)
    const moves = () => books.db.selectFrom('stock_move').selectAll().execute()
    const before = await moves()
    const effective_date = '2026-10-15'
    const said = 'effective_date 7806 2026/10 2026-10-15'
    const { site, location, ...what } = entry
    const from = { from_site: site, from_location: location }
    const to = { to_site: site, to_location: '100' }
    const transfer_entry = { ...what, ...from, ...to, effective_date }
    expect(saysWhy(await ask(books, transferStock, { transfer_entry }))).toBe(said)
    const stock_entry = { ...entry, effective_date }
    expect(saysWhy(await ask(books, issueStock, { stock_entry }))).toBe(said)
    expect(await moves()).toEqual(before)
  })

  test('takes no shipment of an order of those days', async () => {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]], {
      order_date: '2026-10-10',
    })
    await savesPeriod(books)
    const draft = shipment(number, { line: 1, quantity: q(2) })
    const late = { shipment_entry: { order_number: number, effective_date: '2026-10-12' } }
    expect(saysWhy(await ask(books, shipOrder, { ...draft, ...late }))).toBe(
      'effective_date 7806 2026/10 2026-10-12',
    )
  })

  test('takes no row of a file, told by its line', async () => {
    await savesPeriod(books)
    const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
    const file = join(directory, 'stock.csv')
    await writeFile(
      file,
      'item,quantity,effective_date\n10-10000,1,2026-11-02\n10-20000,1,2026-10-02\n',
    )
    const done = await importFiles(books, { kind: 'stock', files: [file] })
    expect(done).toMatchObject({ ok: false, problems: [{ line: 3, field: 'effective_date' }] })
    await rm(directory, { recursive: true })
  })

  test.each([
    ['its flag', 'update gl_period set closed = 0'],
    ['its days', "update gl_period set end_date = '2026-10-30'"],
    ['its row', 'delete from gl_period'],
    [
      'its row by another',
      "replace into gl_period values (2026, 10, '2026-10-01', '2026-10-02', 0)",
    ],
  ])('stands against statements by hand: %s', async (_, statement) => {
    await savesPeriod(books)
    await expect(sql.raw(statement).execute(books.db)).rejects.toThrow(
      /a closed period is never|is closed and opened again/,
    )
  })

  test('takes no move that another program would write', async () => {
    await savesPeriod(books)
    const { number: _, ...move } = await books.db
      .selectFrom('stock_move')
      .selectAll()
      .limit(1)
      .executeTakeFirstOrThrow()
    const late = { ...move, effective_date: '2026-10-05' }
    await expect(
      books.db
        .insertInto('stock_move')
        .values(late as never)
        .execute(),
    ).rejects.toThrow('nothing is posted into a closed period')
  })
})

describe('25.3.4 refuses', () => {
  test.each<[string, Values, string]>([
    ['an end before the beginning', { end_date: '2026-09-30' }, 'end_date 110 2026-10-01'],
    ['no end', { end_date: null }, 'end_date 41'],
    ['a period that is not over', { end_date: '2026-11-22' }, 'closed 7805 2026/10 2026-11-22'],
    ['no year', { year: null }, 'year 42 1900 2999'],
    ['no period', { period: 0 }, 'period 42 1 99'],
  ])('%s', async (_, values, says) => {
    expect(await savesPeriod(books, values)).toBe(says)
  })

  test('days that another period has, and other days for one that is closed', async () => {
    await savesPeriod(books)
    const november = { period: 11, closed: 0, end_date: '2026-11-30' }
    expect(await savesPeriod(books, { ...november, start_date: '2026-10-31' })).toBe(
      'start_date 7802 2026/10 2026-10-01 2026-10-31',
    )
    expect(await savesPeriod(books, { ...november, start_date: '2026-11-01' })).toBe('accepted')
    expect(await savesPeriod(books, { end_date: '2026-10-30' })).toBe('start_date 7803 2026/10')
    expect(await savesPeriod(books)).toBe('accepted')
  })

  test('to open again to who may only close, and to delete what was closed once', async () => {
    const finance = { code: 'fay', name: 'Fay', finance: 1 }
    await carryOut(books, users.save, { values: finance, hash: null })
    const hers = { ...books, user: 'fay' }
    const removed = async () =>
      saysWhy(await ask(books, periods.remove, { values: { year: 2026, period: 10 } }))
    expect(await savesPeriod(hers)).toBe('accepted')
    expect(await savesPeriod(hers, { closed: 0 })).toBe('closed 7804 2026/10')
    expect(await removed()).toBe('year 7807 2026 10')
    expect(await savesPeriod(books, { closed: 0 })).toBe('accepted')
    expect(await removed()).toBe('year 7807 2026 10')
    const ask25 = wholeList(9)
    const told = await periodEventsPage(books, ask25)
    expect(told.map(({ type, created_by }) => [type, created_by])).toEqual([
      ['closed', 'fay'],
      ['reopened', 'anna'],
    ])
    expect(await verify(books)).toEqual([])
  })

  test('and deletes a period that nobody ever closed', async () => {
    await savesPeriod(books, { closed: 0 })
    await carryOut(books, periods.remove, { values: { year: 2026, period: 10 } })
    expect(await savesPeriod(books, { start_date: '2026-10-02' })).toBe('accepted')
  })
})

test.each(['zh', 'en'] as const)(
  'a month is closed, and who posts into it hears so with nothing lost: %s',
  async language => {
    const clerk = await signIn(language, { company: books })
    await clerk.types('25.3.4', Enter, '2026', Tab, '10', Enter)
    await clerk.types('261001', Tab, '261031', Tab, 'y', F1)
    expect(clerk.messages).toEqual([24])
    await clerk.types(F4, '25.3.5', Enter, F1)
    expect(clerk.screen).toMatch(/2026 +10 2026-10-01 2026-10-31 (Yes|是)/)
    await clerk.types(F4, F4, '25.3.6', Enter, F1)
    expect(clerk.screen).toMatch(/2026 +10 2026-10-01 2026-10-31 (Closed|关账) .*anna/)
    await clerk.types(F4, F4, '3.9', Enter, '10-10000', Tab, '10')
    while (clerk.field !== 'effective_date') await clerk.types(Tab)
    await clerk.types('261005', F1, Enter)
    expect([clerk.messages, clerk.field]).toEqual([[7806], 'effective_date'])
    await clerk.types('261105', F1, Enter)
    expect(clerk.messages).not.toContain(7806)
    const stock = await books.db
      .selectFrom('stock')
      .select('on_hand')
      .where('item', '=', '10-10000')
      .execute()
    expect(stock.map(one => one.on_hand)).toEqual([q(110)])
  },
)

test('of two processes, one that closes and one that posts, nothing comes in after the closing', {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
  const path = join(directory, 'company.db')
  const shared = await company(path)
  await savesPeriod(shared, { closed: 0 })
  const [closer, poster] = await Promise.all(
    ['close', 'post'].map(
      async what =>
        JSON.parse(
          await runProgram('test/general-ledger/close-or-post.ts', path, what),
        ) as string[],
    ),
  )
  expect(closer).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'accepted'])
  const kinds = new Set(poster)
  expect([...kinds].toSorted()).toEqual(['accepted', 'effective_date 7806 2026/10 2026-10-09'])
  expect(await wrongIn(shared)).toEqual([])
  await shared.db.destroy()
  await rm(directory, { recursive: true })
})
