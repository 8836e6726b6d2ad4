import { dayOf } from '../kernel/calendar.ts'
import { accept, type Decision } from '../kernel/decision.ts'
import { formIn } from '../kernel/draft.ts'
import { notice, type Values } from '../kernel/entry.ts'
import { readValue, type Value } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import { deadKey } from './dead-key.ts'
import { finish } from './finish.ts'
import { cellAt, cellsOf, type Flow, moveTo, setValues, stepOf, valuesOf } from './flow.ts'
import { deniedMeanwhile } from './meanwhile-denied.ts'
import { openByKey, settle } from './settle.ts'
import { enterStep } from './steps.ts'
import { openedIn } from './work.ts'

/** Reads the record of a key into all frames at once. */
export const showRecord = async <C>(flow: Flow<C>, key: Values): Promise<void> => {
  const step = stepOf(flow)
  flow.openedKey = null
  flow.locked = {}
  flow.draft = { [step.kind === 'form' ? step.record : '']: key }
  await openByKey(flow)
}

/** The key of the record that stands open; null where none is. */
const openedKeyOf = <C>({ screen, openedKey }: Flow<C>): Values | null => {
  if (openedKey === null) return null
  const key = JSON.parse(openedKey) as readonly Value[]
  return Object.fromEntries(screen.key.map((name, part) => [name, key[part] ?? null]))
}

/** What was typed over the key of the record that stands there gives way to it. */
const showKey = <C>(flow: Flow<C>) => {
  const key = openedKeyOf(flow)
  if (!key) return
  setValues(flow, key)
  moveTo(flow, flow.field)
}

/** The record as it stands in the books now, in the frame under the cursor. */
const showAgain = async <C>(flow: Flow<C>): Promise<void> => {
  const { at } = flow
  const key = openedKeyOf(flow)
  if (!key) return
  await enterStep(flow, 0)
  await showRecord(flow, key)
  await enterStep(flow, at)
}

/** The key with what is typed over it, read as its field reads it. */
const typedKeyOf = <C>(flow: Flow<C>): Decision<Values> => {
  const cell = cellAt(flow)
  const key = valuesOf(flow)
  if (!cell || !flow.editor.touched) return accept(key)
  const today = dayOf(flow.desk.host.now())
  const read = readValue(flow.editor.characters.join(''), cell.field.format, today)
  return read.ok ? accept({ ...key, [cell.name]: read.value }) : read
}

/** F9 and F10 in the key: the record before or after, in all frames at once. */
export const scroll =
  (direction: 'next' | 'previous') =>
  async <C>(flow: Flow<C>): Promise<void> => {
    const { screen, desk } = flow
    if (flow.at !== 0 || !screen.neighbour || !screen.key.includes(flow.field)) {
      return desk.say(deadKey(direction))
    }
    const no = await deniedMeanwhile(desk, screen.code)
    if (no) return desk.say(no.refusal)
    const key = typedKeyOf(flow)
    if (!key.ok) return desk.say(key.refusal)
    const found = await screen.neighbour(desk.host.context, key.value, direction)
    if (!found) {
      desk.say(notice(direction === 'next' ? msg.endOfFile : msg.beginningOfFile))
      showKey(flow)
      return
    }
    const { field } = flow
    await showRecord(flow, found)
    moveTo(flow, field)
  }

/** Deletes the record that was opened, after a question. */
export const remove = async <C>(flow: Flow<C>): Promise<void> => {
  const { screen, desk } = flow
  if (!screen.remove || flow.at === 0 || !flow.existing) {
    desk.say(notice(msg.nothingToDelete))
    return
  }
  const removing = screen.remove
  // Asked before it is known whether it can be: what is typed ahead for the answer must find a question.
  desk.ask(notice(msg.confirmDelete), 'no', async given => {
    if (given !== 'yes') return
    flow.removing = true
    try {
      // Its id must be known before, as for a save, so that a clerk who doesn't see the answer can be told it.
      await flow.keep()
      const intent = { id: flow.id, screen: screen.code, opened: openedIn(flow) }
      const decision = await removing(desk.host.context, flow.draft, intent)
      if (decision.ok) return await finish(flow, decision.value)
      if (decision.refusal.meanwhile) await showAgain(flow)
      desk.sayInstead(decision.refusal)
    } finally {
      flow.removing = false
    }
    await flow.keep()
  })
}

/** F11: what is shown becomes a new record, without its key. */
export const copy = async <C>(flow: Flow<C>): Promise<void> => {
  const { screen, desk } = flow
  if (flow.at !== 0 || !screen.copy) return desk.say(deadKey('copy'))
  if (!(await settle(flow))) return
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
  // What was said of the original when it was found is not said of its copy.
  desk.sayInstead(...(decision.value.notices ?? [notice(msg.copied)]))
}

/** The key of the record that stands open, by the lists of its fields; null where none is open. */
export const openRecordOf = <C>({ screen, draft, openedKey }: Flow<C>): Values | null => {
  const first = screen.steps[0]!
  if (openedKey === null || first.kind !== 'form') return null
  const values = formIn(draft, first.record)
  const named = cellsOf(first, false).flatMap(({ name, field: { lookup } }) =>
    screen.key.includes(name) && lookup !== undefined ? [[lookup, values[name] ?? null]] : [],
  )
  return Object.fromEntries(named)
}
