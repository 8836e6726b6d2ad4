import { cells, isPlain } from '../kernel/text.ts'
import { printable } from './printable.ts'

/**
 * Text cut into what fills cells: a glyph is a character with its combining marks, one or two cells
 * wide.
 */
export interface Cells {
  readonly glyphs: readonly string[]
  readonly widths: readonly number[]
  /** How many cells they fill together. */
  readonly width: number
}

/** More marks than this on one letter are mischief that climbs into the rows above. */
const mostMarks = 2
/** Stands for what must not be shown. Terminals don't agree on its width, and many have no picture of it. */
const broken = '\ufffd'

/** Cuts a text into cells, without anything that is invisible or would steer the terminal. */
export const cellsOf = (text: string): Cells => {
  if (isPlain(text)) {
    const glyphs = [...text]
    return { glyphs, widths: glyphs.map(cells), width: cells(text) }
  }

  const glyphs: string[] = []
  const widths: number[] = []
  let width = 0
  let marks = 0
  for (const character of printable(text.normalize('NFC').replaceAll(broken, '?'))) {
    const wide = cells(character)
    if (wide > 0) {
      glyphs.push(character)
      widths.push(wide)
      width += wide
      marks = 0
    } else if (glyphs.length > 0 && marks < mostMarks) {
      glyphs[glyphs.length - 1] += character
      marks += 1
    }
  }
  return { glyphs, widths, width }
}
