import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeProgram } from '../../bin/build.ts'
import { company } from '../support/company.ts'
import { pty } from '../terminal/pty.ts'

/** Clerks who may sign in to the host; the last is no user of the books. */
export const clerks = ['anna', 'ben', 'carl'] as const
export type ClerkName = (typeof clerks)[number]

const root = join(import.meta.dirname, '../..')
const books = '/srv/dingdan/company.db'
// All of it ends with whoever started it.
const namespaces = [
  ...['setpriv', '--pdeathsig', 'KILL'],
  ...['unshare', '--mount', '--pid', '--fork', '--kill-child'],
]

/** What a host is made of, and what comes in by it. */
const tools = [
  ...['sshd', 'ssh', 'sftp', 'scp', 'ssh-agent', 'ssh-keygen', 'sudo', 'visudo', 'useradd'],
  ...['unshare', 'nsenter', 'setpriv', 'ps', 'dash'],
]

const works = (...[command, ...args]: readonly string[]) =>
  spawnSync(command!, args, { stdio: 'ignore' }).status === 0

/** Why there can be no host for clerks on this machine; undefined where there can. */
export const whyNoHost = (): string | undefined => {
  // sbin is not on everybody's path.
  if (!/(^|:)\/usr\/sbin(:|$)/.test(process.env['PATH']!)) process.env['PATH'] += ':/usr/sbin:/sbin'
  const missing = tools.filter(name => !works('sh', '-c', `command -v ${name}`))
  if (missing.length > 0) return `there is no ${missing.join(', ')} on this machine`
  if (!pty) return 'there is no pty on this machine'
  if (process.getuid?.() !== 0) return 'only root can make a host: sudo npm run torture -- ssh'
  if (!works(...namespaces, 'mount', '--make-rprivate', '/')) {
    return 'this machine lets nobody have namespaces'
  }
  return undefined
}

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** What a port says by itself to whoever comes; null where nobody listens. */
export const greeting = (port: number): Promise<string | null> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    let said = ''
    socket.on('data', chunk => {
      said += chunk
      socket.destroy()
    })
    socket.once('error', () => resolve(null)).once('close', () => resolve(said))
    socket.setTimeout(1000, () => socket.destroy())
  })

/** Looks again until it is so. */
export const until = async (
  isSo: () => boolean | Promise<boolean>,
  what: string,
  within = 20_000,
) => {
  const end = Date.now() + within
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`never: ${what}`)
    await pause(20)
  }
}

/** The program as it is shipped, with what it doesn't hold itself. */
const install = async (lib: string) => {
  const to = join(lib, 'dingdan')
  for (const folder of ['bin', 'node_modules/better-sqlite3/build/Release']) {
    mkdirSync(join(to, folder), { recursive: true })
  }
  copyFileSync(join(root, 'bin/launch'), join(to, 'bin/launch'))
  chmodSync(join(to, 'bin/launch'), 0o755)
  // Mutants are changes of its text: by our names, and in no line that is broken where it is long enough.
  const readable = { minify: false, lineLimit: 0 }
  await makeProgram(join(root, 'bin/dingdan.ts'), join(to, 'dist/shipped'), readable)
  await makeProgram(join(root, 'test/terminal/dying.ts'), join(to, 'dist/dying'))
  const sqlite = 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'
  copyFileSync(join(root, sqlite), join(to, sqlite))
  // Node may be somebody's own here; on the host it is root's.
  copyFileSync(process.execPath, join(lib, 'node'))
  chmodSync(join(lib, 'node'), 0o755)
  return to
}

export interface HostOptions {
  /** Done by root to the host when it is set up, to break it. */
  readonly mutant?: string
}

