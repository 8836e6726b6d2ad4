import type { Refusal } from '../kernel/decision.ts'
import { rowsIn } from '../kernel/draft.ts'
import type { Values } from '../kernel/entry.ts'
import { textOf } from './editor.ts'
import {
  cellAt,
  createFlow,
  type Flow,
  intoDetail,
  moveTo,
  openCells,
  shownIn,
  stepOf,
  valuesOf,
} from './flow.ts'
import type { GridStep, Step } from './screen.ts'
import { runHook } from './settle.ts'

/** Comes into a frame: its defaults are filled and the cursor stands on its first field. */
export const enterStep = async <C>(
  flow: Flow<C>,
  index: number,
  place?: { row?: number; field?: string },
) => {
  flow.at = index
  flow.detail = false
  flow.newRow = false
  const step = stepOf(flow)
  flow.before = { draft: flow.draft, values: {} }
  if (step.kind === 'form') {
    flow.row = 0
    await runHook(flow, step.enter)
    flow.before = { draft: flow.draft, values: valuesOf(flow) }
    moveTo(flow, place?.field ?? '')
  } else if (step.kind === 'grid') {
    const rows = rowsIn(flow.draft, step.record)
    const row = place?.row ?? 0
    if (row < rows.length) enterRow(flow, row, place?.field)
    else await beginRow(flow, step)
  }
}

/** Goes to a row that is there. */
export const enterRow = <C>(flow: Flow<C>, row: number, field?: string) => {
  flow.row = row
  flow.newRow = false
  flow.detail = false
  flow.before = { draft: flow.draft, values: valuesOf(flow) }
  moveTo(flow, field ?? '')
}

/** Opens a new row below the others. */
export const beginRow = async <C>(flow: Flow<C>, step: GridStep<C>) => {
  const rows = rowsIn(flow.draft, step.record)
  flow.before = { draft: flow.draft, values: {} }
  flow.row = rows.length
  flow.detail = false
  if (!step.begin) {
    flow.row = Math.max(0, rows.length - 1)
    moveTo(flow, '')
    return
  }
  flow.draft = { ...flow.draft, [step.record]: [...rows, {}] }
  flow.newRow = true
  await runHook(flow, step.begin)
  flow.before = { ...flow.before, values: valuesOf(flow) }
  moveTo(flow, '')
}

/** Takes the row under the cursor away. */
export const dropRow = <C>(flow: Flow<C>, step: GridStep<C>) => {
  flow.draft = {
    ...flow.draft,
    [step.record]: rowsIn(flow.draft, step.record).toSpliced(flow.row, 1),
  }
  flow.newRow = false
}

/** Whether the clerk changed anything in the row under the cursor. What was cleared again never was there. */
export const rowTouched = <C>(flow: Flow<C>): boolean =>
  isRetyped(flow) || filledIn(valuesOf(flow)) !== filledIn(flow.before.values)

const isRetyped = <C>(flow: Flow<C>): boolean => {
  const cell = cellAt(flow)
  if (!cell || !flow.editor.touched) return false
  return textOf(flow.editor).trim() !== shownIn(flow, cell, valuesOf(flow)).trim()
}

const filledIn = (values: Values): string =>
  JSON.stringify(values, (_, value) => value ?? undefined)

/** Where a question led nowhere: the row that was begun, and went before it, is begun again. */
export const standAgain = async <C>(flow: Flow<C>, at: number): Promise<void> => {
  flow.at = at
  const step = stepOf(flow)
  if (step.kind !== 'grid' || flow.row < rowsIn(flow.draft, step.record).length) return
  await beginRow(flow, step)
}

const enterable = <C>(flow: Flow<C>, step: Step<C>) =>
  step.kind === 'question' ||
  ((step.when?.(flow.draft) ?? true) &&
    (step.kind === 'grid'
      ? step.columns.some(cell => !cell.shown)
      : openCells(flow, step, false).length > 0))

/** The next frame that has something to type, or undefined after the last. */
export const nextStep = <C>(flow: Flow<C>): number | undefined => {
  const found = flow.screen.steps.findIndex(
    (step, index) => index > flow.at && enterable(flow, step),
  )
  return found < 0 ? undefined : found
}

/** The frame before, where there is one to type in. */
export const previousStep = <C>(flow: Flow<C>, from = flow.at): number | undefined => {
  const found = flow.screen.steps.findLastIndex(
    (step, index) => index < from && step.kind !== 'question' && enterable(flow, step),
  )
  return found < 0 ? undefined : found
}

/** Finds the frame of the field that a commit refused, from the last frame to the first. */
export const showRefusal = async <C>(flow: Flow<C>, refusal: Refusal) => {
  flow.draft = { ...flow.draft, ...refusal.records }
  const { steps } = flow.screen
  const has = (step: Step<C>, detail: boolean) =>
    openCells(flow, step, detail).some(cell => cell.name === refusal.field) &&
    (refusal.row === undefined || step.kind === 'grid')
  const last = steps.findLastIndex(step => step.kind !== 'question' && enterable(flow, step))
  const plain = steps.findLastIndex(step => enterable(flow, step) && has(step, false))
  const inDetail = steps.findLastIndex(step => step.kind === 'grid' && has(step, true))
  const index = plain >= 0 ? plain : inDetail >= 0 ? inDetail : last
  const place = {
    row: refusal.row ?? 0,
    ...(refusal.field === null ? {} : { field: refusal.field }),
  }
  await enterStep(flow, index, place)
  if (plain < 0 && inDetail >= 0) intoDetail(flow, refusal.field ?? '')
  flow.desk.say({ message: refusal.message, about: refusal.about })
}

/** Begins the screen anew. */
export const restart = async <C>(flow: Flow<C>, values: Values = {}) => {
  const { screen, desk } = flow
  const first = screen.steps[0]!
  const record = first.kind === 'question' ? '' : first.record
  const { keep } = flow
  Object.assign(flow, createFlow(screen, desk), { draft: { [record]: values }, keep })
  await enterStep(flow, 0)
  flow.opened = flow.draft
}
