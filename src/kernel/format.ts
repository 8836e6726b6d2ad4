import type { Format, Text } from '../../db/dictionary/field.ts'
import { type Message, msg } from '../../db/messages.ts'
import { words } from '../../db/words.ts'
import { localSecond, localTime, readDay } from './calendar.ts'
import { isTooLarge, readDecimal, showDecimal } from './decimal.ts'
import { type About, accept, type Decision, refuse } from './decision.ts'
import { hidden } from './hidden.ts'
import {
  asFigures,
  cells,
  fit,
  fitMarked,
  fitMiddle,
  halfWidth,
  harmless,
  isPiledUp,
} from './text.ts'

/** What a field holds; a blank is null (or '' in a primary key). */
export type Value = string | number | null

export type Language = 'zh' | 'en'

/** The words of a Text in a language. */
export const say = (text: readonly [string, string], language: Language): string =>
  text[language === 'zh' ? 0 : 1]

const capitals = (word: readonly string[]) => word.map(text => text.toUpperCase())

/** What hands type for a flag. */
const yes = new Set([...capitals(words.yes), 'Y', '1', 'TRUE', 'T'])
const no = new Set([...capitals(words.no), 'N', '0', 'FALSE', 'F'])

type Choices = Extract<Format, { readonly kind: 'choice' }>['choices']

/** The key of a choice by its key or its word in either language, or by how only one of them begins. */
const chosenBy = (text: string, choices: Choices): string | undefined => {
  const wanted = text.toUpperCase()
  const those = (fits: (name: string) => boolean) =>
    Object.entries(choices).flatMap(([key, meaning]) =>
      [key, ...meaning].some(name => fits(name.toUpperCase())) ? [key] : [],
    )
  const [exact] = those(name => name === wanted)
  const begun = those(name => name.startsWith(wanted))
  return exact ?? (begun.length === 1 ? begun[0] : undefined)
}

/** Words of the program (`entered`) are said by their meaning; codes (`L`, `ISS-SO`) stand for themselves. */
export const isWord = (key: string): boolean => key === key.toLowerCase()

/** What may be typed into a choice, for a message in Chinese and in English. */
const listed = (choices: Choices): Text => [
  Object.entries(choices)
    .map(([key, [chinese]]) => (isWord(key) ? chinese : `${key} ${chinese}`))
    .join(', '),
  Object.keys(choices).join(', '),
]

/** Cells of a list that a message has room for. */
const longestList = 120

const notAChoice = (typed: string, choices: Choices): Decision<Value> => {
  const list = listed(choices)
  return list.every(text => cells(text) <= longestList)
    ? refuse(null, msg.notAChoice, list)
    : refuse(null, msg.notAmongMany, typed)
}

/** What was typed as a field takes it: only words and secrets may hold full-width forms, else a code had a twin. */
export const takenBy = (format: Format, typed: string): string => {
  switch (format.kind) {
    case 'number':
    case 'date':
      return asFigures(typed)
    case 'flag':
    case 'choice':
      return halfWidth(typed)
    case 'text':
      return format.upper ? halfWidth(typed) : typed
    default:
      return typed
  }
}

/** Reads what was typed into a field. A refusal names no field: the caller knows it. */
export const readValue = (typed: string, format: Format, today: string): Decision<Value> => {
  const text = takenBy(format, typed).trim()
  const bad = (message: Message, ...about: readonly About[]) => refuse(null, message, ...about)
  if (hidden.test(text) || isPiledUp(text.normalize('NFC'))) return bad(msg.unprintable)
  switch (format.kind) {
    case 'text': {
      if (text === '') return accept(format.blank)
      const value = (format.upper ? text.toUpperCase() : text).normalize('NFC')
      // Capitals may be wider than what was typed, ß becomes SS; else whoever asks knows how much fits.
      const grew = cells(value) > format.width && cells(text) <= format.width
      return grew ? bad(msg.longerThan, format.width, value) : accept(value)
    }
    case 'number': {
      if (text === '') return format.optional ? accept(null) : accept(0)
      if (isTooLarge(text, format.scale)) return bad(msg.numberTooLong)
      const value = readDecimal(text, format.scale)
      if (value === null) return bad(msg.invalidNumber, format.scale)
      if (value < 0 && !format.signed) return bad(msg.negativeNotAllowed)
      if (showValue(value, format, 'en').length > format.width) return bad(msg.numberTooLong)
      return accept(value)
    }
    case 'date': {
      if (text === '') return accept(null)
      const day = readDay(text, today)
      return day === null ? bad(msg.invalidDate) : accept(day)
    }
    case 'flag': {
      const upper = text.toUpperCase()
      if (yes.has(upper)) return accept(1)
      if (no.has(upper) || upper === '') return accept(0)
      return bad(msg.enterYesOrNo)
    }
    case 'choice': {
      if (text === '') return accept(null)
      const chosen = chosenBy(text, format.choices)
      return chosen === undefined ? notAChoice(text, format.choices) : accept(chosen)
    }
    case 'instant':
    case 'secret':
      return accept(text === '' ? null : text)
  }
}

