import { dayOf } from '../kernel/calendar.ts'
import { type Notice, notice } from '../kernel/entry.ts'
import { readValue, say, showValue } from '../kernel/format.ts'
import { msg } from '../kernel/messages.ts'
import { unsafe } from '../kernel/text.ts'
import { type Editor, edit, editing, textOf, type } from './editor.ts'
import { openEntry } from './entry.ts'
import type { Desk, Host, Layer, Standing, Unfinished } from './host.ts'
import { asEntry } from './inquiry.ts'
import { type Action, actionOf, type Key } from './keys.ts'
import { openMenu } from './menu.ts'
import type { Page, Size } from './page.ts'
import { drawPage, type Question } from './view/page.ts'

const flag = { kind: 'flag', width: 3 } as const

const readAnswer = (typed: string): 'yes' | 'no' | null => {
  const read = readValue(typed, flag, '')
  return read.ok && typed.trim() !== '' ? (read.value === 1 ? 'yes' : 'no') : null
}

/** The time of day of an instant, where the clerk sits. */
const localTime = (instant: string) => {
  const at = new Date(instant)
  return `${dayOf(at)} ${at.toTimeString().slice(0, 5)}`
}

/** One clerk at work: keys in, pages out. */
export interface Session {
  /** Takes a key to its end; keys are to be given one after the other. */
  press(key: Key): Promise<void>
  page(): Page
  resize(size: Size): void
  /** Keeps what is under the cursor, when no key is waiting. */
  keep(): Promise<void>
  /** The clerk has left. */
  readonly over: boolean
  /** What rows 22 and 23 say. */
  readonly notices: readonly Notice[]
  /** The question that waits for an answer. */
  readonly asking: boolean
  /** The screen on top is a screen of frames standing in its first one, or the menu. */
  readonly depth: number
  /** Where the cursor stands in the frames on top; null in menus and lists. */
  readonly standing: Standing | null
}

export interface SessionOptions {
  readonly size?: Size
  /** Opens one screen at once instead of the menu; leaving it ends the session. */
  readonly screen?: string
}

/** Begins a session at the menu, and offers what was left unfinished. */
export const createSession = async <C>(
  host: Host<C>,
  options: SessionOptions = {},
): Promise<Session> => {
  let size = options.size ?? { columns: 80, rows: 24 }
  let notices: readonly Notice[] = []
  let question: (Question & { answer: (given: 'yes' | 'no' | 'end') => Promise<void> }) | null =
    null
  let over = false
  const layers: Layer[] = []

  const desk: Desk<C> = {
    host,
    insert: false,
    recalled: new Map(),
    size: () => size,
    top: () => layers.at(-1)!,
    say: (...more) => {
      notices = [...notices, ...more]
    },
    push: layer => void layers.push(layer),
    pop: () => {
      layers.pop()
      if (layers.length === 0) over = true
    },
    ask: (asked, proposal, answer) => {
      const shown = showValue(proposal === 'yes' ? 1 : 0, flag, host.language)
      question = { notice: asked, editor: edit(shown), answer }
    },
    run: async code => openScreen(code, await host.drafts.find(code)),
  }

  const openScreen = async (code: string, work: Unfinished | null) => {
    const screen = host.screen(code)
    if (!screen) return desk.say(notice(msg.notAValidChoice, code))
    if (screen.kind === 'inquiry') {
      desk.push(await openEntry(asEntry(screen, desk), desk, { keepsDraft: false }))
      return
    }
    if (!work) {
      desk.push(await openEntry(screen, desk, { keepsDraft: true }))
      return
    }
    offer(work, async given => {
      if (given === 'end') return
      if (given === 'no') await host.drafts.drop(work.id)
      desk.push(
        await openEntry(screen, desk, { keepsDraft: true, ...(given === 'yes' ? { work } : {}) }),
      )
    })
  }

  const offer = (
    work: Unfinished & { savedAt?: string },
    answer: (given: 'yes' | 'no' | 'end') => Promise<void>,
  ) => {
    const title = host.screen(work.screen)?.title
    const name = `${work.screen} ${title ? say(title, host.language) : ''}`
    const at = work.savedAt === undefined ? '' : localTime(work.savedAt)
    desk.ask(notice(msg.draftOffered, name, at), 'yes', answer)
  }

  const answer = async (action: Action | null, text: string) => {
    const asked = question!
    const change = (editor: Editor) => {
      question = { ...asked, editor }
    }
    if (action === null) return change(type(asked.editor, text, { width: 3, insert: false }).editor)
    if (action === 'erase' || action === 'clear') return change(editing[action](asked.editor))
    const given =
      action === 'end'
        ? 'end'
        : action === 'go' || action === 'enter'
          ? readAnswer(textOf(asked.editor))
          : null
    if (given === null) {
      if (action === 'go' || action === 'enter') desk.say(notice(msg.enterYesOrNo))
      return
    }
    question = null
    await asked.answer(given)
  }

  const pressed = async (key: Key) => {
    if (key.type !== 'key') {
      const text =
        key.type === 'paste' ? key.text.replace(new RegExp(unsafe, 'gu'), ' ').trimEnd() : key.text
      await (question ? answer(null, text) : layers.at(-1)!.type(text))
      return
    }
    const action = actionOf(key.name)
    if (!action) {
      notices = [notice(msg.keyDoesNothing, key.name)]
      return
    }
    notices = []
    await (question ? answer(action, '') : layers.at(-1)!.press(action))
  }

  if (options.screen === undefined) layers.push(openMenu(desk, () => desk.pop()))
  else await openScreen(options.screen, null)
  const left = options.screen === undefined ? await host.drafts.find(null) : null
  if (left) {
    offer(left, async given => {
      const screen = host.screen(left.screen)
      if (given !== 'yes' || screen?.kind !== 'entry') desk.say(notice(msg.draftKept))
      else desk.push(await openEntry(screen, desk, { keepsDraft: true, work: left }))
    })
  }

  const guarded = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      const problem = host.problem(error)
      notices = [
        problem ? notice(problem) : notice(msg.internalError, String((error as Error).message)),
      ]
    }
  }

  return {
    press: key => guarded(() => pressed(key)),
    page: () =>
      drawPage({
        drawing: layers.at(-1)?.draw(size) ?? null,
        size,
        language: host.language,
        today: dayOf(host.now()),
        notices,
        question,
        insert: desk.insert,
      }),
    resize: next => {
      size = next
    },
    keep: () => guarded(async () => layers.at(-1)?.keep?.()),
    get over() {
      return over
    },
    get notices() {
      return notices
    },
    get asking() {
      return question !== null
    },
    get depth() {
      return layers.length
    },
    get standing() {
      return layers.at(-1)?.standing?.() ?? null
    },
  }
}
