import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { OperationTable } from '../../db/schema.ts'
import type { Books } from '../../src/ledger/books.ts'
import { headOf, linkWith, wrongLink } from '../../src/ledger/chain.ts'
import { verify } from '../../src/ledger/checks.ts'
import { replay } from '../../src/ledger/replay.ts'
import { ask, company, putStock, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

let books: Books
beforeEach(async () => {
  books = await company()
  await enterOrder(books, 'C001', [['10-10000', q(10)]])
})

const run = (text: string) => sql.raw(text).execute(books.db)
const operations = () => books.db.selectFrom('operation').selectAll().orderBy('number').execute()
/** Who can write the file can drop its triggers first. */
const behindTheTriggers = async (statement: string) => {
  for (const trigger of ['no_update', 'no_delete', 'no_replace']) {
    await run(`drop trigger operation_${trigger}`)
  }
  await run('drop trigger operation_follows')
  await run('pragma foreign_keys = off')
  await run(statement)
}

test('every operation is sealed over all its columns and the seal before it', async () => {
  const links = await operations()
  expect(links.length).toBeGreaterThan(20)
  let before = ''
  for (const [index, link] of links.entries()) {
    const { number, previous, hash, ...body } = link
    const { id, screen, created_by, created_at, request, result, posting } = body
    const sealed = [before, index + 1, id, screen, created_by, created_at, request, result, posting]
    const expected = createHash('sha256').update(JSON.stringify(sealed)).digest('hex')
    expect([number, previous, hash]).toEqual([index + 1, before, expected])
    before = hash
  }
  expect(await headOf(books.db)).toEqual({ number: links.length, hash: before })
  expect(await wrongLink(books.db)).toEqual([])
})

test('what is refused takes no number', async () => {
  const before = await headOf(books.db)
  await expect(putStock(books, { item: '10-10000' }, q(-9999))).rejects.toThrow()
  expect(await headOf(books.db)).toEqual(before)
  await putStock(books, { item: '10-10000' }, q(1))
  expect((await headOf(books.db)).number).toBe(before.number + 1)
})

test('the chain goes on over many pages', async () => {
  const nothing = {
    right: 'own' as const,
    read: async () => null,
    decide: () => ({ ok: true as const, value: { result: null, posting: {} } }),
  }
  for (let n = 0; n < 2100; n += 1) await ask(books, nothing, n)
  expect(await wrongLink(books.db)).toEqual([])
  const { number } = await headOf(books.db)
  await behindTheTriggers(`update operation set request = '"x"' where number = ${number - 1}`)
  expect(await wrongLink(books.db)).toMatchObject([{ key: `operation ${number - 1} hash` }])
})

describe('the first wrong link is named', () => {
  const changed: readonly [column: keyof OperationTable, value: string][] = [
    ['id', "'someone-else'"],
    ['screen', "'7.1.5'"],
    ['created_by', "'mallory'"],
    ['created_at', "'2020-01-01T00:00:00.000Z'"],
    ['request', "replace(request, ':', ';')"],
    ['result', "'1'"],
    ['hash', "replace(hash, substr(hash, 9, 1), 'x')"],
  ]
  test.each(changed)('%s', async (column, value) => {
    await behindTheTriggers(`update operation set ${column} = ${value} where number = 7`)
    expect(await wrongLink(books.db)).toMatchObject([{ key: 'operation 7 hash' }])
  })

  test('one byte in one request', async () => {
    const { request } = (await operations())[11]!
    const at = request.indexOf('"') + 2
    const other = request[at] === 'x' ? 'y' : 'x'
    await behindTheTriggers(
      `update operation set request = substr(request, 1, ${at}) || '${other}' || substr(request, ${at + 2}) where number = 12`,
    )
    expect((await operations())[11]!.request).toHaveLength(request.length)
    const name = 'each operation follows on the one before it'
    expect((await verify(books)).filter(one => one.check === name)).toMatchObject([
      { key: 'operation 12 hash' },
    ])
  })

  test('a link that was taken out', async () => {
    await behindTheTriggers('delete from operation where number = 9')
    expect(await wrongLink(books.db)).toEqual([
      { key: 'operation 10', expected: '9 before it', found: 'a gap' },
    ])
  })

  test('a link that was taken out, and the numbers closed up', async () => {
    await behindTheTriggers('delete from operation where number = 9')
    await run('update operation set number = number - 1 where number > 9')
    expect(await wrongLink(books.db)).toMatchObject([{ key: 'operation 9 previous' }])
  })

  test('a link that was sealed anew: the next one does not follow on it', async () => {
    const seven = (await operations())[6]!
    const { number, id, screen, created_by, created_at, result, previous, posting } = seven
    const sealed = [previous, number, id, screen, created_by, created_at, '{}', result, posting]
    const hash = createHash('sha256').update(JSON.stringify(sealed)).digest('hex')
    await behindTheTriggers(
      `update operation set request = '{}', hash = '${hash}' where number = 7`,
    )
    expect(await wrongLink(books.db)).toEqual([
      { key: 'operation 8 previous', expected: hash.slice(0, 16), found: seven.hash.slice(0, 16) },
    ])
  })

  test('the last one, sealed anew without what it wrote', async () => {
    const last = (await operations()).at(-1)!
    const { number, id, screen, created_by, created_at, request, result, previous } = last
    const sealed = [previous, number, id, screen, created_by, created_at, request, result]
    const hash = createHash('sha256').update(JSON.stringify(sealed)).digest('hex')
    await behindTheTriggers(
      `update operation set posting = null, hash = '${hash}' where number = ${number}`,
    )
    expect(await wrongLink(books.db)).toEqual([
      { key: `operation ${number} posting`, expected: 'what it wrote', found: 'none' },
    ])
    const { untold, findings } = await replay(books)
    expect(untold).toBeNull()
    expect(findings[0]).toMatchObject({ key: `operation ${number} posting` })
  })

  test('the first one, and all after it sealed anew: the books knew postings before it was posted', async () => {
    let previous = ''
    const statements: string[] = []
    for (const link of await operations()) {
      const { number, id, screen, created_by, created_at, request, result } = link
      const posting = number === 1 ? [] : [link.posting]
      const sealed = [previous, number, id, screen, created_by, created_at, request, result]
      const hash = createHash('sha256')
        .update(JSON.stringify([...sealed, ...posting]))
        .digest('hex')
      statements.push(
        `update operation set previous = '${previous}', hash = '${hash}' where number = ${number}`,
      )
      previous = hash
    }
    await behindTheTriggers('update operation set posting = null where number = 1')
    for (const statement of statements) await run(statement)
    // Tests live on a day of their own, the files of their books on the machine's.
    await run("update kysely_migration set timestamp = '2026-11-22T00:00:00.000Z'")
    const found = { key: 'operation 1 posting', expected: 'what it wrote', found: 'none' }
    expect(await wrongLink(books.db)).toEqual([found])
    const { untold, findings } = await replay(books)
    expect(untold).toBeNull()
    expect(findings[0]).toMatchObject(found)
  })

  test('the end that was cut off: only a head that was noted before tells', async () => {
    const noted = await headOf(books.db)
    expect(await linkWith(books.db, noted.hash)).toBe(noted.number)
    await behindTheTriggers(`delete from operation where number = ${noted.number}`)
    expect(await wrongLink(books.db)).toEqual([])
    expect(await linkWith(books.db, noted.hash)).toBeUndefined()
  })
})

describe('the database takes only the next link', () => {
  const insert = async (number: string, id: string, previous: string) => {
    // As in any other program: a row that is replaced is then not seen to be deleted.
    await run('pragma recursive_triggers = off')
    await run(`insert or replace into operation values (${number}, ${id}, 'x', 'x', 'x', 'x', 'x', ${previous},
      '${'0'.repeat(64)}', null)`)
  }
  const next = '(select max(number) + 1 from operation)'
  const last = '(select hash from operation order by number desc limit 1)'
  test.each([
    ['a number that was left out', '(select max(number) + 2 from operation)', "'new'", last],
    ['a number that is taken', '1', "'new'", "''"],
    ['no number', 'null', "'new'", last],
    ['another one before it', next, "'new'", `'${'0'.repeat(64)}'`],
    ['none before it', next, "'new'", "''"],
    ['an id that is taken', next, '(select id from operation limit 1)', last],
  ])('%s', async (_, number, id, previous) => {
    await expect(insert(number, id, previous)).rejects.toThrow(/is history/)
  })

  test('the next one', async () => {
    await insert(next, "'new'", last)
    expect((await headOf(books.db)).hash).toBe('0'.repeat(64))
  })
})
