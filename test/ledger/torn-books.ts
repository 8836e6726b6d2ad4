import { sql } from 'kysely'
import { periods } from '../../src/general-ledger/periods.ts'
import type { Books } from '../../src/ledger/books.ts'
import { signOrder } from '../../src/sales/sign-order.ts'
import {
  allocatedOrder,
  approve,
  as,
  issue,
  lose,
  print,
  reissue,
  setControl,
  shipBy,
} from '../certificate/certificate-support.ts'
import {
  consignedOrder,
  lastMove,
  prepare,
  returns,
  transfer,
  undo,
  use,
} from '../consignment/consignment-support.ts'
import { october } from '../general-ledger/period-support.ts'
import { change, judge, setRules } from '../sales/life-support.ts'
import { noted, sign } from '../sales/note-support.ts'
import { allocate, ship } from '../sales/ship-support.ts'
import { carryOut, company, q, today } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

/** Books in which every check has something to look at. */
export const booksToCheck = async (): Promise<Books> => {
  const books = await company()
  await carryOut(books, periods.save, { values: october })
  const { number } = await enterOrder(books, 'C001', [
    ['10-10000', q(10)],
    ['10-20000', q(5)],
  ])
  await allocate(books, number, { line: 1, quantity: q(6) })
  await ship(books, number, { line: 1, quantity: q(2) })
  await ship(books, number, { line: 2, quantity: q(5) })
  await allocate(books, number, { line: 1, quantity: q(3), before: q(4) })
  const note = await noted(books, number)
  await sign(books, note)
  await carryOut(books, signOrder, {
    signature_entry: { order_number: number, signed_by: 'Liu', signed_on: today },
  })
  await certificates(books)
  await consignment(books)
  await setRules(books, { change_approval: 1 })
  await change(books, number, { remarks: 'by truck' })
  await judge(as(books, 'ben'), 1, 'refuse')
  return books
}

/** SO10003 lies with C002 in part, used and undone; SO10004 returns what SO10001 shipped in line 2. */
const consignment = async (on: Books) => {
  await prepare(on)
  const consigned = await consignedOrder(on, 6, { item: '10-20000' })
  await use(on, 'C002', { order_number: consigned, quantity: q(4) })
  const usage = await lastMove(on, 'used')
  await undo(on, { usage, quantity: q(1) })
  await transfer(on, { order_number: consigned, quantity: q(1) })
  const { number } = await on.db
    .selectFrom('stock_move')
    .select('number')
    .where('order_number', '=', 'SO10001')
    .where('line', '=', 2)
    .executeTakeFirstOrThrow()
  const named = { return_shipment: number, quantity: q(-5) }
  await returns(on, named, { customer: 'C001', item: '10-20000' })
}

/** Certificates of an order of their own: PC10001 shipped, PC10002 lost and replaced by PC10003. */
const certificates = async (on: Books) => {
  await setControl(on)
  const other = await allocatedOrder(on, [['10-40000', q(9)]], { customer: 'C002' })
  const some = (quantity: number) =>
    issue(on, [{ order_number: other, order_line: 1, quantity }], {
      customer: 'C002',
      ship_to: null,
    })
  for (const number of [await some(q(2)), await some(q(3))]) await print(on, number)
  await shipBy(on, 'PC10001')
  await lose(on, 'PC10002')
  await approve(as(on, 'ben'), 'PC10002')
  await reissue(on, 'PC10002')
}

/** Tears the books as no program of ours can: without triggers, CHECKs and foreign keys. */
export const tear = async (books: Books, statement: string): Promise<void> => {
  const run = (text: string) => sql.raw(text).execute(books.db)
  const { rows } = await sql<{
    name: string
  }>`select name from sqlite_schema where type = 'trigger'`.execute(books.db)
  for (const { name } of rows) await run(`drop trigger ${name}`)
  await run('pragma foreign_keys = off')
  await run('pragma ignore_check_constraints = on')
  await run(statement)
  await run('pragma ignore_check_constraints = off')
}
