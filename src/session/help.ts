import type { Values } from '../kernel/entry.ts'
import { say } from '../kernel/format.ts'
import { cells, characters } from '../kernel/text.ts'
import type { Desk, Drawing } from './host.ts'
import type { Cell } from './screen.ts'
import { bodyHeight } from './view/flow.ts'
import { boxBottom, boxLine, boxTop, line } from './view/line.ts'

/** Opens a window with what a field means, what may be typed, and what QAD calls it. Any of F1, Enter, F4 closes it. */
export const openHelp = async <C>(desk: Desk<C>, cell: Cell, values: Values): Promise<void> => {
  const below = desk.top()
  const words = helpWords(desk, cell, values)
  desk.push({
    press: async action => {
      if (['go', 'enter', 'end', 'help'].includes(action)) desk.pop()
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
        keys: ['go', 'end'],
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
  if (field.qad !== undefined) words.push(`QAD: ${field.qad}`)
  return words
}

/** Breaks a text into rows of so many cells, between words where there are any. */
export const wrap = (text: string, width: number): string[] => {
  const rows: string[] = []
  let row = ''
  for (const word of text.split(/(?<= )|(?<=[^\u0000-\u2fff])/u)) {
    if (cells(row + word) > width && row !== '') {
      rows.push(row.trimEnd())
      row = ''
    }
    for (const character of characters(word)) {
      if (cells(row + character) > width) {
        rows.push(row)
        row = ''
      }
      row += character
    }
  }
  return row === '' ? rows : [...rows, row]
}
