import { rowsIn } from '../kernel/draft.ts'
import { type Draft, notice, type Values } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import { deadKey } from './dead-key.ts'
import { replace } from './editor.ts'
import { advance, retreat } from './finish.ts'
import {
  cellAt,
  createFlow,
  type Flow,
  moveTo,
  openCells,
  stepOf,
  valuesAround,
  valuesOf,
} from './flow.ts'
import { askToLose, blanksKey, leaveRecord, losesWork } from './guard.ts'
import { openHelp } from './help.ts'
import type { Desk, Layer, Unfinished } from './host.ts'
import type { Action } from './keys.ts'
import { openLookup } from './list.ts'
import { manualOf } from './manual.ts'
import { deniedMeanwhile } from './meanwhile-denied.ts'
import { copy, openRecordOf, remove, scroll, showRecord } from './record.ts'
import { endGrid, goRow, openDetail, pageBeside, removeRow, toRow } from './rows.ts'
import type { EntryScreen, GridStep } from './screen.ts'
import { acceptFrame, settle } from './settle.ts'
import { dropRow, enterStep, previousStep, restart, rowTouched } from './steps.ts'
import { edits, recall, typed } from './typing.ts'
import { drawFlow } from './view/flow.ts'
import { hasWork, resume, unfinished } from './work.ts'

export interface EntryOptions {
  /** Work that was begun before, to go on with. */
  readonly work?: Unfinished
  /** The record to begin with. */
  readonly key?: Values
  /** Inquiries have nothing worth keeping. */
  readonly keepsDraft: boolean
}

/** Opens a screen of frames on top of what is shown. */
export const openEntry = async <C>(
  screen: EntryScreen<C>,
  desk: Desk<C>,
  options: EntryOptions,
): Promise<Layer> => {
  let kept: { position: string; draft: Draft } | null = null
  const flow = createFlow(screen, desk)
  flow.keep = keepWork
  if (options.work) await resume(flow, options.work)
  else await restart(flow)
  if (options.key) {
    await showRecord(flow, { ...valuesOf(flow), ...options.key })
    // The record is there: what is asked of it comes next.
    const asked = openCells(flow).find(cell => !screen.key.includes(cell.name))
    moveTo(flow, asked?.name ?? '')
  }
  return {
    press: async action => {
      const step = flow.at
      const id = flow.id
      const row = flow.row
      await pressed(flow, action)
      // A frame or a row was accepted: from here on nothing of it may be lost.
      if (flow.id === id && (flow.at !== step || flow.row !== row)) await flow.keep()
    },
    type: async text => typed(flow, text),
    rowEnd: () =>
      stepOf(flow).kind !== 'grid' ? 'enter' : flow.newRow && !rowTouched(flow) ? null : 'go',
    draw: size => drawFlow(flow, size),
    page: way => pageBeside(flow, way),
    keep: typed => keepWork(typed),
    code: screen.code,
    manual: () => {
      const { code, program, title } = screen
      return { code, program, title, lines: manualOf(screen, desk.host.language) }
    },
    about: () => openRecordOf(flow),
    standing: () => ({
      id: flow.id,
      step: flow.at,
      row: flow.row,
      field: flow.field,
      fields: openCells(flow).map(cell => cell.name),
      draft: flow.draft,
    }),
  }

  async function keepWork(typed = false) {
    if (!options.keepsDraft) return
    const work = unfinished(flow, typed)
    const position = JSON.stringify(work.position)
    if (!hasWork(flow) && !flow.removing) {
      if (kept !== null) await desk.host.drafts.drop(flow.id)
      kept = null
    } else if (position !== kept?.position || flow.draft !== kept.draft) {
      await desk.host.drafts.save(work)
      kept = { position, draft: flow.draft }
    }
  }
}

type Handler = <C>(flow: Flow<C>) => Promise<void> | void

const pressed = async <C>(flow: Flow<C>, action: Action) => {
  const handler = handlers[action]
  if (!handler) return flow.desk.say(deadKey(action))
  if (losesWork(flow, action)) askToLose(flow, () => handler(flow))
  else if (blanksKey(flow, action)) await leaveRecord(flow, () => handler(flow))
  else await handler(flow)
}

