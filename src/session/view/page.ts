import type { Notice } from '../../kernel/entry.ts'
import { type Language, say } from '../../kernel/format.ts'
import { sayNotice, words } from '../../kernel/messages.ts'
import { cells, cut, fit } from '../../kernel/text.ts'
import { wrap } from '../../kernel/wrap.ts'
import { cursorCell, type Editor } from '../editor.ts'
import type { Drawing } from '../host.ts'
import { type Action, legend } from '../keys.ts'
import type { Line, Page, Size, Style } from '../page.ts'
import { bodyHeight } from './flow.ts'
import { blankLine, filled, line } from './line.ts'
import { messageRows } from './messages.ts'

/** A yes-or-no in row 22, and what was typed into it. */
export interface Question {
  readonly notice: Notice
  readonly editor: Editor
}

interface PageView {
  /** Asked only when there is room for it. */
  readonly draw: () => Drawing | null
  readonly size: Size
  readonly language: Language
  readonly today: string
  readonly notices: readonly Notice[]
  readonly question: Question | null
  readonly insert: boolean
}

/** Whether a screen has room for what the forms are drawn for. */
export const isLarge = ({ columns, rows }: Size): boolean => columns >= 80 && rows >= 24

/** The whole screen: title, frames, messages, and the keys of this field. */
export const drawPage = (view: PageView): Page => {
  const { size, language } = view
  if (!isLarge(size)) return tooSmall(size, language)
  const drawing = view.draw()
  if (!drawing)
    return {
      lines: Array.from({ length: size.rows }, () => blankLine(size.columns)),
      cursor: null,
      language,
    }
  const { lines, column } = messageLines(view, drawing.cut ?? '')
  const body = drawing.lines.slice(0, bodyHeight(size))
  while (body.length < bodyHeight(size)) body.push(blankLine(size.columns))
  const cursor =
    column === null
      ? drawing.cursor && { row: drawing.cursor.row + 1, column: drawing.cursor.column }
      : { row: size.rows - 3, column }
  return {
    lines: [titleLine(view, drawing), ...body, ...lines, legendLine(view, drawing)],
    cursor,
    language,
  }
}

const tooSmall = (size: Size, language: Language): Page => {
  const texts = wrap(say(words.smallScreen, language), size.columns)
  return {
    lines: Array.from({ length: Math.max(1, size.rows) }, (_, index) =>
      filled(size.columns, texts[index] ?? '', 'plain'),
    ),
    cursor: { row: 0, column: 0 },
    language,
  }
}

const titleLine = ({ size, today }: PageView, drawing: Drawing): Line => {
  const left = ` ${drawing.program}`
  const right = `${today} `
  const middle = cut(drawing.title, size.columns - cells(left) - cells(right) - 2)
  const start = Math.max(cells(left) + 1, (size.columns - cells(middle)) >> 1)
  const text = fit(left, start) + middle
  return filled(size.columns, fit(text, size.columns - cells(right)) + right, 'title')
}

const styles: Record<Notice['message']['level'], Style> = {
  information: 'information',
  question: 'information',
  warning: 'warning',
  error: 'error',
}

const levels = ['error', 'warning', 'information', 'question']
const rank = ({ first, message }: Notice) => (first ? -1 : levels.indexOf(message.level))

/**
 * Rows 22 and 23. When there is more to say than two rows hold, what won't be said again comes first, then errors; what
 * the row under the cursor had no room for takes a row that is free, above what is only good to know.
 */
const messageLines = ({ size, notices, question, language }: PageView, cutText: string) => {
  const width = size.columns
  const blank = blankLine(width)
  if (question) {
    const text = `${sayNotice(question.notice, language)} `
    const start = Math.min(cells(text), width - 4)
    const asked = line(width, [
      { column: 0, text: cut(text, width - 4), style: 'information' },
      { column: start, text: fit(question.editor.characters.join(''), 3), style: 'active' },
    ])
    const more = notices.find(one => one.first) ?? notices.at(-1)
    const second = more
      ? filled(width, sayNotice(more, language), styles[more.message.level])
      : filled(width, cutText, 'information')
    return { lines: [asked, second], column: start + cursorCell(question.editor) }
  }
  const ordered = notices.toSorted((a, b) => rank(a) - rank(b))
  const said = messageRows(ordered, language, width)
  const rows = said.map(({ text, level }) => filled(width, text, styles[level]))
  if (cutText !== '' && rows.length < 2) {
    const isUrgent = ordered.some(one => rank(one) < levels.indexOf('information'))
    rows.splice(isUrgent ? 1 : 0, 0, filled(width, cutText, 'information'))
  }
  return { lines: [rows[0] ?? blank, rows[1] ?? blank], column: null }
}

/** What answers a question. What it is about may be paged through: its edge says so. */
const atQuestion: readonly Action[] = ['go', 'end']

const legendLine = (view: PageView, drawing: Drawing): Line => {
  const { size, insert, language, question } = view
  const word = insert ? say(words.insertMode, language) : ''
  const keys = legend(question ? atQuestion : drawing.keys, language)
  return [
    ...filled(size.columns - cells(word), keys, 'legend'),
    ...(insert ? filled(cells(word), word, 'legend') : []),
  ]
}
