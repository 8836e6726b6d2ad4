import { msg } from '../../db/messages.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { Notice, Ranges } from '../kernel/entry.ts'
import { type Language, readValue, type Value } from '../kernel/format.ts'
import type { Books } from '../ledger/books.ts'
import { atOneMoment } from '../ledger/one-moment.ts'
import type { Intent } from '../ledger/perform.ts'
import { denied, type Right } from '../ledger/rights.ts'
import type { Cell, InquiryScreen } from '../session/screen.ts'
import { findDestination, type Outlets } from './destination.ts'
import type { PaperForm } from './forms.ts'
import type { Report } from './report.ts'
import { allRows } from './rows.ts'
import { type CountThenWrite, paperWriter } from './write-papers.ts'
import { writers } from './writers.ts'

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
    // On paper a column is as wide as on the screen.
    columns: columns.map(({ name, field, width }) => ({ name, ...field, width })),
    rows: allRows(page, books, { ranges, language }),
    ...(totals ? { totals: () => totals(books, ranges) } : {}),
  }
}

/** What writes an inquiry in a form, for whoever has a right to it; a refusal comes before anything is counted or written. */
export const inquiryWriter = async (
  books: Books,
  asked: Asked,
  form: PaperForm,
): Promise<Decision<CountThenWrite>> => {
  const { code, papers } = asked.inquiry
  const kept = await denied(books.db, books.user, code as Right)
  if (kept) return kept
  if (papers) {
    const no = await papers.refuses?.(books, asked.ranges)
    return no ?? paperWriter(books, { ...asked, papers }, form)
  }
  if (form.kind === 'pdf') return refuse('output', msg.onlyPapersAsPdf)
  const writer = writers[form.kind]
  // What is posted while it is written would be in its totals, and not in its rows.
  return accept(async () =>
    accept(out => atOneMoment(books, still => writer(reportOf(still, asked), asked.language, out))),
  )
}

/** Writes an inquiry to a new file, or to the printer, that a clerk named; the answer says so. */
export const writeOut = async (
  books: Books,
  asked: Asked,
  name: string,
  { intent, ...outlets }: Outlets & { readonly intent: Intent },
): Promise<Decision<Notice>> => {
  const found = await findDestination(books, name, outlets)
  if (!found.ok) return found
  const writer = await inquiryWriter(books, asked, found.value.form)
  if (!writer.ok) return writer
  const opened = await found.value.open()
  if (!opened.ok) return opened
  const { write, drop } = opened.value
  const counted = await writer.value(intent)
  if (counted.ok) return write(counted.value)
  await drop()
  return counted
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
