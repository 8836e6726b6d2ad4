import { expressionBuilder, type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import {
  type AnyHole,
  boundConditions,
  isShipment,
  searchCondition,
  sideCondition,
} from './shipments-conditions.ts'
import type { AskedRange, Plan } from './shipments-plan.ts'

/** What makes one query different from another; its values are bound later. */
export interface Shape {
  readonly plan: Plan
  readonly bounds: readonly AskedRange[]
  /** Words are looked for. */
  readonly search: boolean
  /** Only what lies beyond a row is wanted. */
  readonly beyond: boolean
  /** Only what lies before a row further on is wanted. */
  readonly edge: boolean
  readonly forward: boolean
  /** Bound later, it would cost a fifth of a page's time. */
  readonly limit: number
}

export type Parameters = Record<string, string | number>

type Db = Kysely<Database>

/** More than any range holds: a limit keeps the database from merging the two steps of a query. */
const everything = 1_000_000_000

const isLed = ({ plan }: Shape, { column }: AskedRange) =>
  column === plan.by || (plan.how === 'walk' && column === 'effective_date')

/**
 * The ends of a walk: an index is entered at one row and left at another, so where a row of the
 * list is an end, the day that ends the range is not one too. (The edge lies inside the range; the
 * row gone beyond may not, so its day is only set aside.)
 */
const endsOfWalk = (bound: AskedRange, { plan, beyond, edge, forward }: Shape) => {
  if (plan.how !== 'walk' || bound.column !== 'effective_date') return { led: bound, aside: null }
  const firstTaken = forward ? beyond : edge
  const lastTaken = forward ? edge : beyond
  const [from, to] = [bound.kind !== 'to', bound.kind !== 'from']
  return {
    led: boundOf(bound, from && !firstTaken, to && !lastTaken),
    aside: beyond ? boundOf(bound, from && forward, to && !forward) : null,
  }
}

const boundOf = ({ column }: AskedRange, from: boolean, to: boolean): AskedRange | null => {
  if (from && to) return { column, kind: 'within' }
  return from || to ? { column, kind: from ? 'from' : 'to' } : null
}

const eb = expressionBuilder<Database, 'stock_move'>()

/** Shipments on the way that the plan takes; the way's other rows are not sorted out. */
const onTheWay = (db: Db, shape: Shape, hole: AnyHole) => {
  const { plan, beyond, edge, forward } = shape
  const ahead = forward ? 'after' : 'before'
  const behind = forward ? 'before' : 'after'
  const conditions = [
    isShipment(eb),
    ...shape.bounds
      .filter(bound => isLed(shape, bound))
      .map(bound => endsOfWalk(bound, shape).led)
      .flatMap(bound => (bound ? boundConditions(eb, bound, { led: true, hole }) : [])),
    ...(beyond ? [sideCondition(eb, plan, { side: ahead, hole, name: 'beyond' })] : []),
    ...(edge ? [sideCondition(eb, plan, { side: behind, hole, name: 'edge' })] : []),
  ]
  return db.selectFrom('stock_move').where(eb.and(conditions))
}

/** Those that are asked for, told apart by what the index holds alone. */
const matching = (db: Db, shape: Shape, hole: AnyHole) => {
  const aside = shape.bounds.flatMap(bound =>
    isLed(shape, bound) ? (endsOfWalk(bound, shape).aside ?? []) : bound,
  )
  const conditions = aside.flatMap(bound => boundConditions(eb, bound, { led: false, hole }))
  if (shape.search) conditions.push(searchCondition(eb, hole))
  const found = onTheWay(db, shape, hole)
  return conditions.length === 0 ? found : found.where(eb.and(conditions))
}

/** The row that stands so many places further along a walk. */
export const edgeQuery = (db: Db, shape: Shape, hole: AnyHole) => {
  const direction = shape.forward ? 'asc' : 'desc'
  return onTheWay(db, shape, hole)
    .select(['stock_move.effective_date as edge_date', 'stock_move.number as edge_number'])
    .orderBy('stock_move.effective_date', direction)
    .orderBy('stock_move.number', direction)
    .limit(1)
    .offset(hole('many') as number)
}

/**
 * What a row shows. All of it exists: the joins are outer ones only to be carried out last, for
 * the page's rows alone.
 */
const shown = [
  'stock_move.effective_date as ship_date',
  'stock_move.order_number as order',
  'stock_move.line',
  'stock_move.customer',
  'customer.name',
  'stock_move.item',
  eb.neg(eb.ref('stock_move.quantity')).as('quantity'),
  'sales_order_line.unit',
  'stock_move.price',
  'stock_move.amount',
  'sales_order.currency',
  'stock_move.site',
  'stock_move.number',
  'stock_move.reason',
  'sales_order_line.return_shipment as returns',
] as const

/** A page found along the list, which is in order and may stop when it is full. */
const walkedPage = (db: Db, shape: Shape, hole: AnyHole) => {
  const direction = shape.forward ? 'asc' : 'desc'
  return (
    matching(db, shape, hole)
      .leftJoin('customer', 'customer.code', 'stock_move.customer')
      .leftJoin('sales_order', 'sales_order.number', 'stock_move.order_number')
      .leftJoin('sales_order_line', join =>
        join
          .onRef('sales_order_line.order_number', '=', 'stock_move.order_number')
          .onRef('sales_order_line.line', '=', 'stock_move.line'),
      )
      .select(shown)
      .orderBy('stock_move.effective_date', direction)
      .orderBy('stock_move.number', direction)
      // biome-ignore lint/plugin: how many rows a page has is the program's own number
      .limit(sql.lit(shape.limit))
  )
}

/** A page of a range that is gathered whole and sorted. */
const gatheredPage = (db: Db, shape: Shape, hole: AnyHole) => {
  const direction = shape.forward ? 'asc' : 'desc'
  const gathered = matching(db, shape, hole)
    .select(['stock_move.effective_date', 'stock_move.number'])
    .limit(everything)
  const page = db
    .selectFrom(gathered.as('gathered'))
    .select('gathered.number')
    .orderBy('gathered.effective_date', direction)
    .orderBy('gathered.number', direction)
    // biome-ignore lint/plugin: how many rows a page has is the program's own number
    .limit(sql.lit(shape.limit))
  return db
    .selectFrom(page.as('page'))
    .innerJoin('stock_move', 'stock_move.number', 'page.number')
    .leftJoin('customer', 'customer.code', 'stock_move.customer')
    .leftJoin('sales_order', 'sales_order.number', 'stock_move.order_number')
    .leftJoin('sales_order_line', join =>
      join
        .onRef('sales_order_line.order_number', '=', 'stock_move.order_number')
        .onRef('sales_order_line.line', '=', 'stock_move.line'),
    )
    .select(shown)
    .orderBy('stock_move.effective_date', direction)
    .orderBy('stock_move.number', direction)
}

/** A page with the customer's name and the line's unit. */
export const pageQuery = (db: Db, shape: Shape, hole: AnyHole) =>
  (shape.plan.how === 'walk' ? walkedPage : gatheredPage)(db, shape, hole)

/** Count and sums of all rows by currency; pieces and metres aren't added up. */
export const totalQuery = (db: Db, shape: Shape, hole: AnyHole) =>
  matching(db, shape, hole)
    .leftJoin('sales_order', 'sales_order.number', 'stock_move.order_number')
    .leftJoin('item', 'item.code', 'stock_move.item')
    .select([
      'sales_order.currency',
      eb => eb.fn.countAll<number>().as('lines'),
      eb =>
        eb
          .case()
          .when(eb.fn.min('item.unit'), '=', eb.fn.max('item.unit'))
          .then(eb.neg(eb.fn.sum<number>('stock_move.quantity')))
          .end()
          .as('quantity'),
      eb => eb.fn.sum<number>('stock_move.amount').as('amount'),
    ])
    .groupBy('sales_order.currency')
    .orderBy('sales_order.currency')
