import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import { numberIn } from '../kernel/draft.ts'
import type { PageAsk } from '../kernel/entry.ts'
import { isShipment } from './shipments-conditions.ts'
import {
  type Asked,
  type AskedRange,
  type Plan,
  planBy,
  type RangeColumn,
  walkPlan,
} from './shipments-plan.ts'

/** Moves are looked at in so many places, evenly over all there are: half a millisecond. */
const places = 200
/** Reading a range whole and sorting it costs twice of what walking past its rows does. */
const sorting = 2

type Sampled = Readonly<Record<RangeColumn, string>> & { readonly number: number }
type Ends = { readonly first: number | null; readonly last: number | null }

/** Two steps, because asked for in one both would be looked for from end to end. */
const findEnds = kept<object, Ends>(db =>
  db.selectNoFrom(eb => [
    eb
      .selectFrom('stock_move')
      .select(one => one.fn.min('number').as('first'))
      .as('first'),
    eb
      .selectFrom('stock_move')
      .select(one => one.fn.max('number').as('last'))
      .as('last'),
  ]),
)

const placeName = (place: number) => `place_${place}`

const findSampled = kept<Record<string, number>, Sampled>(
  (db, hole) =>
    db
      .selectFrom('stock_move')
      .select(['number', 'effective_date', 'customer', 'item', 'order_number', 'site'])
      .where(isShipment)
      .where(
        'number',
        'in',
        Array.from({ length: places }, (_, place) => hole(placeName(place))),
      )
      .orderBy('effective_date')
      .orderBy('number') as never,
)

/** Some shipments in the list's order. */
const readSampled = async (db: Kysely<Database>): Promise<readonly Sampled[]> => {
  const [ends] = await findEnds(db, {})
  if (!ends || ends.first === null || ends.last === null) return []
  const step = (ends.last - ends.first) / places
  const wanted: Record<string, number> = {}
  for (let place = 0; place < places; place += 1) {
    wanted[placeName(place)] = Math.floor(ends.first + step * (place + 0.5))
  }
  return findSampled(db, wanted)
}

const isInside = (row: Sampled, { column, kind }: AskedRange, values: Asked['values']): boolean => {
  const value = row[column]
  const from = String(values[`${column}_from`])
  const to = String(values[`${column}_to`])
  if (kind === 'is') return value === from
  return (kind === 'to' || value >= from) && (kind === 'from' || value <= to)
}

/** The page's place: which way it is read, and behind which row. */
type Place = Pick<PageAsk, 'direction' | 'beyond'>

const isBeyond = (row: Sampled, { beyond, direction }: Place): boolean => {
  if (!beyond) return true
  const date = String(beyond.ship_date)
  const number = numberIn(beyond, 'number') ?? 0
  const after = row.effective_date === date ? row.number > number : row.effective_date > date
  return after === (direction === 'forward')
}

/**
 * The cheapest way through ranges that all hold many: along the list until the page is full, or one
 * range whole. Which it is depends on where the first of the rows that are asked for lie, and only
 * shipments can tell: orders from a number on, say, lie all at the list's end, behind everything
 * that was ever shipped.
 */
export const sampledPlan = async (
  db: Kysely<Database>,
  { bounds, values }: Asked,
  place: Place,
): Promise<Plan> => {
  const sampled = await readSampled(db)
  const isAsked = (row: Sampled, asked: readonly AskedRange[]) =>
    asked.every(bound => isInside(row, bound, values))
  const rowsRead = ({ by, how }: Plan): number => {
    const led = bounds.filter(
      ({ column }) => column === by || (how === 'walk' && column === 'effective_date'),
    )
    const way = sampled.filter(row => isAsked(row, led))
    if (how === 'gather') return way.length * sorting
    const ahead = way.filter(row => isBeyond(row, place))
    if (place.direction === 'backward') ahead.reverse()
    const found = ahead.findIndex(row => isAsked(row, bounds))
    return found < 0 ? ahead.length : found
  }
  const plans = [
    walkPlan({ bounds, values }),
    ...bounds.filter(({ column }) => column !== 'site').map(planBy),
  ]
  const costs = plans.map(rowsRead)
  return plans[costs.indexOf(Math.min(...costs))]!
}
