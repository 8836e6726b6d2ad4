import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { auditing } from '../sales/life-support.ts'
import { putStock, q } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { act, anyAct, type Lives, secondCheckAmount, standing } from './lives-count.ts'

const compare = async (books: Books, { orders, requests }: Lives) => {
  const found = await books.db
    .selectFrom('sales_order as head')
    .innerJoin('sales_order_line as line', 'line.order_number', 'head.number')
    .selectAll()
    .orderBy('head.number')
    .execute()
  expect(
    found.map(row => [
      ...[row.number, row.status, row.audited_by !== null, row.stopped, row.archived],
      ...[row.quantity, row.quantity_shipped, row.quantity_allocated, row.closed],
    ]),
  ).toEqual(orders.map(standing))
  const asked = await books.db
    .selectFrom('change_request')
    .select('status')
    .orderBy('number')
    .execute()
  expect(asked.map(({ status }) => status)).toEqual(requests)
  expect(await wrongIn(books)).toEqual([])
}

test(
  'whoever audits, changes, judges, stops and archives, the books say what a second count says',
  {
    timeout: 120_000,
  },
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 20, maxLength: 60 }), async acts => {
        const books = await auditing({ second_check_amount: secondCheckAmount })
        await putStock(books, { item: '10-10000' }, q(1000))
        const lives: Lives = { orders: [], requests: [] }
        // Two are on their way already, and one is new.
        const first = { order: 0, user: 'anna', pieces: 12 }
        for (const [order, pieces] of [12, 25, 20].entries()) {
          await act(books, lives, { ...first, kind: 'enter', pieces })
          if (order === 2) continue
          await act(books, lives, { ...first, kind: 'audit', order, user: 'ben' })
          await act(books, lives, { ...first, kind: 'confirm', order })
          await act(books, lives, { ...first, kind: 'allocate', order, pieces: 6 })
        }
        for (const one of acts) await act(books, lives, one)
        await compare(books, lives)
        await books.db.destroy()
      }),
      { numRuns: 60 },
    ),
)
