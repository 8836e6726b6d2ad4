import type { Values } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import { textOf } from './editor.ts'
import { askToDiscard } from './finish.ts'
import { cellAt, type Flow, moveTo, shownIn, valuesOf } from './flow.ts'
import type { Action } from './keys.ts'
import { restart } from './steps.ts'
import { hasWork } from './work.ts'

const scrolls: readonly Action[] = ['previous', 'next']
const accepts: readonly Action[] = ['go', 'enter', 'forward', 'back', 'up', 'down']

/** Whether a key would put another record in the place of work that isn't saved. */
export const losesWork = <C>(flow: Flow<C>, action: Action): boolean => {
  const { screen } = flow
  const cell = cellAt(flow)
  if (flow.at !== 0 || flow.copied || !screen.open || !cell) return false
  if (!screen.key.includes(cell.name)) return false
  const { editor } = flow
  const retyped = editor.touched && textOf(editor) !== shownIn(flow, cell, valuesOf(flow))
  return (
    ((scrolls.includes(action) && screen.neighbour !== undefined) ||
      (accepts.includes(action) && retyped)) &&
    hasWork(flow, screen.key)
  )
}

/** Asks before the work goes; at yes the key has its way in an empty screen. */
export const askToLose = <C>(flow: Flow<C>, then: () => Promise<void> | void): void =>
  askToDiscard(flow, msg.discardEntry, async () => {
    const { field, editor, screen } = flow
    const values = valuesOf(flow)
    const key: Values = Object.fromEntries(screen.key.map(name => [name, values[name] ?? null]))
    await restart(flow, key)
    moveTo(flow, field)
    flow.editor = editor
    await then()
  })
