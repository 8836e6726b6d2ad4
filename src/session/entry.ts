import { type Done, notice } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import { editing, replace, type } from './editor.ts'
import {
  acceptFrame,
  beginRow,
  cellAt,
  createFlow,
  dropRow,
  enterRow,
  enterStep,
  type Flow,
  hasWork,
  moveTo,
  nextStep,
  openCells,
  openRecord,
  previousStep,
  restart,
  resume,
  rowsOf,
  rowTouched,
  settle,
  setValues,
  showRefusal,
  stepOf,
  unfinished,
  valuesOf,
} from './flow.ts'
import { openHelp } from './help.ts'
import type { Desk, Layer, Unfinished } from './host.ts'
import type { Action } from './keys.ts'
import { openList, openLookup } from './list.ts'
import type { EntryScreen, GridStep } from './screen.ts'
import { drawFlow } from './view/flow.ts'

export interface EntryOptions {
  /** Work that was begun before, to go on with. */
  readonly work?: Unfinished
  /** Inquiries have nothing worth keeping. */
  readonly keepsDraft: boolean
}

/** Opens a screen of frames on top of what is shown. */
export const openEntry = async <C>(
  screen: EntryScreen<C>,
  desk: Desk<C>,
  options: EntryOptions,
): Promise<Layer> => {
  const flow = createFlow(screen, desk)
  if (options.work) await resume(flow, options.work)
  else await restart(flow)
  let kept: string | null = null
  return {
    press: async action => {
      const step = flow.at
      const id = flow.id
      const row = flow.row
      await pressed(flow, action)
      // A frame or a row was accepted: from here on nothing of it may be lost.
      if (options.keepsDraft && flow.id === id && (flow.at !== step || flow.row !== row)) {
        await keepWork()
      }
    },
    type: async text => typed(flow, text),
    draw: size => drawFlow(flow, size),
    keep: async () => {
      if (options.keepsDraft) await keepWork()
    },
    standing: () => ({
      id: flow.id,
      step: flow.at,
      row: flow.row,
      field: flow.field,
      fields: openCells(flow).map(cell => cell.name),
      draft: flow.draft,
    }),
  }

  async function keepWork() {
    const work = unfinished(flow)
    const position = JSON.stringify(work.position)
    if (!hasWork(flow)) {
      if (kept !== null) await desk.host.drafts.drop(flow.id)
      kept = null
    } else if (position !== kept) {
      kept = position
      await desk.host.drafts.save(work)
    }
  }
}

const typed = <C>(flow: Flow<C>, text: string) => {
  const cell = cellAt(flow)
  if (!cell) return
  const { width } = cell.field.format
  const { editor, overflow } = type(flow.editor, text, { width, insert: flow.desk.insert })
  flow.editor = editor
  if (overflow) flow.desk.say(notice(msg.textTooLong))
}

type Handler = <C>(flow: Flow<C>) => Promise<void> | void

const edits: Partial<Record<Action, Handler>> = Object.fromEntries(
  (['left', 'right', 'home', 'last', 'erase', 'eraseForward', 'clear'] as const).map(action => [
    action,
    <C>(flow: Flow<C>) => {
      flow.editor = editing[action](flow.editor)
    },
  ]),
)