const forward = async <C>(flow: Flow<C>) => {
  const name = flow.field
  if (!(await settle(flow))) return
  // A rule may have moved the cursor itself.
  if (flow.field !== name) return
  const cells = openCells(flow)
  const index = cells.findIndex(cell => cell.name === name)
  const next = cells[index + 1]
  if (next) moveTo(flow, next.name)
  else await go(flow)
}

const back = async <C>(flow: Flow<C>) => {
  const holdsNothing = flow.newRow && !rowTouched(flow)
  if (!holdsNothing && !(await settle(flow))) return
  const cells = openCells(flow)
  const index = cells.findIndex(cell => cell.name === flow.field)
  const before = cells[index - 1]
  const step = stepOf(flow)
  if (before) moveTo(flow, before.name)
  else if (flow.detail) return
  else if (step.kind === 'grid' && flow.row > 0) await toRow(flow, step, flow.row - 1, 'last')
  else await backAStep(flow, step.kind === 'grid' ? step : undefined)
}

const backAStep = async <C>(flow: Flow<C>, grid: GridStep<C> | undefined) => {
  const previous = previousStep(flow)
  if (previous === undefined) return
  if (grid && flow.newRow) dropRow(flow, grid)
  await enterStep(flow, previous)
}

const go = async <C>(flow: Flow<C>, byEnd = false): Promise<void> => {
  const step = stepOf(flow)
  if (step.kind === 'grid') return goRow(flow, step)
  if (!(await acceptFrame(flow))) return
  await advance(flow, byEnd)
}

const end = async <C>(flow: Flow<C>): Promise<void> => {
  const step = stepOf(flow)
  if (step.kind === 'grid') return endGrid(flow, step)
  if (step.kind === 'form' && step.endsForward) return go(flow, true)
  flow.draft = flow.before.draft
  await retreat(flow, flow.at)
}

const byRows =
  (by: number): Handler =>
  async flow => {
    const step = stepOf(flow)
    if (step.kind === 'grid' && !flow.detail) {
      const rows = rowsIn(flow.draft, step.record).length
      const last = step.begin && !flow.newRow ? rows : rows - 1
      const row = Math.max(0, Math.min(last, flow.row + by))
      if (row !== flow.row) await toRow(flow, step, row)
      else flow.desk.say(notice(by < 0 ? msg.beginningOfFile : msg.endOfFile))
    } else if (by < 0) await back(flow)
    else await forward(flow)
  }

const scrollOrRow =
  (direction: 'next' | 'previous'): Handler =>
  flow =>
    stepOf(flow).kind === 'grid'
      ? byRows(direction === 'next' ? 1 : -1)(flow)
      : scroll(direction)(flow)

const help = async <C>(flow: Flow<C>): Promise<void> => {
  const cell = cellAt(flow)
  if (!cell) return
  const { desk } = flow
  const lookup = cell.field.lookup === undefined ? undefined : desk.host.lookup(cell.field.lookup)
  if (!lookup) return openHelp(desk, cell, valuesOf(flow))
  const no = await deniedMeanwhile(desk, flow.screen.code)
  if (no) return desk.say(no.refusal)
  const search = flow.editor.touched ? flow.editor.characters.join('') : ''
  const isKey = flow.at === 0 && flow.screen.key.includes(cell.name)
  const among = isKey ? flow.screen.among : undefined
  await openLookup(desk, lookup, { search, around: valuesAround(flow), cell, among }, chosen => {
    flow.editor = replace(chosen)
  })
}

const handlers: Partial<Record<Action, Handler>> = {
  ...edits,
  go: flow => go(flow),
  enter: forward,
  forward,
  back,
  end,
  delete: flow => {
    const step = stepOf(flow)
    return step.kind === 'grid' ? removeRow(flow, step) : remove(flow)
  },
  copy,
  recall,
  help,
  detail: openDetail,
  previous: scrollOrRow('previous'),
  next: scrollOrRow('next'),
  up: byRows(-1),
  down: byRows(1),
  pageUp: flow => (pageBeside(flow, 'pageUp') ? undefined : byRows(-10)(flow)),
  pageDown: flow => (pageBeside(flow, 'pageDown') ? undefined : byRows(10)(flow)),
  insert: flow => {
    flow.desk.insert = !flow.desk.insert
  },
}
