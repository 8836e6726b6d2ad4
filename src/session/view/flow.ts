import { formIn, rowsIn } from '../../kernel/draft.ts'
import type { Values } from '../../kernel/entry.ts'
import { say } from '../../kernel/format.ts'
import { cellsOf, type Flow, openCells, stepOf, valuesOf } from '../flow.ts'
import type { Drawing } from '../host.ts'
import type { Action } from '../keys.ts'
import type { Line, Size } from '../page.ts'
import type { EntryScreen, FormStep, GridStep } from '../screen.ts'
import { drawForm } from './form.ts'
import { drawGrid, gridRows } from './grid.ts'

/** Title, two rows of messages and the legend are not the frames'. */
export const bodyHeight = (size: Size): number => size.rows - 4

type Drawn<C> = FormStep<C> | GridStep<C>

/** Rows that a frame takes at the least: a grid shows five of its rows. */
const leastHeight = <C>(step: Drawn<C>) => (step.kind === 'form' ? step.rows.length + 2 : 9)

/**
 * The frames that are seen together with one of them: the first frame always, and those that follow one another as long
 * as they fit. Later frames take the place of earlier ones.
 */
export const framesWith = <C>(
  screen: EntryScreen<C>,
  at: number,
  height: number,
  hidden: (step: Drawn<C>) => boolean = () => false,
): readonly number[] => {
  const drawn = screen.steps.flatMap((step, index) =>
    step.kind === 'question' || hidden(step) ? [] : [{ step, index }],
  )
  const [first, ...rest] = drawn
  if (!first) return []
  const free = height - leastHeight(first.step)
  let page: number[] = []
  let used = 0
  for (const { step, index } of rest) {
    const needs = leastHeight(step)
    if (used + needs > free || (step.kind === 'grid' && page.length > 0)) {
      if (at <= page.at(-1)!) break
      page = []
      used = 0
    }
    page.push(index)
    used += needs
    if (step.kind === 'grid') used = free
  }
  return at <= (page.at(-1) ?? at) || at === first.index ? [first.index, ...page] : [first.index]
}

/** What only some have to answer, or to see, is not shown to the others; rows that some type are seen by all. */
const isHidden =
  <C>({ draft }: Flow<C>) =>
  (step: Drawn<C>): boolean =>
    step.when?.(draft) === false && (step.kind === 'form' || step.columns.every(cell => cell.shown))

/** The frames that are seen now, each with the rows that those above leave it. */
const seenFrames = <C>(flow: Flow<C>, height: number) => {
  let room = height
  return framesWith(flow.screen, flow.at, height, isHidden(flow)).map(index => {
    const step = flow.screen.steps[index] as Drawn<C>
    const seen = { step, index, room }
    room -= step.kind === 'form' ? step.rows.length + 2 : room
    return seen
  })
}

/** The rows of the grid that is seen beside the frame under the cursor, and how many of them. */
export const gridBeside = <C>(flow: Flow<C>, size: Size) => {
  const found = seenFrames(flow, bodyHeight(size)).find(
    ({ step, index }) => step.kind === 'grid' && index !== flow.at,
  )
  return found
    ? { rows: rowsIn(flow.draft, found.step.record), seen: gridRows(found.room) }
    : { rows: [], seen: 0 }
}

/** The first row of a grid beside: where it was paged to, as long as its rows are the same. */
export const firstBeside = <C>({ paged }: Flow<C>, rows: readonly Values[]): number =>
  paged.rows === rows ? paged.first : 0

/** The frames of a screen as they stand. */
export const drawFlow = <C>(flow: Flow<C>, size: Size): Drawing => {
  const { screen } = flow
  const { language } = flow.desk.host
  const height = bodyHeight(size)
  const lines: Line[] = []
  let cursor: Drawing['cursor'] = null
  let cut = ''
  for (const { step, index, room } of seenFrames(flow, height)) {
    const drawn = drawStep(flow, step, index === flow.at, { width: size.columns, room })
    if (drawn.cursor) cursor = { row: lines.length + drawn.cursor.row, column: drawn.cursor.column }
    cut ||= drawn.cut ?? ''
    lines.push(...drawn.lines)
  }
  return {
    program: screen.program,
    title: `${screen.code} ${say(screen.title, language)}`.trim(),
    lines: lines.slice(0, height),
    cursor,
    cut,
    keys: keysOf(flow),
  }
}

const drawStep = <C>(
  flow: Flow<C>,
  step: Drawn<C>,
  here: boolean,
  space: { width: number; room: number },
): Pick<Drawing, 'lines' | 'cursor' | 'cut'> => {
  const { language } = flow.desk.host
  const common = { language, width: space.width, title: step.title }
  const open = new Set(here ? openCells(flow).map(cell => cell.name) : [])
  const active = here ? { name: flow.field, editor: flow.editor } : null
  if (step.kind === 'form') {
    const values = formIn(flow.draft, step.record)
    return drawForm({ ...common, rows: step.rows, values, open, active })
  }
  const detail = here && flow.detail && step.detail ? step.detail : null
  const rows = rowsIn(flow.draft, step.record)
  const detailHeight = detail ? detail.rows.length + 2 : 0
  const grid = drawGrid({
    ...common,
    columns: step.columns,
    rows,
    height: space.room - detailHeight,
    row: here ? flow.row : 0,
    first: here ? undefined : firstBeside(flow, rows),
    open: detail ? new Set() : open,
    active: detail ? null : active,
  })
  if (!detail) return grid
  const form = drawForm({
    ...common,
    title: detail.title,
    rows: detail.rows,
    values: valuesOf(flow),
    open,
    active,
  })
  const cursor = form.cursor && { ...form.cursor, row: form.cursor.row + grid.lines.length }
  return { lines: [...grid.lines, ...form.lines], cursor }
}

/** The keys that do something in the field under the cursor. */
const keysOf = <C>(flow: Flow<C>): Action[] => {
  const { screen } = flow
  const step = stepOf(flow)
  const always: Action[] = ['go', 'help', 'insert', 'end']
  const onKey = flow.at === 0 && screen.key.includes(flow.field)
  const canDelete =
    step.kind === 'grid'
      ? step.begin !== undefined && !flow.detail
      : flow.at > 0 && flow.existing && screen.remove
  return [
    ...always,
    ...(canDelete ? (['delete'] as const) : []),
    ...(flow.desk.opensMenu() ? (['menu'] as const) : []),
    'recall',
    'clear',
    ...((onKey && screen.neighbour) || (step.kind === 'grid' && !flow.detail)
      ? (['previous', 'next'] as const)
      : []),
    ...(onKey && screen.copy ? (['copy'] as const) : []),
    ...(step.kind === 'grid' && step.detail && !flow.detail ? (['detail'] as const) : []),
  ]
}

/** Every cell of a screen, for checks over all of them. */
export const allCells = <C>(screen: EntryScreen<C>) =>
  screen.steps.flatMap(step => [...cellsOf(step, false), ...cellsOf(step, true)])
