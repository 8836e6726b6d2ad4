import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { consignedOrder, consigning, lastMove, lying } from '../consignment/consignment-support.ts'
import { ship } from '../sales/ship-support.ts'
import { atOnce } from '../support/at-once.ts'
import { q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { wrongIn } from '../support/wrong-in.ts'

let directory: string
let path: string
let books: Books
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'last-returns-'))
  path = join(directory, 'company.db')
  books = await consigning(path)
})
afterEach(async () => {
  await books.db.destroy()
  await rm(directory, { recursive: true })
})

const together = (...acts: readonly (readonly [act: string, of: string | number])[]) =>
  atOnce(
    'consignment-clerk.ts',
    ...acts.map(([act, of], index) => [path, index === 0 ? 'anna' : 'ben', act, String(of)]),
  )
const accepted = (said: readonly string[]) => said.filter(one => one === 'accepted').length

test('of two processes that return the same last pieces exactly one does', {
  timeout: 60_000,
}, async () => {
  const { number } = await enterOrder(books, 'C002', [['10-10000', q(10)]])
  await ship(books, number, { line: 1, quantity: q(10) })
  const shipment = await lastMove(books)
  const said = await together(['return', shipment], ['return', shipment])
  expect(accepted(said)).toBe(1)
  expect(said).toContain(`quantity[0] 7709 ${shipment} 0.0`)
  expect(await wrongIn(books)).toEqual([])
})

test('of two processes that use the same consigned pieces exactly one does, and so of undo and return', {
  timeout: 60_000,
}, async () => {
  const order = await consignedOrder(books, 10)
  const said = await together(['use', order], ['use', order])
  expect(accepted(said)).toBe(1)
  expect(said).toContain(`quantity[0] 7727 ${order} 1 90000/CON`)
  const usage = await lastMove(books, 'used')
  expect(accepted(await together(['undo', usage], ['return', usage], ['undo', usage]))).toBe(1)
  expect((await lying(books)).length).toBeLessThanOrEqual(1)
  expect(await wrongIn(books)).toEqual([])
})
