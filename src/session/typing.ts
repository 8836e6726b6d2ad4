import { notice } from '../kernel/entry.ts'
import { takenBy } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import { editing, replace, type } from './editor.ts'
import { cellAt, type Flow, plainly, toChange } from './flow.ts'
import type { Action } from './keys.ts'

/** Types into the field under the cursor. */
export const typed = <C>(flow: Flow<C>, text: string) => {
  const cell = cellAt(flow)
  if (!cell) return
  const { format } = cell.field
  const settings = { width: format.width, insert: flow.desk.insert }
  const { editor, overflow } = type(toChange(flow), takenBy(format, text), settings)
  flow.editor = editor
  if (overflow) flow.desk.say(notice(msg.textTooLong))
}

/** Keys that only change the text under the cursor. */
export const edits: Partial<Record<Action, <C>(flow: Flow<C>) => void>> = Object.fromEntries(
  (['left', 'right', 'home', 'last', 'erase', 'eraseForward', 'clear'] as const).map(action => [
    action,
    <C>(flow: Flow<C>) => {
      flow.editor = editing[action](toChange(flow))
    },
  ]),
)

/** Puts in what was last used in this field. */
export const recall = <C>(flow: Flow<C>) => {
  const last = flow.desk.recalled.get(flow.field)
  if (last === undefined) flow.desk.say(notice(msg.nothingToRecall))
  else flow.editor = replace(plainly(flow, last))
}
