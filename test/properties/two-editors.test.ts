import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { runProgram } from '../support/program.ts'
import { wrongIn } from '../support/wrong-in.ts'

test('four programs edit one customer and one order a hundred times each, and no edit is lost', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'editors-'))
  try {
    const path = join(directory, 'books.db')
    const books = await company(path)
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const told = await Promise.all(
      ['anna', 'ben', 'cleo', 'dan'].map(user =>
        runProgram('test/support/edit-books.ts', path, user, '100', number),
      ),
    )
    const refused = told.map(Number).reduce((sum, one) => sum + one, 0)
    // Without somebody being faster now and then this would prove nothing.
    expect(refused).toBeGreaterThan(20)
    const customer = await books.db
      .selectFrom('customer')
      .select('credit_limit')
      .where('code', '=', 'C001')
      .executeTakeFirst()
    const order = await books.db
      .selectFrom('sales_order')
      .select(['freight', 'version'])
      .executeTakeFirst()
    expect(customer).toEqual({ credit_limit: 400 })
    expect(order).toEqual({ freight: 400, version: 401 })
    expect(await wrongIn(books)).toEqual([])
    await books.db.destroy()
  } finally {
    await rm(directory, { recursive: true })
  }
}, 120_000)
