import { raiseHost, whyNoHost } from '../ssh/host.ts'
import { createChance } from './chance.ts'
import { afterDeaths, allDeaths } from './ssh-deaths.ts'
import { escapes } from './ssh-escapes.ts'
import { lines } from './ssh-lines.ts'
import { createLines, forgetDrafts, type Trial } from './ssh-trial.ts'
import { type Stage, sized } from './stage.ts'

/** How a host is broken, and which trials must see it. */
interface Mutant {
  readonly broken: string
  /** Carried out on the host by root. */
  readonly script: string
  readonly seenBy: readonly string[]
}

const settings = '/etc/ssh/sshd_config.d/00-clerks.conf'
const program = '/usr/local/lib/dingdan'

/** Changes a file, and fails where there was nothing to change. */
const change = (file: string, from: string, to: string) =>
  `grep -q '${from}' ${file} && sed -i 's#${from}#${to}#' ${file}`

const mutants: Readonly<Record<string, Mutant>> = {
  'no-force': {
    broken: 'clerks may run what they like',
    script: change(settings, '^ *ForceCommand.*', ''),
    seenBy: ['a command'],
  },
  'open-ports': {
    broken: 'lines may be forwarded',
    script: change(settings, '^.*Forwarding.*', ''),
    seenBy: ['ports and sockets'],
  },
  bash: {
    broken: 'the shell of clerks reads files of their home',
    script: 'usermod --shell /bin/bash anna',
    seenBy: ['planted files'],
  },
  'any-environment': {
    broken: 'a client may send what it likes',
    script: change(settings, '^ *AcceptEnv .*', '    AcceptEnv *'),
    seenBy: ['the environment'],
  },
  debugger: {
    broken: 'a signal opens a debugger',
    script: change(`${program}/dist/shipped/program.js`, '"SIGUSR1"', '"SIGWINCH"'),
    seenBy: ['a debugger'],
  },
  'seen-at-once': {
    broken: 'a draft goes when the books have it, seen or not',
    script: change(`${program}/dist/shipped/program.js`, 'notShown.push(id)', 'drafts.drop(id)'),
    seenBy: ['frozen in the save'],
  },
  'no-parent': {
    broken: 'nobody stays to give the terminal back',
    script: change(`${program}/bin/launch`, '^screens=yes$', 'exec "$node" "$program" "$@"'),
    seenBy: ['the terminal after it'],
  },
}

const terminal = 'the terminal after it'

const trialsFor = (deaths: number): Readonly<Record<string, Trial>> => ({
  ...escapes,
  ...lines,
  [terminal]: afterDeaths(deaths),
})

/** As many as an errand is long. */
const few = [
  'a command',
  'the environment',
  'a debugger',
  'cut in the save',
  'frozen in the save',
  terminal,
]

/** A real sshd on loopback, set up as `dingdan ssh-setup` says: who comes in by it gets at nothing else, and loses nothing. */
export const ssh: Stage = {
  name: 'ssh',
  mutants: Object.fromEntries(Object.entries(mutants).map(([name, { broken }]) => [name, broken])),
  run: async ({ size, seed, mutant }) => {
    const why = whyNoHost()
    if (why !== undefined) return { measured: `LEFT OUT: ${why}`, faults: [], leftOut: true }
    const broken = mutant === undefined ? undefined : mutants[mutant]
    const trials = trialsFor(sized(size, 3, allDeaths, allDeaths))
    const names = broken?.seenBy ?? (size === 'small' ? few : Object.keys(trials))
    const host = await raiseHost(broken ? { mutant: broken.script } : {})
    const faults: string[] = []
    try {
      for (const name of names) {
        await forgetDrafts(host)
        const { call, cutAll } = createLines(host)
        const trying = { host, call, rounds: sized(size, 2, 6, 60), chance: createChance(seed) }
        const found = await trials[name]!(trying).catch((error: Error) => [
          error.message.replace(/\s+/g, ' '),
        ])
        faults.push(...found.map(fault => `${name}: ${fault}`))
        await cutAll().catch((error: Error) => faults.push(`${name}: ${error.message}`))
      }
    } finally {
      await host.end()
    }
    const ways = `${names.length} of ${Object.keys(trials).length} cases`
    return { measured: `${ways} on a real sshd: ${faults.length} faults`, faults }
  },
}
