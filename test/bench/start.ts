import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
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

/** Starts the program and leaves it when the menu is on its way to the screen. */
const paintMenu = async (path: string) => {
  const child = spawn(program, ['--db', path, '--lang', 'en'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TERM: 'xterm-256color' },
  })
  const left = once(child, 'exit')
  let painted = ''
  for await (const chunk of child.stdout) {
    painted += String(chunk)
    if (painted.includes(inMenu)) {
      return () => {
        child.stdin.end()
        return left
      }
    }
  }
  throw new Error(`bench: no menu was painted: ${JSON.stringify(painted)}`)
}

/** From start to the menu's first paint, against a Node that does nothing. */
export const measureStart = async (path: string): Promise<Figure> => {
  build()
  let leave: () => Promise<unknown> = async () => {}
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
