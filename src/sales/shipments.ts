import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import { numberIn } from '../kernel/draft.ts'
import type { PageAsk, Ranges, ReadPage, Values } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import {
  type Asked,
  isExact,
  narrowPlan,
  type Plan,
  takeApart,
  walkPlan,
} from './shipments-plan.ts'
import {
  edgeQuery,
  type Parameters,
  pageQuery,
  type Shape,
  totalQuery,
} from './shipments-queries.ts'
import { sampledPlan } from './shipments-sample.ts'
import { trimmed } from './shipments-trim.ts'

/** A range with no more rows than this is read whole and sorted. */
const few = 2000
/** So far a page is looked for along the list, before it is worth counting further. */
const glance = 20_000
/** A range of this size is still better read whole than the list walked through to its end. */
const many = 60_000

/** A query is compiled once for each shape of asking; there are some hundreds at most. */
const remember = <Q>(make: (shape: Shape) => Q) => {
  const known = new Map<string, Q>()
  return (shape: Shape): Q => {
    const key = JSON.stringify(shape)
    const found = known.get(key) ?? make(shape)
    known.set(key, found)
    return found
  }
}

const pageOf = remember(shape => kept<Parameters, Values>((db, hole) => pageQuery(db, shape, hole)))
const edgeOf = remember(shape =>
  kept<Parameters, { edge_date: string; edge_number: number }>((db, hole) =>
    edgeQuery(db, shape, hole),
  ),
)
const totalOf = remember(shape =>
  kept<Parameters, ShipmentTotals>((db, hole) => totalQuery(db, shape, hole)),
)

/**
 * 7.1.20.13: what was shipped, by date and number, a page at a time in either direction. What is
 * looked for is first sorted out inside one index, chosen by stepping through a little of each
 * range; only the page's own rows are then joined.
 */
export const shipmentsPage: ReadPage<Books> = async ({ db }, ask) => {
  const rows = await findPage(db, takeApart(ask.ranges), ask)
  return ask.direction === 'forward' ? rows : rows.toReversed()
}

const findPage = async (db: Kysely<Database>, asked: Asked, ask: PageAsk) => {
  const words = ask.search.trim().toUpperCase()
  const values: Parameters = {
    ...asked.values,
    beyond_date: String(ask.beyond?.ship_date),
    beyond_number: numberIn(ask.beyond ?? {}, 'number') ?? 0,
    words,
    words_end: `${words}\u{10ffff}`,
  }
  const shapeBy = (plan: Plan): Shape => ({
    plan,
    bounds: asked.bounds,
    search: words !== '',
    beyond: ask.beyond !== null,
    edge: false,
    forward: ask.direction === 'forward',
    limit: ask.limit,
  })
  const read = (plan: Plan) => pageOf(shapeBy(plan))(db, values)

  const walk = walkPlan(asked)
  if (isExact(asked, walk) && words === '') return read(walk)
  const narrow = await narrowPlan(db, asked, few)
  if (narrow) return read(narrow)
  const edge = (await edgeOf(shapeBy(walk))(db, { ...values, many: glance }))[0]
  if (!edge) return read(walk)
  const near = await pageOf({ ...shapeBy(walk), edge: true })(db, { ...values, ...edge })
  if (near.length === ask.limit) return near
  const trim = await trimmed(db, asked)
  if (!trim) return []
  const plan = await sampledPlan(db, trim, ask)
  return pageOf({ ...shapeBy(plan), bounds: trim.bounds })(db, values)
}

/** What 7.1.20.13 adds up in one currency; the quantity only where all is counted in one unit. */
type ShipmentTotals = {
  readonly currency: string
  readonly lines: number
  readonly quantity: number | null
  readonly amount: number
}

/** How many lines were shipped in the ranges, how much, and for what amount in each currency. */
export const shipmentTotals = async (
  { db }: Books,
  ranges: Ranges,
): Promise<readonly ShipmentTotals[]> => {
  const asked = await trimmed(db, takeApart(ranges))
  if (!asked) return []
  const walk = walkPlan(asked)
  let plan: Plan | null = isExact(asked, walk) ? walk : null
  for (const level of [few, many]) plan ??= await narrowPlan(db, asked, level)
  const shape: Shape = {
    plan: plan ?? walk,
    bounds: asked.bounds,
    search: false,
    beyond: false,
    edge: false,
    forward: true,
    limit: 1,
  }
  return totalOf(shape)(db, { ...asked.values })
}
