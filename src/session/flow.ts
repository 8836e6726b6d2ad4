import { ungrouped } from '../kernel/decimal.ts'
import { formIn, rowsIn } from '../kernel/draft.ts'
import type { Draft, Values } from '../kernel/entry.ts'
import { showValue } from '../kernel/format.ts'
import { characters, cut } from '../kernel/text.ts'
import { type Editor, edit, textOf } from './editor.ts'
import type { Desk } from './host.ts'
import type { Cell, EntryScreen, FormRow, Step } from './screen.ts'

/**
 * A clerk's way through the frames of one screen: which values, which frame, which field. what rules say is in settle.ts, the way
 * from frame to frame in steps.ts, which key does what in entry.ts, how it looks in view/.
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
  since: string
  copied: boolean
  /** The row under the cursor was begun and not accepted yet. */
  newRow: boolean
  /** As it was when the frame or the row was entered. */
  before: { draft: Record<string, Values | readonly Values[]>; values: Values }
  /** As the row was when its detail was opened. */
  detailBefore: Values
  /** The field of the row from which its detail was opened. */
  detailFrom: string
  /** The row was to be taken when its detail had to be opened: once that is right, it is. */
  detailAsked: boolean
  /** How far a grid beside the frame under the cursor was paged; of other rows than these nothing was. */
  paged: { readonly rows: readonly Values[]; readonly first: number }
  /** What was read from the books, or nothing: what differs from it is the clerk's work. */
  opened: Draft
  id: string
  /** The record is being deleted: its work ends with it. */
  removing: boolean
  /** Keeps the work where a crash can't reach it. */
  keep: () => Promise<void>
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
  since: '',
  copied: false,
  newRow: false,
  before: { draft: {}, values: {} },
  detailBefore: {},
  detailFrom: '',
  detailAsked: false,
  paged: { rows: [], first: 0 },
  opened: {},
  id: desk.host.newId(),
  removing: false,
  keep: async () => {},
})

export const stepOf = <C>(flow: Flow<C>): Step<C> => flow.screen.steps[flow.at]!

/** The values of the frame, or of the row under the cursor. */
export const valuesOf = <C>(flow: Flow<C>): Values => {
  const step = stepOf(flow)
  if (step.kind === 'question') return {}
  return step.kind === 'form'
    ? formIn(flow.draft, step.record)
    : (rowsIn(flow.draft, step.record)[flow.row] ?? {})
}

/** What stands around the cursor: the frame or row itself, all frames under `record.field`, and in a grid by their names too. */
export const valuesAround = <C>(flow: Flow<C>): Values => {
  const around: Record<string, Values[string]> = {}
  const inGrid = stepOf(flow).kind === 'grid'
  for (const [record, values] of Object.entries(flow.draft)) {
    if (Array.isArray(values)) continue
    for (const [name, value] of Object.entries(values as Values)) {
      around[`${record}.${name}`] = value
      if (inGrid) around[name] = value
    }
  }
  return { ...around, ...valuesOf(flow) }
}

export const setValues = <C>(flow: Flow<C>, changes: Values) => {
  const step = stepOf(flow)
  if (step.kind === 'question') return
  const next = { ...valuesOf(flow), ...changes }
  flow.draft = {
    ...flow.draft,
    [step.record]:
      step.kind === 'form' ? next : rowsIn(flow.draft, step.record).toSpliced(flow.row, 1, next),
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

/** Whether something is typed here that must not be found afterwards, in a draft as little as anywhere. */
export const holdsSecrets = <C>({ steps }: EntryScreen<C>): boolean =>
  steps.some(step => cellsOf(step, false).some(({ field }) => field.format.kind === 'secret'))

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

/** Opens the detail of the row under the cursor, on a field of it; F4 takes back what is typed there, and comes back. */
export const intoDetail = <C>(flow: Flow<C>, name = '') => {
  flow.detailBefore = valuesOf(flow)
  flow.detailFrom = flow.field
  flow.detailAsked = false
  flow.detail = true
  moveTo(flow, name)
}

/** A value as its field shows it. */
export const shownIn = <C>(flow: Flow<C>, cell: Cell, values: Values): string =>
  cut(
    showValue(values[cell.name] ?? null, cell.field.format, flow.desk.host.language),
    cell.field.format.width,
  )

/** A text that the field under the cursor goes on from: a digit more or less would put the commas of a number wrong. */
export const plainly = <C>(flow: Flow<C>, text: string): string =>
  cellAt(flow)?.field.format.kind === 'number' ? ungrouped(text) : text

/** The editor as a key is about to change it. */
export const toChange = <C>(flow: Flow<C>): Editor => {
  const { editor } = flow
  if (!editor.fresh) return editor
  return { ...editor, characters: characters(plainly(flow, textOf(editor))) }
}
