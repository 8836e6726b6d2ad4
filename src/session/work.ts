import { formIn, rowsIn } from '../kernel/draft.ts'
import { type Draft, notice, type Values } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import { replace, textOf } from './editor.ts'
import { type Flow, intoDetail, stepOf } from './flow.ts'
import type { Position, Unfinished } from './host.ts'
import { enterStep, rowTouched } from './steps.ts'

const sameValues = (a: Values, b: Values): boolean => {
  if (a === b) return true
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name])
}

const sameRecord = (a: Draft[string] | undefined, b: Draft[string] | undefined): boolean => {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((values, row) => sameValues(values, b[row]))
  }
  return (
    !Array.isArray(a) && !Array.isArray(b) && sameValues((a ?? {}) as Values, (b ?? {}) as Values)
  )
}

/** Whether the clerk entered anything that isn't in the books, in other fields of the first frame than these. */
export const hasWork = <C>(flow: Flow<C>, except: readonly string[] = []): boolean => {
  const first = flow.screen.steps[0]
  const name = first && first.kind !== 'question' ? first.record : ''
  const without = (draft: Draft): Draft =>
    except.length === 0
      ? draft
      : {
          ...draft,
          [name]: Object.fromEntries(
            Object.entries(formIn(draft, name)).filter(([field]) => !except.includes(field)),
          ),
        }
  const draft = without(flow.draft)
  const opened = without(flow.opened)
  const records = new Set([...Object.keys(draft), ...Object.keys(opened)])
  return [...records].some(record => !sameRecord(draft[record], opened[record]))
}

/** What stood in the books when the work began; null where the record is new. A screen without a key has only one record. */
export const openedIn = <C>(flow: Flow<C>): Draft | null =>
  flow.existing || flow.screen.key.length === 0 ? flow.opened : null

/** What is kept of the work, to be offered again; `withTyped`: with what was typed into a field and not left. */
export const unfinished = <C>(flow: Flow<C>, withTyped: boolean): Unfinished => {
  const { at: step, row, field, detail, existing, openedKey, since, locked, removing } = flow
  const grid = stepOf(flow)
  // A row with nothing in it is begun again; one that was typed into is the clerk's work.
  const isEmpty = flow.newRow && grid.kind === 'grid' && !rowTouched(flow)
  const newRow = flow.newRow && !isEmpty
  const draft =
    isEmpty && grid.kind === 'grid'
      ? { ...flow.draft, [grid.record]: rowsIn(flow.draft, grid.record).toSpliced(row, 1) }
      : flow.draft
  const opened = openedIn(flow) ?? {}
  const position: Position = {
    step,
    row,
    field,
    detail,
    newRow,
    existing,
    openedKey,
    since,
    locked,
    removing,
    copied: flow.copied,
    ...(grid.kind === 'grid' && !flow.newRow && { before: flow.before.values }),
    ...(withTyped && flow.editor.touched && { typed: textOf(flow.editor) }),
  }
  return { id: flow.id, screen: flow.screen.code, position, draft, opened }
}

/** F4 brings the row under the cursor back to what it was. */
const beforeChanged = <C>(flow: Flow<C>, values: Values) => {
  const step = stepOf(flow)
  if (step.kind !== 'grid') return
  const rows = rowsIn(flow.draft, step.record)
  if (flow.row >= rows.length) return
  flow.before = {
    draft: { ...flow.draft, [step.record]: rows.with(flow.row, values) },
    values,
  }
}

/** Stands where the clerk stood. */
export const resume = async <C>(flow: Flow<C>, work: Unfinished) => {
  const { position } = work
  flow.id = work.id
  flow.draft = { ...work.draft }
  flow.opened = work.opened
  flow.existing = position.existing
  flow.openedKey = position.openedKey
  flow.since = position.since
  flow.locked = { ...position.locked }
  flow.copied = position.copied ?? false
  await enterStep(flow, position.step, { row: position.row, field: position.field })
  if (position.newRow) {
    flow.newRow = true
    flow.before = { ...flow.before, values: {} }
  } else if (position.before) beforeChanged(flow, position.before)
  if (position.detail) intoDetail(flow, position.field)
  if (position.typed !== undefined && flow.field === position.field) {
    flow.editor = replace(position.typed)
  }
  flow.desk.say(notice(msg.draftRestored))
}
