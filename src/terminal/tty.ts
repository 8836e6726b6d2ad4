import { forgetLostTerminal } from './lost-terminal.ts'

/** Why the clerk is gone. */
export type HangUp = 'input ended' | 'output failed' | (typeof signals)[number]

/** The two ends of a terminal, and what to do about what happens to them. */
export interface TtyOptions {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  readonly manner: Manner
  readonly onBytes: (bytes: Uint8Array) => void
  readonly onResize: () => void
  /** The program was stopped and goes on: whatever was on the terminal is gone. */
  readonly onResume: () => void
  /** All that was written has gone out, after some of it had to wait. */
  readonly onDrained: () => void
  /** Called once, after the terminal was given back. */
  readonly onHangUp: (reason: HangUp) => void
}

/** A terminal in our hands, to be given back. */
export interface Tty {
  readonly write: (text: string) => void
  /** The line is slower than we are: what was written has not all gone out. */
  readonly isBacked: () => boolean
  readonly close: () => void
}

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGQUIT'] as const

// Never smkx (ESC = or ?1h): a vt100's keypad and its F5 to F10 would be the same keys.
const enterPaste = '\u001b[?2004h'
const leavePaste = '\u001b[?2004l'

/** How a terminal is taken, and given back when it has so many rows. */
export const manners = {
  /** A screen is painted. On terminals without a second one the shell goes on below ours. */
  screen: {
    enter: `\u001b[?1049h${enterPaste}`,
    leave: (rows: number) =>
      `\u001b[m\u001b[r\u001b[?25h${leavePaste}\u001b[${rows};1H\u001b[K\u001b[?1049l`,
  },
  /** Lines follow one another. */
  lines: { enter: enterPaste, leave: () => `${leavePaste}\r\n` },
  /** The same on a terminal that knows no sequences. */
  bareLines: { enter: '', leave: () => '\r\n' },
} as const

type Manner = (typeof manners)[keyof typeof manners]

/** What a program says that could not give its terminal back; the launcher then does it. */
const notGivenBack = 128 + 15

/** A line that takes nothing any more has this long, in milliseconds. */
const patience = 800

/** Makes a list of listeners that are taken off together. */
const createListeners = () => {
  const offs: (() => void)[] = []
  return {
    on: (emitter: NodeJS.EventEmitter, event: string, listener: (...args: never[]) => void) => {
      emitter.on(event, listener as () => void)
      offs.push(() => emitter.off(event, listener as () => void))
    },
    off: () => {
      for (const off of offs.splice(0)) off()
    },
  }
}

const ignoreErrors = (act: () => void) => {
  try {
    act()
  } catch {
    // A terminal that is gone can't be tidied up.
  }
}

/**
 * Node waits in a write until the terminal has taken it, and hears no key and no signal meanwhile.
 * There is no public way to have it otherwise; without this one it is as it was.
 */
const waitInWrites = (output: NodeJS.WriteStream, wait: boolean) => {
  const { _handle } = output as { _handle?: { setBlocking?: (wait: boolean) => void } }
  ignoreErrors(() => _handle?.setBlocking?.(wait))
}

/**
 * Takes the terminal: raw keys, second screen, bracketed paste. However the program ends, it is
 * given back, once.
 */
export const openTty = (options: TtyOptions): Tty => {
  const { input, output, manner } = options
  const listeners = createListeners()
  let open = true
  let writable = true
  let backed = false

  const isBacked = () => output.writableLength > 0

  const written = () => {
    if (!backed || isBacked()) return
    backed = false
    if (open) options.onDrained()
  }

  const write = (text: string) => {
    if (!writable) return
    try {
      output.write(text, written)
      backed = isBacked()
    } catch {
      hangUp('output failed')
    }
  }

  const raw = (mode: boolean) => ignoreErrors(() => input.setRawMode?.(mode))

  /** What waits for a line that is dead must not hold the program. */
  const hurry = () => {
    if (!isBacked() || !input.isTTY) return
    setTimeout(() => isBacked() && process.exit(notGivenBack), patience).unref()
    process.once('exit', () => {
      if (isBacked()) process.exitCode = notGivenBack
    })
  }

  const close = () => {
    if (!open) return
    open = false
    ignoreErrors(() => write(manner.leave(output.rows || 24)))
    writable = false
    raw(false)
    if (!isBacked()) waitInWrites(output, true)
    hurry()
    ignoreErrors(() => input.pause())
    // Not while a signal is told to its listeners: Ink's, finding itself alone among them, would
    // kill the program.
    setImmediate(listeners.off)
  }

  const hangUp = (reason: HangUp) => {
    if (reason === 'output failed') writable = false
    if (!open) return
    close()
    const isGone = reason === 'SIGHUP' || reason === 'input ended' || reason === 'output failed'
    if (input.isTTY && isGone) process.once('exit', forgetLostTerminal)
    options.onHangUp(reason)
  }

  const take = () => {
    raw(true)
    input.resume()
    write(manner.enter)
  }

  const listen = () => {
    listeners.on(input, 'data', (chunk: Uint8Array | string) => {
      if (open) options.onBytes(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    })
    for (const event of ['end', 'close', 'error']) {
      listeners.on(input, event, () => hangUp('input ended'))
    }
    listeners.on(output, 'resize', options.onResize)
    listeners.on(process, 'exit', close)
    // The monitor only looks on: Node still reports the error, on a terminal that can show it.
    listeners.on(process, 'uncaughtExceptionMonitor', close)
    listeners.on(process, 'SIGCONT', () => {
      if (!open) return
      // Node believes that raw mode is still on.
      raw(false)
      take()
      options.onResume()
    })
    for (const signal of signals) listeners.on(process, signal, () => hangUp(signal))
    // Ctrl-Z is a key; a stop from elsewhere would leave the clerk in front of a dead screen.
    listeners.on(process, 'SIGTSTP', () => {})
    // Stays for good: the failure of a last write may be told after the end, and must not become a
    // stack trace.
    output.on('error', () => hangUp('output failed'))
    input.on('error', () => {})
  }

  listen()
  waitInWrites(output, false)
  take()
  return { write, isBacked, close }
}
