import type { Values } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import { textOf } from './editor.ts'
import { askToDiscard, discard } from './finish.ts'
import { cellAt, type Flow, moveTo, shownIn, valuesOf } from './flow.ts'
import type { Action } from './keys.ts'
import { restart } from './steps.ts'
import { hasWork } from './work.ts'

const scrolls: readonly Action[] = ['previous', 'next']
const accepts: readonly Action[] = ['go', 'enter', 'forward', 'back', 'up', 'down']

/** The part of the key under the cursor; undefined elsewhere, and in a copy, whose key is typed anew. */
const keyCell = <C>(flow: Flow<C>) => {
  const { screen } = flow
  if (flow.at !== 0 || flow.copied || !screen.open) return undefined
  const cell = cellAt(flow)
  return cell && screen.key.includes(cell.name) ? cell : undefined
}

/** Whether a key would put another record in the place of work that isn't saved. */
export const losesWork = <C>(flow: Flow<C>, action: Action): boolean => {
  const cell = keyCell(flow)
  if (!cell) return false
  const { editor, screen } = flow
  const retyped = editor.touched && textOf(editor) !== shownIn(flow, cell, valuesOf(flow))
  return (
    ((scrolls.includes(action) && screen.neighbour !== undefined) ||
      (accepts.includes(action) && retyped)) &&
    hasWork(flow, screen.key)
  )
}

/** Whether a key accepts a blank in the place of the key of the record that stands there. */
export const blanksKey = <C>(flow: Flow<C>, action: Action): boolean => {
  const { editor, openedKey } = flow
  return (
    openedKey !== null &&
    accepts.includes(action) &&
    editor.touched &&
    textOf(editor).trim() === '' &&
    keyCell(flow) !== undefined
  )
}

/** Asks before the work goes; at yes the key has its way in an empty screen. */
export const askToLose = <C>(flow: Flow<C>, then: () => Promise<void> | void): void =>
  askToDiscard(flow, msg.discardEntry, () => beginAnew(flow, then))

/** A blank key belongs to no record: it has its way in an empty screen. */
export const leaveRecord = <C>(flow: Flow<C>, then: () => Promise<void> | void): Promise<void> =>
  discard(flow, () => beginAnew(flow, then))

const beginAnew = async <C>(flow: Flow<C>, then: () => Promise<void> | void): Promise<void> => {
  const { field, editor, screen } = flow
  const values = valuesOf(flow)
  const typedOver = (name: string) => editor.touched && name === field
  const key: Values = Object.fromEntries(
    screen.key.map(name => [name, typedOver(name) ? null : (values[name] ?? null)]),
  )
  await restart(flow, key)
  moveTo(flow, field)
  flow.editor = editor
  await then()
}
