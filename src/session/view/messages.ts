import type { Notice } from '../../kernel/entry.ts'
import type { Language } from '../../kernel/format.ts'
import { type Message, sayNotice } from '../../kernel/messages.ts'
import { cells, cut } from '../../kernel/text.ts'
import { wrap } from '../../kernel/wrap.ts'

interface MessageRow {
  readonly text: string
  readonly level: Message['level']
}

/** Those as urgent as one another stand on one row while they fit. */
const joined = (said: readonly MessageRow[], width: number): readonly MessageRow[] => {
  const rows: MessageRow[] = []
  for (const one of said) {
    const before = rows.at(-1)
    const text = `${before?.text}  ${one.text}`
    if (before?.level === one.level && cells(text) <= width) rows.splice(-1, 1, { ...one, text })
    else rows.push(one)
  }
  return rows
}

/**
 * At most two rows, in the order that is given. Where that is too little each level gets a row before another takes two, so
 * that no warning hides what was saved; … ends a row behind which there is more.
 */
export const messageRows = (
  ordered: readonly Notice[],
  language: Language,
  width: number,
): readonly MessageRow[] => {
  const wrapped = (said: readonly MessageRow[]) =>
    said.flatMap(({ text, level }) => wrap(text, width).map(row => ({ text: row, level })))
  const said = ordered.map(one => ({ text: sayNotice(one, language), level: one.message.level }))
  const all = wrapped(said)
  if (all.length <= 2) return all
  const rows = wrapped(joined(said, width))
  const [first, next] = rows
  if (!first || !next || rows.length <= 2) return rows
  const second = rows.find(({ level }) => level !== first.level) ?? next
  const goesOn = (row: MessageRow) => rows.filter(({ level }) => level === row.level).length > 1
  const marked = (row: MessageRow) => ({ ...row, text: `${cut(row.text, width - 2)} …` })
  return second === next && first.level === second.level
    ? [first, marked(second)]
    : [first, second].map(row => (goesOn(row) ? marked(row) : row))
}
