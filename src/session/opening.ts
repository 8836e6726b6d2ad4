import { dayOf } from '../kernel/calendar.ts'
import { notice } from '../kernel/entry.ts'
import { say } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import type { Answer } from './asking.ts'
import { openEntry } from './entry.ts'
import type { Desk, Unfinished } from './host.ts'
import { asEntry } from './inquiry.ts'
import type { EntryScreen } from './screen.ts'

/** The time of day of an instant, where the clerk sits. */
const localTime = (instant: string) => {
  const at = new Date(instant)
  return `${dayOf(at)} ${at.toTimeString().slice(0, 5)}`
}

type Left = Unfinished & { readonly savedAt: string }

const offer = <C>(desk: Desk<C>, work: Left, answer: (given: Answer) => Promise<void>) => {
  const title = desk.host.screen(work.screen)?.title
  const name = `${work.screen} ${title ? say(title, desk.host.language) : ''}`
  desk.ask(notice(msg.draftOffered, name, localTime(work.savedAt)), 'yes', answer)
}

const openWork = async <C>(desk: Desk<C>, screen: EntryScreen<C>, work?: Unfinished) =>
  desk.push(await openEntry(screen, desk, { keepsDraft: true, ...(work ? { work } : {}) }))

/** Opens a screen by its number on top of what is shown; unfinished work in it is offered first. */
export const openScreen = async <C>(desk: Desk<C>, code: string): Promise<void> => {
  const { host } = desk
  const screen = host.screen(code)
  if (!screen) return desk.say(notice(msg.notAValidChoice, code))
  if (screen.kind === 'inquiry') {
    return desk.push(await openEntry(asEntry(screen, desk), desk, { keepsDraft: false }))
  }
  // Two of the same would share one draft.
  if (desk.isOpen(code)) return desk.say(notice(msg.screenIsOpen, code))
  const work = await host.drafts.find(code)
  if (!work) return openWork(desk, screen)
  offer(desk, work, async given => {
    if (given === 'end') return
    if (given === 'no') await host.drafts.drop(work.id)
    await openWork(desk, screen, given === 'yes' ? work : undefined)
  })
}

/** Offers what this clerk left unfinished last, in whatever screen. */
export const offerUnfinished = async <C>(desk: Desk<C>): Promise<void> => {
  const work = await desk.host.drafts.find(null)
  if (!work) return
  offer(desk, work, async given => {
    const screen = desk.host.screen(work.screen)
    if (given === 'yes' && screen?.kind === 'entry') await openWork(desk, screen, work)
    else desk.say(notice(msg.draftKept))
  })
}
