import { exactTime, localTime } from '../kernel/calendar.ts'
import { formIn } from '../kernel/draft.ts'
import { type Notice, notice, type Values } from '../kernel/entry.ts'
import { say, showValue, type Value } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import type { Answer } from './asking.ts'
import { type EntryOptions, openEntry } from './entry.ts'
import { cellsOf, holdsSecrets } from './flow.ts'
import type { Desk, SavedUnseen, Unfinished } from './host.ts'
import { asEntry, inquireAbout } from './inquiry.ts'
import type { EntryScreen } from './screen.ts'

const nameOf = <C>({ host }: Desk<C>, code: string) => {
  const title = host.screen(code)?.title
  return `${code} ${title ? say(title, host.language) : ''}`
}

const wordsOf = <C>(desk: Desk<C>, saved: SavedUnseen): Notice => {
  const { screen: code, position, result, savedAt } = saved
  const at = exactTime(savedAt, desk.host.now())
  const screen = desk.host.screen(code)
  const key = JSON.parse(position.openedKey ?? '[]') as readonly Value[]
  const name = [nameOf(desk, code), ...key].join(' ')
  if (position.removing) return notice(msg.wasRemoved, name, at)
  const words = screen?.kind === 'entry' ? screen.wasSaved?.(result, at) : undefined
  return words ?? notice(msg.wasSaved, name, at)
}

/**
 * Says what was saved while the line dropped, so that it isn't typed again: as much as there are rows for. The rest is told
 * when its screen is opened, or at the next sign-in.
 */
const tellSavedUnseen = async <C>(
  desk: Desk<C>,
  { of, rows }: { readonly of: string | null; readonly rows: number },
): Promise<void> => {
  const unseen = await desk.host.drafts.savedUnseen(of)
  for (const one of unseen.filter(({ id }) => !desk.answered.has(id)).slice(0, rows)) {
    desk.say({ ...wordsOf(desk, one), first: true })
    desk.answered.add(one.id)
  }
}

type Left = Unfinished & { readonly savedAt: string }

/** What the work is of: the number of its record, or what else its first frame begins with. */
const recordOf = <C>({ host }: Desk<C>, { screen: code, draft }: Unfinished): string => {
  const screen = host.screen(code)
  const first = screen?.kind === 'entry' ? screen.steps[0] : undefined
  if (first?.kind !== 'form') return ''
  const values = formIn(draft, first.record)
  const filled = cellsOf(first, false).find(({ name }) => (values[name] ?? '') !== '')
  return filled ? showValue(values[filled.name]!, filled.field.format, host.language) : ''
}

const offered = <C>(desk: Desk<C>, work: Left): Notice => {
  const name = `${nameOf(desk, work.screen)} ${recordOf(desk, work)}`.trim()
  return notice(msg.draftOffered, name, localTime(work.savedAt))
}

/** Two terminals may be offered the same work: the first answer has it, and the other one is told. */
const taken = async <C>(desk: Desk<C>, work: Left): Promise<boolean> => {
  const isOurs = await desk.host.drafts.claim(work)
  if (!isOurs) desk.say(notice(msg.takenUp))
  return isOurs
}

/** With what a screen begins: work that was left, or a record. */
type Beginning = Pick<EntryOptions, 'work' | 'key'>

const openWork = async <C>(desk: Desk<C>, screen: EntryScreen<C>, beginning: Beginning = {}) =>
  desk.push(await openEntry(screen, desk, { keepsDraft: !holdsSecrets(screen), ...beginning }))

/** Opens a screen by its number on top of what is shown; unfinished work in it is offered first. */
export const openScreen = async <C>(desk: Desk<C>, code: string, key?: Values): Promise<void> => {
  const { host } = desk
  const screen = host.screen(code)
  if (!screen) return desk.say(notice(msg.notAValidChoice, code))
  if (!(await host.may(code))) return desk.say(notice(msg.notAllowed, code))
  if (screen.kind === 'inquiry') {
    if (key) return inquireAbout(screen, desk, key)
    return desk.push(await openEntry(asEntry(screen, desk), desk, { keepsDraft: false }))
  }
  // Two of the same would share one draft.
  if (desk.isOpen(code)) {
    const isHere = desk.top().code === code
    return desk.say(notice(isHere ? msg.screenIsHere : msg.screenIsOpen, code))
  }
  const work = await host.drafts.find(code)
  await tellSavedUnseen(desk, { of: code, rows: work ? 1 : 2 })
  const record = key ? { key } : {}
  if (!work) return openWork(desk, screen, record)
  const answer = async (given: Answer) => {
    if (given === 'end') return
    const isOurs = await taken(desk, work)
    if (given === 'no' && isOurs) await host.drafts.drop(work.id)
    await openWork(desk, screen, given === 'yes' && isOurs ? { work } : record)
  }
  // Hands that don't look mean another Enter here: it would take them into another customer's order.
  desk.ask(offered(desk, work), null, answer, { unforeseen: true })
}

/** Offers what this clerk left unfinished last, in whatever screen. */
export const offerUnfinished = async <C>(desk: Desk<C>, welcomed: boolean): Promise<void> => {
  const work = await desk.host.drafts.find(null)
  const offers = work !== null && (await desk.host.may(work.screen))
  // One row is the question's, or the welcome's.
  await tellSavedUnseen(desk, { of: null, rows: offers || welcomed ? 1 : 2 })
  if (!offers) return
  const answer = async (given: Answer) => {
    const screen = desk.host.screen(work.screen)
    if (given !== 'yes' || screen?.kind !== 'entry') return desk.say(notice(msg.draftKept))
    if (await taken(desk, work)) await openWork(desk, screen, { work })
  }
  desk.ask(offered(desk, work), 'yes', answer, { unforeseen: true, yields: true })
}
