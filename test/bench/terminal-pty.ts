import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type IPty, spawn } from '@lydell/node-pty'

/** What a key brought: how many bytes, and after how many milliseconds the last of them. */
export interface Answer {
  readonly bytes: number
  readonly time: number
}

/** A program on a tty of 80×24. */
export interface Desk {
  readonly pid: number
  /** Writes and waits until the program has said all that it says to it. */
  readonly send: (text: string) => Promise<Answer>
  /** Writes and doesn't wait. */
  readonly say: (text: string) => void
  /** Waits until the program has painted its first screen. */
  readonly begun: Promise<Answer>
  /** Milliseconds of processor time that it has had. */
  readonly used: () => number
  readonly leave: () => void
}

/** After so many milliseconds without a byte a program has said it all. */
const quiet = 30
const longest = 10_000

/** Nanoseconds on a processor, of every thread. */
const processorTime = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, task) => {
    const [taken] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')
    return sum + Number(taken)
  }, 0)

/** Starts a program on a tty. */
export const sitDown = (
  [command, ...args]: readonly [string, ...string[]],
  env: Record<string, string> = {},
): Desk => {
  const terminal: IPty = spawn(command, args, {
    cols: 80,
    rows: 24,
    name: 'xterm-256color',
    // Bytes as they come: to decode them would be the bench's time.
    encoding: null,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', NODE_ENV: 'production', ...env },
  })
  let bytes = 0
  let last = 0
  terminal.onData(data => {
    last = performance.now()
    bytes += data.length
  })

  const silence = async (text: string, start: number, before: number): Promise<Answer> => {
    while (performance.now() - start < longest) {
      const wait = bytes === before ? 1 : quiet - (performance.now() - last)
      if (wait <= 0) return { bytes: bytes - before, time: last - start }
      await pause(Math.max(1, wait))
    }
    throw new Error(
      `bench: ${command} ${args.join(' ')} does not answer to ${JSON.stringify(text)}`,
    )
  }

  return {
    pid: terminal.pid,
    send: text => {
      const before = bytes
      const start = performance.now()
      terminal.write(text)
      return silence(text, start, before)
    },
    say: text => terminal.write(text),
    begun: silence('its start', performance.now(), 0),
    used: () => processorTime(terminal.pid) / 1e6,
    leave: () => terminal.kill('SIGKILL'),
  }
}
