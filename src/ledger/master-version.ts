import { msg } from '../../db/messages.ts'
import { meanwhile, type Refused, refuse } from '../kernel/decision.ts'
import type { Values } from '../kernel/entry.ts'
import { isSettings, type MasterTable } from './master-rows.ts'
import { keys } from './posting.ts'

/** The row as typed or read, and the rows under it where a table has such (the breaks of a price list). */
export interface Version {
  readonly values: Values
  readonly rows?: readonly Values[] | undefined
}

/** The columns that name a row. */
export const keyOf = (table: MasterTable, row: Values): Values =>
  Object.fromEntries(
    (keys[table] as readonly string[]).map(column => [column, row[column] ?? null]),
  )

/** A row's key in words. */
export const nameOf = (table: MasterTable, row: Values): string =>
  Object.values(keyOf(table, row)).join(' ')

/** A row is its own version: what was read when it was opened must be what stands there now. */
export const someoneWasFaster = (
  table: MasterTable,
  { values, opened }: { readonly values: Values; readonly opened?: Version | null },
  now: Version | undefined,
): Refused | undefined => {
  if (opened === undefined || (opened === null && !now)) return undefined
  // Settings are never deleted: they were not made yet.
  if (!now && isSettings(table)) return undefined
  const key = (keys[table] as readonly string[])[0]!
  const name = nameOf(table, values)
  if (!now) return meanwhile(refuse(key, msg.deletedMeanwhile, name))
  return opened !== null && isSame(opened, now)
    ? undefined
    : meanwhile(refuse(key, msg.bothChanged, name))
}

const isSame = (opened: Version, now: Version) => {
  const { rows: before = [] } = opened
  const { rows = [] } = now
  return (
    holds(opened.values, now.values) &&
    before.length === rows.length &&
    rows.every(row => before.some(one => holds(one, row)))
  )
}

/** Columns that a screen brought along beside the row's own don't count. */
const holds = (opened: Values, now: Values) =>
  Object.entries(now).every(([column, value]) => (opened[column] ?? null) === (value ?? null))
