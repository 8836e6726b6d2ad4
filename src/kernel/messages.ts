import { type Message, msg, prefixes } from '../../db/messages.ts'
import type { Notice } from './entry.ts'
import { type Language, say } from './format.ts'

export type { Field, Format, Text } from '../../db/dictionary/field.ts'
export { bothFields, outputField, words } from '../../db/words.ts'
export { type Message, msg }

/** What is filled in, and in English what is counted by it. */
const hole = /\{(\d)(?: ([a-z]+s))?\}/g

/** A message's words with its arguments filled in, without prefix or number. */
const wordsOf = (notice: Notice, language: Language): string =>
  notice.message[language].replace(hole, (_, index, counted) => {
    const about = notice.about[Number.parseInt(index, 10)] ?? ''
    const said = typeof about === 'string' ? about : say(about, language)
    return counted ? `${said} ${said === '1' ? counted.slice(0, -1) : counted}` : said
  })

/** A message as row 22 shows it: `Error: text. (27)`. */
export const sayNotice = (notice: Notice, language: Language): string => {
  const { level, number } = notice.message
  const suffix = level === 'error' || level === 'warning' ? ` (${number})` : ''
  return say(prefixes[level], language) + wordsOf(notice, language) + suffix
}
