import { fit } from '../kernel/text.ts'

/** A text at a place of a row, in cells from the left; already short enough for its width. */
export interface Piece {
  readonly text: string
  readonly at: number
  readonly width: number
  readonly align: 'left' | 'right' | 'center'
  /** A line to write on. */
  readonly blank?: boolean
  /** The name of the company and of the paper. */
  readonly strong?: boolean
}

/** One row of a page. */
export type Row =
  | { readonly rule: true }
  | { readonly rule: false; readonly pieces: readonly Piece[] }

/** Cells of a row: what a form of 80 columns holds. */
export const paperWidth = 80

export const rule: Row = { rule: true }
export const row = (...pieces: readonly Piece[]): Row => ({ rule: false, pieces })
export const blankRow: Row = row()

/** A text from a place on. */
export const piece = (
  text: string,
  at: number,
  width: number,
  align: Piece['align'] = 'left',
): Piece => ({ text, at, width, align })

/** A row as text of exact cells; blanks at its end are left out. */
export const rowText = (one: Row): string => {
  if (one.rule) return '-'.repeat(paperWidth)
  let text = ''
  let used = 0
  for (const { at, width, align, blank, ...rest } of one.pieces) {
    text += ' '.repeat(Math.max(0, at - used))
    text += blank ? '_'.repeat(width) : fit(rest.text, width, align)
    used = at + width
  }
  return text.trimEnd()
}
