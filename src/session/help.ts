import { notice, type Values } from '../kernel/entry.ts'
import { isWord, say, showValue } from '../kernel/format.ts'
import { formatWords } from '../kernel/format-words.ts'
import { msg } from '../kernel/messages.ts'
import { wrap } from '../kernel/wrap.ts'
import type { Desk, Drawing } from './host.ts'
import { type Action, listAction } from './keys.ts'
import { openList } from './list.ts'
import type { Size } from './page.ts'
import type { Cell } from './screen.ts'
import { bodyHeight } from './view/flow.ts'
import { boxBottom, boxLine, boxTop, line, pageMark } from './view/line.ts'
import { pagingKeys } from './view/list.ts'

const theLast = Number.POSITIVE_INFINITY

/** Where a text goes on after a key; its window holds so many rows. */
const ways: Partial<Record<Action, (first: number, seen: number) => number>> = {
  up: first => first - 1,
  down: first => first + 1,
  pageUp: (first, seen) => first - seen,
  pageDown: (first, seen) => first + seen,
  home: () => 0,
  last: () => theLast,
}

/** Rows of a text in a box over the body of the screen. */
const seenRows = (size: Size) => bodyHeight(size) - 2

/**
 * Opens a window with what a field means, what may be typed, how, and what QAD calls it; what is longer than the screen is paged
 * through. F1, Enter or F4 closes it; a second F2 opens the page of the whole screen.
 */
export const openHelp = async <C>(desk: Desk<C>, cell: Cell, values: Values): Promise<void> => {
  const below = desk.top()
  const words = helpWords(desk, cell, values)
  const rowsAt = ({ columns }: Size) => words.flatMap(text => wrap(text, columns - 4))
  const lastFirst = (size: Size) => Math.max(0, rowsAt(size).length - seenRows(size))
  let first = 0
  const scroll = (action: Action) => {
    const size = desk.size()
    const end = lastFirst(size)
    const from = Math.min(first, end)
    const wanted = ways[action]?.(from, seenRows(size))
    if (wanted === undefined || end === 0) return
    first = Math.max(0, Math.min(end, wanted))
    if (first === from && first !== wanted && wanted !== theLast)
      desk.say(notice(wanted < 0 ? msg.beginningOfFile : msg.endOfFile))
  }
  desk.push({
    press: async action => {
      if (action === 'help') {
        desk.pop()
        await openManual(desk)
      } else if (['go', 'enter', 'end'].includes(action)) desk.pop()
      else scroll(listAction(action))
    },
    type: async text => {
      if (text === ' ') scroll('pageDown')
    },
    draw: size => {
      const drawing = below.draw(size)
      const width = size.columns
      const rows = rowsAt(size)
      const end = lastFirst(size)
      const from = Math.min(first, end)
      const window = [
        boxTop(width, say(cell.field.label, desk.host.language)),
        ...rows
          .slice(from, from + seenRows(size))
          .map(text => boxLine(width, [{ column: 1, text, style: 'value' }])),
        boxBottom(width, pageMark(from, seenRows(size), rows.length)),
      ]
      const height = bodyHeight(size)
      const lines: Drawing['lines'][number][] = drawing.lines.slice(0, height)
      while (lines.length < height) lines.push(line(width, []))
      return {
        ...drawing,
        lines: [...lines.slice(0, height - window.length), ...window],
        keys: ['go', 'help', 'end', ...(end === 0 ? [] : pagingKeys)],
      }
    },
  })
}

const helpWords = <C>(desk: Desk<C>, cell: Cell, values: Values): string[] => {
  const { language } = desk.host
  const { field } = cell
  const words = [say(field.help, language)]
  if (field.format.kind === 'choice') {
    for (const [code, meaning] of Object.entries(field.format.choices)) {
      const said = say(meaning, language)
      words.push(language === 'zh' && isWord(code) ? `${said}  ${code}` : `${code}  ${said}`)
    }
  }
  const source = cell.explain && (values[cell.explain.name] ?? null)
  if (cell.explain && source) words.push(showValue(source, cell.explain.field.format, language))
  const called = field.qad === undefined ? '' : `QAD: ${field.qad}`
  const last = [formatWords(field.format, language), called].filter(Boolean).join('  ')
  return last === '' ? words : [...words, last]
}

const openManual = async <C>(desk: Desk<C>): Promise<void> => {
  const manual = desk.manual()
  if (!manual) return
  const rows = manual.lines.map((text, index) => ({ index, text }))
  await openList(desk, { ...manual, columns: [textCell], rows })
}

/** Lines of text as a column without a head. */
const textCell: Cell = {
  name: 'text',
  shown: true,
  field: {
    label: ['', ''],
    help: ['', ''],
    format: { kind: 'text', width: 80, upper: false, blank: null },
  },
}
