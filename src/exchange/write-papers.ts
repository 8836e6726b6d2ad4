import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { msg } from '../../db/messages.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { Ranges } from '../kernel/entry.ts'
import type { Language } from '../kernel/format.ts'
import type { Books } from '../ledger/books.ts'
import { atOneMoment } from '../ledger/one-moment.ts'
import type { Intent } from '../ledger/perform.ts'
import type { PaperDocument } from '../paper/document.ts'
import type { Papers } from '../paper/papers.ts'
import { readPaperControl } from '../paper/printer.ts'
import { paperText } from '../paper/text.ts'
import type { Write } from './destination.ts'
import type { PaperForm } from './forms.ts'
import { paperFont } from './paper-font.ts'
import { allRows } from './rows.ts'
import { pdfBytes } from './write-pdf.ts'

interface AskedPapers {
  readonly papers: Papers<Books>
  readonly ranges: Ranges
  readonly language: Language
}

async function* numbersIn(
  books: Books,
  { papers, ranges, language }: AskedPapers,
): AsyncGenerator<string> {
  for await (const row of allRows(papers.list, books, { ranges, language })) {
    yield String(row[papers.key])
  }
}

/** Papers one after the other: none is kept. */
async function* documents(
  books: Books,
  papers: Papers<Books>,
  numbers: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<PaperDocument> {
  for await (const number of numbers) {
    const paper = await papers.document(books, number)
    if (paper) yield paper
  }
}

async function* textOf(
  papers: AsyncIterable<PaperDocument>,
  layout: Parameters<typeof paperText>[1],
): AsyncGenerator<string> {
  for await (const paper of papers) yield paperText(paper, layout)
}

type Papered = AsyncIterable<PaperDocument>

/** What writes papers in a form; refused where that form can't be written here. */
export const documentWriter = async (
  books: Books,
  language: Language,
  form: PaperForm,
): Promise<Decision<(papers: Papered) => Write>> => {
  const into = (content: AsyncIterable<string | Uint8Array>) => (out: Writable) =>
    pipeline(Readable.from(content), out, { end: out !== process.stdout })
  if (form.kind === 'csv') return refuse('output', msg.papersNotAsCsv)
  if (form.kind === 'text') {
    const layout = { language, pageLength: form.pageLength, formFeed: form.formFeed }
    return accept(papers => into(textOf(papers, layout)))
  }
  const font = await paperFont((await readPaperControl(books)).font)
  if (!font.ok) return font
  return accept(papers => into(pdfBytes(papers, { font: font.value, language })))
}

/** Counts the papers of an inquiry that are counted, once; the answer writes what was counted, and nothing else. */
export type CountThenWrite = (intent: Intent) => Promise<Decision<Write>>

/** What writes the papers in the ranges; refused before anything is written where there are none, or they can't be. */
export const paperWriter = async (
  books: Books,
  asked: AskedPapers,
  form: PaperForm,
): Promise<Decision<CountThenWrite>> => {
  const { papers, ranges, language } = asked
  const one = { ranges, search: '', beyond: null, direction: 'forward', limit: 1 } as const
  if ((await papers.list(books, one)).length === 0) return refuse('output', msg.nothingFound)
  const writer = await documentWriter(books, language, form)
  if (!writer.ok) return writer
  return accept(async intent => {
    // One that is lost on its way was printed.
    const counted = await papers.printed?.(books, ranges, intent)
    if (counted?.ok === false) return counted
    return accept(out =>
      atOneMoment(books, still => {
        const numbers = counted?.value ?? numbersIn(still, asked)
        return writer.value(documents(still, papers, numbers))(out)
      }),
    )
  })
}
