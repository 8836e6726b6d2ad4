import headless from '@xterm/headless'
import type { Size } from '../../src/session/page.ts'

/** A cell as a person sees it: bold and the letter's colour don't show on a blank. */
export interface SeenCell {
  readonly glyph: string
  readonly width: number
  readonly codes: string
}

/** The code of a colour of the palette: `from` is 30 for letters, 40 for the ground. */
const colourCode = (colour: number, from: number): string => {
  if (colour > 15) return `${from + 8};5;${colour}`
  return String(colour > 7 ? from + 60 + colour - 8 : from + colour)
}

/**
 * A real terminal without a window, to be looked at. `convertEol` is what a tty's line discipline
 * does to newlines.
 */
export const createScreen = ({ columns, rows }: Size, convertEol = false) => {
  const terminal = new headless.Terminal({
    cols: columns,
    rows,
    convertEol,
    allowProposedApi: true,
    scrollback: 0,
  })
  const lineAt = (row: number) => {
    const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row)
    if (!line) throw new Error(`no row ${row}`)
    return line
  }
  return {
    terminal,
    write: (data: string | Uint8Array) => new Promise<void>(done => terminal.write(data, done)),
    lines: () =>
      Array.from({ length: terminal.rows }, (_, row) => lineAt(row).translateToString(true)),
    cursor: () => ({ row: terminal.buffer.active.cursorY, column: terminal.buffer.active.cursorX }),
    // The public interface doesn't tell whether the cursor is hidden.
    cursorHidden: () =>
      (terminal as unknown as { _core: { coreService: { isCursorHidden: boolean } } })._core
        .coreService.isCursorHidden,
    cell: (row: number, column: number): SeenCell => {
      const cell = lineAt(row).getCell(column)
      if (!cell) throw new Error(`no cell ${row},${column}`)
      const glyph = cell.getWidth() === 0 ? '' : cell.getChars() || ' '
      const letter = [cell.isBold() && '1', cell.isFgPalette() && colourCode(cell.getFgColor(), 30)]
      const codes = [
        ...(glyph === ' ' ? [] : letter),
        cell.isBgPalette() && colourCode(cell.getBgColor(), 40),
        cell.isUnderline() && '4',
        cell.isInverse() && '7',
      ]
      return { glyph, width: cell.getWidth(), codes: codes.filter(Boolean).sort().join() }
    },
  }
}
