import type { SalesOrderTable } from '../../db/schema.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { LifeAct } from '../../src/sales/life-acts.ts'
import { m, today } from '../support/company.ts'
import { openedOrder } from '../support/order-entry.ts'
import type { ActName, Turn } from './acts.ts'
import type { Chance } from './chance.ts'

type Status = SalesOrderTable['status']

const working = ['confirmed'] as const
const open = ['entered', 'confirmed'] as const
const done = ['closed', 'cancelled'] as const

/** The last orders of these kinds that aren't put away. */
const ordersAbout = ({ db }: Books, of: readonly Status[]) =>
  db
    .selectFrom('sales_order')
    .select(['number', 'status', 'stopped', 'audited_by', 'action_status'])
    .innerJoin('sales_order_line', 'order_number', 'number')
    .select(eb => [
      eb.fn.sum<number>('quantity_allocated').as('holds'),
      eb.fn.max<number>(eb.fn('abs', ['quantity_shipped'])).as('moved'),
    ])
    .where('archived', '=', 0)
    .where('status', 'in', of)
    .groupBy('number')
    .orderBy('number', 'desc')
    .limit(8)
    .execute()

type Order = Awaited<ReturnType<typeof ordersAbout>>[number]

/** What an order that nobody has agreed to waits for first. */
export const towardsGoods = async (
  { db }: Books,
  { number, audited_by }: Pick<Order, 'number' | 'audited_by'>,
): Promise<Turn> => {
  const confirmation = { order_number: number }
  if (audited_by === null) return ['audit', { confirmation }]
  const lines = await db
    .selectFrom('sales_order_line')
    .select('line')
    .where('order_number', '=', number)
    .execute()
  return ['confirm', { confirmation, lines: lines.map(({ line }) => ({ line, confirmed: 1 })) }]
}

/** What 7.1.21.1 may do to an order as it stands, by the name of the act and of the choice. */
const waysOf = (order: Order): readonly (readonly [ActName, LifeAct])[] => {
  if (order.status === 'closed' || order.status === 'cancelled') return [['archive', 'archive']]
  if (order.stopped === 1) return [['resume', 'resume']]
  return [
    ['stop', 'stop'],
    order.moved > 0 ? ['close', 'close'] : ['call-off', 'cancel'],
    ...(order.holds > 0 ? ([['release', 'release']] as const) : []),
  ]
}

const judgement = async (books: Books, chance: Chance, id: string): Promise<Turn> => {
  const waiting = await books.db
    .selectFrom('change_request')
    .select(['number', 'requested_by'])
    .where('status', '=', 'waiting')
    .orderBy('number', 'desc')
    .limit(4)
    .execute()
  if (waiting.length === 0) return undefined
  const { number, requested_by } = chance.one(waiting)
  const own = requested_by === books.user
  const said = own ? 'withdraw' : chance.happens(0.8) ? 'approve' : 'refuse'
  return [`${said}-change`, { change_entry: { number, judgement: said, remarks: id } }]
}

const change = async (books: Books, number: string, id: string): Promise<Turn> => {
  const { order, lines } = await openedOrder(books, number)
  return ['change', { order: { ...order, remarks: id, reason: id }, lines }]
}

/** What a clerk would do next with one of the orders that are about, beside their goods; its reason says which intent it came from. */
export const lifeIntent = async (books: Books, chance: Chance, id: string): Promise<Turn> => {
  const judged = chance.happens(0.4) ? await judgement(books, chance, id) : undefined
  if (judged) return judged
  const about = await ordersAbout(books, chance.one([open, working, working, done]))
  if (about.length === 0) return undefined
  const order = chance.one(about)
  const { number, status } = order
  if (status === 'entered' && chance.happens(0.7)) return towardsGoods(books, order)
  if (status === 'confirmed' && chance.happens(0.6)) {
    return chance.happens(0.6)
      ? change(books, number, id)
      : ['sign', { signature_entry: { order_number: number, signed_by: id, signed_on: today } }]
  }
  const [name, act] = chance.one(waysOf(order))
  return [name, { order_life: { order_number: number, act, reason: id } }]
}

/** The customer whose credit is looked at. */
export const debtor = 'C004'

const limit = async ({ db }: Books, chance: Chance): Promise<Turn> => {
  const row = await db
    .selectFrom('customer')
    .selectAll()
    .where('code', '=', debtor)
    .executeTakeFirstOrThrow()
  return ['limit', { values: { ...row, credit_limit: chance.one([null, m(1000), m(20_000)]) } }]
}

/** What finance would do next; a judgement's reason says which intent it came from. */
export const creditIntent = async (books: Books, chance: Chance, id: string): Promise<Turn> => {
  const turn = chance.one(['one', 'one', 'limit', 'hold-all', 'free-all'] as const)
  if (turn === 'limit') return limit(books, chance)
  if (turn !== 'one') return [turn, { auto_credit: { customer_from: debtor, customer_to: null } }]
  const about = await ordersAbout(books, open)
  const held = about.filter(one => one.action_status === 'HD')
  const among = held.length > 0 && chance.happens(0.9) ? held : about
  if (among.length === 0) return undefined
  const { number: order_number, action_status } = chance.one(among)
  const other = action_status === 'HD' ? null : 'HD'
  const entry = { order_number, action_status: other, initials: 'SML', reason: id }
  return ['judge-credit', { credit_entry: entry }]
}
