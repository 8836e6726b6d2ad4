import { dayOf } from '../kernel/calendar.ts'
import type { Decision, Refusal } from '../kernel/decision.ts'
import {
  type Draft,
  type Entry,
  type Hook,
  notice,
  type Reply,
  type Values,
} from '../kernel/entry.ts'
import { readValue, say, showValue, type Value } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import { cut } from '../kernel/text.ts'
import { type Editor, edit } from './editor.ts'
import type { Desk, Position, Unfinished } from './host.ts'
import type { Cell, EntryScreen, FormRow, GridStep, Step } from './screen.ts'

/**
 * A clerk's way through the frames of one screen: which values, which frame, which field. It knows how frames follow one
 * another; which key does what is in entry.ts, how it looks in view/.
 */
export interface Flow<Context> {
  readonly screen: EntryScreen<Context>
  readonly desk: Desk<Context>
  draft: Record<string, Values | readonly Values[]>
  /** Index of the frame under the cursor. */
  at: number
  /** Row of the grid under the cursor. */
  row: number
  field: string
  editor: Editor
  /** The line detail is open. */
  detail: boolean
  locked: Record<string, readonly string[]>
  existing: boolean
  openedKey: string | null
  copied: boolean
  /** The row under the cursor was begun and not accepted yet. */
  newRow: boolean
  /** As it was when the frame or the row was entered. */
  before: { draft: Record<string, Values | readonly Values[]>; values: Values }
  /** As the row was when its detail was opened. */
  detailBefore: Values
  /** What was read from the books, or nothing: what differs from it is the clerk's work. */
  opened: Draft
  id: string
}

export const createFlow = <C>(screen: EntryScreen<C>, desk: Desk<C>): Flow<C> => ({
  screen,
  desk,
  draft: {},
  at: 0,
  row: 0,
  field: '',
  editor: edit(''),
  detail: false,
  locked: {},
  existing: false,
  openedKey: null,
  copied: false,
  newRow: false,
  before: { draft: {}, values: {} },
  detailBefore: {},
  opened: {},
  id: desk.host.newId(),
})

export const stepOf = <C>(flow: Flow<C>): Step<C> => flow.screen.steps[flow.at]!

/** The rows of a grid's record. */
export const rowsOf = (draft: Draft, record: string): readonly Values[] =>
  (draft[record] as readonly Values[] | undefined) ?? []

/** The values of the frame, or of the row under the cursor. */
export const valuesOf = <C>(flow: Flow<C>): Values => {
  const step = stepOf(flow)
  if (step.kind === 'question') return {}
  return step.kind === 'form'
    ? ((flow.draft[step.record] as Values | undefined) ?? {})
    : (rowsOf(flow.draft, step.record)[flow.row] ?? {})
}

export const setValues = <C>(flow: Flow<C>, changes: Values) => {
  const step = stepOf(flow)
  if (step.kind === 'question') return
  const next = { ...valuesOf(flow), ...changes }
  flow.draft = {
    ...flow.draft,
    [step.record]:
      step.kind === 'form' ? next : rowsOf(flow.draft, step.record).toSpliced(flow.row, 1, next),
  }
}

const cellsOfRows = (rows: readonly FormRow[], down = false) => {
  const columns = Math.max(...rows.map(row => row.length))
  const ordered = down
    ? Array.from({ length: columns }, (_, column) => rows.map(row => row[column])).flat()
    : rows.flat()
  return ordered.filter(cell => cell !== null && cell !== undefined)
}

/** Every cell of a frame, in the order in which the cursor goes through them. */
export const cellsOf = <C>(step: Step<C>, detail: boolean): readonly Cell[] => {
  if (step.kind === 'question') return []
  if (step.kind === 'form') return cellsOfRows(step.rows, step.down)
  return detail && step.detail ? cellsOfRows(step.detail.rows) : step.columns
}

/** The cells that can be typed into now. */
export const openCells = <C>(flow: Flow<C>, step = stepOf(flow), detail = flow.detail) => {
  if (step.kind === 'question') return []
  const locked = flow.locked[step.record] ?? []
  return cellsOf(step, detail).filter(
    cell => !cell.shown && !locked.includes(cell.name) && (flow.newRow || !cell.onlyNew),
  )
}

export const cellAt = <C>(flow: Flow<C>): Cell | undefined =>
  openCells(flow).find(cell => cell.name === flow.field)

/** Puts the cursor on a field. */
export const moveTo = <C>(flow: Flow<C>, name: string) => {
  const cell = openCells(flow).find(one => one.name === name) ?? openCells(flow)[0]
  flow.field = cell?.name ?? ''
  flow.editor = edit(cell ? shownIn(flow, cell, valuesOf(flow)) : '')
}

