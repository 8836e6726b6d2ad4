import type { Refused } from './decision.ts'
import { rowsIn } from './draft.ts'
import type { Draft, Values } from './entry.ts'

/** Who changed it last, and when. */
export interface Touch {
  readonly created_by: string
  readonly created_at: string
}

/** What a frame or a row shows of the books, as it is now. */
export interface Standing {
  /** The figures to which something was typed. */
  readonly figures: Values
  /** What is proposed to them. */
  readonly proposed: Values
}

/** Whether others changed the figures since they were shown. A file or another program shows none, and is heard as it is. */
export const isOvertaken = (shown: Values, { figures }: Standing): boolean =>
  Object.entries(figures).some(([name, now]) => {
    const was = shown[name] ?? null
    return was !== null && was !== now
  })

/** The same values with the figures of now, and what is proposed to them. */
export const asNow = (shown: Values, { figures, proposed }: Standing): Values => ({
  ...shown,
  ...figures,
  ...proposed,
})

/** Rows of which some were overtaken: the first of those, and all of them as they are now. */
export interface OvertakenRows {
  readonly first: number
  readonly rows: readonly Values[]
}

/** The rows of a grid where something is asked of one that others changed since it was shown; null where none is. */
export const overtakenRows = (
  draft: Draft,
  record: string,
  standing: {
    /** How a row stands now; null where there is no such thing any more. */
    readonly of: (row: Values) => Standing | null
    readonly isAsked: (row: Values) => boolean
  },
): OvertakenRows | null => {
  const shown = rowsIn(draft, record)
  const now = shown.map(row => {
    const its = standing.of(row)
    return its && isOvertaken(row, its) ? asNow(row, its) : row
  })
  const first = shown.findIndex((row, index) => now[index] !== row && standing.isAsked(row))
  return first < 0 ? null : { first, rows: now }
}

/** The same no, and the screen shows these records as they are now. */
export const showingAnew = ({ refusal }: Refused, records: Draft): Refused => ({
  ok: false,
  refusal: { ...refusal, records },
})
