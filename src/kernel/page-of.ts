import { numberIn } from './draft.ts'
import type { PageAsk, Values } from './entry.ts'

/**
 * A page of rows that are all there already; the row to go on from is one of them, itself and no copy of it. Rows that are
 * read anew for each page have their page read, by key.
 */
export const pageOf = (
  rows: readonly Values[],
  { beyond, direction, limit }: Pick<PageAsk, 'beyond' | 'direction' | 'limit'>,
): readonly Values[] => {
  const at = beyond ? rows.indexOf(beyond) : null
  if (at === -1) throw new Error('A page goes on from a row that is none of the rows.')
  if (direction === 'forward') {
    const start = at === null ? 0 : at + 1
    return rows.slice(start, start + limit)
  }
  const end = at ?? rows.length
  return rows.slice(Math.max(0, end - limit), end)
}

interface Each {
  /** The records after or before one, of which the first is taken. */
  readonly next: (ask: PageAsk) => Promise<readonly Values[]>
  /** The column that names a record, which its rows bear too. */
  readonly key: string
  /** The rows of a record; each says in `at` which of them it is. */
  readonly rows: (record: Values) => Promise<readonly Values[]>
}

/** A page of records that have several rows each, one record after the other. */
export const pageOfEach = async (
  ask: PageAsk,
  { next, key, rows }: Each,
): Promise<readonly Values[]> => {
  const forward = ask.direction === 'forward'
  const found: Values[] = []
  let beyond: PageAsk['beyond'] = null
  if (ask.beyond) {
    const at = numberIn(ask.beyond, 'at') ?? 0
    beyond = { [key]: ask.beyond[key] ?? null }
    const all = await rows(beyond)
    found.push(...(forward ? all.slice(at + 1) : all.slice(0, at)))
  }
  while (found.length < ask.limit) {
    const [record] = await next({ ...ask, beyond, limit: 1 })
    if (!record) break
    const all = await rows(record)
    if (forward) found.push(...all)
    else found.unshift(...all)
    beyond = { [key]: record[key] ?? null }
  }
  return forward ? found.slice(0, ask.limit) : found.slice(-ask.limit)
}
