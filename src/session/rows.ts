import { rowsIn } from '../kernel/draft.ts'
import { notice } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import { advance } from './finish.ts'
import { type Flow, intoDetail, moveTo, openCells, setValues, stepOf } from './flow.ts'
import type { GridStep } from './screen.ts'
import { acceptFrame, settle } from './settle.ts'
import { beginRow, dropRow, enterRow, rowTouched } from './steps.ts'
import { firstBeside, gridBeside } from './view/flow.ts'

export const goRow = async <C>(flow: Flow<C>, step: GridStep<C>): Promise<void> => {
  if (flow.detail) {
    if (!(await acceptFrame(flow))) return
    const asked = flow.detailAsked
    closeDetail(flow, flow.field)
    return asked ? goRow(flow, step) : undefined
  }
  if (flow.newRow && !rowTouched(flow)) {
    dropRow(flow, step)
    return advance(flow)
  }
  if (rowsIn(flow.draft, step.record).length > 0 && !(await acceptFrame(flow))) return
  const rows = rowsIn(flow.draft, step.record)
  if (flow.row + 1 < rows.length) enterRow(flow, flow.row + 1)
  else if (step.begin) await beginRow(flow, step)
  else await advance(flow)
}

const closeDetail = <C>(flow: Flow<C>, field: string) => {
  flow.detail = false
  const step = stepOf(flow)
  const cells = openCells(flow, step, false)
  moveTo(flow, cells.some(cell => cell.name === field) ? field : (cells.at(-1)?.name ?? ''))
}

export const endGrid = async <C>(flow: Flow<C>, step: GridStep<C>): Promise<void> => {
  const touched = rowTouched(flow)
  if (flow.detail) {
    setValues(flow, flow.detailBefore)
    return closeDetail(flow, flow.detailFrom)
  }
  if (flow.newRow) {
    dropRow(flow, step)
    if (!touched) return advance(flow)
    await beginRow(flow, step)
    return flow.desk.say(notice(msg.rowUndone))
  }
  if (!touched) return advance(flow)
  flow.draft = flow.before.draft
  enterRow(flow, flow.row)
}

/** Leaves a row for another one: an unfinished new row that holds nothing just goes. */
export const toRow = async <C>(
  flow: Flow<C>,
  step: GridStep<C>,
  row: number,
  field: 'first' | 'last' = 'first',
) => {
  if (flow.newRow && !rowTouched(flow)) dropRow(flow, step)
  else if (!(await acceptFrame(flow))) return
  const rows = rowsIn(flow.draft, step.record)
  if (row >= rows.length) {
    if (step.begin && row > 0) await beginRow(flow, step)
    return
  }
  enterRow(flow, Math.max(0, row), field === 'last' ? openCells(flow).at(-1)?.name : undefined)
}

export const removeRow = async <C>(flow: Flow<C>, step: GridStep<C>) => {
  if (flow.newRow) {
    dropRow(flow, step)
    return beginRow(flow, step)
  }
  if (!step.begin || rowsIn(flow.draft, step.record).length === 0) {
    flow.desk.say(notice(msg.nothingToDelete))
    return
  }
  flow.desk.ask(notice(msg.confirmDelete), 'no', async given => {
    if (given !== 'yes') return
    dropRow(flow, step)
    const rows = rowsIn(flow.draft, step.record)
    if (flow.row < rows.length) enterRow(flow, flow.row)
    else await beginRow(flow, step)
  })
}

export const openDetail = async <C>(flow: Flow<C>) => {
  const step = stepOf(flow)
  if (step.kind !== 'grid' || !step.detail || flow.detail) return
  if (!(await settle(flow))) return
  intoDetail(flow)
}

/** Pages through a grid that is only looked at, beside the frame under the cursor; false where there is none. */
export const pageBeside = <C>(flow: Flow<C>, way: 'pageUp' | 'pageDown'): boolean => {
  const { rows, seen } = gridBeside(flow, flow.desk.size())
  if (seen === 0) return false
  const end = Math.max(0, rows.length - seen)
  const from = Math.min(firstBeside(flow, rows), end)
  const first = Math.max(0, Math.min(end, way === 'pageUp' ? from - seen : from + seen))
  if (first === from) {
    flow.desk.say(notice(way === 'pageUp' ? msg.beginningOfFile : msg.endOfFile))
  }
  flow.paged = { rows, first }
  return true
}
