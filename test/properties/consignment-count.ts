import fc from 'fast-check'
import type { Books } from '../../src/ledger/books.ts'
import {
  lastMove,
  returnOf,
  transferOf,
  undoOf,
  usageOf,
} from '../consignment/consignment-support.ts'
import { q } from '../support/company.ts'
import { type Line, type Paper, type Shipment, soldOf } from '../torture/life-model.ts'
import { type Doing, mustBe } from './certificates-count.ts'

/** What was sold once, by a shipment or a usage, as a plain person would write it down. */
export interface Sale {
  readonly line: Line
  readonly number: number
  readonly quantity: number
  /** What one piece was sold for then, in hundredths. */
  readonly price: number
  /** Where it left and what went with it; undefined: it was used. */
  readonly from?: { readonly location: string; readonly shipment: Shipment }
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
export const comingBack = ({ lines }: Pick<Paper, 'lines'>, of: Sale | Line): number =>
  sum(
    lines()
      .filter(({ returns: sale }) => sale && (sale === of || sale.line === of))
      .map(line => (line.closed ? -line.shipped : -line.quantity)),
  )

/** What of a sale no order brings back yet. A line gets another price only when all that it sold at the old one was taken back. */
export const mayComeBack = (paper: Pick<Paper, 'lines'>, sale: Sale): number =>
  Math.min(
    sale.quantity - sale.undone - comingBack(paper, sale),
    sale.price === sale.line.price ? soldOf(sale.line) - comingBack(paper, sale.line) : 0,
  )

const lie = (line: Line, place: string, quantity: number) =>
  line.lying.set(place, (line.lying.get(place) ?? 0) + quantity)

/** Goods that were shipped: with the customer, or sold. */
export const goOut = async (
  books: Books,
  { sales }: Pick<Paper, 'sales'>,
  { line, quantity, ...from }: { line: Line; quantity: number } & NonNullable<Sale['from']>,
) => {
  if (line.consigned) return void lie(line, 'CON', quantity)
  const { price } = line
  sales.push({ line, number: await lastMove(books), quantity, price, from, undone: 0 })
}

/** What of a line left a place by no paper, and no order brings back; the latest first. */
export const mayBeTakenBack = (paper: Paper, line: Line, location: string) =>
  paper.sales
    .filter(({ line: its, from }) => its === line && from?.location === location)
    .filter(({ from }) => from?.shipment.note === undefined)
    .map(sale => ({ sale, left: sale.quantity - sale.undone - comingBack(paper, sale) }))
    .filter(({ left }) => left > 0)
    .toReversed()

/** Mostly a line of which something lies there. */
const lineWithGoods = (paper: Paper, act: { readonly line: number; readonly place: string }) => {
  const lines = paper.lines()
  const lying = lines.filter(line => (line.lying.get(act.place) ?? 0) > 0)
  const among = act.line % 4 > 0 && lying.length > 0 ? lying : lines
  return among[act.line % Math.max(1, among.length)]
}

const consume = async (
  { books, did }: Doing,
  paper: Paper,
  act: Extract<ConsignmentAct, { kind: 'use' }>,
) => {
  const line = lineWithGoods(paper, act)
  if (!line) return undefined
  const row = { order_number: line.order, line: line.line, location: act.place }
  const left = line.lying.get(act.place) ?? 0
  const quantity = much(act.quantity, left)
  const may = quantity <= left
  mustBe(may, await did('use', usageOf('C002', { ...row, quantity })), 'a usage')
  if (!may) return undefined
  lie(line, act.place, -quantity)
  line.used += quantity
  line.of.sold = true
  const { place } = act
  const { price } = line
  const number = await lastMove(books, 'used')
  paper.sales.push({ line, number, quantity, price, place, undone: 0 })
  return line
}

const takeBack = async ({ did }: Doing, paper: Paper, sale: Sale, asked: Much) => {
  const quantity = much(asked, mayComeBack(paper, sale))
  const may =
    sale.place !== undefined && !sale.line.of.archived && quantity <= mayComeBack(paper, sale)
  mustBe(may, await did('undo', undoOf({ usage: sale.number, quantity })), 'an undoing')
  if (!may) return undefined
  sale.undone += quantity
  sale.line.used -= quantity
  lie(sale.line, sale.place!, quantity)
  return sale.line
}

const moveOn = async (
  { did }: Doing,
  paper: Paper,
  act: Extract<ConsignmentAct, { kind: 'give back' | 'move on' }>,
) => {
  const line = lineWithGoods(paper, act)
  if (!line) return undefined
  const other = act.place === 'CON' ? 'CON2' : 'CON'
  const isBack = act.kind === 'give back'
  const to = isBack
    ? { transfer: 'back', to_site: '10000', to_location: '200' }
    : { transfer: 'move', to_site: '90000', to_location: other }
  const from = { order_number: line.order, line: line.line, location: act.place }
  const left = line.lying.get(act.place) ?? 0
  const quantity = much(act.quantity, left)
  const may = quantity <= left
  mustBe(
    may,
    await did(isBack ? 'give-back' : 'move-on', transferOf({ ...from, ...to, quantity })),
    act.kind,
  )
  if (!may) return undefined
  lie(line, act.place, -quantity)
  if (isBack) paper.put(paper.at(line.item, '200'), quantity)
  else lie(line, other, quantity)
  return line
}

const comeBack = async ({ books, did }: Doing, paper: Paper, sale: Sale, asked: Much) => {
  const quantity = much(asked, mayComeBack(paper, sale))
  const may = quantity <= mayComeBack(paper, sale)
  const { item, of } = sale.line
  const row = { return_shipment: sale.number, quantity: -quantity }
  const more = { discount: of.discount * 100 }
  const saved = await did('order', await returnOf(books, row, { item, more }))
  mustBe(may, saved, 'a return')
  if (!may) return undefined
  const { number } = saved as { number: string }
  const { price } = sale
  paper.enterReturn(number, { item, quantity: -quantity, price, returns: sale }, of.discount)
  return undefined
}

/** Does it in the books and on paper, which must agree on whether it may be done; the line whose goods moved. */
export const consignmentAct = async (
  doing: Doing,
  paper: Paper,
  act: ConsignmentAct,
): Promise<{ readonly order: string } | undefined> => {
  if (act.kind === 'use') return consume(doing, paper, act)
  if (act.kind !== 'undo' && act.kind !== 'return') return moveOn(doing, paper, act)
  const usages = paper.sales.filter(({ place }) => place !== undefined)
  // A shipment can't be undone, which is tried now and then.
  const among = act.kind === 'undo' && act.sale % 5 > 0 ? usages : paper.sales
  const sale = among[act.sale % Math.max(1, among.length)]
  if (!sale) return undefined
  const does = act.kind === 'undo' ? takeBack : comeBack
  return does(doing, paper, sale, act.quantity)
}
