import { dayOf, shortTime } from '../kernel/calendar.ts'
import type { Decision, Refusal } from '../kernel/decision.ts'
import { type Entry, type Hook, notice, type Reply } from '../kernel/entry.ts'
import { readValue, showValue, type Value } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import {
  cellAt,
  type Flow,
  intoDetail,
  moveTo,
  openCells,
  setValues,
  stepOf,
  valuesOf,
} from './flow.ts'
import { deniedMeanwhile } from './meanwhile-denied.ts'
import type { Cell } from './screen.ts'

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
  } else if (standsInDetail(flow, name)) {
    intoDetail(flow, name)
    flow.detailAsked = true
  } else moveTo(flow, name)
  return false
}

/** Whether a field of this row is only to be found one key away. */
const standsInDetail = <C>(flow: Flow<C>, name: string): boolean => {
  const [here, detail] = [false, true].map(within =>
    openCells(flow, stepOf(flow), within).some(cell => cell.name === name),
  )
  return !flow.detail && !here && detail === true
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
export const openByKey = async <C>(flow: Flow<C>): Promise<boolean> => {
  const key = keyOf(flow)
  if (!flow.screen.open || key === null || key === flow.openedKey) return true
  const decision =
    (await deniedMeanwhile(flow.desk, flow.screen.code)) ??
    (await flow.screen.open(flow.desk.host.context, entryOf(flow)))
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
  flow.since = flow.desk.host.now().toISOString()
  if (flow.existing) await tellOthers(flow, key)
  flow.before = { draft: flow.draft, values: valuesOf(flow) }
  // What was read replaces what was typed, in this frame as in the others.
  flow.editor = { ...flow.editor, touched: false }
  return true
}

/** Work that rests longer than this, in milliseconds, has probably been left. */
const recent = 30 * 60_000

/** Says who is changing the same record. It is a courtesy and locks nothing: the second save is what is noticed. */
const tellOthers = async <C>({ screen, desk }: Flow<C>, key: string) => {
  const now = desk.host.now()
  const after = new Date(now.getTime() - recent).toISOString()
  for (const { by, position } of await desk.host.drafts.ofOthers(screen.code, after)) {
    if (position.openedKey !== key) continue
    desk.say(notice(msg.inUse, by, shortTime(position.since, now)))
  }
}

/** Reads what was typed in the field under the cursor and lets the rules look at it. False: the cursor stays. */
export const settle = async <C>(flow: Flow<C>): Promise<boolean> => {
  const cell = cellAt(flow)
  const step = stepOf(flow)
  if (!cell || step.kind === 'question') return true
  const isKey = flow.at === 0 && flow.screen.key.includes(cell.name)
  if (!flow.editor.touched) return isKey && isLastKey(flow, cell) ? openByKey(flow) : true
  if (flow.editor.overran) return overran(flow, cell)
  const { host } = flow.desk
  const old = valuesOf(flow)
  const read = readValue(flow.editor.characters.join(''), cell.field.format, dayOf(host.now()))
  if (!read.ok) return refused(flow, read.refusal, cell.name)
  if (read.value === null && cell.field.required) return blank(flow, cell)
  if (read.value === (old[cell.name] ?? null)) {
    flow.editor = { ...flow.editor, touched: false }
    return isKey && isLastKey(flow, cell) ? openByKey(flow) : true
  }
  // A key may name a record that isn't there yet, but not one that belongs to nobody; a range may name anything.
  const isOwn = isKey && (!flow.screen.open || cell.field.lookup === step.record)
  if (!isOwn && !(await exists(flow, cell, read.value))) return false
  const draft = flow.draft
  setValues(flow, { [cell.name]: read.value })
  const hook = step.after?.[cell.name]
  const fine =
    isKey && isLastKey(flow, cell) && keyOf(flow) !== null && flow.screen.open
      ? await openByKey(flow)
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

const blank = <C>(flow: Flow<C>, { name, field }: Cell) =>
  refused(flow, { field: name, message: msg.blankNotAllowed, about: [field.label] }, name)

const overran = <C>(flow: Flow<C>, { name }: Cell) =>
  refused(flow, { field: name, message: msg.textTooLong, about: [] }, name)

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
  if (cell.field.format.kind === 'secret') return
  const shown = showValue(value, cell.field.format, flow.desk.host.language)
  if (shown !== '') flow.desk.recalled.set(cell.name, shown)
}

/** F1 on the key has only just brought the record: nobody was asked yet for what is still blank in it. */
const toData = <C>(flow: Flow<C>): false => {
  const first = openCells(flow).find(cell => !flow.screen.key.includes(cell.name))
  if (first) moveTo(flow, first.name)
  return false
}

/** Accepts the frame or the row: every field filled that must be, and the frame's own rule. */
export const acceptFrame = async <C>(flow: Flow<C>): Promise<boolean> => {
  const { openedKey } = flow
  if (!(await settle(flow))) return false
  const step = stepOf(flow)
  if (step.kind === 'question') return true
  // A part of the key may have changed before its last one.
  if (flow.at === 0 && !(await openByKey(flow))) return false
  const empty = openCells(flow).find(
    cell => cell.field.required && (valuesOf(flow)[cell.name] ?? null) === null,
  )
  if (empty && flow.existing && flow.openedKey !== openedKey) return toData(flow)
  if (empty) return blank(flow, empty)
  return flow.detail ? true : runHook(flow, step.check)
}
