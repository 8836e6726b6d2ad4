import { type Notice, notice } from '../kernel/entry.ts'
import { type Language, showValue } from '../kernel/format.ts'
import { msg, type Text, words } from '../kernel/messages.ts'
import { halfWidth } from '../kernel/text.ts'
import { edit, editing, textOf, type } from './editor.ts'
import type { Action } from './keys.ts'
import type { Question } from './view/page.ts'

/** F4 is the third answer. */
export type Answer = 'yes' | 'no' | 'end'

/** What Enter answers; null where it must be typed. */
export type Proposal = Exclude<Answer, 'end'> | null

const flag = { kind: 'flag', width: 3 } as const

const namedBy = (word: Text, letter: string) =>
  new Set([letter, ...word.map(name => name.toUpperCase())])
const yes = namedBy(words.yes, 'Y')
const no = namedBy(words.no, 'N')

const asWord = (typed: string) => halfWidth(typed).trim().toUpperCase()

/** Only the words for it: digits, which a field takes too, are typed here by hands that are on their way in the menu. */
const readAnswer = (typed: string): Answer | null => {
  const word = asWord(typed)
  return yes.has(word) ? 'yes' : no.has(word) ? 'no' : null
}

/** Whether more typing may make an answer of it. */
const mayBecomeAnswer = (typed: string) =>
  [...yes, ...no].some(word => word.startsWith(asWord(typed)))

/** Keys that a question knows. */
const answering: ReadonlySet<Action> = new Set(['go', 'enter', 'end', 'erase', 'clear'])

export interface AskOptions {
  /** What is asked was not to be foreseen: keys that were typed before it stood on the screen are no answer. */
  readonly unforeseen?: boolean
  /** What can be no answer takes the question away and goes where it would have gone without it. */
  readonly yields?: boolean
  /** F4 was going to ask it, and may be on its way: the first one leaves it standing. */
  readonly endsTwice?: boolean
}

interface Asked extends Question, AskOptions {
  readonly then: (given: Answer) => Promise<void>
  readonly unseen: boolean
}

/** The one question that may stand in row 22. While it stands, keys are its answer. */
export const createAsking = (language: Language, say: (notice: Notice) => void) => {
  let question: Asked | null = null

  const given = (action: Action, text: string): Answer | null =>
    action === 'end' ? 'end' : action === 'go' || action === 'enter' ? readAnswer(text) : null

  return {
    get question(): Question | null {
      return question
    },
    /** An answer was begun. */
    get isTyped(): boolean {
      return question !== null && !question.editor.fresh
    },
    ask: (
      asked: Notice,
      proposal: Proposal,
      then: (given: Answer) => Promise<void>,
      options: AskOptions = {},
    ) => {
      const shown = proposal && showValue(proposal === 'yes' ? 1 : 0, flag, language)
      const unseen = options.unforeseen ?? false
      question = { notice: asked, editor: edit(shown ?? ''), then, unseen, ...options }
    },
    /** It was not on the screen yet, and what was typed before is no answer to it. */
    get isUnseen(): boolean {
      return question?.unseen ?? false
    },
    /** Asks until it is Yes. */
    tell: (told: Notice) => {
      const shown = showValue(0, flag, language)
      const then = async (answer: Answer) => {
        if (answer !== 'yes') question = { notice: told, editor: edit(shown), then, unseen: false }
      }
      question = { notice: told, editor: edit(shown), then, unseen: true }
    },
    /** It stands on the screen. */
    seen: () => {
      if (question?.unseen) question = { ...question, unseen: false }
    },
    /** Says what is not for the question: all that was typed, once it can be no answer. */
    type: (text: string): string => {
      if (!question) return text
      const typed = question.editor.fresh ? text : textOf(question.editor) + text
      if (question.yields && !mayBecomeAnswer(typed)) {
        question = null
        return typed
      }
      const { editor } = type(question.editor, text, { width: flag.width, insert: false })
      question = { ...question, editor }
      return ''
    },
    /** False: it is not for the question. */
    press: async (action: Action): Promise<boolean> => {
      if (!question) return false
      const asked = question
      if (asked.yields && !answering.has(action)) {
        question = null
        return false
      }
      if (action === 'erase' || action === 'clear') {
        question = { ...asked, editor: editing[action](asked.editor) }
        return true
      }
      if (action === 'end' && asked.endsTwice) {
        question = { ...asked, endsTwice: false }
        say(notice(msg.endOnceMore))
        return true
      }
      const answer = given(action, textOf(asked.editor))
      if (answer !== null) {
        question = null
        await asked.then(answer)
      } else if (action === 'go' || action === 'enter') {
        // What is typed next takes the place of what was no answer.
        question = { ...asked, editor: edit(textOf(asked.editor)) }
        say(notice(msg.enterYesOrNo))
      }
      return true
    },
  }
}
