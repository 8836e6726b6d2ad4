import type { Writable } from 'node:stream'
import { msg } from '../../db/messages.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type Notice, notice, type Ranges } from '../kernel/entry.ts'
import { type Language, readValue, type Value } from '../kernel/format.ts'
import type { Format } from '../kernel/messages.ts'
import type { Books } from '../ledger/books.ts'
import type { Intent } from '../ledger/perform.ts'
import { readPaperControl } from '../paper/printer.ts'
import type { Cell, InquiryScreen } from '../session/screen.ts'
import { formOf, type PaperForm } from './forms.ts'
import { dropOutput, openOutput, type Spool } from './output.ts'
import { openPrinter, type RunPrinter } from './print.ts'
import type { Report } from './report.ts'
import { allRows } from './rows.ts'
import { paperWriter } from './write-papers.ts'
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

type Write = (out: Writable) => Promise<void>

/** What writes an inquiry in a form; a refusal comes before anything is written. */
export const inquiryWriter = async (
  books: Books,
  asked: Asked,
  form: PaperForm,
): Promise<Decision<Write>> => {
  const { papers } = asked.inquiry
  if (papers) {
    const no = await papers.refuses?.(books, asked.ranges)
    return no ?? paperWriter(books, { ...asked, papers }, form)
  }
  if (form.kind === 'pdf') return refuse('output', msg.onlyPapersAsPdf)
  const writer = writers[form.kind]
  return accept(out => writer(reportOf(books, asked), asked.language, out))
}

/** The form of a file that is named; papers in it are laid out as 36.13.24 says. */
export const fileForm = async (books: Books, name: string): Promise<PaperForm> => {
  const { page_length, form_feed } = await readPaperControl(books)
  return { kind: formOf(name), pageLength: page_length, formFeed: form_feed === 1 }
}

/** Papers that are counted are counted before they are out: one that is lost on its way was printed. */
export const countPapers = async (
  books: Books,
  { inquiry, ranges }: Asked,
  intent: Intent,
): Promise<Decision<unknown>> =>
  (await inquiry.papers?.printed?.(books, ranges, intent)) ?? accept(null)

/** Where a clerk's output goes. */
export interface Outlets {
  /** Where files that a clerk asks for are written. */
  readonly spool: Spool
  readonly runPrinter: RunPrinter
}

/** Writes an inquiry to a new file, or to the printer, that a clerk named; the answer says so. */
export const writeOut = (
  books: Books,
  asked: Asked,
  name: string,
  to: Outlets & { readonly intent: Intent },
): Promise<Decision<Notice>> =>
  name.includes('.') ? writeFile(books, asked, name, to) : writePrinter(books, asked, name, to)

/** What a disk says that has no room or no strength left. */
const diskFault = /^E(?:NOSPC|DQUOT|FBIG|IO|ROFS)$/

const writeFile = async (
  books: Books,
  asked: Asked,
  name: string,
  { spool, intent }: { readonly spool: Spool; readonly intent: Intent },
): Promise<Decision<Notice>> => {
  const writer = await inquiryWriter(books, asked, await fileForm(books, name))
  if (!writer.ok) return writer
  const output = await openOutput(name, spool)
  if (!output.ok) return output
  const counted = await countPapers(books, asked, intent)
  if (!counted.ok) {
    await dropOutput(output.value)
    return counted
  }
  try {
    await writer.value(output.value.stream)
  } catch (error) {
    await dropOutput(output.value)
    if (!diskFault.test(String((error as NodeJS.ErrnoException).code))) throw error
    return refuse('output', msg.outputExists, name)
  }
  return accept(notice(msg.outputWritten, output.value.path))
}

const writePrinter = async (
  books: Books,
  asked: Asked,
  name: string,
  { runPrinter, intent }: { readonly runPrinter: RunPrinter; readonly intent: Intent },
): Promise<Decision<Notice>> => {
  const printer = await openPrinter(books, name, runPrinter)
  if (!printer.ok) return printer
  const { code, form, print } = printer.value
  const writer = await inquiryWriter(books, asked, form)
  if (!writer.ok) return writer
  const counted = await countPapers(books, asked, intent)
  if (!counted.ok) return counted
  const printed = await print(writer.value)
  return printed.ok ? accept(notice(msg.printedOn, code)) : printed
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
