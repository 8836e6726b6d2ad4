import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import {
  allocatedOrder,
  certifying,
  issue,
  movesOf,
  print,
} from '../certificate/certificate-support.ts'
import { stockAt } from '../sales/ship-support.ts'
import { atOnce } from '../support/at-once.ts'
import { q } from '../support/company.ts'

let directory: string
let path: string
let books: Books
let order: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'one-certificate-'))
  path = join(directory, 'company.db')
  books = await certifying(path)
  order = await allocatedOrder(books, [['10-10000', q(10)]])
})
afterEach(async () => {
  await books.db.destroy()
  await rm(directory, { recursive: true })
})

/** Several clerks, each in a process of their own, do something at the same moment; what each heard. */
const together = (...acts: readonly (readonly [user: string, act: string, number: string])[]) =>
  atOnce('certificate-clerk.ts', ...acts.map(act => [path, ...act]))

const accepted = (said: readonly string[]) => said.filter(one => one === 'accepted').length

test('of four processes that ship one certificate exactly one does', {
  timeout: 60_000,
}, async () => {
  const number = await issue(books)
  await print(books, number)
  const users = ['anna', 'ben', 'bert', 'bob']
  const said = await together(...users.map(user => [user, 'ship', number] as const))
  expect(accepted(said)).toBe(1)
  expect(said.filter(one => one.startsWith(`order_number 7519 ${number}`))).toHaveLength(3)
  expect(await movesOf(books, number)).toHaveLength(3)
  expect(await stockAt(books, '10-10000')).toBe('90/0')
  expect(await verify(books)).toEqual([])
})

test('of four processes that certify one allocation exactly one does', {
  timeout: 60_000,
}, async () => {
  const users = ['anna', 'ben', 'bert', 'bob']
  const said = await together(...users.map(user => [user, 'certify', order] as const))
  expect(accepted(said)).toBe(1)
  expect(said.filter(one => one.startsWith('quantity[0] 7508'))).toHaveLength(3)
  expect(await verify(books)).toEqual([])
})

test('a certificate that is shipped and reported lost at once is one or the other', {
  timeout: 60_000,
}, async () => {
  const number = await issue(books)
  await print(books, number)
  const said = await together(
    ['anna', 'ship', number],
    ['ben', 'lose', number],
    ['bob', 'print', number],
  )
  expect(accepted(said)).toBe(1)
  expect(await verify(books)).toEqual([])
})
