import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { company, q } from '../support/company.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { act, anyAct, countOnYourOwn, items, locations, type Model } from './second-count.ts'

const compare = async (books: Books, model: Model) => {
  for (const code of items) {
    for (const place of locations) {
      const key = model.at(code, place)
      const row = await books.db
        .selectFrom('stock')
        .selectAll()
        .where('item', '=', code)
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
    expect([found.quantity_shipped, found.quantity_allocated, found.closed]).toEqual([
      line.shipped,
      model.held(line),
      line.closed ? 1 : 0,
    ])
  }
  expect(await wrongIn(books)).toEqual([])
}

test('whatever is asked, the books say what a second count says', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 1, maxLength: 25 }), async acts => {
      const books = await company()
      const model = countOnYourOwn()
      for (const [code, place, quantity] of [
        ['10-10000', '200', 100],
        ['10-20000', '200', 50],
        ['10-20000', '100', 20],
      ] as const) {
        model.put(model.at(code, place), q(quantity))
      }
      for (const one of acts) await act(books, model, one)
      await compare(books, model)
      await books.db.destroy()
    }),
    { numRuns: 60 },
  ),
)
