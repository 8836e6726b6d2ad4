import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '../../src/ledger/checks.ts'
import { audit, auditing, change, confirm } from '../sales/life-support.ts'
import { noted, shippedOrder } from '../sales/note-support.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { runProgram } from '../support/program.ts'

test('of two processes that sign the same notes exactly one signs each', {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
  const path = join(directory, 'company.db')
  const books = await company(path)
  const notes: string[] = []
  for (let n = 0; n < 8; n += 1) notes.push(await noted(books, await shippedOrder(books)))
  const heard = await Promise.all(
    ['ben', 'bert'].map(async user => {
      const said = await runProgram('test/properties/sign.ts', path, user, ...notes)
      return JSON.parse(said) as string[]
    }),
  )
  for (const [at, note] of notes.entries()) {
    const both = heard.map(one => one[at]!).toSorted()
    expect(both[0]).toBe('accepted')
    expect(both[1]).toMatch(new RegExp(`^number 7437 ${note} be\\w+ 2026-11-22 10:00$`))
  }
  const signed = await books.db
    .selectFrom('delivery_note_event')
    .select('note')
    .where('type', '=', 'signed')
    .execute()
  expect(signed).toHaveLength(notes.length)
  expect(await verify(books)).toEqual([])
  await books.db.destroy()
  await rm(directory, { recursive: true })
})

test('of two processes that approve the same changes exactly one makes each', {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
  const path = join(directory, 'company.db')
  const books = await auditing({}, path)
  const requests: string[] = []
  for (let n = 1; n <= 8; n += 1) {
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    await audit(books, number)
    await confirm(books, number)
    expect(await change(books, number, {}, { quantity: q(2) })).toBe('accepted')
    requests.push(String(n))
  }
  const heard = await Promise.all(
    ['ben', 'bert'].map(async user => {
      const said = await runProgram('test/properties/judge.ts', path, user, ...requests)
      return JSON.parse(said) as string[]
    }),
  )
  for (const [at, request] of requests.entries()) {
    const both = heard.map(one => one[at]!).toSorted()
    expect(both[0]).toBe('accepted')
    expect(both[1]).toMatch(new RegExp(`^number 7626 ${request} be\\w+$`))
  }
  const lines = await books.db.selectFrom('sales_order_line').select('quantity').execute()
  expect(lines.map(line => line.quantity)).toEqual(requests.map(() => q(2)))
  expect(await verify(books)).toEqual([])
  await books.db.destroy()
  await rm(directory, { recursive: true })
})
