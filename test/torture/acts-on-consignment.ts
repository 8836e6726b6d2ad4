import type { Books } from '../../src/ledger/books.ts'
import { salesWithReturns } from '../../src/sales/returns.ts'
import { usageOf } from '../consignment/consignment-support.ts'
import { q, today } from '../support/company.ts'
import { typedOrder } from '../support/order-entry.ts'
import type { Turn } from './acts.ts'
import type { Chance } from './chance.ts'

const lying = ({ db }: Books) =>
  db.selectFrom('consignment').selectAll().orderBy('order_number', 'desc').limit(12).execute()

const sales = ({ db }: Books) =>
  db
    .selectFrom(salesWithReturns(db, '').as('sale'))
    .innerJoin('stock_move as move', 'move.number', 'sale.number')
    .select(['sale.number', 'sale.customer', 'sale.item', 'move.consignment'])
    .select(eb =>
      eb
        .fn<number>('min', [
          eb('sale.shipped', '-', eb.ref('sale.returned')),
          eb('sale.sold', '-', eb.ref('sale.line_returned')),
        ])
        .as('left'),
    )
    .orderBy('sale.number', 'desc')
    .limit(12)
    .execute()

/** Some of it, or all. */
const part = (chance: Chance, left: number) =>
  chance.happens(0.3) ? left : Math.min(left, q(chance.between(1, 5)))

/** Goods come back by an order of their own, whose purchase order says which intent it came from. */
const comeBack = async (books: Books, chance: Chance, id: string): Promise<Turn> => {
  const open = (await sales(books)).filter(({ left }) => left > 0)
  if (open.length === 0) return undefined
  const { number, customer, item, left, consignment } = chance.one(open)
  const quantity = part(chance, left)
  if (consignment === 'used' && chance.happens(0.6)) {
    return ['undo', { usage_undo: { usage: number, quantity, effective_date: today } }]
  }
  const order = await typedOrder(books, customer, [[item, -quantity]], { purchase_order: id })
  const row = { price: null, price_source: null, reason: 'DEFECT', return_shipment: number }
  return ['return', { ...order, lines: [{ ...order.lines[0], ...row }] }]
}

/** What a clerk would do next with goods that lie with a customer, or come back; a usage's reference says which intent it came from. */
export const consignmentIntent = async (
  books: Books,
  chance: Chance,
  id: string,
): Promise<Turn> => {
  const goods = await lying(books)
  if (goods.length === 0 || chance.happens(0.3)) return comeBack(books, chance, id)
  const { order_number, line, location, customer, quantity: all } = chance.one(goods)
  const quantity = part(chance, all)
  const from = { order_number, line, site: '90000', location, lot: '', quantity }
  if (chance.happens(0.5)) {
    const { usage_entry, ...rows } = usageOf(customer, from)
    return ['use', { ...rows, usage_entry: { ...usage_entry, reference: id } }]
  }
  const back = chance.happens(0.5)
  const to = back
    ? { transfer: 'back', to_site: '10000', to_location: '200' }
    : { transfer: 'move', to_site: '90000', to_location: location === 'CON' ? 'CON2' : 'CON' }
  return [
    back ? 'give-back' : 'move-on',
    { consignment_transfer: { ...from, ...to, effective_date: today } },
  ]
}
