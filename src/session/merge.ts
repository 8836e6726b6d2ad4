import type { Values } from '../kernel/entry.ts'
import type { RowKey } from './screen.ts'

/** A frame or a row in the versions that met: undefined where a version has no such row. */
export interface Versions {
  readonly mine: Values | undefined
  readonly theirs: Values | undefined
  readonly kept: Values | undefined
}

const same = (a: Values, b: Values): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
    name => (a[name] ?? null) === (b[name] ?? null),
  )

/**
 * What only they changed is taken from them, all else stays mine. What was not there when the record was opened is theirs,
 * unless it can be typed.
 */
export const mergeValues = (
  base: Values,
  mine: Values,
  theirs: Values,
  typed: ReadonlySet<string>,
): Values => {
  const merged: Record<string, Values[string]> = { ...mine }
  for (const [name, value] of Object.entries(theirs)) {
    const untouched =
      name in base ? (mine[name] ?? null) === (base[name] ?? null) : !typed.has(name)
    if (untouched) merged[name] = value
  }
  return merged
}

interface Grids {
  readonly base: readonly Values[]
  readonly mine: readonly Values[]
  readonly theirs: readonly Values[]
  readonly typed: ReadonlySet<string>
  readonly key: RowKey
}

/** Whether a row took the place of the one of its number, and is not that one changed. */
const replaces = (row: Values, old: Values, { of, kept }: RowKey): boolean =>
  (of !== undefined && (row[of] ?? null) !== (old[of] ?? null)) ||
  (kept !== undefined && row[kept] !== 1)

/** Rows by their keys: what either one added or changed is there, what either one took away untouched is not. */
export const mergeRows = ({ base, mine, theirs, typed, key }: Grids) => {
  const keyOf = (row: Values) => row[key.name] ?? null
  const byKey = (rows: readonly Values[]) => new Map(rows.map(row => [keyOf(row), row]))
  const was = byKey(base)
  const now = byKey(theirs)
  const ours = byKey(mine)
  let highest = Math.max(0, ...[...mine, ...theirs].map(row => Number(keyOf(row) ?? 0)))
  const met: Versions[] = []
  for (const row of mine) {
    const old = was.get(keyOf(row))
    const their = now.get(keyOf(row))
    const isNew = old === undefined || replaces(row, old, key)
    const theirsIsNew = their && old && replaces(their, old, key)
    if (their && old && isNew && !theirsIsNew) {
      // As where it was only taken away: what they did to it meanwhile goes with it, and is shown.
      met.push({ mine: row, theirs: their, kept: row })
    } else if (theirsIsNew && same(old, row)) {
      met.push({ mine: row, theirs: their, kept: their })
    } else if (their && (isNew || theirsIsNew) && key.counts) {
      // Two lines that happen to have one number: theirs has it in the books.
      highest += 1
      const moved = { ...row, [key.name]: highest }
      met.push({ mine: moved, theirs: undefined, kept: moved })
      met.push({ mine: undefined, theirs: their, kept: their })
    } else if (their) {
      met.push({ mine: row, theirs: their, kept: mergeValues(old ?? {}, row, their, typed) })
    } else {
      const kept = old && same(old, row) ? undefined : row
      met.push({ mine: row, theirs: undefined, kept })
    }
  }
  for (const row of theirs) {
    if (ours.has(keyOf(row))) continue
    met.push({ mine: undefined, theirs: row, kept: was.has(keyOf(row)) ? undefined : row })
  }
  const rows = met.flatMap(({ kept }) => (kept ? [kept] : []))
  const place = (row: Values) => Number(keyOf(row) ?? Number.MAX_SAFE_INTEGER)
  const first = ({ mine: a, theirs: b, kept }: Versions) => place(kept ?? a ?? b ?? {})
  return {
    rows: rows.toSorted((a, b) => place(a) - place(b)),
    met: met.toSorted((a, b) => first(a) - first(b)),
  }
}
