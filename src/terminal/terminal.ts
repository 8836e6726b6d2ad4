import './production.ts'
import { measureAmbiguous } from '../kernel/text.ts'
import type { Key } from '../session/keys.ts'
import type { Page, Size } from '../session/page.ts'
import { createKeyDecoder } from './keys.ts'
import { createReader } from './reader.ts'
import { createScreenView } from './screen.ts'
import { readSettings } from './settings.ts'
import { createThrottle } from './throttle.ts'
import { type HangUp, manners, openTty } from './tty.ts'

/** A screen with a keyboard, as the session sees it. */
export interface Terminal {
  /** How large a page should be. */
  readonly size: Size
  /**
   * Shows a page before the event loop turns; of several pages in one go only the last is drawn, and
   * of those that come while the line is backed up, too.
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

/** A window pulled by its corner has a new size a hundred times a second. */
const resizePause = 50

const mannerOf = (reader: boolean, term: string | undefined) => {
  if (!reader) return manners.screen
  return term === 'dumb' || !term ? manners.bareLines : manners.lines
}

/**
 * Opens a terminal: pages on its screen, keys from its keyboard, and everything given back at the
 * end.
 */
export const openTerminal = (options: TerminalOptions): Terminal => {
  const { input, output, env } = options
  const settings = readSettings(env)
  measureAmbiguous(settings.ambiguous)
  let page: Page | undefined
  let due = false
  let closed = false

  const write = (text: string) => tty.write(text)
  const view = settings.reader
    ? createReader(write)
    : createScreenView(sizeOf(output), settings, write)
  let size = view.sizeOn(sizeOf(output))

  const flush = () => {
    if (!due || (view.mayDrop && tty.isBacked())) return
    due = false
    if (!closed && page) view.show(page, size)
  }
  const draw = () => {
    if (!due) queueMicrotask(flush)
    due = true
  }
  const redraw = () => {
    view.anew()
    draw()
  }

  const decoder = createKeyDecoder({
    term: env['TERM'] ?? '',
    escapeDelay: settings.escapeDelay,
    prefixDelay: settings.escapeDelay,
    onKey: key => {
      if (closed) return
      if (key.type === 'key' && key.name === 'ctrl+l') return redraw()
      if (key.type === 'text') view.typed(key.text)
      options.onKey(key)
    },
  })

  const resized = createThrottle(resizePause, () => {
    if (closed) return
    size = view.sizeOn(sizeOf(output))
    redraw()
    options.onResize(size)
  })

  const end = () => {
    closed = true
    resized.stop()
    decoder.end()
    view.close()
  }

  const tty = openTty({
    input,
    output,
    manner: mannerOf(settings.reader, env['TERM']),
    onBytes: decoder.write,
    onResize: resized.ask,
    onResume: redraw,
    onDrained: flush,
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
