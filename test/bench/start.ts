import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { spawn as openPty } from '@lydell/node-pty'
import { openLedger } from '../../db/open.ts'
import { fillDemo } from '../../src/exchange/demo.ts'
import { type Figure, figure, median, sideBySide } from './measure.ts'
import { booksOf } from './save.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = fileURLToPath(new URL('../../bin/launch', import.meta.url))

/** Makes the demo company's database. */
export const makeDemo = async (path: string): Promise<void> => {
  const ledger = await openLedger(path)
  await fillDemo(booksOf(ledger))
  await ledger.close()
}

/** The program as it is built from these sources. */
const build = () => execFileSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 2, 2] })

/** What the menu shows, whatever else is painted. */
const inMenu = '7.'

/** Starts the program on a tty; the answer ends it, when the menu is on its way to the screen. */
const paintMenu = (path: string) =>
  new Promise<() => Promise<void>>((resolve, reject) => {
    const terminal = openPty(program, ['--db', path, '--lang', 'en'], {
      cols: 80,
      rows: 24,
      name: 'xterm-256color',
    })
    const left = new Promise<void>(gone => terminal.onExit(() => gone()))
    let painted = ''
    terminal.onData(chunk => {
      if (painted.includes(inMenu)) return
      painted += chunk
      if (!painted.includes(inMenu)) return
      resolve(() => {
        terminal.kill('SIGHUP')
        return left
      })
    })
    terminal.onExit(() =>
      reject(new Error(`bench: no menu was painted: ${JSON.stringify(painted)}`)),
    )
  })

/** From start to the menu's first paint on a tty, against a Node that does nothing. */
export const measureStart = async (path: string): Promise<Figure> => {
  build()
  let leave = async () => {}
  const menu = {
    run: async () => {
      leave = await paintMenu(path)
    },
    after: () => leave(),
  }
  const nothing = {
    run: async () => {
      await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
    },
  }
  const [value, baseline] = await sideBySide([menu, nothing], { rounds: 20, each: 1 })
  return figure('start to first paint against node -e 0', {
    value: median(value!),
    baseline: median(baseline!),
    aim: 3,
  })
}
