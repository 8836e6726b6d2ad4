import { forgetLostTerminal } from './lost-terminal.ts'

/** Why the clerk is gone. */
export type HangUp = 'input ended' | 'output failed' | 'SIGHUP' | 'SIGINT' | 'SIGTERM'

/** The two ends of a terminal, and what to do about what happens to them. */
export interface TtyOptions {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  readonly onBytes: (bytes: Uint8Array) => void
  readonly onResize: () => void
  /** The program was stopped and goes on: whatever was on the terminal is gone. */
  readonly onResume: () => void
  /** Called once, after the terminal was given back. */
  readonly onHangUp: (reason: HangUp) => void
}

/** A terminal in our hands, to be given back. */
export interface Tty {
  readonly write: (text: string) => void
  readonly close: () => void
}

// Never smkx (ESC = or ?1h): a vt100's keypad and its F5 to F10 would be the same keys.
const enter = '\u001b[?1049h\u001b[?2004h'
// On terminals without a second screen the shell goes on below ours.
const leave = (rows: number) =>
  `\u001b[m\u001b[?25h\u001b[?2004l\u001b[${rows};1H\u001b[K\u001b[?1049l`

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

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
 * Takes the terminal: raw keys, second screen, bracketed paste. However the program ends, it is
 * given back, once.
 */
export const openTty = (options: TtyOptions): Tty => {
  const { input, output } = options
  const listeners = createListeners()
  let open = true
  let writable = true

  const write = (text: string) => {
    if (!writable) return
    try {
      output.write(text)
    } catch {
      hangUp('output failed')
    }
  }

  const raw = (mode: boolean) => ignoreErrors(() => input.setRawMode?.(mode))

  const close = () => {
    if (!open) return
    open = false
    ignoreErrors(() => write(leave(output.rows || 24)))
    writable = false
    raw(false)
    ignoreErrors(() => input.pause())
    // Not while a signal is told to its listeners: Ink's, finding itself alone among them, would
    // kill the program.
    setImmediate(listeners.off)
  }

  const hangUp = (reason: HangUp) => {
    if (reason === 'output failed') writable = false
    if (!open) return
    close()
    if (input.isTTY && reason !== 'SIGINT' && reason !== 'SIGTERM') {
      process.once('exit', forgetLostTerminal)
    }
    options.onHangUp(reason)
  }

  const take = () => {
    raw(true)
    input.resume()
    write(enter)
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
    // Stays for good: the failure of a last write may be told after the end, and must not become a
    // stack trace.
    output.on('error', () => hangUp('output failed'))
    input.on('error', () => {})
  }

  listen()
  take()
  return { write, close }
}