/** A value as the field shows it. */
export const showValue = (value: Value, format: Format, language: Language): string => {
  if (value === null || value === '') return ''
  switch (format.kind) {
    case 'number':
      return showDecimal(value as number, { ...format, grouped: format.scale > 0 })
    case 'flag':
      return say(value === 1 ? words.yes : words.no, language)
    case 'instant':
      return localTime(String(value))
    case 'secret':
      return '*'.repeat(cells(String(value)))
    case 'choice':
      return choiceText(String(value), format.choices, language)
    default:
      return String(value)
  }
}

/** What a field shows while it is typed into. */
export const shownWhileTyped = (typed: string, format: Format): string =>
  format.kind === 'secret' ? '*'.repeat(cells(typed)) : typed

const choiceText = (
  key: string,
  choices: Extract<Format, { kind: 'choice' }>['choices'],
  language: Language,
): string => {
  const meaning = choices[key]
  return meaning !== undefined && isWord(key) ? say(meaning, language) : key
}

/** A value as other programs read it: plain numbers, ISO dates, local times to the second, Yes and No as 1 and 0. */
export const plainValue = (value: Value, format: Format): string => {
  if (value === null) return ''
  if (format.kind === 'number') return showDecimal(value as number, { ...format, grouped: false })
  return format.kind === 'instant' ? localSecond(String(value)) : String(value)
}

/** Numbers stand right in columns, all else left. */
export const alignsRight = (format: Format): boolean => format.kind === 'number'

/** A figure as its field shows it, then shorter: without commas, and without the zeros that say nothing as well. */
export const figureForms = (value: number, format: Format): readonly (() => string)[] => [
  () => showValue(value, format, 'en'),
  () => plainValue(value, format),
  () => plainValue(value, format.kind === 'number' ? { ...format, decimals: 0 } : format),
]

/** The longest form of a figure that so many cells hold, if any does; `from`: none that is longer than this one. */
export const fittedFigure = (
  value: number,
  format: Format,
  { width, from = 0 }: { readonly width: number; readonly from?: number },
): string | undefined => {
  for (const form of figureForms(value, format).slice(from)) {
    const text = form()
    if (text.length <= width) return text
  }
  return undefined
}

/**
 * A value in a column of so many cells. A number is never cut: it loses its commas first, then zeros that say nothing, and
 * is shown as # only where even that won't do; a date loses its century, and an instant its time. A code is cut in its
 * middle, since its end tells it from the one before. `shortened`: how far all numbers of the column are shortened.
 */
export const columnText = (
  value: Value,
  format: Format,
  width: number,
  language: Language,
  shortened = 0,
): string => {
  if (alignsRight(format)) {
    if (typeof value !== 'number') return ' '.repeat(width)
    const text = fittedFigure(value, format, { width, from: shortened })
    return fit(text ?? '#'.repeat(width), width, 'right')
  }
  const shown = harmless(showValue(value, format, language))
  if (format.kind === 'date') return fit(width < 10 ? shown.slice(2) : shown, width)
  if (format.kind === 'instant') return fit(shown, width)
  return format.kind === 'text' && format.upper ? fitMiddle(shown, width) : fitMarked(shown, width)
}