/** A value as its field shows it. */
export const shownIn = <C>(flow: Flow<C>, cell: Cell, values: Values): string =>
  cut(
    showValue(values[cell.name] ?? null, cell.field.format, flow.desk.host.language),
    cell.field.format.width,
  )

const entryOf = <C>(flow: Flow<C>): Entry => ({
  values: valuesOf(flow),
  row: flow.row,
  draft: flow.draft,
})

/** Shows why not, and puts the cursor where it can be mended. */
const refused = <C>(flow: Flow<C>, { message, about, field, row }: Refusal, here: string) => {
  flow.desk.say({ message, about })
  const step = stepOf(flow)
  if (row !== undefined && step.kind === 'grid') flow.row = row
  const name = field ?? here
  const typed = flow.editor
  if (name === flow.field) {
    flow.editor = { ...typed, cursor: 0, fresh: true }
  } else moveTo(flow, name)
  return false
}

const applyReply = <C>(flow: Flow<C>, reply: Reply) => {
  if (reply.values) setValues(flow, reply.values)
  if (reply.records) flow.draft = { ...flow.draft, ...reply.records }
  if (reply.locked) flow.locked = { ...flow.locked, ...reply.locked }
  if (reply.notices) flow.desk.say(...reply.notices)
}

/** Runs a hook and takes over what it answers; false when it refused. */
export const runHook = async <C>(flow: Flow<C>, hook: Hook<C> | undefined): Promise<boolean> => {
  if (!hook) return true
  const decision: Decision<Reply> = await hook(flow.desk.host.context, entryOf(flow))
  if (!decision.ok) return refused(flow, decision.refusal, flow.field)
  applyReply(flow, decision.value)
  return true
}

/** The key as one text, null while a part of it is blank. */
const keyOf = <C>(flow: Flow<C>): string | null => {
  const values = valuesOf(flow)
  const parts = flow.screen.key.map(name => values[name] ?? null)
  return parts.length === 0 || parts.includes(null) ? null : JSON.stringify(parts)
}

/** Reads the record that the key names, unless it is the one that stands there. */
export const openRecord = async <C>(flow: Flow<C>): Promise<boolean> => {
  const key = keyOf(flow)
  if (!flow.screen.open || key === null || key === flow.openedKey) return true
  const decision = await flow.screen.open(flow.desk.host.context, entryOf(flow))
  if (!decision.ok) return refused(flow, decision.refusal, flow.field)
  const reply = decision.value
  flow.existing = reply.existing ?? true
  if (flow.copied && !flow.existing) applyReply(flow, { ...reply, values: {}, records: {} })
  else {
    const { values, ...rest } = reply
    applyReply(flow, rest)
    if (values) setValues(flow, values)
  }
  flow.opened = flow.copied ? {} : flow.draft
  flow.copied = false
  flow.openedKey = key
  // What was read replaces what was typed, in this frame as in the others.
  flow.editor = { ...flow.editor, touched: false }
  return true
}

/** Reads what was typed in the field under the cursor and lets the rules look at it. False: the cursor stays. */
export const settle = async <C>(flow: Flow<C>): Promise<boolean> => {
  const cell = cellAt(flow)
  const step = stepOf(flow)
  if (!cell || step.kind === 'question') return true
  const isKey = flow.at === 0 && flow.screen.key.includes(cell.name)
  if (!flow.editor.touched) return isKey && isLastKey(flow, cell) ? openRecord(flow) : true
  const { host } = flow.desk
  const old = valuesOf(flow)
  const read = readValue(flow.editor.characters.join(''), cell.field.format, dayOf(host.now()))
  if (!read.ok) return refused(flow, read.refusal, cell.name)
  if (read.value === null && cell.field.required) return blank(flow, cell)
  if (read.value === (old[cell.name] ?? null)) {
    flow.editor = { ...flow.editor, touched: false }
    return isKey && isLastKey(flow, cell) ? openRecord(flow) : true
  }
  if (!isKey && !(await exists(flow, cell, read.value))) return false
  const draft = flow.draft
  setValues(flow, { [cell.name]: read.value })
  const hook = step.after?.[cell.name]
  const fine =
    isKey && isLastKey(flow, cell) && keyOf(flow) !== null && flow.screen.open
      ? await openRecord(flow)
      : await runHook(flow, hook)
  if (!fine) {
    // A refused value stays in the editor, not in the draft.
    if (flow.field === cell.name) flow.draft = draft
    return false
  }
  remember(flow, cell, valuesOf(flow)[cell.name] ?? null)
  flow.editor = { ...flow.editor, touched: false }
  return true
}

const isLastKey = <C>(flow: Flow<C>, cell: Cell) => flow.screen.key.at(-1) === cell.name

const blank = <C>(flow: Flow<C>, cell: Cell) => {
  const label = say(cell.field.label, flow.desk.host.language)
  return refused(
    flow,
    { field: cell.name, message: msg.blankNotAllowed, about: [label] },
    cell.name,
  )
}

