import fc from 'fast-check'
import { expect } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { lastMove, returns, transfer, undo, use } from '../consignment/consignment-support.ts'
import { q } from '../support/company.ts'
import type { Line, Model } from './second-count.ts'

/** Where goods lie with customers. */
const withCustomers = ['CON', 'CON2'] as const

/** What was sold once, by a shipment or a usage, as a plain person would write it down. */
export interface Sale {
  readonly line: Line
  readonly number: number
  readonly quantity: number
  /** Where it was used; undefined: it was shipped. */
  readonly place?: string
  undone: number
}

/** So much, all that is left (one piece where nothing is), or one piece more. */
type Much = number | 'all' | 'more'
const much = (quantity: Much, left: number) => {
  if (typeof quantity === 'number') return quantity
  const all = Math.max(left, 0)
  return quantity === 'more' || all === 0 ? all + q(1) : all
}

/** What somebody does with goods that lie with customers, or come back. */
export type ConsignmentAct =
  | { kind: 'use'; line: number; place: string; quantity: Much }
  | { kind: 'undo'; sale: number; quantity: Much }
  | { kind: 'give back' | 'move on'; line: number; place: string; quantity: Much }
  | { kind: 'return'; sale: number; quantity: Much }

/** Goods used, given back or moved, usages undone, and shipments returned. */
export const anyConsignmentAct = (some: fc.Arbitrary<number>): fc.Arbitrary<ConsignmentAct> => {
  const place = fc.constantFrom('CON', 'CON', 'CON2')
  const line = fc.nat({ max: 7 })
  const sale = fc.nat({ max: 20 })
  const quantity = fc.oneof(
    { arbitrary: some, weight: 1 },
    { weight: 4, arbitrary: fc.constantFrom<Much>(q(1), q(3), q(5), 'all', 'more') },
  )
  return fc.oneof(
    {
      arbitrary: fc.record({ kind: fc.constant('use' as const), line, place, quantity }),
      weight: 3,
    },
    { arbitrary: fc.record({ kind: fc.constant('undo' as const), sale, quantity }), weight: 2 },
    fc.record({
      kind: fc.constantFrom('give back' as const, 'move on' as const),
      line,
      place,
      quantity,
    }),
    { arbitrary: fc.record({ kind: fc.constant('return' as const), sale, quantity }), weight: 2 },
  )
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** What lines say that they bring back, of one sale or of all sales of a line. */
export const comingBack = (model: Model, of: Sale | Line): number =>
  sum(
    model.lines
      .filter(({ returns: sale }) => sale && (sale === of || sale.line === of))
      .map(line => (line.closed ? -line.shipped : -line.quantity)),
  )

/** What a line has sold and not taken back itself. */
const sold = (line: Line) => (line.consigned ? line.used : line.shipped)

const mayComeBack = (model: Model, sale: Sale) =>
  Math.min(
    sale.quantity - sale.undone - comingBack(model, sale),
    sold(sale.line) - comingBack(model, sale.line),
  )

const lie = (line: Line, place: string, quantity: number) =>
  line.lying.set(place, (line.lying.get(place) ?? 0) + quantity)

/** Goods that were shipped: with the customer, or sold. */
export const goOut = async (books: Books, model: Model, line: Line, quantity: number) => {
  if (line.consigned) return void lie(line, 'CON', quantity)
  model.sales.push({ line, number: await lastMove(books), quantity, undone: 0 })
}

/** Mostly a line of which something lies there. */
const lineWithGoods = (model: Model, act: { readonly line: number; readonly place: string }) => {
  const lying = model.lines.filter(line => (line.lying.get(act.place) ?? 0) > 0)
  const among = act.line % 4 > 0 && lying.length > 0 ? lying : model.lines
  return among[act.line % Math.max(1, among.length)]
}

const consume = async (
  books: Books,
  model: Model,
  act: Extract<ConsignmentAct, { kind: 'use' }>,
) => {
  const line = lineWithGoods(model, act)
  if (!line) return
  const row = { order_number: line.order, line: line.line, location: act.place }
  const left = line.lying.get(act.place) ?? 0
  const quantity = much(act.quantity, left)
  const may = quantity <= left
  const said = await use(books, 'C002', { ...row, quantity })
  expect(said === 'accepted', said).toBe(may)
  if (!may) return
  lie(line, act.place, -quantity)
  line.used += quantity
  const { place } = act
  model.sales.push({ line, number: await lastMove(books, 'used'), quantity, place, undone: 0 })
}

const takeBack = async (books: Books, model: Model, sale: Sale, asked: Much) => {
  const quantity = much(asked, mayComeBack(model, sale))
  const may = sale.place !== undefined && quantity <= mayComeBack(model, sale)
  const said = await undo(books, { usage: sale.number, quantity })
  expect(said === 'accepted', said).toBe(may)
  if (!may) return
  sale.undone += quantity
  sale.line.used -= quantity
  lie(sale.line, sale.place!, quantity)
}

const moveOn = async (
  books: Books,
  model: Model,
  act: Extract<ConsignmentAct, { kind: 'give back' | 'move on' }>,
) => {
  const line = lineWithGoods(model, act)
  if (!line) return
  const other = act.place === 'CON' ? 'CON2' : 'CON'
  const isBack = act.kind === 'give back'
  const to = isBack
    ? { transfer: 'back', to_site: '10000', to_location: '200' }
    : { transfer: 'move', to_site: '90000', to_location: other }
  const from = { order_number: line.order, line: line.line, location: act.place }
  const left = line.lying.get(act.place) ?? 0
  const quantity = much(act.quantity, left)
  const may = quantity <= left
  const said = await transfer(books, { ...from, ...to, quantity })
  expect(said === 'accepted', said).toBe(may)
  if (!may) return
  lie(line, act.place, -quantity)
  if (isBack) model.put(model.at(line.item, '200'), quantity)
  else lie(line, other, quantity)
}

const comeBack = async (books: Books, model: Model, sale: Sale, asked: Much) => {
  const quantity = much(asked, mayComeBack(model, sale))
  const may = quantity <= mayComeBack(model, sale)
  const { item } = sale.line
  const row = { return_shipment: sale.number, quantity: -quantity }
  const said = await returns(books, row, { item })
  expect(said === 'accepted', said).toBe(may)
  if (!may) return
  const { number } = await books.db
    .selectFrom('sales_order')
    .select(eb => eb.fn.max('number').as('number'))
    .executeTakeFirstOrThrow()
  model.enter(number, 1, { item, quantity: -quantity, returns: sale })
}

/** Does it in the books and in the second count, which must agree on whether it may be done. */
export const consignmentAct = async (books: Books, model: Model, act: ConsignmentAct) => {
  if (act.kind === 'use') return consume(books, model, act)
  if (act.kind !== 'undo' && act.kind !== 'return') return moveOn(books, model, act)
  const usages = model.sales.filter(({ place }) => place !== undefined)
  // A shipment can't be undone, which is tried now and then.
  const among = act.kind === 'undo' && act.sale % 5 > 0 ? usages : model.sales
  const sale = among[act.sale % Math.max(1, among.length)]
  if (!sale) return
  const does = act.kind === 'undo' ? takeBack : comeBack
  return does(books, model, sale, act.quantity)
}

/** What lies with customers, in the books against the second count. */
export const compareConsigned = async (books: Books, model: Model) => {
  const found = await books.db.selectFrom('consignment').selectAll().execute()
  const said = found.map(one => `${one.order_number} ${one.line} ${one.location} ${one.quantity}`)
  const counted = model.lines.flatMap(({ order, line, lying }) =>
    [...lying]
      .filter(([, quantity]) => quantity !== 0)
      .map(([place, quantity]) => `${order} ${line} ${place} ${quantity}`),
  )
  expect(said.sort()).toEqual(counted.sort())
  for (const place of withCustomers) {
    const stock = await books.db
      .selectFrom('stock')
      .where('location', '=', place)
      .selectAll()
      .execute()
    for (const { item, on_hand, consigned } of stock) {
      const its = model.lines.filter(line => line.item === item)
      const lying = sum(its.map(line => line.lying.get(place) ?? 0))
      expect([item, on_hand, consigned]).toEqual([item, lying, lying])
    }
  }
}
