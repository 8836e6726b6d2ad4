import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { msg } from '../../db/messages.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { Ranges } from '../kernel/entry.ts'
import { type Language, readValue, type Value } from '../kernel/format.ts'
import type { Format } from '../kernel/messages.ts'
import type { Books } from '../ledger/books.ts'
import { paperText } from '../paper/text.ts'
import type { Cell, InquiryScreen } from '../session/screen.ts'
import { openOutput } from './output.ts'
import type { Report } from './report.ts'
import { allRows } from './rows.ts'
import { type WriteReport, writerFor } from './writers.ts'

type Inquiry = InquiryScreen<Books>

/** An inquiry and what of it is asked. */
export interface Asked {
  readonly inquiry: Inquiry
  readonly ranges: Ranges
  readonly language: Language
}

const reportOf = (books: Books, { inquiry, ranges, language }: Asked): Report => {
  const { title, columns, page, totals } = inquiry
  return {
    title,
    columns: columns.map(({ name, field, width }) => ({
      name,
      ...field,
      // On paper a column is as wide as on the screen.
      format: width === undefined ? field.format : ({ ...field.format, width } as Format),
    })),
    rows: allRows(page, books, { ranges, language }),
    ...(totals ? { totals: () => totals(books, ranges) } : {}),
  }
}

/** Papers are written as they are: no heads of columns, no totals. */
const writePapers = async (books: Books, asked: Asked, out: Writable): Promise<void> => {
  const { inquiry, ranges, language } = asked
  const { key, list, document } = inquiry.papers!
  for await (const row of allRows(list, books, { ranges, language })) {
    const paper = await document(books, String(row[key]))
    const text = paper ? paperText(paper, { language, pageLength: 0, formFeed: false }) : ''
    if (!out.write(text)) await once(out, 'drain')
  }
  if (out !== process.stdout) {
    out.end()
    await once(out, 'finish')
  }
}

/** Writes an inquiry to a stream, as `format` says or as a file of this name would be. */
export const writeInquiry = (
  books: Books,
  asked: Asked,
  out: Writable,
  writer: WriteReport,
): Promise<void> =>
  asked.inquiry.papers
    ? writePapers(books, asked, out)
    : writer(reportOf(books, asked), asked.language, out)

/** Writes an inquiry to a new file that a clerk named; the answer is where it lies. */
export const writeInquiryFile = async (
  books: Books,
  asked: Asked,
  name: string,
  directory: string,
): Promise<Decision<string>> => {
  const output = await openOutput(name, directory)
  if (!output.ok) return output
  await writeInquiry(books, asked, output.value.stream, writerFor(name))
  return accept(output.value.path)
}

/** Reads `ship_date=1997-01-01..1997-12-31`: a missing end is open, one value alone is both ends. */
export const readRange = (ranges: readonly Cell[], typed: string, now: Date): Decision<Ranges> => {
  const [, name = '', rest = ''] = /^([a-z_]+)=(.*)$/s.exec(typed) ?? []
  const cell = ranges.find(one => one.name === name)
  if (!cell) return refuse('range', msg.unknownRange, typed, ranges.map(one => one.name).join(' '))
  const [from = '', to = from] = rest.split('..')
  const ends: Value[] = []
  for (const end of [from, to]) {
    const value = end === '' ? accept(null) : readValue(end, cell.field.format, dayOf(now))
    if (!value.ok) return value
    ends.push(value.value)
  }
  return accept({ [name]: { from: ends[0]!, to: ends[1]! } })
}
