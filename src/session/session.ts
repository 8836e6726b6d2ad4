import { dayOf } from '../kernel/calendar.ts'
import { type Notice, notice } from '../kernel/entry.ts'
import { faultOf } from '../kernel/fault.ts'
import { msg } from '../kernel/messages.ts'
import { createAnswered } from './answered.ts'
import { createAsking } from './asking.ts'
import type { Desk, Host, Layer, Whereabouts } from './host.ts'
import { type Action, actionOf, type Key, listAction } from './keys.ts'
import { openMenu } from './menu.ts'
import { offerUnfinished, openScreen } from './opening.ts'
import type { Page, Size } from './page.ts'
import { asOneText, typeValues } from './pasted.ts'
import { createSaying } from './saying.ts'
import { drawPage, isLarge } from './view/page.ts'

/** One clerk at work: keys in, pages out. */
export interface Session {
  /** Takes a key to its end; keys are to be given one after the other. */
  press(key: Key): Promise<void>
  page(): Page
  resize(size: Size): void
  /**
   * Keeps the work of all that lies one over the other, when no key is waiting and the page is on the screen. `typed`: and
   * what was typed into a field that wasn't left, as the clerk goes.
   */
  keep(typed?: boolean): Promise<void>
  /**
   * Is shown each key as it comes, before its turn. True: it is done with, as it gave up the wait for another writer, or
   * comes where the screen is too small. What was typed before that has its turn.
   */
  interrupt(key: Key): boolean
  /** Is called now and then while no key comes; true when there is another page to see. */
  tick?(): Promise<boolean>
  /** Is called when the page changes by itself: a wait for another writer begins or is over. */
  watch(changed: () => void): void
  /** The clerk has left. */
  readonly over: boolean
  /** What rows 22 and 23 say. */
  readonly notices: readonly Notice[]
  /** The question that waits for an answer. */
  readonly asking: boolean
  /** What is asked, or what was refused, was not on the screen yet: keys that were typed before are not meant for it. */
  readonly unseen: boolean
  /** Is told that such keys were thrown away, and says so. */
  dropped(): void
  /** The screen on top is a screen of frames standing in its first one, or the menu. */
  readonly depth: number
  /** Where the cursor stands in the frames on top; null in menus and lists. */
  readonly standing: Whereabouts | null
}

export interface SessionOptions {
  readonly size?: Size
  /** Opens one screen at once instead of the menu; leaving it ends the session. */
  readonly screen?: string
  /** What a clerk is told first. */
  readonly welcome?: readonly Notice[]
}

