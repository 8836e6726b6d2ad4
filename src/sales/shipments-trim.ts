import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import { isShipment } from './shipments-conditions.ts'
import type { Asked, AskedRange, RangeColumn } from './shipments-plan.ts'

type End = { readonly value: string }

const endOf = (column: RangeColumn, direction: 'asc' | 'desc') =>
  kept<object, End>(
    db =>
      db
        .selectFrom('stock_move')
        .select(`${column} as value`)
        .where(isShipment)
        .orderBy(column, direction)
        .limit(1) as never,
  )

const ends = new Map<string, ReturnType<typeof endOf>>()

const readEnd = async (db: Kysely<Database>, column: RangeColumn, direction: 'asc' | 'desc') => {
  const key = `${column} ${direction}`
  const ask = ends.get(key) ?? endOf(column, direction)
  ends.set(key, ask)
  return (await ask(db, {}))[0]?.value ?? ''
}

/** Sites are few, and no index of shipments begins with them. */
const sites = kept<object, { code: string }>(db =>
  db.selectFrom('site').select('code').orderBy('code'),
)

/**
 * Leaves out the ends of ranges that sort nothing out: a clerk who types 0 and ZZZZ means all, and
 * asking a million rows for it takes as long as reading them. Null when no site lies in the range,
 * so that there can be no shipment.
 */
export const trimmed = async (db: Kysely<Database>, asked: Asked): Promise<Asked | null> => {
  const codes = (await sites(db, {})).map(site => site.code)
  const bounds: AskedRange[] = []
  for (const bound of asked.bounds) {
    const { column, kind } = bound
    const from = kind === 'to' ? null : String(asked.values[`${column}_from`])
    const to = kind === 'is' ? from : kind === 'from' ? null : String(asked.values[`${column}_to`])
    const inside = (code: string) => (from === null || code >= from) && (to === null || code <= to)
    if (column === 'site' && !codes.some(inside)) return null
    if (kind === 'is') {
      bounds.push(bound)
      continue
    }
    const first = column === 'site' ? codes[0]! : await readEnd(db, column, 'asc')
    const last = column === 'site' ? codes.at(-1)! : await readEnd(db, column, 'desc')
    const cutsFrom = from !== null && from > first
    const cutsTo = to !== null && to < last
    if (cutsFrom && cutsTo) bounds.push(bound)
    else if (cutsFrom || cutsTo) bounds.push({ column, kind: cutsFrom ? 'from' : 'to' })
  }
  return { bounds, values: asked.values }
}