const pressed = async <C>(flow: Flow<C>, action: Action) => {
  const handler = handlers[action]
  if (handler) await handler(flow)
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
  if (!(await settle(flow))) return
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

const go = async <C>(flow: Flow<C>): Promise<void> => {
  const step = stepOf(flow)
  if (step.kind === 'grid') return goRow(flow, step)
  if (!(await acceptFrame(flow))) return
  await advance(flow)
}

const goRow = async <C>(flow: Flow<C>, step: GridStep<C>) => {
  if (flow.detail) {
    if (await acceptFrame(flow)) closeDetail(flow, flow.field)
    return
  }
  if (flow.newRow && !rowTouched(flow)) {
    dropRow(flow, step)
    return advance(flow)
  }
  if (rowsOf(flow.draft, step.record).length > 0 && !(await acceptFrame(flow))) return
  const rows = rowsOf(flow.draft, step.record)
  if (flow.row + 1 < rows.length) enterRow(flow, flow.row + 1)
  else if (step.begin) await beginRow(flow, step)
  else await advance(flow)
}

/** The next frame, the question, or the write. */
const advance = async <C>(flow: Flow<C>): Promise<void> => {
  const next = nextStep(flow)
  if (next === undefined) return commit(flow)
  const step = flow.screen.steps[next]!
  if (step.kind !== 'question') return enterStep(flow, next)
  const from = flow.at
  flow.desk.ask(notice(step.message), 'yes', async given => {
    if (given === 'yes') {
      flow.at = next
      try {
        await advance(flow)
      } finally {
        if (flow.at === next) flow.at = from
      }
    } else if (given === 'no' && step.discard) askToDiscard(flow, step.discard)
  })
}

const askToDiscard = <C>(
  flow: Flow<C>,
  message: typeof msg.discardEntry,
  then = () => restart(flow),
) =>
  flow.desk.ask(notice(message), 'no', async given => {
    if (given !== 'yes') return
    await flow.desk.host.drafts.drop(flow.id)
    await then()
  })

const commit = async <C>(flow: Flow<C>): Promise<void> => {
  const { screen, desk } = flow
  const { host } = desk
  const decision = await screen.commit(host.context, flow.draft, {
    id: flow.id,
    screen: screen.code,
  })
  if (!decision.ok) return showRefusal(flow, decision.refusal)
  await finish(flow, decision.value)
}

const finish = async <C>(flow: Flow<C>, done: Done) => {
  const { screen, desk } = flow
  await desk.host.drafts.drop(flow.id)
  for (const [name, value] of Object.entries(done.recall ?? {})) {
    if (value !== null) desk.recalled.set(name, String(value))
  }
  await restart(flow, done.next ?? {})
  desk.say(...done.notices)
  const rows = done.rows
  if (rows && rows.length > 0 && screen.results) {
    const columns = screen.results
    await openList(desk, {
      program: screen.program,
      code: screen.code,
      title: screen.title,
      columns,
      rows,
    })
  }
}

const closeDetail = <C>(flow: Flow<C>, field: string) => {
  flow.detail = false
  const step = stepOf(flow)
  const cells = openCells(flow, step, false)
  moveTo(flow, cells.some(cell => cell.name === field) ? field : (cells.at(-1)?.name ?? ''))
}

const end = async <C>(flow: Flow<C>): Promise<void> => {
  const step = stepOf(flow)
  if (step.kind === 'grid') return endGrid(flow, step)
  if (step.kind === 'form' && step.endsForward) return go(flow)
  flow.draft = flow.before.draft
  const previous = previousStep(flow)
  if (previous !== undefined) return enterStep(flow, previous)
  if (!hasWork(flow)) return leave(flow)
  askToDiscard(flow, msg.discardEntry, async () => leave(flow))
}

const leave = async <C>(flow: Flow<C>) => {
  await flow.desk.host.drafts.drop(flow.id)
  flow.desk.pop()
}

const endGrid = async <C>(flow: Flow<C>, step: GridStep<C>): Promise<void> => {
  const touched = rowTouched(flow)
  if (flow.detail) {
    setValues(flow, flow.detailBefore)
    return closeDetail(flow, '')
  }
  if (flow.newRow) {
    dropRow(flow, step)
    return touched ? beginRow(flow, step) : advance(flow)
  }
  if (!touched) return advance(flow)
  flow.draft = flow.before.draft
  enterRow(flow, flow.row)
}

/** Leaves a row for another one: an unfinished new row that holds nothing just goes. */
const toRow = async <C>(
  flow: Flow<C>,
  step: GridStep<C>,
  row: number,
  field: 'first' | 'last' = 'first',
) => {
  if (flow.newRow && !rowTouched(flow)) dropRow(flow, step)
  else if (!(await acceptFrame(flow))) return
  const rows = rowsOf(flow.draft, step.record)
  if (row >= rows.length) {
    if (step.begin && row > 0) await beginRow(flow, step)
    return
  }
  enterRow(flow, Math.max(0, row), field === 'last' ? openCells(flow).at(-1)?.name : undefined)
}

const byRows =
  (by: number): Handler =>
  async flow => {
    const step = stepOf(flow)
    if (step.kind === 'grid' && !flow.detail) {
      const rows = rowsOf(flow.draft, step.record).length
      const last = step.begin && !flow.newRow ? rows : rows - 1
      const row = Math.max(0, Math.min(last, flow.row + by))
      if (row !== flow.row) await toRow(flow, step, row)
    } else if (by < 0) await back(flow)
    else await forward(flow)
  }

const scroll =
  (direction: 'next' | 'previous'): Handler =>
  async flow => {
    const step = stepOf(flow)
    if (step.kind === 'grid') return byRows(direction === 'next' ? 1 : -1)(flow)
    const { screen, desk } = flow
    if (flow.at !== 0 || !screen.neighbour || !screen.key.includes(flow.field)) return
    const typedKey = flow.editor.touched
      ? { ...valuesOf(flow), [flow.field]: flow.editor.characters.join('').toUpperCase() }
      : valuesOf(flow)
    const found = await screen.neighbour(desk.host.context, typedKey, direction)
    if (!found) {
      desk.say(notice(direction === 'next' ? msg.endOfFile : msg.beginningOfFile))
      return
    }
    const { field } = flow
    flow.openedKey = null
    flow.locked = {}
    flow.draft = { [step.kind === 'form' ? step.record : '']: found }
    await openRecord(flow)
    moveTo(flow, field)
  }

const remove = async <C>(flow: Flow<C>): Promise<void> => {
  const step = stepOf(flow)
  if (step.kind === 'grid') return removeRow(flow, step)
  const { screen, desk } = flow
  if (!screen.remove || flow.at === 0 || !flow.existing) {
    desk.say(notice(msg.nothingToDelete))
    return
  }
  const removing = screen.remove
  desk.ask(notice(msg.confirmDelete), 'no', async given => {
    if (given !== 'yes') return
    const intent = { id: desk.host.newId(), screen: screen.code }
    const decision = await removing(desk.host.context, flow.draft, intent)
    if (!decision.ok) desk.say(decision.refusal)
    else await finish(flow, decision.value)
  })
}

const removeRow = async <C>(flow: Flow<C>, step: GridStep<C>) => {
  if (flow.newRow) {
    dropRow(flow, step)
    return beginRow(flow, step)
  }
  if (!step.begin || rowsOf(flow.draft, step.record).length === 0) {
    flow.desk.say(notice(msg.nothingToDelete))
    return
  }
  flow.desk.ask(notice(msg.confirmDelete), 'no', async given => {
    if (given !== 'yes') return
    dropRow(flow, step)
    const rows = rowsOf(flow.draft, step.record)
    if (flow.row < rows.length) enterRow(flow, flow.row)
    else await beginRow(flow, step)
  })
}

const copy = async <C>(flow: Flow<C>): Promise<void> => {
  const { screen, desk } = flow
  if (flow.at !== 0 || !screen.copy || !(await settle(flow))) return
  if (!flow.existing) {
    desk.say(notice(msg.nothingToCopy))
    return
  }
  const decision = await screen.copy(desk.host.context, {
    values: valuesOf(flow),
    row: 0,
    draft: flow.draft,
  })
  if (!decision.ok) {
    desk.say(decision.refusal)
    return
  }
  flow.draft = { ...flow.draft, ...decision.value.records }
  if (decision.value.values) setValues(flow, decision.value.values)
  setValues(flow, Object.fromEntries(screen.key.map(name => [name, null])))
  Object.assign(flow, { existing: false, openedKey: null, copied: true, locked: {}, opened: {} })
  moveTo(flow, '')
  desk.say(...(decision.value.notices ?? []), notice(msg.copied))
}

const recall = <C>(flow: Flow<C>) => {
  const last = flow.desk.recalled.get(flow.field)
  if (last === undefined) flow.desk.say(notice(msg.nothingToRecall))
  else flow.editor = replace(last)
}

const help = async <C>(flow: Flow<C>): Promise<void> => {
  const cell = cellAt(flow)
  if (!cell) return
  const { desk } = flow
  const lookup = cell.field.lookup === undefined ? undefined : desk.host.lookup(cell.field.lookup)
  if (!lookup) return openHelp(desk, cell, valuesOf(flow))
  const search = flow.editor.touched ? flow.editor.characters.join('') : ''
  await openLookup(desk, lookup, { search, around: valuesOf(flow), cell }, chosen => {
    flow.editor = replace(chosen)
  })
}

const openDetail = async <C>(flow: Flow<C>) => {
  const step = stepOf(flow)
  if (step.kind !== 'grid' || !step.detail || flow.detail) return
  if (!(await settle(flow))) return
  flow.detailBefore = valuesOf(flow)
  flow.detail = true
  moveTo(flow, '')
}

const handlers: Partial<Record<Action, Handler>> = {
  ...edits,
  go,
  enter: forward,
  forward,
  back,
  end,
  delete: remove,
  copy,
  recall,
  help,
  detail: openDetail,
  previous: scroll('previous'),
  next: scroll('next'),
  up: byRows(-1),
  down: byRows(1),
  pageUp: byRows(-10),
  pageDown: byRows(10),
  insert: flow => {
    flow.desk.insert = !flow.desk.insert
  },
}
