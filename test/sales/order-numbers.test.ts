import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { company } from '../support/company.ts'
import { runProgram } from '../support/program.ts'

test('two programs that save at once give every order its own number, without a gap', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dingdan-'))
  try {
    const path = join(directory, 'books.db')
    const books = await company(path)
    const clerks = ['anna', 'bob'].map(user =>
      runProgram('test/support/save-orders.ts', path, user, '25'),
    )
    const printed = await Promise.all(clerks)
    const given = printed.flatMap(text => JSON.parse(text) as string[])
    const expected = Array.from({ length: 50 }, (_, index) => `SO${10001 + index}`)
    expect(given.toSorted()).toEqual(expected)
    const saved = await books.db
      .selectFrom('sales_order')
      .select(['number', 'entered_by'])
      .orderBy('number')
      .execute()
    expect(saved.map(order => order.number)).toEqual(expected)
    expect(saved.filter(order => order.entered_by === 'anna').length).toBe(25)
    const control = await books.db.selectFrom('sales_order_control').selectAll().executeTakeFirst()
    expect(control?.next_order).toBe(10051)
    await books.db.destroy()
  } finally {
    await rm(directory, { recursive: true })
  }
}, 30_000)
