import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Values } from '../kernel/entry.ts'
import { alignsRight, columnText, type Language, say, showValue } from '../kernel/format.ts'
import { words } from '../kernel/messages.ts'
import { cells, fit } from '../kernel/text.ts'
import type { Report, ReportColumn } from './report.ts'

/** A column with the cells it takes. */
interface Placed {
  readonly column: ReportColumn
  readonly head: string
  readonly width: number
}

const headOf = ({ head, label }: ReportColumn, language: Language) => say(head ?? label, language)

/** Columns side by side as far as they fit; the rest goes on below, so that nothing is left out. */
const layOut = (
  columns: readonly ReportColumn[],
  language: Language,
  width: number,
): Placed[][] => {
  const rows: Placed[][] = [[]]
  let used = 0
  for (const column of columns) {
    const head = headOf(column, language)
    const wide = Math.min(width, Math.max(cells(head), column.format.width))
    if (used > 0 && used + 1 + wide > width) {
      rows.push([])
      used = 0
    }
    used += wide + (used > 0 ? 1 : 0)
    rows.at(-1)!.push({ column, head, width: wide })
  }
  return rows
}

const line = (placed: readonly Placed[], text: (one: Placed) => string) =>
  placed
    .map(one => fit(text(one), one.width, alignsRight(one.column.format) ? 'right' : 'left'))
    .join(' ')
    .trimEnd()

/** A report as lines of text: title, heads, rows, totals, and the words that say it is whole. */
export async function* textLines(
  { title, columns, rows, totals }: Report,
  language: Language,
  width = 80,
): AsyncGenerator<string> {
  const layout = layOut(columns, language, width)
  const all = (text: (one: Placed) => string) => layout.map(placed => line(placed, text))
  const shown = (values: Values) => (one: Placed) =>
    columnText(values[one.column.name] ?? null, one.column.format, one.width, language)
  yield fit(say(title, language), width, 'center').trimEnd()
  yield ''
  yield* all(one => one.head)
  yield* all(one => '-'.repeat(one.width))
  for await (const row of rows) yield* all(shown(row))
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
