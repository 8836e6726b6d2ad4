import { cutTexts, type Laid, makeRoom } from '../../kernel/column-room.ts'
import type { Values } from '../../kernel/entry.ts'
import { alignsRight, columnText, type Language, say } from '../../kernel/format.ts'
import { cells, fit, fitMarked, harmless } from '../../kernel/text.ts'
import type { Cell } from '../screen.ts'

/** A column where it stands in a list, in cells from the left. */
export interface Column {
  readonly cell: Cell
  readonly start: number
  readonly width: number
  /** How far its figures are shortened. */
  readonly shortened: number
}

/** The rows that are seen in a list. */
export interface Seen {
  readonly rows: readonly Values[]
  readonly language: Language
}

const headOf = (cell: Cell, language: Language) =>
  say(cell.field.head ?? cell.field.label, language)

/** What a column would like: room for its values, and for its head in either language. */
const wanted = (cell: Cell) =>
  Math.max(cell.field.format.width, cells(headOf(cell, 'zh')), cells(headOf(cell, 'en')))
/** The least it can do with. */
const least = (cell: Cell) => cell.width ?? wanted(cell)
const most = (cell: Cell) => Math.max(least(cell), wanted(cell))

const widthOf = (columns: readonly Cell[]): number =>
  columns.reduce((sum, cell) => sum + least(cell), columns.length - 1)

/**
 * Cells that a list needs at the least, blanks between its columns included.
 * @internal only the test over all screens measures by it
 */
export const neededWidth = (columns: readonly Cell[]): number =>
  widthOf(columns.filter(({ wide }) => !wide))

/** The columns that there is room for: those that must be seen, and of the others as many as fit. */
const fitting = (columns: readonly Cell[], width: number): readonly Cell[] => {
  let shown = columns.filter(({ wide }) => !wide)
  for (const cell of columns) {
    const more = columns.filter(one => shown.includes(one) || one === cell)
    if (widthOf(more) <= width) shown = more
  }
  return shown
}

const laid = (cell: Cell, width: number, language: Language): Laid => ({
  name: cell.name,
  format: cell.field.format,
  head: headOf(cell, language),
  label: cell.field.label,
  width,
  told: cell.told,
})

/**
 * Columns side by side; a wider terminal gives those that were squeezed their full width, from the left. The figures of
 * the rows that are seen get the cells that they need.
 */
export const layoutColumns = (
  columns: readonly Cell[],
  width: number,
  seen?: Seen,
): readonly Column[] => {
  const shown = fitting(columns, width)
  let spare = Math.max(0, width - widthOf(shown))
  const widths = shown.map(cell => {
    const extra = Math.min(spare, most(cell) - least(cell))
    spare -= extra
    return least(cell) + extra
  })
  const { rows, language } = seen ?? { rows: [], language: 'en' as const }
  const all = shown.map((cell, at) => laid(cell, widths[at]!, language))
  let start = 0
  return makeRoom(all, rows, { language, spare }).map((room, at) => {
    const column = { cell: shown[at]!, start, ...room }
    start += column.width + 1
    return column
  })
}

/** The head of a column, over its values. */
export const head = ({ cell, width }: Column, language: Language): string =>
  fit(headOf(cell, language), width, alignsRight(cell.field.format) ? 'right' : 'left')

/**
 * Whether a head fits over its column.
 * @internal only the test over all screens measures by it
 */
export const headFits = ({ cell, width }: Column, language: Language): boolean =>
  cells(headOf(cell, language)) <= width

/** A value in its column. */
export const inColumn = (column: Column, values: Values, language: Language): string => {
  const { cell, width, shortened } = column
  return cell.told
    ? fitMarked(harmless(cell.told(values, language)), width)
    : columnText(values[cell.name] ?? null, cell.field.format, width, language, shortened)
}

/** What the columns had to cut of a row, in full: as much of it as one line holds. */
export const cutInRow = (
  columns: readonly Column[],
  values: Values,
  { language, width }: { readonly language: Language; readonly width: number },
): string => {
  const all = columns.map(one => laid(one.cell, one.width, language))
  const [first = '', ...others] = cutTexts(all, values, language)
  const line = others.reduce((told, one) => {
    const longer = `${told}  ${one}`
    return cells(longer) > width ? told : longer
  }, first)
  return fitMarked(line, width).trimEnd()
}
