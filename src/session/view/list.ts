import type { Values } from '../../kernel/entry.ts'
import { type Language, say, showValue } from '../../kernel/format.ts'
import type { Text } from '../../kernel/messages.ts'
import type { Drawing } from '../host.ts'
import type { Action } from '../keys.ts'
import type { Line, Size } from '../page.ts'
import type { Cell } from '../screen.ts'
import { type Column, cutInRow, head, inColumn, layoutColumns } from './columns.ts'
import { bodyHeight } from './flow.ts'
import { heads } from './grid.ts'
import { boxBottom, boxLine, boxTop, line } from './line.ts'

/** What a list shows now. */
export interface ListView {
  readonly columns: readonly Cell[]
  readonly rows: readonly Values[]
  readonly cursor: number
  readonly search: string
  readonly more: boolean
  readonly totals: readonly Values[] | null
}

/** Rows of a full-screen list: heads and their rule above, totals and their rule below. */
export const listHeight = (size: Size): number => Math.max(1, bodyHeight(size) - 4)

interface ListFrame {
  readonly title: Text
  readonly program?: string
  readonly code?: string
  readonly size: Size
  readonly language: Language
  /** A window over the lower part of what is below it. */
  readonly over?: { readonly drawing: Drawing; readonly rows: number }
}

/** The keys that page through rows, under the numbers that QAD's hands press for it. */
export const pagingKeys: readonly [Action, Action][] = [
  ['recall', 'pageUp'],
  ['clear', 'pageDown'],
  ['previous', 'up'],
  ['next', 'down'],
]

const listKeys: readonly (Action | [Action, Action])[] = ['go', 'help', 'end', ...pagingKeys]

/** A list over the whole screen, or in a window over another. */
export const drawList = (view: ListView, frame: ListFrame): Drawing =>
  frame.over ? drawWindow(view, frame, frame.over) : drawWhole(view, frame)

const drawWhole = (view: ListView, frame: ListFrame): Drawing => {
  const { size, language } = frame
  const columns = layoutColumns(view.columns, size.columns, {
    rows: [...view.rows, ...(view.totals?.length === 1 ? view.totals : [])],
    language,
  })
  const lines: Line[] = [
    line(
      size.columns,
      columns.map(column => headOf(column, language)),
    ),
    line(size.columns, columns.map(rule)),
    ...view.rows.map((row, index) =>
      rowLine(columns, row, index === view.cursor, frame, size.columns),
    ),
  ]
  if (view.totals) lines.push(...totalLines(columns, view.totals, frame))
  while (lines.length < bodyHeight(size)) lines.push(line(size.columns, []))
  return {
    program: frame.program ?? '',
    title: `${frame.code ?? ''} ${say(frame.title, language)}`,
    lines,
    cursor: { row: 2 + view.cursor, column: 0 },
    cut: cutUnder(view, columns, frame),
    keys: listKeys.filter(key => key !== 'help'),
  }
}

const drawWindow = (
  view: ListView,
  frame: ListFrame,
  over: { drawing: Drawing; rows: number },
): Drawing => {
  const { size, language } = frame
  const width = size.columns
  const columns = layoutColumns(view.columns, width - 2, { rows: view.rows, language })
  const title = `${say(frame.title, language)}${view.search === '' ? '' : `: ${view.search}`}`
  const window: Line[] = [boxTop(width, title), ...heads(columns, language, width)]
  for (let index = 0; index < over.rows; index++) {
    const row = view.rows[index]
    window.push(
      boxLine(
        width,
        row
          ? columns.map(column =>
              cellText(column, row, language, index === view.cursor ? 'selected' : 'value'),
            )
          : [],
      ),
    )
  }
  window.push(boxBottom(width))
  const height = bodyHeight(size)
  const below = over.drawing.lines.slice(0, height)
  while (below.length < height) below.push(line(width, []))
  const start = height - window.length
  return {
    ...over.drawing,
    lines: [...below.slice(0, start), ...window],
    cursor: { row: start + 3 + view.cursor, column: 1 },
    cut: cutUnder(view, columns, frame),
    keys: listKeys,
  }
}

const cutUnder = (
  { rows, cursor }: ListView,
  columns: readonly Column[],
  { size, language }: ListFrame,
): string => {
  const row = rows[cursor]
  return row ? cutInRow(columns, row, { language, width: size.columns }) : ''
}

/** A rule and a total under its columns; of several, all in one line, since a full page has no room for more. */
const totalLines = (
  columns: readonly Column[],
  totals: readonly Values[],
  { size, language }: ListFrame,
): Line[] => {
  const [only, ...others] = totals
  if (!only) return []
  const summed = columns.filter(column => totals.some(sums => sums[column.cell.name] !== undefined))
  const texts =
    others.length === 0
      ? summed
          .filter(column => only[column.cell.name] !== undefined)
          .map(column => totalText(column, only, language))
      : [{ column: 0, text: totalsText(summed, totals, language), style: 'heading' as const }]
  return [line(size.columns, summed.map(rule)), line(size.columns, texts)]
}

/** Totals of several currencies side by side, up to where their last column ends. */
const totalsText = (
  summed: readonly Column[],
  totals: readonly Values[],
  language: Language,
): string => {
  const text = totals
    .map(sums =>
      summed
        .map(({ cell }) => showValue(sums[cell.name] ?? null, cell.field.format, language))
        .filter(shown => shown !== '')
        .join(' '),
    )
    .join('   ')
  const last = summed.at(-1)
  return text.padStart(last ? last.start + last.width : 0)
}

/** A total may be longer than what it sums: it then begins further left, where its row is blank. */
const totalText = (column: Column, totals: Values, language: Language) => {
  const { cell, start, width } = column
  const text = showValue(totals[cell.name] ?? null, cell.field.format, language)
  const room = Math.max(width, text.length)
  return { column: start + width - room, text: text.padStart(room), style: 'heading' as const }
}

const rule = (column: Column) => ({
  column: column.start,
  text: '─'.repeat(column.width),
  style: 'border' as const,
})

const headOf = (column: Column, language: Language) => ({
  column: column.start,
  text: head(column, language),
  style: 'heading' as const,
})

const cellText = (
  column: Column,
  row: Values,
  language: Language,
  style: 'value' | 'selected' | 'heading',
) => ({
  column: column.start,
  text: inColumn(column, row, language),
  style,
})

const rowLine = (
  columns: readonly Column[],
  row: Values,
  selected: boolean,
  frame: ListFrame,
  width: number,
) =>
  line(
    width,
    columns.map(column => cellText(column, row, frame.language, selected ? 'selected' : 'value')),
  )
