import { cells, cut, fit, harmless } from '../../kernel/text.ts'
import type { Line, Segment, Style } from '../page.ts'

/** A text at its column, counted in cells from 0. */
export interface Placed {
  readonly column: number
  readonly text: string
  readonly style: Style
}

/** One row of the screen: texts at their columns, blanks between, cut at the edge. The one place that sees data text. */
export const line = (width: number, placed: readonly Placed[]): Line => {
  const segments: Segment[] = []
  let column = 0
  for (const one of placed.toSorted((a, b) => a.column - b.column)) {
    if (one.column > column) {
      segments.push({ text: ' '.repeat(one.column - column), style: 'plain' })
      column = one.column
    }
    const text = cut(harmless(one.text), Math.max(0, width - column))
    if (text === '') continue
    segments.push({ text, style: one.style })
    column += cells(text)
  }
  if (column < width) segments.push({ text: ' '.repeat(width - column), style: 'plain' })
  return segments
}

/** The whole row in one style. */
export const filled = (width: number, text: string, style: Style): Line => [
  { text: fit(harmless(text), width), style },
]

export const blankLine = (width: number): Line => filled(width, '', 'plain')

const frame = { left: 0, right: (width: number) => width - 1 }

/** The upper edge of a box, with as much of its title in the middle as there is room for. */
export const boxTop = (width: number, title = ''): Line => {
  const words = title === '' ? '' : ` ${cut(harmless(title), Math.max(0, width - 6))} `
  const before = (width - 2 - cells(words)) >> 1
  const after = width - 2 - cells(words) - before
  return [
    { text: `┌${'─'.repeat(Math.max(0, before))}`, style: 'border' },
    ...(words === '' ? [] : [{ text: words, style: 'label' as const }]),
    { text: `${'─'.repeat(Math.max(0, after))}┐`, style: 'border' },
  ]
}

/** The lower edge of a box, with what there is more to see at its right. */
export const boxBottom = (width: number, mark = ''): Line => {
  const words = mark === '' ? '' : ` ${mark} `
  return [
    { text: `└${'─'.repeat(width - 3 - cells(words))}`, style: 'border' },
    ...(words === '' ? [] : [{ text: words, style: 'label' as const }]),
    { text: '─┘', style: 'border' },
  ]
}

/** Where somebody stands in rows of which only some are seen; '' where all are. */
export const pageMark = (first: number, seen: number, count: number): string =>
  seen >= count ? '' : `${first + 1}-${Math.min(first + seen, count)} / ${count}  PgUp PgDn`

/** A row inside a box; columns count from the box's inside. */
export const boxLine = (width: number, placed: readonly Placed[]): Line =>
  line(width, [
    { column: frame.left, text: '│', style: 'border' },
    ...placed
      .map(one => ({ ...one, column: one.column + 1 }))
      .filter(one => one.column < width - 1),
    { column: frame.right(width), text: '│', style: 'border' },
  ])
