import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepCode, makeProgram } from '../../bin/build.ts'
import { cacheOf, programOf } from '../../bin/program-files.ts'
import { pty, shellOnTty } from './pty.ts'
import { createScreen } from './screen.ts'

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))
let home = ''
const launcher = () => join(home, 'linked', 'dingdan')

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'dingdan-launch-'))
  for (const folder of ['bin', 'linked']) mkdirSync(join(home, folder))
  copyFileSync(source('../../bin/launch'), join(home, 'bin/launch'))
  chmodSync(join(home, 'bin/launch'), 0o755)
  // As npm does it.
  symlinkSync('../bin/launch', launcher())
  await makeProgram(source('dying.ts'), join(home, 'dist'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Whether a process still runs; one that only waits to be buried doesn't. */
const alive = (pid: number) => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return /^[^Z\s]/.test(stdout)
}

const until = async (true_: () => boolean, what: string) => {
  for (let waited = 0; !true_(); waited += 10) {
    if (waited > 10_000) throw new Error(`never: ${what}`)
    await pause(10)
  }
}

/** A shell on a real tty that starts the program by its launcher, and says afterwards how it left the tty. */
const start = async (argument = "--db 'two words'", shellOptions = '') => {
  const script = `${shellOptions} stty -g; ${launcher()} ${argument}; echo "status $?."; stty -g`
  const { shell, isOver, bytes } = shellOnTty(script)
  if (argument.includes('slow')) {
    await until(() => bytes().includes('starting'), 'the program begins')
    shell.write(argument.includes('enter') ? '\r' : '\u0003\u001c\u001a')
  }
  await until(() => /says .*\./.test(bytes()), 'the program starts')
  const [, pid, parent] = /pid (\d+) of (\d+)/.exec(bytes())!.map(Number)
  const left = async () => {
    await until(isOver, 'the shell goes on')
    const screen = createScreen({ columns: 80, rows: 24 })
    await screen.write(bytes())
    const modes = [...bytes().matchAll(/^[0-9a-f]+(:[0-9a-f]+)+/gm)].map(([mode]) => mode)
    return {
      status: Number(/status (\d+)/.exec(bytes())?.[1]),
      sane: modes.length === 2 && modes[0] === modes[1],
      screen: screen.terminal.buffer.active.type,
      hidden: screen.cursorHidden(),
      paste: screen.terminal.modes.bracketedPasteMode,
      mouse: screen.terminal.modes.mouseTrackingMode,
      text: screen.lines().join('\n'),
    }
  }
  return { shell, pid: pid!, parent: parent!, left, bytes }
}

/** Says what became of the code that was kept: taken by Node, refused by it, or none that could be given to it. */
const probe = `
  const vm = require('node:vm')
  const { Script } = vm
  vm.Script = class extends Script {
    constructor(source, options) {
      super(source, options)
      const said = { undefined: 'none', true: 'refused', false: 'taken' }
      process.on('exit', () => process.stderr.write(said[this.cachedDataRejected]))
    }
  }
`

describe('what Node has compiled of the program is kept', () => {
  const dist = () => join(home, 'dist')
  /** Starts the program without a terminal; it leaves by a key. */
  const begin = (...options: readonly string[]) => {
    const given = [...options, '--require', join(home, 'probe.cjs'), join(dist(), 'dingdan.cjs')]
    const { status, signal, stderr } = spawnSync(process.execPath, given, {
      input: 'q',
      encoding: 'utf8',
    })
    return { status, signal, code: stderr }
  }

  beforeAll(async () => {
    writeFileSync(join(home, 'probe.cjs'), probe)
    await keepCode([process.execPath, join(dist(), 'dingdan.cjs')], '')
  })

  test('and taken at the next start', () => {
    expect(begin()).toEqual({ status: 5, signal: null, code: 'taken' })
    // Whoever built it, everybody may run it.
    expect(statSync(cacheOf(dist())).mode & 0o777).toBe(0o644)
  })

  test('by another Node it is refused, and the program starts', () => {
    expect(begin('--no-opt')).toEqual({ status: 5, signal: null, code: 'refused' })
  })

  const turn = (bytes: Buffer, at: number) => bytes.fill(bytes[at]! ^ 1, at, at + 1)
  const shorter = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)

  test.each<[string, (cache: Buffer) => Buffer, (program: string) => string]>([
    ['a bit of it is wrong', cache => turn(cache, cache.length >> 1), same => same],
    ['a bit of its digest is wrong', cache => turn(cache, 0), same => same],
    ['half of it is gone', shorter, same => same],
    ['nothing is in it', () => Buffer.alloc(0), same => same],
    ['it is of a program as long', same => same, text => text.replace('says', 'said')],
  ])('where %s it is passed over, and the program starts', (_case, spoil, edit) => {
    const cache = readFileSync(cacheOf(dist()))
    const program = readFileSync(programOf(dist()), 'utf8')
    writeFileSync(cacheOf(dist()), spoil(Buffer.from(cache)))
    writeFileSync(programOf(dist()), edit(program))
    expect(begin()).toEqual({ status: 5, signal: null, code: 'none' })
    writeFileSync(cacheOf(dist()), cache)
    writeFileSync(programOf(dist()), program)
  })

  test('where it is not there, the program starts', () => {
    rmSync(cacheOf(dist()))
    expect(begin()).toEqual({ status: 5, signal: null, code: 'none' })
  })
})

