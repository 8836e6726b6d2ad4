import { CompiledQuery } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { PageAsk, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { confirmedOrdersPage, ordersPage } from '../../src/sales/orders-page.ts'
import { signaturesPage } from '../../src/sales/signatures-page.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { wholeList } from '../support/whole-list.ts'
import { setCustomer } from './life-support.ts'

let books: Books
beforeAll(async () => {
  books = await company()
  const customers = ['C001', 'C002', 'C003', 'C001', 'C004']
  for (const [index, customer] of customers.entries()) {
    await enterOrder(books, customer, [['10-10000', q(1)]], {
      order_date: `2026-11-0${index + 1}`,
      purchase_order: index === 1 ? '100%' : null,
    })
  }
})

const all: PageAsk = wholeList(10)
const numbers = async (ask: Partial<PageAsk>) =>
  (await ordersPage(books, { ...all, ...ask })).map(row => Number(String(row.number).slice(4)))
const range = (field: string, from: string | null, to: string | null) => ({
  ranges: { [field]: { from, to } },
})
const beyond = (last: number): { beyond: Values } => ({ beyond: { number: `SO1000${last}` } })

test.each<[string, Partial<PageAsk>, number[]]>([
  ['all', {}, [1, 2, 3, 4, 5]],
  ['a page', { limit: 2 }, [1, 2]],
  ['the page after', { limit: 2, ...beyond(2) }, [3, 4]],
  ['the page before', { limit: 2, direction: 'backward', ...beyond(4) }, [2, 3]],
  ['the last page', { limit: 2, direction: 'backward' }, [4, 5]],
  ['beyond the last', beyond(5), []],
  ['numbers', range('number', 'SO10002', 'SO10003'), [2, 3]],
  ['a customer', range('sold_to', 'C001', 'C001'), [1, 4]],
  ['days', range('order_date', null, '2026-11-02'), [1, 2]],
  ['a status', range('status', 'entered', 'entered'), []],
  ['words', { search: 'southWIND' }, [2]],
  ['two words', { search: 'net c004' }, [5]],
  ['a sign of the language of patterns', { search: '100%' }, [2]],
  ['an escape', { search: '\\' }, []],
])('%s', async (_, ask, found) => {
  expect(await numbers(ask)).toEqual(found)
})

test('capitals beyond A to Z are found as they stand: the database folds no others', async () => {
  const others = await company()
  await setCustomer(others, 'C001', { name: 'ПОДШИПНИК ÉCLAIR GmbH' })
  await enterOrder(others, 'C001', [['10-10000', q(1)]])
  for (const search of ['ПОДШИПНИК', 'ÉCLAIR', 'Éclair', 'gMBH']) {
    expect(await ordersPage(others, { ...all, search })).toHaveLength(1)
  }
})

test('a row holds what the columns need', async () => {
  expect((await ordersPage(books, { ...all, limit: 1 }))[0]).toMatchObject({
    number: 'SO10001',
    sold_to: 'C001',
    name: '北风紧固件有限公司',
    order_date: '2026-11-01',
    promise_date: null,
    due_date: '2026-11-23',
    total: 13000,
    currency: 'CNY',
    status: 'confirmed',
    action_status: null,
    state: 'confirmed',
    late: null,
  })
})

test.each([
  ['7.1.4', confirmedOrdersPage],
  ['7.1.18', signaturesPage],
])('%s walks the orders by number, without sorting them all for a page', async (_, page) => {
  const queries: CompiledQuery[] = []
  const db = books.db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      queries.push(books.db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  })
  await page({ ...books, db }, all)
  expect(queries).toHaveLength(1)
  const { sql, parameters } = queries[0]!
  const plan = await books.db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
  )
  expect(plan.rows.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE')
})