/** Begins a session at the menu, and offers what was left unfinished. */
export const createSession = async <C>(
  host: Host<C>,
  options: SessionOptions = {},
): Promise<Session> => {
  let size = options.size ?? { columns: 80, rows: 24 }
  let over = false
  let keeping = false
  let disturbed = false
  let waiting = false
  let changed = () => {}
  const layers: Layer[] = []
  const answered = createAnswered(host.drafts)
  const saying = createSaying()

  const desk: Desk<C> = {
    host,
    answered,
    insert: false,
    recalled: new Map(),
    size: () => size,
    top: () => layers.at(-1)!,
    say: saying.say,
    sayInstead: saying.sayInstead,
    push: layer => void layers.push(layer),
    pop: () => {
      layers.pop()
      if (layers.length === 0) over = true
    },
    ask: (...asked) => asking.ask(...asked),
    tell: told => asking.tell(told),
    about: () => layers.findLast(layer => layer.about?.())?.about?.() ?? {},
    run: (code, key) => openScreen(desk, code, key),
    isOpen: code => layers.some(layer => layer.code === code),
    // Where one screen is all there is, as before the door, no other one is chosen; nor is a second menu opened.
    opensMenu: () =>
      options.screen === undefined &&
      layers.length > 1 &&
      !layers.some(layer => layer.isMenu && layer !== layers[0]),
    manual: () => layers.findLast(layer => layer.manual)?.manual?.() ?? null,
  }
  const asking = createAsking(host.language, saying.say)

  const pressed = async (key: Key) => {
    if (key.type === 'paste' && !asking.question && desk.top().rowEnd) {
      return typeValues(key.text, desk, () => ({
        notices: saying.notices,
        asks: asking.question !== null,
      }))
    }
    if (key.type !== 'key') {
      const rest = asking.type(key.type === 'paste' ? asOneText(key.text) : key.text)
      if (rest !== '') await layers.at(-1)!.type(rest)
      return
    }
    const action = actionOf(key.name)
    if (!action) {
      return saying.sayInstead(notice(msg.keyDoesNothing, key.name))
    }
    saying.sayInstead()
    if (await answer(action)) return
    if (action !== 'menu') await layers.at(-1)!.press(action)
    // It goes when a function has been chosen.
    else if (desk.opensMenu()) desk.push(openMenu(desk, { once: true }))
  }

  /** What the question is about may be longer than the screen: it is paged through as lists are. */
  const answer = async (action: Action): Promise<boolean> => {
    if (!asking.question) return false
    const way = listAction(action)
    // The keys that page here clear what is typed.
    const paged =
      !asking.isTyped && (way === 'pageUp' || way === 'pageDown') && layers.at(-1)?.page?.(way)
    return paged || asking.press(action)
  }

  if (host.waits) {
    host.waits.tell = now => {
      waiting = now
      changed()
    }
  }
  // Work is kept behind the clerk's back: they neither hear of it nor wait for it.
  const seenWaiting = () => waiting && !keeping
  const said = () => (seenWaiting() ? [notice(msg.waitingForOthers)] : saying.notices)

  const guarded = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      const problem = host.problem(error)
      // It is kept at the next pause.
      if (problem && disturbed && keeping) return
      saying.sayInstead(problem ? notice(problem) : notice(msg.internalError, faultOf(error)))
    }
  }

  /** What is in the books is saved, whatever becomes of its draft: it is dropped at the next pause, or sign-in. */
  const dropAnswered = async () => {
    try {
      await answered.shown()
    } catch (error) {
      if (!host.problem(error)) throw error
    }
  }

  desk.say(...(options.welcome ?? []))
  if (options.screen === undefined) {
    layers.push(openMenu(desk, { once: false }))
    await guarded(() => offerUnfinished(desk, saying.notices.length > 0))
  } else await openScreen(desk, options.screen)
  // Its first page is on the screen before a key is taken.
  await guarded(dropAnswered)

  return {
    press: key =>
      guarded(async () => {
        // Under 80 by 24 no answer stood on the screen.
        if (isLarge(size)) answered.key()
        const before = layers.at(-1)
        await pressed(key)
        if (layers.at(-1) !== before) await layers.at(-1)?.refresh?.()
      }),
    tick: async () => {
      let changed = false
      await guarded(async () => {
        changed = (await layers.at(-1)?.refresh?.()) ?? false
      })
      return changed
    },
    page: () => {
      if (isLarge(size)) {
        asking.seen()
        saying.seen(said())
      }
      return drawPage({
        draw: () => layers.at(-1)?.draw(size) ?? null,
        size,
        language: host.language,
        today: dayOf(host.now()),
        notices: said(),
        question: asking.question,
        insert: desk.insert,
      })
    },
    resize: next => {
      size = next
      if (waiting) changed()
    },
    keep: async typed => {
      keeping = true
      disturbed = false
      await guarded(async () => {
        for (const layer of layers) await layer.keep?.(typed)
      })
      await dropAnswered()
      keeping = false
    },
    interrupt: key => {
      // Nobody sees what it would do.
      if (!isLarge(size)) return true
      const ends = key.type === 'key' && actionOf(key.name) === 'end'
      if (keeping) disturbed = true
      if (keeping || (ends && waiting)) host.waits?.giveUp()
      return ends && seenWaiting()
    },
    watch: listener => {
      changed = listener
    },
    get over() {
      return over
    },
    get notices() {
      return said()
    },
    get unseen() {
      return asking.isUnseen || saying.isUnseen
    },
    dropped: () => desk.say(notice(asking.question ? msg.keysDropped : msg.typedPastError)),
    get asking() {
      return asking.question !== null
    },
    get depth() {
      return layers.length
    },
    get standing() {
      return layers.at(-1)?.standing?.() ?? null
    },
  }
}
