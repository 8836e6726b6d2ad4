import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { certifying } from '../certificate/certificate-support.ts'
import { prepare } from '../consignment/consignment-support.ts'
import { q } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { onCertificates } from './certificates-count.ts'
import {
  act,
  anyAct,
  anyActWithCertificates,
  anyActWithConsignment,
  countOnYourOwn,
  items,
  locations,
  type Model,
  seen,
} from './second-count.ts'
import { lyingWithCustomers } from './with-customers.ts'

const compare = async (books: Books, model: Model) => {
  for (const code of items) {
    for (const place of locations) {
      const key = model.at(code, place)
      const row = await books.db
        .selectFrom('stock')
        .selectAll()
        .where('item', '=', code)
        .where('site', '=', '10000')
        .where('location', '=', place)
        .executeTakeFirst()
      expect({
        key,
        on_hand: row?.on_hand ?? 0,
        free: row ? row.on_hand - row.allocated : 0,
      }).toEqual({
        key,
        on_hand: model.onHand.get(key) ?? 0,
        free: model.free(key),
      })
    }
  }
  const lines = await books.db.selectFrom('sales_order_line').selectAll().execute()
  for (const line of model.lines) {
    const found = lines.find(one => one.order_number === line.order && one.line === line.line)!
    expect([
      found.quantity_used,
      found.quantity_shipped,
      found.quantity_allocated,
      found.closed,
    ]).toEqual([line.used, line.shipped, model.held(line), line.closed ? 1 : 0])
  }
  const certificates = await books.db
    .selectFrom('certificate')
    .select(['number', 'status'])
    .orderBy('number')
    .execute()
  expect(certificates).toEqual(
    model.certificates.map(({ number, state }) => ({ number, status: state })),
  )
  const certified = await books.db.selectFrom('allocation').selectAll().execute()
  for (const { order_number, line, location, certified: found } of certified) {
    const its = model.lines.find(one => one.order === order_number && one.line === line)!
    expect(found).toBe(onCertificates(model, its, model.at(its.item, location)))
  }
  // What left by certificate went through the stock on paper and left nothing there.
  const onPaper = await books.db
    .selectFrom('stock')
    .select('on_hand')
    .where('site', '=', '20000')
    .where('on_hand', '<>', 0)
    .execute()
  expect(onPaper).toEqual([])
  const { found, counted } = await lyingWithCustomers(books, seen(model))
  expect(found).toEqual(counted)
  expect(await wrongIn(books)).toEqual([])
}

/** Goods on the shelves, in the books and in the second count. */
const begin = async () => {
  const books = await certifying()
  const model = countOnYourOwn()
  for (const [code, place, quantity] of [
    ['10-10000', '200', 100],
    ['10-20000', '200', 50],
    ['10-20000', '100', 20],
  ] as const) {
    model.put(model.at(code, place), q(quantity))
  }
  return { books, model }
}

test('whatever is asked, the books say what a second count says', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 1, maxLength: 25 }), async acts => {
      const { books, model } = await begin()
      for (const one of acts) await act(books, model, one)
      await compare(books, model)
      await books.db.destroy()
    }),
    { numRuns: 40 },
  ),
)

test(
  'whoever certifies, prints, loses, approves, reissues and ships, nothing leaves twice',
  {
    timeout: 120_000,
  },
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(anyActWithCertificates, { minLength: 10, maxLength: 40 }),
        async acts => {
          const { books, model } = await begin()
          const lines: [string, number][] = [
            ['10-10000', q(30)],
            ['10-20000', q(40)],
          ]
          await act(books, model, { kind: 'order', lines })
          await act(books, model, { kind: 'order', lines })
          await act(books, model, { kind: 'automatic' })
          for (const one of acts) await act(books, model, one)
          await compare(books, model)
          await books.db.destroy()
        },
      ),
      { numRuns: 60 },
    ),
)

test(
  'whatever lies with customers, is used, undone, given back or returned, no piece is counted twice',
  {
    timeout: 120_000,
  },
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(anyActWithConsignment, { minLength: 10, maxLength: 40 }),
        async acts => {
          const { books, model } = await begin()
          await prepare(books)
          const lines: [string, number][] = [
            ['10-10000', q(30)],
            ['10-20000', q(20)],
          ]
          await act(books, model, { kind: 'order', lines, consigned: true })
          await act(books, model, { kind: 'order', lines })
          for (const line of [0, 1, 2, 3]) {
            const ship = { kind: 'ship', location: '200', quantity: q(20), cancel: false } as const
            await act(books, model, { ...ship, line })
          }
          for (const one of acts) await act(books, model, one)
          await compare(books, model)
          await books.db.destroy()
        },
      ),
      { numRuns: 50 },
    ),
)
