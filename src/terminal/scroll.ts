import type { Frame } from './frame.ts'

/** Rows that move together, from `top` to `bottom`: up by so many, or down where it is negative. */
export interface Scroll {
  readonly top: number
  readonly bottom: number
  readonly by: number
}

/** Fewer changed rows than this are painted sooner than compared. */
const fewest = 3
/** What it costs to scroll, in bytes, at the most. */
const price = 32

/** All that stands in a row, to compare it by. */
const signature = (frame: Frame, row: number): string => {
  const start = row * frame.columns
  const end = start + frame.columns
  return `${frame.glyphs.slice(start, end).join('')}\n${frame.looks.subarray(start, end).join()}`
}

/** About how many bytes a row is worth. */
const worthOf = (frame: Frame, row: number): number => {
  let bytes = 0
  const start = row * frame.columns
  for (let at = start; at < start + frame.columns; at += 1) {
    const glyph = frame.glyphs[at]!
    if (glyph !== ' ' || frame.looks[at] !== 0) bytes += glyph > '~' ? 3 : 1
  }
  return bytes
}

interface Rows {
  readonly now: readonly string[]
  readonly before: readonly string[]
  readonly worth: readonly number[]
}

/** The run of rows that gains most from a move by so many rows, and what it gains. */
const bestRun = ({ now, before, worth }: Rows, by: number) => {
  const stays = (row: number) => (now[row] === before[row] ? worth[row]! : 0)
  let best = { gain: 0, first: 0, last: -1 }
  let gain = 0
  let first = 0
  for (let row = Math.max(0, -by); row < now.length && row + by < now.length; row += 1) {
    if (gain <= 0) {
      gain = 0
      first = row
    }
    gain += (now[row] === before[row + by] ? worth[row]! : 0) - stays(row)
    if (gain > best.gain) best = { gain, first, last: row }
  }
  if (best.gain === 0) return { gain: 0, top: 0, bottom: 0 }
  // Where the rows come from is overwritten: what stood there rightly is lost.
  const top = Math.min(best.first, best.first + by)
  const bottom = Math.max(best.last, best.last + by)
  let lost = 0
  for (let row = top; row <= bottom; row += 1) {
    if (row < best.first || row > best.last) lost += stays(row)
  }
  return { gain: best.gain - lost, top, bottom }
}

/**
 * Finds rows that stand on the screen already, only higher or lower: a list that was paged by a
 * line, the edges of a box.
 */
export const findScroll = (frame: Frame, old: Frame): Scroll | undefined => {
  const rows = Array.from({ length: frame.rows }, (_, row) => row)
  const now = rows.map(row => signature(frame, row))
  const before = rows.map(row => signature(old, row))
  if (rows.filter(row => now[row] !== before[row]).length < fewest) return undefined
  const worth = rows.map(row => worthOf(frame, row))
  let found: Scroll | undefined
  let most = price
  for (let by = 1 - frame.rows; by < frame.rows; by += 1) {
    if (by === 0) continue
    const { gain, top, bottom } = bestRun({ now, before, worth }, by)
    const net = gain - Math.abs(by)
    if (net <= most) continue
    most = net
    found = { top, bottom, by }
  }
  return found
}

/** Moves the rows of a frame as the terminal does; what comes in is blank. */
export const scrollFrame = (frame: Frame, { top, bottom, by }: Scroll): void => {
  const { columns } = frame
  const [from, to] = by > 0 ? [top + by, top] : [top, top - by]
  const start = from * columns
  const end = start + (bottom - top + 1 - Math.abs(by)) * columns
  const target = to * columns
  const blankRow = by > 0 ? bottom - by + 1 : top
  frame.glyphs.splice(target, end - start, ...frame.glyphs.slice(start, end))
  frame.widths.copyWithin(target, start, end)
  frame.looks.copyWithin(target, start, end)
  const blank = [blankRow * columns, (blankRow + Math.abs(by)) * columns] as const
  frame.glyphs.fill(' ', ...blank)
  frame.widths.fill(1, ...blank)
  frame.looks.fill(0, ...blank)
}
