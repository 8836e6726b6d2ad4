import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './measure.ts'
import type { TerminalFigure } from './terminal.ts'

// React's other form is slow and leaks; which it is, it asks when it is loaded, so all that loads
// it comes after this.
process.env['NODE_ENV'] = 'production'
const { note } = await import('./measure.ts')
const { makeBooks } = await import('./big-books.ts')
const { measureSave } = await import('./save.ts')
const { measureFirstPage, measureRanges } = await import('./shipments.ts')
const { makeItems, measureLookup, noteUsual } = await import('./lookup.ts')
const { measureTyping } = await import('./typing.ts')
const { makeDemo, measureStart } = await import('./start.ts')
const { benchTerminal } = await import('./terminal.ts')

const begun = performance.now()
const say = (figures: Figure | TerminalFigure | readonly Figure[]) => {
  for (const figure of [figures].flat()) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
const passed = (what: string) =>
  note(`[${((performance.now() - begun) / 1000).toFixed(0)} s] ${what}`)

const directory = await mkdtemp(join(tmpdir(), 'dingdan-bench-'))
const file = (name: string) => join(directory, `${name}.db`)
// Gigabytes are not left behind, however the bench ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () =>
    rm(directory, { recursive: true, force: true }).then(() => process.exit(1)),
  )
}

/** What is measured, in this order; `npm run bench -- start terminal` measures only those. */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  lookup: async () => {
    passed('600,000 items')
    await makeItems(file('items'), 600_000)
    await makeItems(file('few-items'), 600)
    say(await measureLookup(file('items'), file('few-items')))
  },
  books: async () => {
    passed('1,000,000 shipped lines are made')
    await makeBooks(file('big'), 1_000_000)
    await makeBooks(file('small'), 10_000)
    passed('usual items')
    await noteUsual(file('big'))
    passed('first pages')
    say(await measureFirstPage(file('big'), file('small')))
    passed('every combination of ranges')
    say(await measureRanges(file('big')))
    passed('saves')
    say(await measureSave(file('big')))
    passed('typing')
    say(await measureTyping(file('big')))
  },
  start: async () => {
    passed('a Node that does nothing, and the program')
    await makeDemo(file('demo'))
    say(await measureStart(file('demo')))
  },
  terminal: async () => {
    passed('the terminal, Ink and ncurses')
    await benchTerminal(say)
  },
}

try {
  const asked = process.argv.slice(2)
  for (const [name, measure] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) await measure()
  }
  passed('done')
} finally {
  await rm(directory, { recursive: true, force: true })
}
