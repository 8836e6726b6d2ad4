import { say } from '../kernel/format.ts'
import { words } from '../kernel/messages.ts'
import { cells } from '../kernel/text.ts'
import type { Page, Size } from '../session/page.ts'
import { type Telling, tellingOf, wholePage } from './telling.ts'
import type { View } from './view.ts'

/** Wide enough that nothing is cut for want of room. */
const paper: Size = { columns: 160, rows: 50 }

const newLine = '\r\n'
const rubOut = '\b \b'

/** What there is to hear before the field is named. */
const newsOf = (now: Telling, before: Telling | undefined): string[] => {
  const changed = (part: 'title' | 'frame' | 'heads' | 'selected') =>
    now[part] !== '' && now[part] !== before?.[part] ? [now[part]] : []
  const typing =
    before && before.mode !== now.mode ? [now.mode || say(words.overtypeMode, now.language)] : []
  const messages = now.messages.filter(text => !before?.messages.includes(text))
  return [
    ...changed('title'),
    ...changed('frame'),
    ...typing,
    ...messages,
    ...changed('heads'),
    ...changed('selected'),
  ]
}

const sameField = (now: Telling, before: Telling | undefined) =>
  before !== undefined &&
  (['title', 'frame', 'row', 'label'] as const).every(part => now[part] === before[part])

/** What the cursor stands on. */
const spelled = ({ character, language }: Telling): string => {
  if (character.trim() !== '') return character
  return say(character === '' ? words.endOfField : words.blank, language)
}

/** What was typed, as a field shows it that now holds this: a secret is stars. */
const shownAs = (typed: string, value: string): string =>
  /^\*+$/.test(value) ? '*'.repeat(cells(typed)) : typed

/** Rows that say something else than before: a help text, or a list that was paged. */
const changedRows = (now: Telling, before: Telling): string[] =>
  now.body.filter((text, row) => text !== '' && text !== before.body[row])

/**
 * Says pages in lines of text, for a screen reader or a terminal without a screen: title, messages
 * and questions as they change, the field with its value when the cursor comes to it, what is
 * typed as it is typed, and the character to which the cursor moves. Ctrl-L says the whole page.
 */
export const createReader = (write: (text: string) => void): View => {
  let before: Telling | undefined
  /** What stands after the field's name on the last line; undefined when nothing was typed there. */
  let echoed: string | undefined
  let typed = ''
  let whole = false
  let onPrompt = false

  const lines = (texts: readonly string[]) => {
    if (texts.length === 0) return
    write(`${onPrompt ? newLine : ''}${texts.join(newLine)}${newLine}`)
    onPrompt = false
  }

  const prompt = (now: Telling) => {
    if (now.label === '' && now.value === '' && now.row === '') return
    const name = [now.row, now.label].filter(Boolean).join(', ')
    write(`${onPrompt ? newLine : ''}${name}${now.value === '' ? '' : ` [${now.value}]`}: `)
    onPrompt = true
    echoed = undefined
  }

  /** Goes on writing behind the field's name where what is there now began so; false where not. */
  const echo = (value: string, was: string): boolean => {
    const shown = echoed ?? ''
    const text = shownAs(typed.trim(), value)
    if (echoed === undefined && (text === '' || value !== text)) {
      // The first letter goes behind what stood there only where nothing did.
      if (was !== '' || text === '' || !value.startsWith(text)) return false
    }
    if (value.startsWith(shown)) write(value.slice(shown.length))
    else if (shown.startsWith(value)) write(rubOut.repeat([...shown].length - [...value].length))
    else return false
    echoed = value
    return true
  }

  const show = (page: Page) => {
    const now = tellingOf(page)
    const was = before
    before = now
    if (whole) {
      whole = false
      lines(wholePage(page))
      return prompt(now)
    }
    const news = newsOf(now, was)
    const stays = sameField(now, was)
    if (news.length === 0 && stays && was) {
      if (now.value !== was.value) {
        if (!echo(now.value, was.value)) prompt(now)
        return
      }
      if (typed !== '') return
      if (now.at !== was.at && now.messages.length === 0) {
        lines([spelled(now)])
        // What is typed here doesn't go on where the field was said.
        echoed = undefined
        return
      }
      const rows = changedRows(now, was)
      // The same refusal once more is an answer too.
      const again = rows.length > 0 ? rows : now.messages
      if (again.length === 0) return
      lines(again)
      return prompt(now)
    }
    lines(news)
    prompt(now)
  }

  return {
    sizeOn: () => paper,
    show: page => {
      show(page)
      typed = ''
    },
    mayDrop: false,
    typed: text => {
      typed += text
    },
    anew: () => {
      whole = true
    },
    close: () => {},
  }
}
