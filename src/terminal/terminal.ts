import type { Key } from '../session/keys.ts'
import type { Page, Size } from '../session/page.ts'
import { createKeyDecoder } from './keys.ts'
import { createPainter } from './painter.ts'
import { createStage } from './stage.tsx'
import { createTheme, hasColour } from './theme.ts'
import { type HangUp, openTty } from './tty.ts'

/** A screen with a keyboard, as the session sees it. */
export interface Terminal {
  readonly size: Size
  /**
   * Shows a page before the event loop turns; of several pages in one go only the last is drawn.
   */
  readonly show: (page: Page) => void
  /** Draws what was shown last, now. */
  readonly flush: () => void
  /** Gives the terminal back as it was. */
  readonly close: () => void
}

/** The streams and surroundings of a terminal, and who hears what happens on it. */
export interface TerminalOptions {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  readonly env: Record<string, string | undefined>
  /** Every key but Ctrl-L, which draws the screen anew. */
  readonly onKey: (key: Key) => void
  readonly onResize: (size: Size) => void
  /** The clerk is gone, and the terminal with him; nothing more is shown. Called at most once. */
  readonly onHangUp: (reason: HangUp) => void
}

const sizeOf = (output: NodeJS.WriteStream): Size => ({
  columns: output.columns || 80,
  rows: output.rows || 24,
})

/**
 * Opens a terminal: pages on its screen, keys from its keyboard, and everything given back at the
 * end.
 */
export const openTerminal = (options: TerminalOptions): Terminal => {
  const { input, output, env } = options
  const theme = createTheme({ colour: hasColour(env) })
  let size = sizeOf(output)
  let page: Page | undefined
  let due = false
  let closed = false

  const stage = createStage(size, theme.lookOf)
  const painter = createPainter({ write: text => tty.write(text), theme })

  const flush = () => {
    if (!due) return
    due = false
    if (!closed && page) painter.paint(stage.draw(page, size))
  }
  const draw = () => {
    if (!due) queueMicrotask(flush)
    due = true
  }
  const redraw = () => {
    painter.repaint()
    draw()
  }

  const decoder = createKeyDecoder({
    term: env.TERM ?? '',
    onKey: key => {
      if (closed) return
      if (key.type === 'key' && key.name === 'ctrl+l') redraw()
      else options.onKey(key)
    },
  })

  const end = () => {
    closed = true
    decoder.end()
    stage.close()
  }

  const tty = openTty({
    input,
    output,
    onBytes: decoder.write,
    onResize: () => {
      size = sizeOf(output)
      redraw()
      options.onResize(size)
    },
    onResume: redraw,
    onHangUp: reason => {
      if (closed) return
      // What was typed last is still a key.
      decoder.end()
      end()
      options.onHangUp(reason)
    },
  })

  return {
    get size() {
      return size
    },
    show: next => {
      page = next
      draw()
    },
    flush,
    close: () => {
      if (closed) return
      flush()
      tty.close()
      end()
    },
  }
}