/** A code with a list must be in it. */
const exists = async <C>(flow: Flow<C>, cell: Cell, value: Value): Promise<boolean> => {
  const { host } = flow.desk
  const lookup = cell.field.lookup === undefined ? undefined : host.lookup(cell.field.lookup)
  if (!lookup?.missing || value === null || value === '') return true
  const missing = await lookup.missing(host.context, String(value), valuesOf(flow))
  return missing
    ? refused(flow, { field: cell.name, message: missing, about: [String(value)] }, cell.name)
    : true
}

const remember = <C>(flow: Flow<C>, cell: Cell, value: Value) => {
  const shown = showValue(value, cell.field.format, flow.desk.host.language)
  if (shown !== '') flow.desk.recalled.set(cell.name, shown)
}

/** Accepts the frame or the row: every field filled that must be, and the frame's own rule. */
export const acceptFrame = async <C>(flow: Flow<C>): Promise<boolean> => {
  if (!(await settle(flow))) return false
  const step = stepOf(flow)
  if (step.kind === 'question') return true
  const empty = openCells(flow).find(
    cell => cell.field.required && (valuesOf(flow)[cell.name] ?? null) === null,
  )
  if (empty) return blank(flow, empty)
  return flow.detail ? true : runHook(flow, step.check)
}

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
    const rows = rowsOf(flow.draft, step.record)
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
  const rows = rowsOf(flow.draft, step.record)
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
    [step.record]: rowsOf(flow.draft, step.record).toSpliced(flow.row, 1),
  }
  flow.newRow = false
}

/** Whether the clerk changed anything in the row under the cursor. */
export const rowTouched = <C>(flow: Flow<C>): boolean =>
  flow.editor.touched || JSON.stringify(valuesOf(flow)) !== JSON.stringify(flow.before.values)

const enterable = <C>(flow: Flow<C>, step: Step<C>) =>
  step.kind === 'question' ||
  ((step.when?.(flow.draft) ?? true) &&
    (step.kind === 'grid' || openCells(flow, step, false).length > 0))

/** The next frame that has something to type, or undefined after the last. */
export const nextStep = <C>(flow: Flow<C>): number | undefined => {
  const found = flow.screen.steps.findIndex(
    (step, index) => index > flow.at && enterable(flow, step),
  )
  return found < 0 ? undefined : found
}

/** The frame before, where there is one to type in. */
export const previousStep = <C>(flow: Flow<C>): number | undefined => {
  const found = flow.screen.steps.findLastIndex(
    (step, index) => index < flow.at && step.kind !== 'question' && enterable(flow, step),
  )
  return found < 0 ? undefined : found
}

/** Finds the frame of the field that a commit refused, from the last frame to the first. */
export const showRefusal = async <C>(flow: Flow<C>, refusal: Refusal) => {
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
  if (plain < 0 && inDetail >= 0) {
    flow.detail = true
    moveTo(flow, refusal.field ?? '')
  }
  flow.desk.say({ message: refusal.message, about: refusal.about })
}

/** Begins the screen anew. */
export const restart = async <C>(flow: Flow<C>, values: Values = {}) => {
  const { screen, desk } = flow
  const first = screen.steps[0]!
  const record = first.kind === 'question' ? '' : first.record
  Object.assign(flow, createFlow(screen, desk), { draft: { [record]: values } })
  await enterStep(flow, 0)
  flow.opened = flow.draft
}

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

/** Whether the clerk entered anything that isn't in the books. */
export const hasWork = <C>(flow: Flow<C>): boolean => {
  const { draft, opened } = flow
  const records = new Set([...Object.keys(draft), ...Object.keys(opened)])
  return [...records].some(record => !sameRecord(draft[record], opened[record]))
}

/** What is kept of the work, to be offered again. */
export const unfinished = <C>(flow: Flow<C>): Unfinished => {
  const { at: step, row, field, detail, newRow, existing, openedKey, locked } = flow
  const position: Position = { step, row, field, detail, newRow, existing, openedKey, locked }
  return { id: flow.id, screen: flow.screen.code, position, draft: flow.draft }
}

/** Stands where the clerk stood. */
export const resume = async <C>(flow: Flow<C>, work: Unfinished) => {
  const { position } = work
  flow.id = work.id
  flow.draft = { ...work.draft }
  flow.existing = position.existing
  flow.openedKey = position.openedKey
  flow.locked = { ...position.locked }
  await enterStep(flow, position.step, { row: position.row, field: position.field })
  flow.newRow = position.newRow
  if (position.newRow) flow.before = { ...flow.before, values: {} }
  if (position.detail) {
    flow.detail = true
    moveTo(flow, position.field)
  }
  flow.desk.say(notice(msg.draftRestored))
}
