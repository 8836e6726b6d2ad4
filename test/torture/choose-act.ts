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

const openLines = ({ db }: Books, confirmed: 0 | 1) =>
  db
    .selectFrom('sales_order_line')
    .innerJoin('sales_order', 'sales_order.number', 'sales_order_line.order_number')
    .select(['number', 'audited_by', 'line', 'quantity', 'quantity_shipped'])
    .where('confirmed', '=', confirmed)
    .where('closed', '=', 0)
    .where('stopped', '=', 0)
    .where('action_status', 'is', null)
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

const changeLine: Intent = async (books, chance, id) => {
  const lines = await openLines(books, chance.happens(0.5) ? 1 : 0)
  if (lines.length === 0) return undefined
  const { number } = chance.one(lines)
  if (chance.happens(0.3)) return ['cancel', { order: { number } }]
  return changeQuantity(books, chance, { number, quantity: q(chance.between(1, 25)), id })
}

/** Goods are for orders that are confirmed; one that isn't yet is brought on its way instead. */
const onLine =
  (act: 'automatic' | 'allocate' | 'ship'): Intent =>
  async (books, chance) => {
    const ready = chance.happens(0.7) ? await openLines(books, 1) : []
    const lines = ready.length > 0 ? ready : await openLines(books, 0)
    if (lines.length === 0) return undefined
    const { number, line, audited_by, ...row } = chance.one(lines)
    if (ready.length === 0 && chance.happens(0.9)) {
      return towardsGoods(books, { number, audited_by })
    }
    const location = chance.one(locations)
    const left = row.quantity - row.quantity_shipped
    const quantity = chance.happens(0.5) ? left : q(chance.between(1, 25))
    if (act === 'automatic') {
      return ['automatic', { auto_allocation: { order_from: number, order_to: null } }]
    }
    if (act === 'allocate' && left > 0) {
      return ['allocate', allocation(number, { line, location, quantity, before: null })]
    }
    const cancel_backorder = chance.happens(0.15) ? 1 : 0
    const back = chance.happens(0.1) ? -1 : 1
    const shipped = { line, location, quantity: back * quantity, cancel_backorder }
    return ['ship', shipment(number, shipped)]
  }

/** What a clerk turns to, and how often; which act comes of it, the books say. */
const often: readonly (readonly [number, Intent])[] = [
  [5, newOrder],
  [4, onLine('allocate')],
  [5, onLine('ship')],
  [3, changeLine],
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
  const [act, input] =
    (await chance.one(turns)(books, chance, id)) ??
    (await onLine('allocate')(books, chance, id)) ??
    (await newOrder(books, chance, id))
  return { id, act, input: { ...(input as object), intent: id } }
}
