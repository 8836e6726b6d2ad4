import type { Refusal } from '../kernel/decision.ts'
import { formIn, rowsIn } from '../kernel/draft.ts'
import type { Draft, Values } from '../kernel/entry.ts'
import { say, showValue } from '../kernel/format.ts'
import { bothFields, words } from '../kernel/messages.ts'
import { cellsOf, type Flow } from './flow.ts'
import { openList } from './list.ts'
import { mergeRows, mergeValues, type Versions } from './merge.ts'
import type { Cell, GridStep, Step } from './screen.ts'
import { enterStep, showRefusal } from './steps.ts'

/**
 * Someone else saved the record since it was opened: what only they changed comes into the draft, the rest stays as the
 * clerk typed it, and a list shows both versions of every field that differs. The next save writes what is seen then.
 */
export const showBoth = async <C>(flow: Flow<C>, refusal: Refusal): Promise<void> => {
  const { screen, desk } = flow
  const rows = await takeTheirs(flow)
  for (const [index, step] of screen.steps.entries()) {
    // Sums and what else a frame works out when it is entered.
    if (step.kind === 'form' && step.enter) await enterStep(flow, index)
  }
  await showRefusal(flow, { ...refusal, field: null })
  if (rows.length === 0) return
  const { code, program } = screen
  await openList(desk, { code, program, title: words.bothVersions, columns: bothCells, rows })
}

const bothCells: readonly Cell[] = Object.entries(bothFields).map(([name, field]) => ({
  name,
  field,
  shown: true,
}))

type Drawn<C> = Exclude<Step<C>, { kind: 'question' }>

const takeTheirs = async <C>(flow: Flow<C>): Promise<readonly Values[]> => {
  const { screen, desk } = flow
  const first = screen.steps[0]
  if (first?.kind !== 'form') return []
  // A screen without a key reads its one record when its first frame is entered empty.
  const read = screen.open ?? first.enter
  const values = screen.open ? formIn(flow.draft, first.record) : {}
  const decision = await read?.(desk.host.context, { values, row: 0, draft: flow.draft })
  if (!decision?.ok) return []
  const { existing = true, locked, values: alone = {} } = decision.value
  const { records = { [first.record]: alone } } = decision.value
  flow.existing = existing
  if (locked) flow.locked = { ...flow.locked, ...locked }
  // What was deleted is added again by a save: all of it is the clerk's now.
  const rows = existing ? await merge(flow, records) : []
  flow.opened = existing ? records : {}
  return rows
}

/**
 * What the rule of its grid works out of a row that two hands made: it stands there before it is saved. What the rule
 * refuses the save refuses too, with the row before the clerk's eyes.
 */
const checkRows = async <C>(flow: Flow<C>, grid: GridStep<C>): Promise<Map<Values, Values>> => {
  const checked = new Map<Values, Values>()
  for (const [row, values] of rowsIn(flow.draft, grid.record).entries()) {
    const decision = await grid.check?.(flow.desk.host.context, { values, row, draft: flow.draft })
    checked.set(values, decision?.ok ? { ...values, ...decision.value.values } : values)
  }
  flow.draft = { ...flow.draft, [grid.record]: [...checked.values()] }
  return checked
}

const merge = async <C>(flow: Flow<C>, theirs: Draft): Promise<Values[]> => {
  const drawn = flow.screen.steps.filter((step): step is Drawn<C> => step.kind !== 'question')
  const told: Values[] = []
  // The rules of rows look at the frames around them.
  const framesFirst = Object.entries(theirs).toSorted(
    ([, a], [, b]) => Number(Array.isArray(a)) - Number(Array.isArray(b)),
  )
  for (const [record, now] of framesFirst) {
    const steps = drawn.filter(step => step.record === record)
    const cells = new Map<string, Cell>()
    for (const step of steps) {
      for (const cell of [...cellsOf(step, false), ...cellsOf(step, true)]) {
        if (!cell.shown) cells.set(cell.name, cell)
      }
    }
    const typed = new Set(cells.keys())
    const grid = steps.find(step => step.kind === 'grid')
    const key = grid?.key
    const named = grid?.columns.find(cell => cell.name === key?.name)
    if (!Array.isArray(now)) {
      const mine = formIn(flow.draft, record)
      const base = formIn(flow.opened, record)
      const kept = mergeValues(base, mine, now as Values, typed)
      flow.draft = { ...flow.draft, [record]: kept }
      told.push(...differences(flow, cells, { mine, theirs: now as Values, kept }))
    } else if (grid && key) {
      const base = rowsIn(flow.opened, record)
      const { rows, met } = mergeRows({
        base,
        mine: rowsIn(flow.draft, record),
        theirs: now,
        typed,
        key,
      })
      flow.draft = { ...flow.draft, [record]: rows }
      const checked = await checkRows(flow, grid)
      const shown = met.map(one => ({ ...one, kept: one.kept && checked.get(one.kept) }))
      told.push(...shown.flatMap(versions => differences(flow, cells, versions, named)))
    }
  }
  return told
}

/** A row for each field that differs; a frame's own record has no row to name. */
const differences = <C>(
  flow: Flow<C>,
  cells: ReadonlyMap<string, Cell>,
  { mine, theirs, kept }: Versions,
  named?: Cell,
): Values[] => {
  const { language } = flow.desk.host
  const show = (values: Values | undefined, { name, field }: Cell) =>
    values === undefined ? '-' : showValue(values[name] ?? null, field.format, language)
  const row = kept ?? mine ?? theirs ?? {}
  const where = named ? show(row, named) : ''
  const told = [...cells.values()].flatMap(cell => {
    const values = { mine: show(mine, cell), theirs: show(theirs, cell), kept: show(kept, cell) }
    if (cell.name === named?.name || values.mine === values.theirs) return []
    return [{ where, field: say(cell.field.label, language), ...values }]
  })
  // What a row is that only one of them has, its first fields tell.
  return mine && theirs ? told : told.slice(0, 2)
}
