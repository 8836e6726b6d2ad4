import { type Notice, notice } from '../kernel/entry.ts'
import { type Language, showValue } from '../kernel/format.ts'
import { msg, type Text, words } from '../kernel/messages.ts'
import { edit, editing, textOf, type } from './editor.ts'
import type { Action } from './keys.ts'
import type { Question } from './view/page.ts'

/** F4 is the third answer. */
export type Answer = 'yes' | 'no' | 'end'

const flag = { kind: 'flag', width: 3 } as const

const namedBy = (word: Text, letter: string) =>
  new Set([letter, ...word.map(name => name.toUpperCase())])
const yes = namedBy(words.yes, 'Y')
const no = namedBy(words.no, 'N')

/** Only the words for it: digits, which a field takes too, are typed here by hands that are on their way in the menu. */
const readAnswer = (typed: string): Answer | null => {
  const word = typed.trim().toUpperCase()
  return yes.has(word) ? 'yes' : no.has(word) ? 'no' : null
}

/** The one question that may stand in row 22. While it stands, keys are its answer. */
export const createAsking = (language: Language, say: (notice: Notice) => void) => {
  let question:
    | (Question & { readonly then: (given: Answer) => Promise<void>; readonly unseen: boolean })
    | null = null

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
    ask: (asked: Notice, proposal: 'yes' | 'no', then: (given: Answer) => Promise<void>) => {
      const shown = showValue(proposal === 'yes' ? 1 : 0, flag, language)
      question = { notice: asked, editor: edit(shown), then, unseen: false }
    },
    /** What is told was not on the screen yet. */
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
    type: (text: string) => {
      if (!question) return
      const { editor } = type(question.editor, text, { width: flag.width, insert: false })
      question = { ...question, editor }
    },
    press: async (action: Action) => {
      if (!question) return
      const asked = question
      if (action === 'erase' || action === 'clear') {
        question = { ...asked, editor: editing[action](asked.editor) }
        return
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
    },
  }
}
