import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { setControl } from '../certificate/certificate-support.ts'
import { prepare } from '../consignment/consignment-support.ts'
import { auditing } from '../sales/life-support.ts'
import { putStock, q } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { anyWholeAct, type WholeLives, wholeAct } from './whole-lives-count.ts'
import { act, secondCheckAmount, standing } from './whole-lives-rules.ts'

const goods = '10-10000'
/** What lies on the shelf of the small company, and what is put there. */
const shelved = 1100

const compare = async ({ db }: Books, { orders, papers, returned }: WholeLives) => {
  const found = await db
    .selectFrom('sales_order as head')
    .innerJoin('sales_order_line as line', 'line.order_number', 'head.number')
    .selectAll()
    .orderBy('head.number')
    .execute()
  expect(
    found.map(row => [
      ...[row.number, row.status, row.audited_by !== null, row.stopped, row.archived],
      ...[row.quantity, row.quantity_shipped, row.quantity_allocated, row.closed],
      row.action_status,
    ]),
  ).toEqual(orders.map(it => [...standing(it), it.onHold ? 'HD' : null]))
  const certificates = await db
    .selectFrom('certificate')
    .select(['number', 'status'])
    .orderBy('number')
    .execute()
  expect(certificates).toEqual(papers.map(({ number, state }) => ({ number, status: state })))
  const stock = await db.selectFrom('stock').selectAll().where('item', '=', goods).execute()
  const at = (location: string) =>
    stock.find(one => one.site === '10000' && one.location === location)?.on_hand ?? 0
  const left = orders.filter(it => it.ordered > 0).reduce((sum, it) => sum + it.shipped, 0)
  expect([at('200'), at('RET')]).toEqual([q(shelved - left), q(returned)])
}

test(
  'whoever audits, changes, holds, copies, signs, certifies, loses, reissues, ships and returns, all books agree after each act',
  { timeout: 120_000 },
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyWholeAct, { minLength: 30, maxLength: 60 }), async acts => {
        const books = await auditing({ second_check_amount: secondCheckAmount })
        await setControl(books)
        await prepare(books)
        await putStock(books, { item: goods }, q(1000))
        const lives: WholeLives = { orders: [], requests: [], papers: [], returned: 0 }
        const first = { order: 0, user: 'anna', pieces: 12 } as const
        for (const [order, pieces] of [12, 25, 18].entries()) {
          await act(books, lives, { ...first, kind: 'enter', pieces })
          await act(books, lives, { ...first, kind: 'audit', order, user: 'ben' })
          await act(books, lives, { ...first, kind: 'confirm', order })
          await act(books, lives, { ...first, kind: 'allocate', order, pieces: 10 })
          await act(books, lives, { ...first, kind: 'ship', order, pieces: 3 })
          await wholeAct(books, lives, { ...first, kind: 'certify', order, pieces: 4 })
        }
        // One is copied while it is held, with its status blanked.
        for (const kind of ['hold', 'copy', 'let go'] as const) {
          await wholeAct(books, lives, { ...first, kind, order: 2 })
        }
        for (const one of acts) {
          await wholeAct(books, lives, one)
          expect(await verify(books)).toEqual([])
        }
        await compare(books, lives)
        expect(await wrongIn(books)).toEqual([])
        await books.db.destroy()
      }),
      { numRuns: 8 },
    ),
)
