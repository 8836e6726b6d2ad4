import { spawnSync } from 'node:child_process'
import { shellOnTty } from '../terminal/pty.ts'
import { createScreen } from '../terminal/screen.ts'
import { type Host, until } from './host.ts'

export interface Call {
  /** What else ssh is asked for. */
  readonly ssh?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Ctrl-C and its like go to the other end also before ssh has the terminal. */
  readonly keysPass?: boolean
}

/** A clerk's end of a line: a real ssh in a shell on a real tty, and eyes on its screen. */
export const callIn = (
  host: Host,
  name: string,
  { ssh = [], env = {}, keysPass = false }: Call = {},
) => {
  const words = ['ssh', '-tt', ...host.client(name, ...ssh, '127.0.0.1')]
  const quoted = words.map(word => `'${word}'`).join(' ')
  const script = `stty -g; ${quoted}; echo "status $?."; stty -g`
  const { shell, isOver, bytes } = shellOnTty(`${keysPass ? 'stty -isig;' : ''} ${script}`, {
    ...process.env,
    TERM: 'xterm-256color',
    ...env,
  })
  const screen = createScreen({ columns: 80, rows: 24 })
  let written: Promise<void> = Promise.resolve()
  shell.onData(data => {
    written = written.then(() => screen.write(data))
  })

  const text = () => screen.lines().join('\n')
  const sees = async (words_: string | RegExp, within = 20_000) => {
    const found = () => (typeof words_ === 'string' ? text().includes(words_) : words_.test(text()))
    const see = async () => {
      await written
      return found()
    }
    await until(see, `${name} sees ${words_}`, within).catch(error => {
      throw new Error(`${error.message} but\n${text()}`)
    })
  }
  const client = () => {
    const { stdout } = spawnSync('ps', ['-o', 'pid=,comm=', '--ppid', String(shell.pid)])
    const found = /^\s*(\d+) ssh$/m.exec(String(stdout))
    return found ? Number(found[1]) : undefined
  }
  // Signals to nobody would go to everybody.
  const signals = (signal: NodeJS.Signals) => {
    const pid = client()
    if (pid !== undefined) process.kill(pid, signal)
    return pid !== undefined
  }

  return {
    name,
    sees,
    text,
    bytes,
    /** Types without waiting for what comes of it. */
    types: (...keys: readonly string[]) => shell.write(keys.join('')),
    /** A signal to the client at this end. */
    signals,
    isOver,
    /** How the terminal was left, when the client has ended. */
    left: async () => {
      await until(isOver, `the line of ${name} ends:\n${text()}`, 20_000)
      await written
      const modes = [...bytes().matchAll(/^[0-9a-f]+(:[0-9a-f]+)+/gm)].map(([mode]) => mode)
      return {
        sane: modes.length === 2 && modes[0] === modes[1],
        screen: screen.terminal.buffer.active.type,
        hidden: screen.cursorHidden(),
        paste: screen.terminal.modes.bracketedPasteMode,
        mouse: screen.terminal.modes.mouseTrackingMode,
      }
    },
    /** The line is cut at this end, whatever the other end is doing. */
    cut: () =>
      until(() => {
        if (isOver()) return true
        signals('SIGKILL')
        return false
      }, 'the client is gone'),
  }
}

export type Line = ReturnType<typeof callIn>
