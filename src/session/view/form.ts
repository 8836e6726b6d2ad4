import type { Values } from '../../kernel/entry.ts'
import {
  alignsRight,
  fittedFigure,
  type Language,
  say,
  shownWhileTyped,
  showValue,
  type Value,
} from '../../kernel/format.ts'
import type { Text } from '../../kernel/messages.ts'
import { cells, fit, fitMarked } from '../../kernel/text.ts'
import { cursorCell, type Editor } from '../editor.ts'
import type { Line } from '../page.ts'
import type { Cell, FormRow } from '../screen.ts'
import { boxBottom, boxLine, boxTop, type Placed } from './line.ts'

/** Where a cell of a form stands, in cells from the inside of its box. */
export interface Place {
  readonly cell: Cell
  readonly row: number
  /** Labels stand right in the room between these two, with a colon and a blank after them. */
  readonly label: number
  readonly value: number
  readonly width: number
}

export interface FormLayout {
  readonly places: readonly Place[]
  readonly height: number
  /** Cells that the widest row takes; more than the inside of the box doesn't fit. */
  readonly needed: number
}

const layouts = new WeakMap<readonly FormRow[], Map<string, FormLayout>>()

/**
 * Labels end and values begin in the same columns in all rows. A row with fewer fields than the others lets its last one
 * run on to the right.
 */
export const layoutForm = (
  rows: readonly FormRow[],
  language: Language,
  inside: number,
): FormLayout => {
  const known = layouts.get(rows) ?? new Map<string, FormLayout>()
  layouts.set(rows, known)
  const key = `${language}${inside}`
  const found = known.get(key) ?? computeLayout(rows, language, inside)
  known.set(key, found)
  return found
}

const computeLayout = (
  rows: readonly FormRow[],
  language: Language,
  inside: number,
): FormLayout => {
  const count = Math.max(...rows.map(row => row.length))
  const label = Array.from({ length: count }, (_, index) =>
    Math.max(noLabel, ...rows.map(row => labelWidth(row[index], language))),
  )
  const value = Array.from({ length: count }, (_, index) =>
    Math.max(
      0,
      ...rows.map(row =>
        index < row.length - 1 || row.length === count ? valueWidth(row[index]) : 0,
      ),
    ),
  )
  const bare = label.map((width, index) => width + 2 + value[index]!)
  const taken = bare.reduce((sum, one) => sum + one, 0)
  const gap = count > 1 ? Math.max(1, Math.min(6, Math.floor((inside - 1 - taken) / count))) : 1
  const start: number[] = []
  let column = 1
  for (const width of bare) {
    start.push(column)
    column += width + gap
  }
  const places = rows.flatMap((row, index) =>
    row.flatMap((cell, at) =>
      cell === null
        ? []
        : [
            {
              cell,
              row: index,
              label: start[at]!,
              value: start[at]! + label[at]! + 2,
              width: valueWidth(cell),
            },
          ],
    ),
  )
  const needed = Math.max(...places.map(place => place.value + place.width))
  return { places, height: rows.length, needed }
}

/** A label brings a colon and a blank with it; where there is none, they are taken back. */
const noLabel = -2

const labelWidth = (cell: Cell | null | undefined, language: Language) =>
  cell && !cell.bare ? cells(say(cell.field.label, language)) : noLabel

const valueWidth = (cell: Cell | null | undefined) => cell?.width ?? cell?.field.format.width ?? 0

export interface FormDrawing {
  readonly rows: readonly FormRow[]
  readonly title?: Text | undefined
  readonly values: Values
  readonly language: Language
  readonly width: number
  /** Names that can be typed into now; none in a frame without the cursor. */
  readonly open: ReadonlySet<string>
  readonly active: { readonly name: string; readonly editor: Editor } | null
}

/** A value as its field shows it; a figure that is longer loses its commas and zeros before it is cut. */
const inField = (value: Value, { cell, width }: Place, language: Language): string => {
  const { format } = cell.field
  const figure =
    typeof value === 'number' && alignsRight(format)
      ? fittedFigure(value, format, { width })
      : undefined
  return figure ?? showValue(value, format, language)
}

/** A boxed form, and where the cursor stands in it. */
export const drawForm = (drawing: FormDrawing) => {
  const { rows, language, values, width, active } = drawing
  const layout = layoutForm(rows, language, width - 2)
  const placed: Placed[][] = rows.map(() => [])
  let cursor: { row: number; column: number } | null = null
  for (const place of layout.places) {
    const { cell } = place
    const label = say(cell.field.label, language)
    const room = place.value - 2 - place.label
    if (!cell.bare) {
      placed[place.row]!.push({
        column: place.label,
        text: `${fit(label, room, 'right')}:`,
        style: 'label',
      })
    }
    const isActive = active?.name === cell.name
    const shown = isActive
      ? shownWhileTyped(active.editor.characters.join(''), cell.field.format)
      : inField(values[cell.name] ?? null, place, language)
    const style = isActive ? 'active' : drawing.open.has(cell.name) ? 'field' : 'value'
    // Totals stand under one another; what is typed begins at the left.
    const align = cell.shown && alignsRight(cell.field.format) ? 'right' : 'left'
    const text = fitMarked(shown, place.width, align)
    placed[place.row]!.push({ column: place.value, text, style })
    if (isActive)
      cursor = { row: place.row + 1, column: place.value + 1 + cursorCell(active.editor) }
  }
  const lines: Line[] = [
    boxTop(width, drawing.title ? say(drawing.title, language) : ''),
    ...placed.map(one => boxLine(width, one)),
    boxBottom(width),
  ]
  return { lines, cursor }
}
