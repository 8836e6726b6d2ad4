import type { Books } from '../../src/ledger/books.ts'
import { allocation, shipment } from '../sales/ship-support.ts'
import { q, today } from '../support/company.ts'
import { openedOrder, typedOrder } from '../support/order-entry.ts'
import type { Intended, Intent, Turn } from './acts.ts'
import { creditIntent, debtor, lifeIntent, towardsGoods } from './acts-of-life.ts'
import { consignmentIntent } from './acts-on-consignment.ts'
import { certificateIntent, noteIntent } from './acts-on-paper.ts'
import type { Chance } from './chance.ts'

const items = ['10-10000', '10-20000'] as const
const locations = ['100', '200'] as const

const moving =
  (act: 'receive' | 'issue' | 'transfer'): Intent =>
  async (_, chance, id) => {
    const entry = {
      item: chance.one(items),
      quantity: q(chance.between(1, 30)),
      effective_date: today,
      reference: id,
      lot: '',
    }
    const [from, to] = chance.happens(0.5) ? locations : locations.toReversed()
    if (act !== 'transfer') {
      return [act, { stock_entry: { ...entry, site: '10000', location: from } }]
    }
    const place = { from_site: '10000', from_location: from, to_site: '10000', to_location: to }
    return [act, { transfer_entry: { ...entry, ...place } }]
  }

/** A new order; its purchase order says which intent it came from. */
const newOrder = async (books: Books, chance: Chance, id: string): Promise<NonNullable<Turn>> => [
  'order',
  await typedOrder(
    books,
    chance.one(['C001', 'C002', 'C002', debtor]),
    Array.from({ length: chance.between(1, 3) }, () => [
      chance.one(items),
      q(chance.between(1, 25)),
    ]),
    { purchase_order: id, consignment: chance.happens(0.3) ? 1 : 0 },
  ),
]

const openLines = ({ db }: Books) =>
  db
    .selectFrom('sales_order_line')
    .innerJoin('sales_order', 'sales_order.number', 'sales_order_line.order_number')
    .select(['number', 'audited_by', 'line', 'quantity', 'quantity_shipped', 'confirmed'])
    .where('closed', '=', 0)
    .where('stopped', '=', 0)
    .orderBy('order_number', 'desc')
    .limit(16)
    .execute()

const changeQuantity = async (
  books: Books,
  chance: Chance,
  { number, quantity, id }: { number: string; quantity: number; id: string },
): Promise<Turn> => {
  const { order, lines: rows } = await openedOrder(books, number)
  const at = chance.below(rows.length)
  const lines = rows.map((row, index) => (index === at ? { ...row, quantity } : row))
  return ['change', { order: { ...order, remarks: id, reason: id }, lines }]
}

const onLine =
  (act: 'change' | 'cancel' | 'automatic' | 'allocate' | 'ship'): Intent =>
  async (books, chance, id) => {
    const lines = await openLines(books)
    if (lines.length === 0) return undefined
    const { number, line, confirmed, audited_by, ...row } = chance.one(lines)
    const location = chance.one(locations)
    const quantity = q(chance.between(1, 25))
    if (act === 'cancel') return ['cancel', { order: { number } }]
    if (act === 'change') return changeQuantity(books, chance, { number, quantity, id })
    if (confirmed === 0 && chance.happens(0.9)) return towardsGoods(books, { number, audited_by })
    if (act === 'automatic') {
      return ['automatic', { auto_allocation: { order_from: number, order_to: null } }]
    }
    if (act === 'allocate') {
      return ['allocate', allocation(number, { line, location, quantity, before: null })]
    }
    const whole = chance.happens(0.4) ? row.quantity - row.quantity_shipped : quantity
    const cancel_backorder = chance.happens(0.15) ? 1 : 0
    const back = chance.happens(0.1) ? -1 : 1
    return ['ship', shipment(number, { line, location, quantity: back * whole, cancel_backorder })]
  }

/** What a clerk turns to, and how often; which act comes of it, the books say. */
const often: readonly (readonly [number, Intent])[] = [
  [5, newOrder],
  [4, onLine('allocate')],
  [4, onLine('ship')],
  [2, onLine('change')],
  [1, onLine('cancel')],
  [1, onLine('automatic')],
  [3, moving('receive')],
  [1, moving('issue')],
  [1, moving('transfer')],
  [5, certificateIntent],
  [4, noteIntent],
  [6, lifeIntent],
  [2, creditIntent],
  [5, consignmentIntent],
]
const turns = often.flatMap(([times, intent]) => Array<Intent>(times).fill(intent))

/**
 * What a clerk would do next, looking at the books as they stand. Not every act has a field for words: beside what it
 * wants, each carries its intent, which the log keeps.
 */
export const chooseAct = async (books: Books, chance: Chance, id: string): Promise<Intended> => {
  const found = await chance.one(turns)(books, chance, id)
  const [act, input] = found ?? (await newOrder(books, chance, id))
  return { id, act, input: { ...(input as object), intent: id } }
}
