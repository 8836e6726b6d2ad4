import { isAmbiguous } from '../kernel/text.ts'
import type { Frame } from './frame.ts'
import { createLooks, moveTo, type PenState, type Spot } from './moves.ts'
import type { Scroll } from './scroll.ts'
import type { Theme } from './theme.ts'

const CSI = '\u001b['
const eraseToEnd = `${CSI}K`
const reverseIndex = '\u001bM'
/** Letters as letters, no margins, the whole screen's origin, and letters that push nothing on: whatever was left. */
const sane = `\u000f\u001b(B${CSI}r${CSI}?6l${CSI}4l`
const cleared = `${sane}${CSI}m${CSI}2J${CSI}H`

/** How many bytes erasing to the end of a row costs. */
export const eraseCost = eraseToEnd.length

/** Beyond this, skipping cells is never dearer than typing them again. */
const longestGap = 8

/**
 * Types cells where they belong, in as few bytes as can be, and knows where that leaves the
 * terminal.
 */
export interface Pen {
  /** Goes to a cell, by typing again what lies between where that is shorter. */
  readonly reach: (frame: Frame, at: number) => void
  readonly goTo: (spot: Spot) => void
  readonly type: (frame: Frame, at: number) => void
  /** Blanks a row from a cell on. */
  readonly erase: (frame: Frame, at: number) => void
  /** Blanks everything, whatever the terminal's state was. */
  readonly clear: () => void
  /** Moves rows up or down, in the way that a vt100 knows. */
  readonly scroll: (rows: Scroll) => void
  /** Leaves the right edge, where a terminal's next step is its own affair. */
  readonly leaveEdge: () => void
  /** What was written since the last time. */
  readonly take: () => string
}

const uncertain = new Map<string, boolean>()
const box = /[\u2500-\u257f]/

/**
 * Terminals don't agree on how wide emoji and letters with marks are, nor “ ” and …. What they do
 * with boxes a setting says: a frame would cost ten times as much.
 */
const doubtful = (glyph: string): boolean => {
  if (glyph.length > 1) return true
  if (glyph <= '~') return false
  const known = uncertain.get(glyph)
  if (known !== undefined) return known
  const is = !box.test(glyph) && isAmbiguous(glyph)
  uncertain.set(glyph, is)
  return is
}

const spotOf = (frame: Frame, at: number): Spot => ({
  row: Math.floor(at / frame.columns),
  column: at % frame.columns,
})

/** Opens a pen on a terminal of which nothing is known. */
export const createPen = (theme: Theme): Pen => {
  const changeLook = createLooks(theme)
  const state: PenState = { row: undefined, column: undefined, look: undefined }
  let out = ''

  const goTo = (spot: Spot) => {
    out += moveTo(state, spot)
    Object.assign(state, spot)
  }

  /** The look to switch to for a cell. A plain blank takes any look that blanks don't show. */
  const lookFor = (frame: Frame, at: number): number => {
    const look = frame.looks[at]!
    if (frame.glyphs[at] !== ' ' || state.look === undefined) return look
    return theme.showsOnBlank[look] || theme.showsOnBlank[state.look] ? look : state.look
  }

  const type = (frame: Frame, at: number) => {
    const glyph = frame.glyphs[at]!
    const look = lookFor(frame, at)
    out += changeLook(state.look, look) + glyph
    state.look = look
    // After the last column the cursor waits there, and only a carriage return or an absolute move
    // is sure to leave.
    const column = (at % frame.columns) + frame.widths[at]!
    state.column = column < frame.columns ? column : undefined
    if (doubtful(glyph)) Object.assign(state, { row: undefined, column: undefined })
  }

  const cheaperTyped = (frame: Frame, from: number, to: number): boolean => {
    if (to - from > longestGap || frame.widths[from] === 0) return false
    let bytes = 0
    for (let at = from; at < to; at += 1) {
      const glyph = frame.glyphs[at]!
      if (doubtful(glyph) || (glyph !== '' && lookFor(frame, at) !== state.look)) return false
      bytes += Buffer.byteLength(glyph)
    }
    return bytes <= moveTo(state, spotOf(frame, to)).length
  }

  return {
    goTo,
    type,
    reach: (frame, at) => {
      const { row, column } = spotOf(frame, at)
      const from = at - column + (state.column ?? frame.columns)
      if (state.row !== row || from >= at || !cheaperTyped(frame, from, at)) goTo({ row, column })
      else for (let gap = from; gap < at; gap += 1) if (frame.widths[gap]! > 0) type(frame, gap)
    },
    erase: (frame, at) => {
      goTo(spotOf(frame, at))
      // Some terminals fill with the look of the moment.
      if (state.look === undefined || theme.showsOnBlank[state.look]) {
        out += changeLook(state.look, 0)
        state.look = 0
      }
      out += eraseToEnd
    },
    clear: () => {
      out += cleared
      Object.assign(state, { row: 0, column: 0, look: 0 })
    },
    scroll: ({ top, bottom, by }) => {
      // What comes in is filled with the look of the moment.
      out += changeLook(state.look, 0)
      state.look = 0
      out += `${CSI}${top + 1};${bottom + 1}r`
      // Setting and taking back the margins both go to the corner.
      Object.assign(state, { row: 0, column: 0 })
      goTo({ row: by > 0 ? bottom : top, column: 0 })
      out += `${(by > 0 ? '\n' : reverseIndex).repeat(Math.abs(by))}${CSI}r`
      Object.assign(state, { row: 0, column: 0 })
    },
    leaveEdge: () => {
      if (state.column === undefined) goTo({ row: state.row ?? 0, column: 0 })
    },
    take: () => {
      const written = out
      out = ''
      return written
    },
  }
}
