import { createFrame, type Frame } from './frame.ts'
import { createPen, eraseCost } from './pen.ts'
import { findScroll, scrollFrame } from './scroll.ts'
import type { Theme } from './theme.ts'

/** Puts frames on a terminal with as few bytes as can be. */
export interface Painter {
  readonly paint: (frame: Frame) => void
  /** Forgets what stands on the terminal, so that the next frame is drawn whole. */
  readonly repaint: () => void
}

/** What a painter writes to, and how looks look. */
export interface PainterOptions {
  readonly write: (text: string) => void
  readonly theme: Theme
}

/** Changed rows that are no page of another kind. */
const few = 3

const showCursor = '\u001b[?25h'
const hideCursor = '\u001b[?25l'

/** Tells cells apart as the eye does: blanks in looks that blanks don't show are the same. */
const createEye = ({ showsOnBlank }: Theme) => {
  const isBare = (frame: Frame, at: number) =>
    frame.glyphs[at] === ' ' && !showsOnBlank[frame.looks[at]!]
  return {
    differs: (frame: Frame, old: Frame, at: number): boolean =>
      frame.glyphs[at] !== old.glyphs[at] ||
      (frame.looks[at] !== old.looks[at] && !(isBare(frame, at) && isBare(old, at))),
    /** From where on a row is bare to its end. */
    bareFrom: (frame: Frame, start: number): number => {
      let at = start + frame.columns
      while (at > start && isBare(frame, at - 1)) at -= 1
      return at
    },
  }
}

/** Opens a painter on a terminal of which nothing is known. */
export const createPainter = ({ write, theme }: PainterOptions): Painter => {
  const pen = createPen(theme)
  const { differs, bareFrom } = createEye(theme)
  let shown: Frame | undefined
  let cursorShown: boolean | undefined

  /** The first cell from which erasing the row is cheaper than typing blanks, or the row's end. */
  const eraseFrom = (frame: Frame, old: Frame, start: number): number => {
    const end = start + frame.columns
    let first = bareFrom(frame, start)
    let last = end - 1
    while (first < end && !differs(frame, old, first)) first += 1
    while (last > first && !differs(frame, old, last)) last -= 1
    return last - first >= eraseCost ? first : end
  }

  const paintRow = (frame: Frame, old: Frame, start: number) => {
    const end = start + frame.columns
    const erased = eraseFrom(frame, old, start)
    for (let at = start; at < erased; at += 1) {
      if (frame.widths[at] === 0 || !differs(frame, old, at)) continue
      pen.reach(frame, at)
      pen.type(frame, at)
    }
    if (erased < end) pen.erase(frame, erased)
  }

  const paintCursor = ({ cursor, columns, rows }: Frame): string => {
    const inside = cursor !== null && cursor.row < rows && cursor.column < columns
    if (inside) pen.goTo({ row: cursor.row, column: cursor.column })
    else pen.leaveEdge()
    if (inside === cursorShown) return ''
    cursorShown = inside
    return inside ? showCursor : hideCursor
  }

  /** Most keys change a row or two; only a screen that changed much is searched for rows that moved. */
  const changesMuch = (frame: Frame, old: Frame): boolean => {
    let changed = 0
    for (let row = 0; row < frame.rows; row += 1) {
      const start = row * frame.columns
      let at = start
      while (at < start + frame.columns && !differs(frame, old, at)) at += 1
      if (at < start + frame.columns) changed += 1
      if (changed > few) return true
    }
    return false
  }

  const begin = (frame: Frame): Frame => {
    if (shown?.columns === frame.columns && shown.rows === frame.rows) {
      const moved = changesMuch(frame, shown) ? findScroll(frame, shown) : undefined
      if (moved) {
        pen.scroll(moved)
        scrollFrame(shown, moved)
      }
      return shown
    }
    pen.clear()
    shown = createFrame(frame)
    return shown
  }

  return {
    paint: frame => {
      const old = begin(frame)
      for (let row = 0; row < frame.rows; row += 1) paintRow(frame, old, row * frame.columns)
      const cursor = paintCursor(frame)
      for (let at = 0; at < frame.glyphs.length; at += 1) old.glyphs[at] = frame.glyphs[at]!
      old.widths.set(frame.widths)
      old.looks.set(frame.looks)
      const text = pen.take() + cursor
      if (text !== '') write(text)
    },
    repaint: () => {
      shown = undefined
      cursorShown = undefined
    },
  }
}
