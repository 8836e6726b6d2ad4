import { type Language, say } from '../kernel/format.ts'
import { words } from '../kernel/messages.ts'
import { fit } from '../kernel/text.ts'
import { wrap } from '../kernel/wrap.ts'
import { cellsOf } from './flow.ts'
import { type Action, bindings } from './keys.ts'
import type { Cell, EntryScreen } from './screen.ts'

const width = 80
const indent = 19

const entry = (name: string, text: string): string[] =>
  wrap(text, width - indent).map((row, index) => fit(index === 0 ? name : '', indent) + row)

const keyLines = (keys: readonly Action[], language: Language): string[] =>
  keys.flatMap(action => {
    const { keys: names, help } = bindings[action]
    const shown = names.map(name => name.replace(/(^|\+)(\w)/g, found => found.toUpperCase()))
    return entry(`  ${shown.slice(0, 2).join(', ')}`, say(help, language))
  })

const fieldLines = (cells: readonly Cell[], language: Language): string[] =>
  cells
    .filter(cell => !cell.shown)
    .flatMap(({ field }) => entry(`  ${say(field.label, language)}`, say(field.help, language)))

/** The keys that every screen takes, in the order in which row 24 names them. */
const everyKey = Object.keys(bindings) as Action[]

/** The page of a screen, written from its declaration: its fields frame by frame, then its keys. */
export const manualOf = <C>(screen: EntryScreen<C>, language: Language): string[] => {
  const frames = screen.steps.flatMap(step => {
    if (step.kind === 'question') return []
    const detail = step.kind === 'grid' && step.detail ? cellsOf(step, true) : []
    const cells = [...cellsOf(step, false), ...detail].filter(cell => !cell.shown)
    if (cells.length === 0) return []
    const title = step.title ? [say(step.title, language)] : []
    return [...title, ...fieldLines(cells, language), '']
  })
  return [
    `${screen.code} ${say(screen.title, language)} (${screen.program})`,
    '',
    ...frames,
    say(words.keys, language),
    ...keyLines(everyKey, language),
  ]
}
