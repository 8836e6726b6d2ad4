import type { PageAsk, Values } from './entry.ts'

/** A page of rows that are all there already; the row to go on from is one of them. */
export const pageOf = (
  rows: readonly Values[],
  { beyond, direction, limit }: Pick<PageAsk, 'beyond' | 'direction' | 'limit'>,
): readonly Values[] => {
  if (direction === 'forward') {
    const start = beyond ? rows.indexOf(beyond) + 1 : 0
    return rows.slice(start, start + limit)
  }
  const end = beyond ? rows.indexOf(beyond) : rows.length
  return rows.slice(Math.max(0, end - limit), end)
}
