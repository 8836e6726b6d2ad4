import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import type { Value } from '../kernel/format.ts'
import { type Language, plainValue, say } from '../kernel/format.ts'
import { defused } from './formulas.ts'
import type { Report, ReportColumn } from './report.ts'

const cell = (value: Value, { format }: ReportColumn): string => {
  const shown = plainValue(value, format)
  return format.kind === 'number' ? shown : defused(shown)
}

async function* records({ columns, rows }: Report, language: Language) {
  yield columns.map(({ label }) => defused(say(label, language)))
  for await (const row of rows) yield columns.map(column => cell(row[column.name] ?? null, column))
}

/** Writes a report as CSV in UTF-8: labels first, numbers plain, dates as 2026-11-22, times where the clerk sits. Ends the stream unless it is standard output. */
export const writeCsv = async (
  report: Report,
  language: Language,
  out: Writable,
): Promise<void> => {
  const rows = Readable.from(records(report, language))
  await pipeline(rows, stringify({ record_delimiter: '\n' }), out, { end: out !== process.stdout })
}
