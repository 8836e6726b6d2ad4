import type { PageAsk, Values } from '../kernel/entry.ts'

/** Which rows are wanted: after a row or before it, or from an end. */
export type Ask = Pick<PageAsk, 'beyond' | 'direction' | 'limit'>

/** The rows that are seen of a list, and the row under the cursor. */
export interface Window {
  readonly rows: readonly Values[]
  readonly cursor: number
  /** Rows follow below. */
  readonly more: boolean
  /** The row above the first, null where there is none; left out where that isn't known. */
  readonly above?: Values | null
}

type Fetch = (ask: Ask) => Promise<readonly Values[]>

/** One more row is asked for than fits, to know whether any follow. */
const read = async (fetch: Fetch, limit: number, beyond: Values | null): Promise<Window> => {
  const found = await fetch({ beyond, direction: 'forward', limit: limit + 1 })
  return { rows: found.slice(0, limit), cursor: 0, more: found.length > limit, above: beyond }
}

const last = ({ rows }: Window) => Math.max(0, rows.length - 1)

type Step = (window: Window, fetch: Fetch, limit: number) => Promise<Window | null>

/**
 * The ways through a list, by the keys of its rows: the millionth row is as near as the first. Null means that there is
 * nothing beyond, and the cursor stands at the end already.
 */
export const ways = {
  first: (_, fetch, limit) => read(fetch, limit, null),

  last: async (_, fetch, limit) => {
    const rows = await fetch({ beyond: null, direction: 'backward', limit })
    return { rows, cursor: Math.max(0, rows.length - 1), more: false }
  },

  pageDown: async (window, fetch, limit) => {
    if (window.more) return read(fetch, limit, window.rows.at(-1)!)
    return window.cursor === last(window) ? null : { ...window, cursor: last(window) }
  },

  pageUp: async (window, fetch, limit) => {
    const top = window.rows[0]
    const rows = top ? await fetch({ beyond: top, direction: 'backward', limit }) : []
    if (rows.length === limit) return { rows, cursor: 0, more: true }
    if (rows.length > 0) return read(fetch, limit, null)
    return window.cursor === 0 ? null : { ...window, cursor: 0 }
  },

  down: async (window, fetch) => {
    if (window.cursor < last(window)) return { ...window, cursor: window.cursor + 1 }
    if (!window.more) return null
    const found = await fetch({ beyond: window.rows.at(-1)!, direction: 'forward', limit: 2 })
    const rows = [...window.rows.slice(1), ...found.slice(0, 1)]
    return { rows, cursor: window.cursor, more: found.length > 1 }
  },

  up: async (window, fetch, limit) => {
    if (window.cursor > 0) return { ...window, cursor: window.cursor - 1 }
    const top = window.rows[0]
    const found = top ? await fetch({ beyond: top, direction: 'backward', limit: 1 }) : []
    if (found.length === 0) return null
    const rows = [...found, ...window.rows]
    return { rows: rows.slice(0, limit), cursor: 0, more: window.more || rows.length > limit }
  },
} as const satisfies Record<string, Step>

export type Way = keyof typeof ways

/** The rows of a window that fit, since it may have been made smaller; the one under the cursor is among them. */
export const fitted = (window: Window, limit: number): Window => {
  const { rows, cursor, more } = window
  if (rows.length <= limit) return window
  const top = Math.max(0, cursor - limit + 1)
  return {
    ...window,
    rows: rows.slice(top, top + limit),
    cursor: cursor - top,
    more: more || top + limit < rows.length,
    ...(top > 0 && { above: rows[top - 1]! }),
  }
}

const aboveTop = async ({ rows: [top] }: Window, fetch: Fetch): Promise<Values | null> => {
  const [above] = top ? await fetch({ beyond: top, direction: 'backward', limit: 1 }) : []
  return above ?? null
}

/** The same rows as they are now, and what others have put before the first of them. The cursor stays on its row, or where it stood when that is gone. */
export const reread = async (window: Window, fetch: Fetch, limit: number): Promise<Window> => {
  const above = window.above === undefined ? await aboveTop(window, fetch) : window.above
  const now = await read(fetch, limit, above)
  const under = JSON.stringify(window.rows[window.cursor])
  const found = now.rows.findIndex(row => JSON.stringify(row) === under)
  return { ...now, cursor: found >= 0 ? found : Math.min(window.cursor, last(now)) }
}
