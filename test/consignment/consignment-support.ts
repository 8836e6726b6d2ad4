import { consignmentControl } from '../../src/consignment/control.ts'
import { transferConsignment } from '../../src/consignment/transfer.ts'
import { undoUsage } from '../../src/consignment/undo-usage.ts'
import { useConsignment } from '../../src/consignment/use.ts'
import { locations, sites } from '../../src/item/site.ts'
import type { Draft, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { reasonCodes } from '../../src/sales/reason-codes.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import type { OrderInput } from '../../src/sales/save-order-facts.ts'
import { ship } from '../sales/ship-support.ts'
import { ask, carryOut, companyWith, q, saysWhy, today } from '../support/company.ts'
import { enterOrder, typedOrder } from '../support/order-entry.ts'

/** The test company with reasons, a place for returns, and a site for what lies with customers. */
export const consigning = (path?: string): Promise<Books> =>
  companyWith('consigning', prepare, path)

/** Reasons, a place for returns, and a site for what lies with customers. */
export const prepare = async (books: Books): Promise<void> => {
  const reasons: Values[] = [
    { code: 'DEFECT', description: '质量问题' },
    { code: 'WRONG', description: 'Wrong goods' },
    { code: 'OLD', description: 'Not used any more', active: 0 },
  ]
  for (const values of reasons) await carryOut(books, reasonCodes.save, { values })
  await carryOut(books, sites.save, { values: { code: '90000', description: '客户处' } })
  for (const values of [
    { site: '10000', code: 'RET', description: '退货区', available: 0 },
    { site: '90000', code: 'CON', description: '寄存', available: 0 },
    { site: '90000', code: 'CON2', description: '寄存二库', available: 0 },
  ]) {
    await carryOut(books, locations.save, { values })
  }
  await carryOut(books, sites.save, {
    values: { code: '10000', description: '工厂仓库', return_location: 'RET' },
  })
  await carryOut(books, consignmentControl.save, {
    values: { consigned_site: '90000', consigned_location: 'CON' },
  })
}

/** A consigned order of one line, shipped: its number. */
export const consignedOrder = async (
  books: Books,
  pieces: number,
  { customer = 'C002', item = '10-10000' } = {},
): Promise<string> => {
  const { number } = await enterOrder(books, customer, [[item, q(pieces)]], { consignment: 1 })
  const said = await ship(books, number, { line: 1, quantity: q(pieces) })
  if (said !== 'accepted') throw new Error(said)
  return number
}

/** What 7.18.13 would hand over: so much of an order's line, of what lies at the usual place. */
export const usageOf = (customer: string, ...rows: Values[]): Draft => ({
  usage_entry: { customer, effective_date: today },
  usage_line: rows.map(row => ({ line: 1, site: '90000', location: 'CON', lot: '', ...row })),
})

export const use = async (books: Books, customer: string, ...rows: Values[]) =>
  saysWhy(await ask(books, useConsignment, usageOf(customer, ...rows)))

/** What 7.18.22 would hand over. */
export const undoOf = (values: Values): Draft => ({
  usage_undo: { effective_date: today, ...values },
})

export const undo = async (books: Books, values: Values) =>
  saysWhy(await ask(books, undoUsage, undoOf(values)))

/** What 7.18.7 would hand over: back to where goods are kept, unless it says otherwise. */
export const transferOf = (values: Values): Draft => ({
  consignment_transfer: {
    line: 1,
    ...{ site: '90000', location: 'CON', lot: '' },
    ...{ transfer: 'back', to_site: '10000', to_location: 'RET', effective_date: today },
    ...values,
  },
})

export const transfer = async (books: Books, values: Values) =>
  saysWhy(await ask(books, transferConsignment, transferOf(values)))

interface Returning {
  readonly customer?: string
  readonly item?: string
  readonly more?: Values
}

/** A return as 7.1.1 would hand it over. */
export const returnOf = async (
  books: Books,
  values: Values,
  { customer = 'C002', item = '10-10000', more = {} }: Returning = {},
): Promise<OrderInput> => {
  const input = await typedOrder(books, customer, [[item, q(-1)]], more)
  const price = values['price'] ?? null
  const row = { ...input.lines[0]!, price, price_source: null, reason: 'DEFECT', ...values }
  return { ...input, lines: [row] }
}

/** A return as 7.1.1 would save it: what was said, or `accepted`. */
export const returns = async (...given: Parameters<typeof returnOf>): Promise<string> =>
  saysWhy(await ask(given[0], saveOrder, await returnOf(...given)))

/** The number of the latest move of a kind: a shipment, a usage. */
export const lastMove = async (books: Books, kind: 'sold' | 'used' = 'sold'): Promise<number> => {
  const moves = books.db.selectFrom('stock_move').where('type', '=', 'ISS-SO')
  const { number } = await moves
    .where('consignment', kind === 'sold' ? 'is' : '=', kind === 'sold' ? null : 'used')
    .select(eb => eb.fn.max('number').as('number'))
    .executeTakeFirstOrThrow()
  return number
}

/** What lies with customers: `order line location quantity`, in whole units. */
export const lying = async (books: Books) =>
  (await books.db.selectFrom('consignment').selectAll().execute()).map(
    one => `${one.order_number} ${one.line} ${one.location} ${one.quantity / 10_000}`,
  )
