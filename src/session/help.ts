import type { Values } from '../kernel/entry.ts'
import { say } from '../kernel/format.ts'
import { formatWords } from '../kernel/format-words.ts'
import { wrap } from '../kernel/wrap.ts'
import type { Desk, Drawing } from './host.ts'
import { openList } from './list.ts'
import type { Cell } from './screen.ts'
import { bodyHeight } from './view/flow.ts'
import { boxBottom, boxLine, boxTop, line } from './view/line.ts'

/**
 * Opens a window with what a field means, what may be typed, how, and what QAD calls it. F1, Enter or F4 closes it; a second F2
 * opens the page of the whole screen.
 */
export const openHelp = async <C>(desk: Desk<C>, cell: Cell, values: Values): Promise<void> => {
  const below = desk.top()
  const words = helpWords(desk, cell, values)
  desk.push({
    press: async action => {
      if (action === 'help') {
        desk.pop()
        await openManual(desk)
      } else if (['go', 'enter', 'end'].includes(action)) desk.pop()
    },
    type: async () => {},
    draw: size => {
      const drawing = below.draw(size)
      const width = size.columns
      const inside = words.flatMap(text => wrap(text, width - 4))
      const window = [
        boxTop(width, say(cell.field.label, desk.host.language)),
        ...inside.map(text => boxLine(width, [{ column: 1, text, style: 'value' }])),
        boxBottom(width),
      ]
      const height = bodyHeight(size)
      const lines: Drawing['lines'][number][] = drawing.lines.slice(0, height)
      while (lines.length < height) lines.push(line(width, []))
      return {
        ...drawing,
        lines: [...lines.slice(0, Math.max(0, height - window.length)), ...window],
        keys: ['go', 'help', 'end'],
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
      words.push(`${code}  ${say(meaning, language)}`)
    }
  }
  const source = cell.explain === undefined ? null : (values[cell.explain] ?? null)
  if (source !== null) words.push(String(source))
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
