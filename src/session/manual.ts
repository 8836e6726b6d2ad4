import { type Language, say } from '../kernel/format.ts'
import { words } from '../kernel/messages.ts'
import { cells, fit } from '../kernel/text.ts'
import { wrap } from '../kernel/wrap.ts'
import { cellsOf } from './flow.ts'
import { type Action, bindings, printedName } from './keys.ts'
import type { Cell, EntryScreen } from './screen.ts'

const width = 80

/** A name and what it means, or a line of its own. */
type Entry = readonly [name: string, text: string] | string

/** The texts begin in one column, two blanks after the longest name. */
const inColumns = (entries: readonly Entry[]): string[] => {
  const names = entries.map(entry => (typeof entry === 'string' ? 0 : cells(entry[0])))
  const indent = Math.max(...names) + 4
  return entries.flatMap(entry =>
    typeof entry === 'string'
      ? [entry]
      : wrap(entry[1], width - indent).map(
          (row, index) => fit(index === 0 ? `  ${entry[0]}` : '', indent) + row,
        ),
  )
}

const keyEntries = (keys: readonly Action[], language: Language): Entry[] => [
  ...keys.map((action): Entry => {
    const { keys: names, help } = bindings[action]
    return [names.slice(0, 2).map(printedName).join(', '), say(help, language)]
  }),
  // The terminal's own, which no screen hears of.
  ['Ctrl+L', say(words.paintAnew, language)],
  ['Esc, 1', say(words.escapeDigit, language)],
]

const fieldEntries = (open: readonly Cell[], language: Language): Entry[] =>
  open.map(({ field }): Entry => [say(field.label, language), say(field.help, language)])

/** The keys that every screen takes, in the order in which row 24 names them. */
const everyKey = Object.keys(bindings) as Action[]

/** The page of a screen, written from its declaration: its fields frame by frame, then its keys. */
export const manualOf = <C>(screen: EntryScreen<C>, language: Language): string[] => {
  const frames = screen.steps.flatMap((step): Entry[] => {
    if (step.kind === 'question') return []
    const detail = step.kind === 'grid' && step.detail ? cellsOf(step, true) : []
    const open = [...cellsOf(step, false), ...detail].filter(cell => !cell.shown)
    if (open.length === 0) return []
    const title = step.title ? [say(step.title, language)] : []
    return [...title, ...fieldEntries(open, language), '']
  })
  return inColumns([
    `${screen.code} ${say(screen.title, language)} (${screen.program})`,
    '',
    ...frames,
    say(words.keys, language),
    ...keyEntries(everyKey, language),
  ])
}
