import { localTime, shortTime } from '../kernel/calendar.ts'
import { notice, type Values } from '../kernel/entry.ts'
import { say } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import type { Answer } from './asking.ts'
import { type EntryOptions, openEntry } from './entry.ts'
import { holdsSecrets } from './flow.ts'
import type { Desk, Unfinished } from './host.ts'
import { asEntry, inquireAbout } from './inquiry.ts'
import type { EntryScreen } from './screen.ts'

const nameOf = <C>({ host }: Desk<C>, code: string) => {
  const title = host.screen(code)?.title
  return `${code} ${title ? say(title, host.language) : ''}`
}

/** Says what was saved while the line dropped, so that it isn't typed again. */
const tellSavedUnseen = async <C>(desk: Desk<C>, code: string | null): Promise<void> => {
  const { host } = desk
  const unseen = await host.drafts.savedUnseen(code)
  for (const { id, screen: of, result, savedAt } of unseen) {
    if (desk.answered.has(id)) continue
    const at = shortTime(savedAt, host.now())
    const screen = host.screen(of)
    const words = screen?.kind === 'entry' ? screen.wasSaved?.(result, at) : undefined
    desk.say(words ?? notice(msg.wasSaved, nameOf(desk, of), at))
    desk.answered.add(id)
  }
}

type Left = Unfinished & { readonly savedAt: string }

const offer = <C>(desk: Desk<C>, work: Left, answer: (given: Answer) => Promise<void>) => {
  desk.ask(
    notice(msg.draftOffered, nameOf(desk, work.screen), localTime(work.savedAt)),
    'yes',
    answer,
  )
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
  if (desk.isOpen(code)) return desk.say(notice(msg.screenIsOpen, code))
  await tellSavedUnseen(desk, code)
  const work = await host.drafts.find(code)
  const record = key ? { key } : {}
  if (!work) return openWork(desk, screen, record)
  offer(desk, work, async given => {
    if (given === 'end') return
    if (given === 'no') await host.drafts.drop(work.id)
    await openWork(desk, screen, given === 'yes' ? { work } : record)
  })
}

/** Offers what this clerk left unfinished last, in whatever screen. */
export const offerUnfinished = async <C>(desk: Desk<C>): Promise<void> => {
  await tellSavedUnseen(desk, null)
  const work = await desk.host.drafts.find(null)
  if (!work || !(await desk.host.may(work.screen))) return
  offer(desk, work, async given => {
    const screen = desk.host.screen(work.screen)
    if (given === 'yes' && screen?.kind === 'entry') await openWork(desk, screen, { work })
    else desk.say(notice(msg.draftKept))
  })
}
