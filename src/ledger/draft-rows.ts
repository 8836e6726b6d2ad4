import type { Values } from '../kernel/entry.ts'
import type { KeptWork } from './drafts.ts'

/** A frame's values count as row −1, a grid's rows from 0. */
export const aFrame = -1

/** Records as they were opened are kept beside those that are worked on. */
export const openedMark = '='

/** All rows of work by a name of their own, so that only those that changed are written. */
export const rowsOf = (
  work: Pick<KeptWork<unknown>, 'draft' | 'opened'>,
): Map<string, readonly [record: string, row: number, values: Values]> => {
  const rows = new Map<string, readonly [string, number, Values]>()
  const opened = Object.entries(work.opened).map(
    ([record, content]) => [`${openedMark}${record}`, content] as const,
  )
  for (const [record, content] of [...Object.entries(work.draft), ...opened]) {
    if (Array.isArray(content)) {
      for (const [row, values] of content.entries()) {
        rows.set(`${record} ${row}`, [record, row, values])
      }
    } else rows.set(`${record} ${aFrame}`, [record, aFrame, content as Values])
  }
  return rows
}
