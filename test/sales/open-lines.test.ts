import { expect, test } from 'vitest'
import { openOf, takesGoods } from '../../src/sales/allocate-facts.ts'
import {
  dueToAllocate,
  isDueToAllocate,
  readAllocateDays,
} from '../../src/sales/allocate-window.ts'
import { linesThatLack } from '../../src/sales/open-lines.ts'
import { isInWork, lifeProblem, stateOf } from '../../src/sales/order-state.ts'
import { company, q, today } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { setHead } from './ship-support.ts'

/** Every head that an order may have, and every line, together. */
const heads = (['entered', 'confirmed', 'closed', 'cancelled'] as const).flatMap(status =>
  ([0, 1] as const).flatMap(stopped =>
    (['HD', null] as const).map(action_status => ({ status, stopped, action_status })),
  ),
)
const lines = ([0, 1] as const).flatMap(closed =>
  ([0, 1] as const).flatMap(confirmed =>
    [
      [5, 0, 0],
      [5, 2, 0],
      [5, 2, 2],
      [5, 2, 3],
      [5, 0, 5],
      [-5, 0, 0],
      [-5, -2, 0],
    ].map(([quantity, shipped, allocated]) => ({
      ...{ closed, confirmed, quantity: q(quantity!) },
      // A closed line holds nothing.
      ...{ quantity_shipped: q(shipped!), quantity_allocated: closed ? 0 : q(allocated!) },
    })),
  ),
)

test('a list and an order by itself agree on which lines lack goods, and on which of them 7.1.7 takes', async () => {
  const books = await company()
  const pieces = lines.map(() => ['10-10000', q(1)] as const)
  const { number } = await enterOrder(books, 'C001', pieces)
  for (const [index, line] of lines.entries()) {
    const due_date = ['2026-11-21', '2026-11-29', '2026-11-30'][index % 3]!
    await books.db
      .updateTable('sales_order_line')
      .set({ ...line, due_date })
      .where('line', '=', index + 1)
      .execute()
  }
  let found = 0
  for (const [index, head] of heads.entries()) {
    const allocate_days = [0, 7, 8][index % 3]!
    await setHead(books, number, { ...head, allocate_days })
    const order = await books.db.selectFrom('sales_order').selectAll().executeTakeFirstOrThrow()
    const all = await books.db.selectFrom('sales_order_line').selectAll().execute()
    const lacking = all.filter(
      line =>
        !lifeProblem('allocate', number, stateOf(order, isInWork(line))) &&
        takesGoods(line) &&
        openOf(line) > line.quantity_allocated,
    )
    const listed = linesThatLack(books.db).select('line.line').orderBy('line.line')
    expect(await listed.execute()).toEqual(lacking.map(({ line }) => ({ line })))
    const due = lacking.filter(line => isDueToAllocate({ ...line, allocate_days }, today))
    const among = await readAllocateDays(books.db)
    const taken = await listed.where(dueToAllocate(today, among)).execute()
    expect(taken).toEqual(due.map(({ line }) => ({ line })))
    found += taken.length
  }
  expect(found).toBeGreaterThan(0)
})
