import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { wrongIn } from '../support/wrong-in.ts'

const run = promisify(execFile)
const editor = fileURLToPath(new URL('../support/edit-books.ts', import.meta.url))

test('four programs edit one customer and one order a hundred times each, and no edit is lost', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'editors-'))
  try {
    const path = join(directory, 'books.db')
    const books = await company(path)
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const told = await Promise.all(
      ['anna', 'ben', 'cleo', 'dan'].map(user =>
        run(process.execPath, ['--import', 'tsx', editor, path, user, '100', number]),
      ),
    )
    const refused = told.map(({ stdout }) => Number(stdout)).reduce((sum, one) => sum + one, 0)
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
