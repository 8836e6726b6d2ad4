import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import type { Ranges } from '../kernel/entry.ts'
import { endsOf } from '../ledger/page-by-key.ts'
import { isShipment } from './shipments-conditions.ts'

/**
 * The columns that shipments are asked for by; each but the site has an index that begins with it.
 */
export type RangeColumn = 'effective_date' | 'customer' | 'item' | 'order_number' | 'site'

/** What sorts out most stands first: it is looked at first in every row. */
const columns: Readonly<Record<string, RangeColumn>> = {
  site: 'site',
  order: 'order_number',
  item: 'item',
  customer: 'customer',
  ship_date: 'effective_date',
}

/** One range as a query needs it: which ends it has; `is` when both ends are the same. */
export interface AskedRange {
  readonly column: RangeColumn
  readonly kind: 'is' | 'from' | 'to' | 'within'
}

/** Values of the bounds, by the names that the query gives to its holes. */
type BoundValues = Readonly<Record<string, string | number>>

/**
 * What was asked, apart into its shape (which makes the query) and its values (which are bound).
 */
export interface Asked {
  readonly bounds: readonly AskedRange[]
  readonly values: BoundValues
}

/** Takes ranges apart. */
export const takeApart = (ranges: Ranges): Asked => {
  const bounds: AskedRange[] = []
  const values: Record<string, string | number> = {}
  for (const [field, column] of Object.entries(columns)) {
    const { from, to } = endsOf(ranges, field)
    if (from === null && to === null) continue
    const kind = from === null ? 'to' : to === null ? 'from' : from === to ? 'is' : 'within'
    bounds.push({ column, kind })
    if (from !== null) values[`${column}_from`] = from
    if (to !== null) values[`${column}_to`] = to
  }
  return { bounds, values }
}

/**
 * How the rows are found. `walk`: along an index in the list's order, until the page is full.
 * `gather`: all rows of a narrow range, then sorted.
 */
export interface Plan {
  readonly by: RangeColumn
  readonly how: 'walk' | 'gather'
}

/** The value that stands so many places behind a range's beginning. */
const probe = ({ column, kind }: AskedRange) =>
  kept<Record<string, string | number>, { value: string }>(
    (db, hole) =>
      db
        .selectFrom('stock_move')
        .select(`${column} as value`)
        .where(isShipment)
        .$if(kind !== 'to', query => query.where(column, '>=', hole(`${column}_from`) as never))
        .orderBy(column)
        .limit(1)
        .offset(hole('many') as number) as never,
  )

const probes = new Map<string, ReturnType<typeof probe>>()

const holdsMore = async (
  db: Kysely<Database>,
  bound: AskedRange,
  { values, many }: { readonly values: BoundValues; readonly many: number },
) => {
  const key = `${bound.column} ${bound.kind !== 'to'}`
  const ask = probes.get(key) ?? probe(bound)
  probes.set(key, ask)
  const found = (await ask(db, { ...values, many }))[0]
  if (!found) return false
  const last = bound.kind === 'is' ? values[`${bound.column}_from`] : values[`${bound.column}_to`]
  return bound.kind === 'from' || found.value <= String(last)
}

/**
 * The way through a range that holds few shipments, if one of those asked for does; null when all
 * hold more. The planner can't know how many rows lie between ends that are bound later, and is
 * wrong by a factor of a hundred; stepping over entries of an index costs a tenth of reading them.
 */
export const narrowPlan = async (
  db: Kysely<Database>,
  { bounds, values }: Asked,
  many: number,
): Promise<Plan | null> => {
  for (const bound of bounds) {
    if (bound.column === 'site') continue
    if (!(await holdsMore(db, bound, { values, many }))) return planBy(bound)
  }
  return null
}

/** The rows of one value, and those of a range of dates, stand in the list's order already. */
export const planBy = ({ column, kind }: AskedRange): Plan => ({
  by: column,
  how: kind === 'is' || column === 'effective_date' ? 'walk' : 'gather',
})

/**
 * The way that needs no sorting: along one value's rows if one is asked for, else along the dates.
 */
export const walkPlan = ({ bounds }: Asked): Plan => {
  const exact = bounds.find(bound => bound.kind === 'is' && bound.column !== 'site')
  return exact ? planBy(exact) : { by: 'effective_date', how: 'walk' }
}

/** Whether the way itself holds only rows that are asked for. */
export const isExact = ({ bounds }: Asked, { by, how }: Plan): boolean =>
  how === 'walk' && bounds.every(({ column }) => column === by || column === 'effective_date')
