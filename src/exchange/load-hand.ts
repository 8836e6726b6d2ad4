import { type Decision, refuse } from '../kernel/decision.ts'
import type { Notice } from '../kernel/entry.ts'
import { msg } from '../kernel/messages.ts'
import type { DraftStore, Host } from '../session/host.ts'
import type { Commit, EntryScreen } from '../session/screen.ts'
import { createSession } from '../session/session.ts'
import type { LoadValue } from './load-lines.ts'

/** A load leaves no work unfinished, and leaves the clerk's own alone. */
const noDrafts: DraftStore = {
  save: async () => {},
  find: async () => null,
  claim: async () => true,
  savedUnseen: async () => [],
  ofOthers: async () => [],
  drop: async () => {},
}

const isQuestion = ({ message }: Notice) => message.level === 'question'

/** Stands in the first frame of a screen and presses the keys that a clerk would press. */
export const createHand = async <C>(host: Host<C>, screen: EntryScreen<C>) => {
  let saved = false
  let refusal: Notice | null = null
  let heard: readonly Notice[] = []
  const said: Notice[] = []

  const commit: Commit<C> = async (...given) => {
    const decision = await screen.commit(...given)
    saved = decision.ok
    // What a save asks to be noted, the log notes: nobody is there to be asked.
    if (decision.ok) said.push(...decision.value.notices.filter(isQuestion))
    return decision
  }
  const session = await createSession(
    { ...host, drafts: noDrafts, screen: () => ({ ...screen, commit }) },
    { screen: screen.code },
  )
  const begun = session.standing!.id

  const listen = () => {
    const news = session.notices.filter(one => !heard.includes(one))
    heard = session.notices
    refusal ??= news.find(({ message }) => message.level === 'error') ?? null
    // What a field tells while it is typed is for eyes; what a save tells is for the log.
    said.push(
      ...news.filter(
        ({ message: { level } }) => level === 'warning' || (saved && level === 'information'),
      ),
    )
    return refusal === null
  }
  const press = async (name: string) => {
    await session.press({ type: 'key', name })
    return listen()
  }
  const type = async (text: string) => {
    await session.press({ type: 'text', text })
    return listen()
  }
  const stop = (decision: Extract<Decision<never>, { ok: false }>) => {
    refusal = decision.refusal
    return false
  }

  const answer = async (values: readonly LoadValue[]) => {
    if (values.length > 1) return stop(refuse(null, msg.loadTooManyValues, 1))
    const [value] = values
    if (value && !value.keeps) await type(value.text)
    return press('f1')
  }
  const isSame = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((name, index) => name === other[index])
  const fill = async (values: readonly LoadValue[]) => {
    let inDetail = false
    for (const [index, { text, keeps }] of values.entries()) {
      const { field, fields } = session.standing!
      const isLast = fields.length === 0 || (index > 0 && field === fields.at(-1))
      // What is more than the columns of a row stands in its detail.
      const goesOn: boolean = isLast && !inDetail && fields.length > 0
      if (goesOn && !(await press('f12'))) return false
      const opened: boolean = goesOn && !isSame(session.standing!.fields, fields)
      if (isLast && !opened) return stop(refuse(null, msg.loadTooManyValues, fields.length))
      inDetail ||= opened
      if (index > 0 && !opened && !(await press('tab'))) return false
      if (!keeps && !(text === '' ? await press('f8') : await type(text))) return false
    }
    if (inDetail && !(await press('f1'))) return false
    return press('f1')
  }

  return {
    session,
    /** Types the values of a frame, a row or an answer, and accepts it; false when it was refused. */
    enter: (values: readonly LoadValue[]) => (session.asking ? answer(values) : fill(values)),
    /** F4. */
    leave: () => press('f4'),
    stop,
    /** The screen wrote the books. */
    get saved() {
      return saved
    },
    /** The screen began anew or was left, and wrote nothing. */
    get lost() {
      return !saved && session.standing?.id !== begun
    },
    get refusal() {
      return refusal
    },
    /** What is to be told, once. */
    tell: () => said.splice(0),
  }
}
