import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Shape, shapesOf } from '../../db/shape.ts'
import { salespersons } from '../../src/customer/customer.ts'
import { periods } from '../../src/general-ledger/periods.ts'
import { itemSites } from '../../src/item/item.ts'
import type { Books } from '../../src/ledger/books.ts'
import { wrongLink } from '../../src/ledger/chain.ts'
import { sayFinding, verify } from '../../src/ledger/checks.ts'
import { notReplayed } from '../../src/ledger/not-replayed.ts'
import { replay } from '../../src/ledger/replay.ts'
import { beginAttempt } from '../../src/ledger/sign-ins.ts'
import { printers } from '../../src/paper/printer.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { signOrder } from '../../src/sales/sign-order.ts'
import { holidays } from '../../src/sales/work-calendar.ts'
import { users } from '../../src/security/users.ts'
import { allocatedOrder, issue, setControl } from '../certificate/certificate-support.ts'
import { consignedOrder, prepare } from '../consignment/consignment-support.ts'
import { october } from '../general-ledger/period-support.ts'
import { change, setRules } from '../sales/life-support.ts'
import { noted, sign, voided } from '../sales/note-support.ts'
import { allocate, ship } from '../sales/ship-support.ts'
import { booksFromBeforePostings } from '../support/before-postings.ts'
import { carryOut, company, openCompany, q, today } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

/** Books with a row in every table, and every kind of posting in the log. */
const fullBooks = async () => {
  const books = await company()
  const { number } = await enterOrder(books, 'C001', [
    ['10-10000', q(10)],
    ['10-20000', q(5)],
  ])
  await allocate(books, number, { line: 1, quantity: q(6) })
  await ship(books, number, { line: 1, quantity: q(2) })
  await ship(books, number, { line: 2, quantity: q(4), cancel_backorder: 1 })
  const wrong = await noted(books, number)
  expect(await voided(books, wrong)).toBe('accepted')
  const note = await noted(books, number)
  await sign(books, note)
  const level = { item: '10-10000', site: '10000', safety_stock: q(5) }
  await carryOut(books, itemSites.save, { values: level })
  await carryOut(books, signOrder, {
    signature_entry: { order_number: number, signed_by: 'Liu', signed_on: today },
  })
  await carryOut(books, printers.save, {
    values: { code: 'P1', command: '/bin/cat', form: 'text' },
  })
  await setControl(books)
  const certified = await allocatedOrder(books, [['10-40000', q(9)]], { customer: 'C002' })
  await issue(books, [{ order_number: certified, order_line: 1, quantity: q(2) }], {
    customer: 'C002',
    ship_to: null,
  })
  await prepare(books)
  await consignedOrder(books, 3)
  const gone = await enterOrder(books, 'C002', [['10-10000', q(1)]])
  await carryOut(books, cancelOrder, { order: { number: gone.number } })
  await carryOut(books, holidays.save, { values: { day: '2026-10-01', working: 0 } })
  await carryOut(books, periods.save, { values: october })
  await setRules(books, { change_approval: 1 })
  await change(books, number, { remarks: 'by truck' })
  await beginAttempt(books, 'dora')
  const dora = { values: { code: 'dora', name: 'Dora' }, hash: 'a hash' }
  await carryOut(books, users.save, dora)
  await carryOut(books, salespersons.remove, { values: { code: 'SP02' } })
  const draft = { id: 'd', created_by: 'anna', screen: '7.1.1', saved_at: 'now' }
  await books.db
    .insertInto('draft')
    .values({ ...draft, position: '{}', holder: 'x' })
    .execute()
  const record = { draft: 'd', record: 'order', row: 0, body: '{}' }
  await books.db.insertInto('draft_record').values(record).execute()
  return books
}

let books: Books
beforeEach(async () => {
  books = await fullBooks()
})

const run = (text: string, on = books) => sql.raw(text).execute(on.db)
const differences = async () => (await replay(books, 1000)).findings