const back = { sane: true, screen: 'normal', hidden: false, paste: false, mouse: 'none' }

describe.skipIf(!pty)('the terminal is given back, on a real tty', () => {
  test.each([
    ['the end', 'q', 5],
    ['an exit', 'x', 3],
    ['an uncaught error', 'e', 1],
    ['an abort', 'a', 134],
  ])('after %s', async (_death, key, status) => {
    const { shell, left } = await start()
    shell.write(key)
    expect(await left()).toMatchObject({ ...back, status })
  })

  test('and what an error says can be read', async () => {
    const { shell, left, bytes } = await start()
    shell.write('e')
    expect((await left()).text).toContain('a fault of ours')
    // Once more would put the cursor back to where it stood before the words.
    expect(bytes().split('\u001b[?1049l')).toHaveLength(2)
  })

  test.each([
    ['SIGTERM', 0],
    ['SIGHUP', 0],
    ['SIGINT', 0],
    ['SIGQUIT', 0],
    ['SIGKILL', 137],
    ['SIGSEGV', 139],
  ] as const)('after %s', async (signal, status) => {
    const { pid, left } = await start()
    process.kill(pid, signal)
    expect(await left()).toMatchObject({ ...back, status })
  })

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    'after %s to the launcher, which passes it on',
    async signal => {
      const { pid, parent, left } = await start()
      process.kill(parent, signal)
      expect(await left()).toMatchObject({ ...back, status: 0 })
      expect(alive(pid)).toBe(false)
    },
  )

  test('a closed line ends the program and the launcher within a second', async () => {
    const { shell, pid, parent } = await start()
    const begun = Date.now()
    ;(shell as unknown as { destroy: () => void }).destroy()
    await until(() => !alive(pid) && !alive(parent), 'both are gone')
    expect(Date.now() - begun).toBeLessThan(1000)
  })
})

describe.skipIf(!pty)('the launcher', () => {
  test('passes arguments whole', async () => {
    const { shell, bytes, left } = await start(`--db='a"b  c' --lang zh --db run`)
    expect(bytes()).toContain('says --db=a"b  c,--lang,zh,--db,run.')
    // A file may be called as a command is: the launcher stays.
    expect(bytes()).not.toContain(` of ${shell.pid} says`)
    shell.write('q')
    await left()
  })

  test('a stop from elsewhere does not leave the clerk in front of a dead screen', async () => {
    // Only a shell that keeps jobs has children that the system stops.
    const { shell, pid, parent, left } = await start('--lang zh', 'set -m;')
    process.kill(parent, 'SIGTSTP')
    process.kill(pid, 'SIGTSTP')
    await pause(50)
    shell.write('q')
    expect(await left()).toMatchObject({ ...back, status: 5 })
  })

  test('Ctrl-C, Ctrl-\\ and Ctrl-Z are keys', async () => {
    const { shell, pid, left } = await start()
    shell.write('\u0003\u001c\u001a')
    await pause(50)
    expect(alive(pid)).toBe(true)
    shell.write('q')
    expect(await left()).toMatchObject({ ...back, status: 5 })
  })

  test('so they are before the program has the terminal', async () => {
    const { shell, left } = await start('--db slow')
    shell.write('q')
    expect(await left()).toMatchObject({ ...back, status: 5 })
  })

  test('what is typed ahead is typed: Enter is no other key, and nothing of it is written on the screen', async () => {
    const { left, bytes } = await start('--db slow --lang enter')
    expect(await left()).toMatchObject({ ...back, status: 9 })
    expect(bytes()).toMatch(/starting\u001b/)
  })

  test('is not there where no screen is: a pipe, or a command', async () => {
    const said = (argument: string) =>
      execFileSync(launcher(), [argument], { input: '', encoding: 'utf8' })
    const [, pid, parent] = /pid (\d+) of (\d+)/.exec(said('run'))!.map(Number)
    expect(parent).toBe(process.pid)
    expect(pid).not.toBe(parent)
    const { shell, parent: above, left } = await start('verify')
    shell.write('q')
    await left()
    expect(above).toBe(shell.pid)
  })
})
