import type { Theme } from './theme.ts'

/**
 * Where the terminal's cursor stands and how the next character would look; undefined is not known.
 */
export interface PenState {
  row: number | undefined
  column: number | undefined
  look: number | undefined
}

/** A place on the screen, counted from 0. */
export interface Spot {
  readonly row: number
  readonly column: number
}

const CSI = '\u001b['
const counted = (count: number, final: string) => `${CSI}${count === 1 ? '' : count}${final}`

const absolute = ({ row, column }: Spot): string => {
  if (column > 0) return `${CSI}${row === 0 ? '' : row + 1};${column + 1}H`
  return row === 0 ? `${CSI}H` : `${CSI}${row + 1}H`
}

const vertical = (from: number, to: number): string => {
  if (from === to) return ''
  return to > from ? counted(to - from, 'B') : counted(from - to, 'A')
}

const horizontal = (from: number, to: number): string => {
  if (from === to) return ''
  if (to > from) return counted(to - from, 'C')
  const left = counted(from - to, 'D')
  return from - to <= left.length ? '\b'.repeat(from - to) : left
}

/** The shortest way to a place, in sequences that a vt100 knows too. */
export const moveTo = (pen: PenState, to: Spot): string => {
  const { row, column } = pen
  let best = absolute(to)
  const consider = (way: string) => {
    if (way.length < best.length) best = way
  }
  if (row !== undefined) {
    const across = horizontal(0, to.column)
    if (column !== undefined) consider(vertical(row, to.row) + horizontal(column, to.column))
    consider(`\r${vertical(row, to.row)}${across}`)
    // A newline may mean carriage return as well (the line discipline's ONLCR), so it is only used
    // from column 0.
    if (to.row > row) consider(`\r${'\n'.repeat(to.row - row)}${across}`)
  }
  return best
}

/**
 * Makes the shortest change of looks: what is added when nothing has to go, else everything anew.
 */
export const createLooks = (theme: Theme) => {
  const ways = new Map<string, string>()
  const way = (from: number | undefined, to: number): string => {
    const codes = theme.codes[to] ?? []
    const before = from === undefined ? undefined : theme.codes[from]
    if (before?.every(code => codes.includes(code))) {
      const added = codes.filter(code => !before.includes(code))
      return added.length === 0 ? '' : `${CSI}${added.join(';')}m`
    }
    return codes.length === 0 ? `${CSI}m` : `${CSI};${codes.join(';')}m`
  }
  return (from: number | undefined, to: number): string => {
    const key = `${from} ${to}`
    const found = ways.get(key)
    if (found !== undefined) return found
    const made = way(from, to)
    ways.set(key, made)
    return made
  }
}