/** A host as `dingdan ssh-setup` makes it, with a real sshd on loopback and a company's books. */
export const raiseHost = async ({ mutant }: HostOptions = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'dingdan-host-'))
  for (const folder of ['srv', 'books', 'lib', 'keys', 'marks']) {
    mkdirSync(join(home, folder), { recursive: true })
  }
  // Anybody may go through it, as through the directories of a host.
  chmodSync(home, 0o755)
  chmodSync(join(home, 'marks'), 0o777)
  const installed = await install(join(home, 'lib'))
  const keyOf = (name: string) => join(home, 'keys', name)
  for (const name of ['host', 'stranger', ...clerks]) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyOf(name)])
  }
  const asked = ['--node', '/usr/local/lib/node', '--lang', 'en', '--db', books]
  const setup = execFileSync(
    process.execPath,
    [join(installed, 'dist/shipped/dingdan.cjs'), 'ssh-setup', ...asked, '--clerk', ...clerks],
    { encoding: 'utf8' },
  )
  writeFileSync(join(home, 'setup.sh'), setup)
  if (mutant) writeFileSync(join(home, 'mutant.sh'), mutant)
  const made = await company(join(home, 'books/company.db'), { isDemo: false })
  await made.db.destroy()

  const port = await freePort()
  writeFileSync(keyOf('known'), `[127.0.0.1]:${port} ${readFileSync(keyOf('host.pub'), 'utf8')}`)
  const raise = ['sh', join(import.meta.dirname, 'raise.sh'), home, String(port)]
  const [command, ...args] = [...namespaces, ...raise]
  const host = spawn(command!, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [host.stdout, host.stderr]) {
    stream.on('data', chunk => {
      said += chunk
    })
  }
  const ended = new Promise<void>(resolve => host.once('close', () => resolve()))
  const isUp = async () => {
    if (host.exitCode !== null) throw new Error(`no host: ${said}`)
    return /^process \d+$/m.test(said) && (await greeting(port)) !== null
  }
  await until(isUp, 'sshd listens', 20_000).catch(async error => {
    host.kill('SIGKILL')
    await ended
    rmSync(home, { recursive: true })
    throw error
  })
  const first = /^process (\d+)$/m.exec(said)![1]!

  /** Runs a script on the host, as root or somebody else. */
  const run = (script: string, user = 'root') => {
    const within = ['nsenter', '--target', first, '--mount', '--pid', '--wd=/']
    const who =
      user === 'root' ? [] : ['setpriv', `--reuid=${user}`, '--regid=clerks', '--clear-groups']
    const [nsenter, ...rest] = [...within, ...who, 'sh', '-c', script]
    const { status, stdout, stderr } = spawnSync(nsenter!, rest, { encoding: 'utf8' })
    return { status, said: stdout, complained: stderr }
  }

  /** What ssh is called with. */
  const client = (name: string, ...more: readonly string[]) => [
    ...['-F', '/dev/null', '-p', String(port), '-l', name],
    ...['-i', keyOf(existsSync(keyOf(name)) ? name : 'stranger')],
    ...[
      'IdentitiesOnly=yes',
      'StrictHostKeyChecking=yes',
      'LogLevel=ERROR',
      'BatchMode=yes',
    ].flatMap(option => ['-o', option]),
    ...['-o', `UserKnownHostsFile=${keyOf('known')}`],
    ...more,
  ]

  return {
    home,
    port,
    keyOf,
    /** The books, as seen from outside. */
    path: join(home, 'srv/dingdan/company.db'),
    run,
    client,
    /** Processes of clerks and of the program: number, account, words. */
    processes: () =>
      run('ps -eo pid=,user=,args= --sort=pid')
        .said.split('\n')
        .flatMap(line => {
          const [, pid, user, words] = /^\s*(\d+) (\S+)\s+(.*)$/.exec(line) ?? []
          return pid ? [{ pid: Number(pid), user: user!, words: words! }] : []
        }),
    /** Everything on it ends with its first process. */
    end: async () => {
      process.kill(Number(first), 'SIGKILL')
      await ended
      rmSync(home, { recursive: true })
    },
  }
}

export type Host = Awaited<ReturnType<typeof raiseHost>>
