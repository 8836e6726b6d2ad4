import { type Row, rule } from './rows.ts'

/** Rows that belong together. */
export interface Block {
  readonly rows: readonly Row[]
  /** Stands in the table, whose heads are repeated on every page. */
  readonly table: boolean
}

interface Paging {
  /** Rows of a page; 0: one page without an end. */
  readonly pageLength: number
  /** The heads of the table. */
  readonly heads: readonly Row[]
  /** Rows that the heading of the first page, and of the others, takes. */
  readonly first: number
  readonly others: number
  /** The last row of every page but the last. */
  readonly continued: Row
}

/** The last rows of a page that goes on: the end of its table, and that it does. */
const footer = 2

/** Breaks blocks into the bodies of pages. A block that fits on no page at all is broken between its rows. */
export const breakPages = (
  blocks: readonly Block[],
  paging: Paging,
): readonly (readonly Row[])[] => {
  const { pageLength, heads, continued } = paging
  const pages: Row[][] = [[]]
  let inTable = false
  const room = () => {
    if (pageLength === 0) return Number.POSITIVE_INFINITY
    const heading = pages.length === 1 ? paging.first : paging.others
    return pageLength - heading - footer - pages.at(-1)!.length
  }
  const freshRoom = pageLength - paging.others - footer - heads.length
  const turn = () => {
    pages.at(-1)!.push(...(inTable ? [rule] : []), continued)
    inTable = false
    pages.push([])
  }
  const put = (rows: readonly Row[], table: boolean) => {
    if (table && !inTable) pages.at(-1)!.push(...heads)
    inTable = table
    pages.at(-1)!.push(...rows)
  }
  for (const { rows, table } of blocks) {
    const needs = () => rows.length + (table && !inTable ? heads.length : 0)
    if (needs() <= room()) put(rows, table)
    else if (rows.length <= freshRoom) {
      turn()
      put(rows, table)
    } else {
      for (const one of rows) {
        if (room() < 1 + (table && !inTable ? heads.length : 0)) turn()
        put([one], table)
      }
    }
  }
  return pages
}
