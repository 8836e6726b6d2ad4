import type { Values } from '../../kernel/entry.ts'
import { alignsRight, type Language, say } from '../../kernel/format.ts'
import type { Text } from '../../kernel/messages.ts'
import { cells, cut, fit, fitMarked } from '../../kernel/text.ts'
import { cursorCell, type Editor } from '../editor.ts'
import type { Line } from '../page.ts'
import type { Cell } from '../screen.ts'
import { type Column, cutInRow, head, inColumn, layoutColumns } from './columns.ts'
import { boxBottom, boxLine, boxTop, pageMark } from './line.ts'

export interface GridDrawing {
  readonly columns: readonly Cell[]
  readonly title?: Text | undefined
  readonly rows: readonly Values[]
  readonly language: Language
  readonly width: number
  /** Rows of the screen, box and heads included. */
  readonly height: number
  /** The row under the cursor. */
  readonly row: number
  /** The first row that is seen, in a grid without the cursor. */
  readonly first?: number | undefined
  readonly open: ReadonlySet<string>
  readonly active: { readonly name: string; readonly editor: Editor } | null
}

/** Rows that a grid of some height shows: two lines are its box, two the heads. */
export const gridRows = (height: number): number => Math.max(1, height - 4)

/** A boxed grid that keeps the row under the cursor in sight. */
export const drawGrid = (drawing: GridDrawing) => {
  const { rows, language, width, height, row, active } = drawing
  const seen = gridRows(height)
  const end = Math.max(0, rows.length - seen)
  const first = Math.max(0, Math.min(drawing.first ?? row - seen + 1, end))
  const columns = layoutColumns(drawing.columns, width - 2, {
    rows: rows.slice(first, first + seen),
    language,
  })
  const lines: Line[] = [
    boxTop(width, drawing.title ? say(drawing.title, language) : ''),
    ...heads(columns, language, width),
  ]
  let cursor: { row: number; column: number } | null = null
  for (let index = first; index < first + seen; index++) {
    const values = rows[index]
    if (values === undefined) {
      lines.push(boxLine(width, []))
      continue
    }
    const here = index === row && active !== null
    // Where nothing can be typed into, the cursor still says which row is looked at.
    if (here && drawing.open.size === 0) {
      cursor = { row: lines.length, column: (columns[0]?.start ?? 0) + 1 }
    }
    lines.push(
      boxLine(
        width,
        columns.map(column => {
          if (here && active.name === column.cell.name) {
            const { text, at } = activeText(column, active.editor, values, language)
            cursor = {
              row: lines.length,
              column: column.start + 1 + Math.min(at, column.width - 1),
            }
            return { column: column.start, text, style: 'active' as const }
          }
          const style = here && drawing.open.has(column.cell.name) ? 'field' : 'value'
          return { column: column.start, text: inColumn(column, values, language), style } as const
        }),
      ),
    )
  }
  lines.push(boxBottom(width, pageMark(first, seen, rows.length)))
  const under = active === null ? undefined : rows[row]
  return { lines, cursor, cut: under ? cutInRow(columns, under, { language, width }) : '' }
}

/** What is typed, or as much of it as the column holds: where the cursor stands is seen, what went before it ends in …. */
const typedText = (editor: Editor, width: number) => {
  const text = editor.characters.join('')
  const at = cursorCell(editor)
  if (cells(text) <= width || at < width) return { text: fitMarked(text, width), at }
  const before = editor.characters.slice(0, editor.cursor)
  while (cells(before.join('')) > width - 1 - cells('…')) before.shift()
  const seen = `…${before.join('')}`
  const after = cut(editor.characters.slice(editor.cursor).join(''), width - cells(seen))
  return { text: fit(seen + after, width), at: cells(seen) }
}

/** A number stands right until it is typed into; what is typed begins at the left. */
const activeText = (column: Column, editor: Editor, values: Values, language: Language) => {
  if (editor.touched || !alignsRight(column.cell.field.format)) {
    return typedText(editor, column.width)
  }
  const text = inColumn(column, values, language)
  return {
    text,
    at: Math.min(text.length - text.trimStart().length, column.width - 1) + cursorCell(editor),
  }
}

/** Heads of columns and the rule under them. */
export const heads = (columns: readonly Column[], language: Language, width: number): Line[] => [
  boxLine(
    width,
    columns.map(column => ({
      column: column.start,
      text: head(column, language),
      style: 'heading',
    })),
  ),
  boxLine(
    width,
    columns.map(column => ({
      column: column.start,
      text: '─'.repeat(column.width),
      style: 'border',
    })),
  ),
]