/** Tears the books as no program of ours can, and puts back what stood in the way. */
const tear = async (...statements: readonly string[]) => {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_schema where type = 'trigger'`.execute(books.db)
  for (const { name } of rows) await run(`drop trigger ${name}`)
  await run('pragma foreign_keys = off')
  await run('pragma ignore_check_constraints = on')
  for (const statement of statements) await run(statement)
  await run('pragma ignore_check_constraints = off')
  for (const trigger of rows) await run(trigger.sql)
}

test('the log done again comes to the same books, whatever was done', async () => {
  const { number } = await books.db
    .selectFrom('operation')
    .select(eb => eb.fn.max('number').as('number'))
    .executeTakeFirstOrThrow()
  expect(number).toBeGreaterThan(45)
  expect(await replay(books)).toEqual({
    operations: number,
    untold: null,
    differences: 0,
    findings: [],
  })
})

describe('every table is compared, or named as what no operation says', () => {
  const otherThan = (type: string) =>
    /int/i.test(type) ? 'coalesce(@, 0) + 1' : `coalesce(@, '') || 'x'`

  /** Changes some columns of a table's last row. */
  const change = async ({ table, key }: Shape, columns: readonly string[]) => {
    const { rows } = await sql<{ name: string; type: string }>`
      select name, type from pragma_table_info(${table})`.execute(books.db)
    const set = rows
      .filter(({ name }) => columns.includes(name))
      .map(({ name, type }) => `"${name}" = ${otherThan(type).replace('@', `"${name}"`)}`)
    const last = key.map(column => `"${column}" desc`).join(', ')
    const found = await sql<Record<string, string | number>>`
      select * from ${sql.table(table)} order by ${sql.raw(last)} limit 1`.execute(books.db)
    const row = found.rows[0]
    if (!row) throw new Error(`there is no row of ${table}`)
    const where = key.map(column => `"${column}" = '${row[column]}'`).join(' and ')
    await tear(`update "${table}" set ${set.join(', ')} where ${where}`)
    return [table, ...key.map(column => row[column])].join(' ')
  }

  test('all tables', async () => {
    const names: string[] = []
    const shapes = await shapesOf(books.db)
    // An operation that was touched is another matter, below.
    for (const shape of shapes.filter(one => one.table !== 'operation')) {
      await books.db.destroy()
      books = await fullBooks()
      names.push(shape.table)
      const told = shape.columns.filter(column => !(`${shape.table}.${column}` in notReplayed))
      const plain = shape.columns.filter(column => !shape.key.includes(column))
      const compared = !(shape.table in notReplayed)
      const key = plain.length > 0 ? await change(shape, plain) : ''
      const found = await differences()
      if (!compared) {
        expect([shape.table, found]).toEqual([shape.table, []])
        continue
      }
      const wanted = plain.filter(column => told.includes(column))
      if (wanted.length > 0) {
        const one = found.find(finding => finding.key === key)
        expect([shape.table, one?.expected.split(', ').map(part => part.split(' ')[0])]).toEqual([
          shape.table,
          expect.arrayContaining(wanted),
        ])
      }
      await change(shape, shape.key.slice(-1))
      const kinds = (await differences()).filter(({ key: name }) =>
        name.startsWith(`${shape.table} `),
      )
      expect([shape.table, kinds.map(({ expected }) => expected)]).toEqual([
        shape.table,
        expect.arrayContaining(['a row', 'no row']),
      ])
    }
    const unknown = Object.keys(notReplayed).map(name => name.split('.')[0])
    expect(names).toEqual(expect.arrayContaining(unknown))
  })
})

test('a row too many, one too few, and the first differences with their count', async () => {
  await tear(
    "delete from item where code = '10-50000'",
    "insert into site values ('99999', null, 1, null)",
    "update customer set remarks = 'x'",
  )
  const { differences: count, findings } = await replay(books, 3)
  expect([count, findings.length]).toEqual([7, 3])
  expect(findings.map(one => sayFinding(one, 'en'))).toEqual([
    'Error: the books are what their operations made them: customer C001 should be remarks "先电话通知", is remarks "x" (9010)',
    'Error: the books are what their operations made them: customer C002 should be remarks null, is remarks "x" (9010)',
    'Error: the books are what their operations made them: customer C003 should be remarks null, is remarks "x" (9010)',
  ])
  const keys = (await differences()).map(({ key, expected, found }) => [key, expected, found])
  expect(keys).toContainEqual(['item 10-50000', 'a row', 'none'])
  expect(keys).toContainEqual(['site 99999', 'no row', 'one'])
})

describe('the schema too is what the migrations make', () => {
  test.each([
    ['an index that is gone', 'drop index item_description', 'schema index item_description'],
    ['a trigger that is gone', 'drop trigger stock_move_no_update', 'schema trigger stock_move'],
    [
      'a trigger that was planted',
      'create trigger t after insert on stock_move begin update user set admin = 1; end',
      'schema trigger t',
    ],
    ['a table that was added', 'create table more (a integer)', 'schema table more'],
    ['a column that was added', 'alter table site add column more text', 'schema table site'],
    ['another version', 'pragma user_version = 1', 'schema version'],
  ])('%s', async (_, statement, key) => {
    await run(statement)
    const found = await differences()
    expect(found.map(one => one.key.slice(0, key.length))).toEqual([key])
    // Without doing the log again too, and where that can't be done.
    const name = 'tables, indexes and triggers are what the program made'
    expect(await verify(books)).toEqual([{ ...found[0], check: name }])
  })
})

test('what SQLite counted for its planner belongs to nobody, and is no difference', async () => {
  await run('analyze')
  const counted = await sql`select * from sqlite_stat1`.execute(books.db)
  expect(counted.rows.length).toBeGreaterThan(0)
  expect(await differences()).toEqual([])
  expect(await verify(books)).toEqual([])
})

describe('an operation that was touched', () => {
  test.each([
    'id',
    'screen',
    'created_by',
    'created_at',
    'request',
    'result',
    'previous',
    'hash',
    'posting',
  ])('is named, whatever was touched: its %s', async column => {
    await tear(`update operation set ${column} = ${column} || ' ' where number = 42`)
    const found = await differences()
    expect(found.map(({ key }) => key)).toContain('operation 42')
  })

  test('says another thing, and the chain says so as well', async () => {
    const { number } = await books.db
      .selectFrom('operation')
      .select('number')
      .where('posting', 'like', '%WATER PUMP%')
      .orderBy('number')
      .executeTakeFirstOrThrow()
    await tear(
      `update operation set posting = replace(posting, 'WATER PUMP', 'WATER PUMPS') where number = ${number}`,
    )
    expect(await wrongLink(books.db)).toMatchObject([{ key: `operation ${number} hash` }])
    const found = await differences()
    expect(found.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['item 10-20000', `operation ${number}`]),
    )
  })

  test.each([
    ['can’t be read', "update operation set posting = '{' where number = 20"],
    [
      'can’t be done',
      `update operation set posting = replace(posting, '"code":"10000"', '"code":""') where posting like '%"table":"site"%'`,
    ],
  ])('%s', async (_, statement) => {
    await tear(statement)
    const found = await differences()
    expect(found).toMatchObject([
      { key: expect.stringMatching(/^operation \d+$/), expected: 'possible' },
    ])
  })

  test('doesn’t say what it wrote, although one before it does', async () => {
    await tear('update operation set posting = null where number = 5')
    const found = { key: 'operation 5 posting', expected: 'what it wrote', found: 'none' }
    expect(await replay(books)).toMatchObject({
      operations: 4,
      untold: null,
      differences: 1,
      findings: [found],
    })
    expect(await wrongLink(books.db)).toMatchObject([{ key: 'operation 5 hash' }])
  })
})

test('books from before postings stay true, and go on', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'replay-'))
  const path = join(directory, 'books.db')
  await booksFromBeforePostings(path)
  const now = await company(path)
  expect(await verify(now)).toEqual([])
  expect(await replay(now)).toMatchObject({ operations: 0, untold: 1, differences: 0 })
  await run('drop trigger stock_move_no_update', now)
  // What can't be done again can be compared in its form all the same.
  expect(await replay(now)).toMatchObject({
    untold: 1,
    findings: [{ key: 'schema trigger stock_move_no_update' }],
  })
  await now.db.destroy()
  const again = await openCompany(path)
  expect(await wrongLink(again.db)).toEqual([])
  await again.db.destroy()
  await rm(directory, { recursive: true })
})
