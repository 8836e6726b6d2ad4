import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stockAt } from '../sales/ship-support.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { runProgram } from '../support/program.ts'
import { wrongIn } from '../support/wrong-in.ts'

test('four processes that want the last 50 pieces get exactly 50', {
  timeout: 60_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
  const path = join(directory, 'company.db')
  const books = await company(path)
  const orders: string[] = []
  for (let clerk = 0; clerk < 4; clerk++) {
    orders.push((await enterOrder(books, 'C001', [['10-20000', q(30)]])).number)
  }
  const got = await Promise.all(
    orders.map(async order => Number(await runProgram('test/properties/promise.ts', path, order))),
  )
  expect(got.reduce((total, one) => total + one, 0)).toBe(50)
  expect(await stockAt(books, '10-20000')).toBe('50/50')
  expect(await wrongIn(books)).toEqual([])
  await books.db.destroy()
  await rm(directory, { recursive: true })
})
