import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { cutTexts, type Laid, makeRoom } from '../kernel/column-room.ts'
import type { Values } from '../kernel/entry.ts'
import { alignsRight, columnText, type Language, say, showValue } from '../kernel/format.ts'
import { words } from '../kernel/messages.ts'
import { cells, fit } from '../kernel/text.ts'
import { wrap } from '../kernel/wrap.ts'
import type { Report, ReportColumn } from './report.ts'

const headOf = ({ head, label }: ReportColumn, language: Language) => say(head ?? label, language)

/** Columns side by side as far as they fit; the rest goes on below, so that nothing is left out. */
const layOut = (columns: readonly ReportColumn[], language: Language, width: number): Laid[][] => {
  const rows: Laid[][] = [[]]
  let used = 0
  for (const column of columns) {
    const head = headOf(column, language)
    const wide = Math.min(width, Math.max(cells(head), column.width ?? column.format.width))
    if (used > 0 && used + 1 + wide > width) {
      rows.push([])
      used = 0
    }
    used += wide + (used > 0 ? 1 : 0)
    rows.at(-1)!.push({ ...column, head, width: wide })
  }
  return rows
}

const line = (placed: readonly Laid[], text: (one: Laid) => string) =>
  placed
    .map(one => fit(text(one), one.width, alignsRight(one.format) ? 'right' : 'left'))
    .join(' ')
    .trimEnd()

/** A row under its heads: figures take the cells they need, and texts that have to give way follow in full below. */
const rowLines = (
  layout: readonly (readonly Laid[])[],
  row: Values,
  at: { readonly language: Language; readonly width: number },
): string[] => {
  const lines = layout.map(placed => {
    const spare = at.width - placed.reduce((sum, one) => sum + one.width + 1, -1)
    const rooms = makeRoom(placed, [row], { language: at.language, spare })
    const columns = placed.map((column, index) => ({ ...column, ...rooms[index]! }))
    const texts = columns.map(({ name, format, width, shortened }) =>
      columnText(row[name] ?? null, format, width, at.language, shortened),
    )
    return { columns, text: texts.join(' ').trimEnd() }
  })
  const cut = cutTexts(
    lines.flatMap(({ columns }) => columns),
    row,
    at.language,
  )
  return [
    ...lines.map(({ text }) => text),
    ...cut.flatMap(text => wrap(text, at.width - indent.length)).map(text => indent + text),
  ]
}

/** Before what stands below its row. */
const indent = '    '

/** A report as lines of text: title, heads, rows, totals, and the words that say it is whole. */
export async function* textLines(
  { title, columns, rows, totals }: Report,
  language: Language,
  width = 80,
): AsyncGenerator<string> {
  const layout = layOut(columns, language, width)
  const all = (text: (one: Laid) => string) => layout.map(placed => line(placed, text))
  yield fit(say(title, language), width, 'center').trimEnd()
  yield ''
  yield* all(one => one.head)
  yield* all(one => '-'.repeat(one.width))
  for await (const row of rows) yield* rowLines(layout, row, { language, width })
  if (totals) {
    for (const sums of await totals()) {
      const summed = columns.filter(({ name }) => name in sums)
      yield ''
      for (const { name, label, format } of summed) {
        const text = `${say(words.total, language)} ${say(label, language)}: `
        yield fit(text + showValue(sums[name] ?? null, format, language), width, 'right')
      }
    }
  }
  yield ''
  yield fit(say(words.endOfReport, language), width, 'center').trimEnd()
}

/** Writes a report as text of so many columns. Ends the stream unless it is standard output. */
export const writeText = async (
  report: Report,
  language: Language,
  out: Writable,
): Promise<void> => {
  for await (const text of textLines(report, language)) {
    if (!out.write(`${text}\n`)) await once(out, 'drain')
  }
  if (out !== process.stdout) {
    out.end()
    await once(out, 'finish')
  }
}
