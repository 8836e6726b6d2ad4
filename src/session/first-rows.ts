import type { PageAsk, Values } from '../kernel/entry.ts'
import type { Cell } from './screen.ts'

type SearchAsk = Pick<PageAsk, 'beyond' | 'direction' | 'limit' | 'search'>
type FetchRows = (ask: SearchAsk) => Promise<readonly Values[]>

/** Those that what was typed finds: by the first letters of their key, else by words. */
const narrowed = (rows: readonly Values[], columns: readonly Cell[], search: string) => {
  const typed = search.trim().toLowerCase()
  if (typed === '') return rows
  const key = columns[0]!.name
  const byKey = rows.filter(row => String(row[key]).toLowerCase().startsWith(typed))
  if (byKey.length > 0) return byKey
  const texts = columns.filter(({ field }) => field.format.kind === 'text').map(({ name }) => name)
  const words = typed.split(/\s+/)
  return rows.filter(row => {
    const text = texts.map(name => String(row[name] ?? '').toLowerCase())
    return words.every(word => text.some(one => one.includes(word)))
  })
}

/**
 * A list in which some rows come before all others, in an order of their own, and only there. They are few: a page of
 * the others is asked for so many rows longer, and none of it is asked for twice.
 */
export const putFirst = (
  rows: readonly Values[],
  columns: readonly Cell[],
  page: FetchRows,
): FetchRows => {
  const key = columns[0]!.name
  const keys = new Set(rows.map(row => row[key]))
  const others = async (ask: SearchAsk) => {
    if (ask.limit <= 0) return []
    const found = await page({ ...ask, limit: ask.limit + keys.size })
    const rest = found.filter(row => !keys.has(row[key]))
    return ask.direction === 'forward' ? rest.slice(0, ask.limit) : rest.slice(-ask.limit)
  }
  return async ask => {
    const { beyond, direction, limit } = ask
    const first = narrowed(rows, columns, ask.search)
    const at = beyond ? first.findIndex(row => row[key] === beyond[key]) : -1
    if (direction === 'forward') {
      const own = beyond && at < 0 ? [] : first.slice(at + 1, at + 1 + limit)
      const from = at < 0 ? beyond : null
      return [...own, ...(await others({ ...ask, beyond: from, limit: limit - own.length }))]
    }
    if (at >= 0) return first.slice(Math.max(0, at - limit), at)
    const rest = await others(ask)
    const before = limit - rest.length
    return before > 0 ? [...first.slice(-before), ...rest] : rest
  }
}
