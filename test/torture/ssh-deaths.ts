import type { Host } from '../ssh/host.ts'
import type { Line } from '../ssh/line.ts'
import { Enter, F4 } from '../support/clerk.ts'
import { nobodyWorks, nodeOf, type Trial, working, wrongOf } from './ssh-trial.ts'

/** What it takes for a line to end in this way. */
type Death = (host: Host, line: Line) => void

const signalled =
  (signal: string): Death =>
  host =>
    host.run(`kill -${signal} ${nodeOf(host)}`)

/** One of the programs that stand between the clerk and ours is gone. */
const without =
  (words: RegExp): Death =>
  host => {
    const found = host.processes().filter(one => words.test(one.words))
    if (found.length === 0) throw new Error(`nobody is ${words}`)
    for (const { pid } of found) host.run(`kill -KILL ${pid}`)
  }

interface Case {
  readonly die: Death
  /** It is the way to the terminal that is gone: no byte of ours reaches it any more. */
  readonly isCut?: boolean
  /** Needs a program that dies when it is told to. */
  readonly isDying?: boolean
}

const deaths: Readonly<Record<string, Case>> = {
  'kill -9': { die: signalled('KILL') },
  'an uncaught error': { die: (_, line) => line.types('e'), isDying: true },
  'a dropped connection': { die: without(/^sshd: anna@/), isCut: true },
  'the end': { die: (_, line) => line.types(F4, 'y', Enter) },
  SIGTERM: { die: signalled('TERM') },
  SIGHUP: { die: signalled('HUP') },
  'the end of its input': { die: without(/^\S*sudo /), isCut: true },
  'a reader who is gone': { die: (_, line) => void line.cut(), isCut: true },
}

const swap = (host: Host, from: string) =>
  host.run(`cd /usr/local/lib/dingdan/dist && cp ${from}/* .`)

/** However a line ends, the terminal is as it was and nothing is left running. */
export const afterDeaths =
  (count: number): Trial =>
  async ({ host, call }) => {
    const faults: string[] = []
    for (const [name, { die, isCut, isDying }] of Object.entries(deaths).slice(0, count)) {
      if (isDying) swap(host, 'dying')
      const line = call('anna')
      await line.sees(isDying ? 'says --trust-ssh' : 'Main Menu')
      swap(host, 'shipped')
      die(host, line)
      const begun = Date.now()
      const left = await line.left()
      await nobodyWorks(host).catch(() => {})
      const took = Date.now() - begun
      const all = working(host).map(({ words }) => words)
      faults.push(
        ...wrongOf({
          // A client that was killed itself has no hands left to do it.
          [`after ${name} the keys are not as they were`]: left.sane || name.includes('reader'),
          [`after ${name}: ${JSON.stringify(left)}`]:
            isCut ||
            (left.screen === 'normal' && !left.hidden && !left.paste && left.mouse === 'none'),
          [`after ${name} there runs ${all}`]: all.length === 0,
          [`after ${name} it takes ${took} ms`]: took < 8000,
        }),
      )
    }
    return faults
  }

/** How many deaths there are. */
export const allDeaths = Object.keys(deaths).length
