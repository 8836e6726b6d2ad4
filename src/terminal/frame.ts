import type { Page, Size } from '../session/page.ts'
import type { Cells } from './cells.ts'

/**
 * A whole screen of cells, row after row. The second half of a wide glyph has width 0 and no glyph.
 */
export interface Frame extends Size {
  readonly glyphs: string[]
  readonly widths: Uint8Array
  /** How each cell looks, as the theme numbers looks; 0 is plain. */
  readonly looks: Uint8Array
  cursor: Page['cursor']
}

/** An empty screen. */
export const createFrame = ({ columns, rows }: Size): Frame => ({
  columns,
  rows,
  glyphs: Array(columns * rows).fill(' '),
  widths: new Uint8Array(columns * rows).fill(1),
  looks: new Uint8Array(columns * rows),
  cursor: null,
})

/** Empties a screen, to draw it anew. */
export const clearFrame = (frame: Frame): void => {
  frame.glyphs.fill(' ')
  frame.widths.fill(1)
  frame.looks.fill(0)
}

/** Where on a frame something is put. */
export interface Place {
  readonly row: number
  readonly column: number
  readonly look: number
}

const blank = (frame: Frame, at: number) => {
  frame.glyphs[at] = ' '
  frame.widths[at] = 1
}

/** Half a glyph is nothing: what covers one half of a wide one blanks the other. */
const set = (frame: Frame, at: number, glyph: string, width: number, look: number) => {
  if (frame.widths[at] === 2) blank(frame, at + 1)
  else if (frame.widths[at] === 0 && width > 0) blank(frame, at - 1)
  frame.glyphs[at] = glyph
  frame.widths[at] = width
  frame.looks[at] = look
}

/**
 * Puts cells on a row from a column on; what doesn't fit is cut, and half a wide glyph is a blank.
 */
export const putCells = (frame: Frame, cells: Cells, { row, column, look }: Place): void => {
  if (row < 0 || row >= frame.rows) return
  const start = row * frame.columns
  const end = start + frame.columns
  let at = start + column
  for (let index = 0; index < cells.glyphs.length && at < end; index += 1) {
    const width = cells.widths[index]!
    const glyph = cells.glyphs[index]!
    if (at >= start && width === 1) set(frame, at, glyph, 1, look)
    else if (at >= start && at + 1 < end) {
      set(frame, at, glyph, 2, look)
      set(frame, at + 1, '', 0, look)
    } else if (at >= start) set(frame, at, ' ', 1, look)
    at += width
  }
}
