import { paperWords } from '../../db/documents.ts'
import { cutTexts } from '../kernel/column-room.ts'
import type { Values } from '../kernel/entry.ts'
import { alignsRight, columnText, type Language, say, showValue } from '../kernel/format.ts'
import type { Text } from '../kernel/messages.ts'
import { cells, cut, harmless, onPaper } from '../kernel/text.ts'
import { wrap } from '../kernel/wrap.ts'
import type { PaperColumn, PaperDocument, PaperSignature, PaperTotal } from './document.ts'
import { factRows, headRows, partyRows } from './heading.ts'
import { type Block, breakPages } from './pages.ts'
import { blankRow, type Piece, paperWidth, piece, type Row, row, rule } from './rows.ts'

/** A page, from its first row to its last. */
export type Page = readonly Row[]

/** How a paper is laid out. */
export interface PaperLayout {
  readonly language: Language
  /** Rows of a page; 0: one page without an end. */
  readonly pageLength: number
}

/** Columns with the cell in which each begins, a blank between them. */
const placed = (columns: readonly PaperColumn[]) => {
  let next = 0
  return columns.map(column => {
    const at = column.at ?? next
    next = at + column.width + 1
    return { ...column, at }
  })
}

const columnHeads = (columns: readonly PaperColumn[], language: Language): Row =>
  row(
    ...placed(columns).map(({ head, format, at, width }) =>
      piece(cut(say(head, language), width), at, width, alignsRight(format) ? 'right' : 'left'),
    ),
  )

const lineRow = (columns: readonly PaperColumn[], line: Values, language: Language): Row =>
  row(
    ...placed(columns).map(({ name, format, at, width }) =>
      piece(
        columnText(line[name] ?? null, format, width, language).trim(),
        at,
        width,
        alignsRight(format) ? 'right' : 'left',
      ),
    ),
  )

const underTexts = (column: PaperColumn, line: Values, language: Language): string[] => {
  const shown = harmless(showValue(line[column.name] ?? null, column.format, language))
  if (shown === '') return []
  return wrap(column.labelled ? `${say(column.head, language)}: ${shown}` : shown, column.width)
}

/** The rows under a line, side by side and each as high as its longest text. */
const underRows = (columns: readonly PaperColumn[], line: Values, language: Language): Row[] => {
  const texts = placed(columns).map(column => ({
    ...column,
    texts: underTexts(column, line, language),
  }))
  const height = Math.max(0, ...texts.map(one => one.texts.length))
  return Array.from({ length: height }, (_, index) =>
    row(
      ...texts.flatMap(one => {
        const text = one.texts[index]
        return text === undefined ? [] : [piece(text, one.at, one.width)]
      }),
    ),
  )
}

/** Before what a line had no room for, which stands under it in full. */
const indent = 5

/** Items and lots by which goods are fetched are never cut for good. */
const cutRows = (columns: readonly PaperColumn[], line: Values, language: Language): Row[] => {
  const laid = columns.map(one => ({ ...one, label: one.head, head: say(one.head, language) }))
  const width = paperWidth - indent
  return cutTexts(laid, line, language)
    .flatMap(text => wrap(text, width))
    .map(text => row(piece(text, indent, width)))
}

const totalRow = ({ label, detail, value, format }: PaperTotal, language: Language): Row => {
  const words = [say(label, language), ...(detail === undefined ? [] : [harmless(detail)])]
  return row(
    piece(cut(`${words.join(' ')}:`, 58), 0, 58, 'right'),
    piece(columnText(value, format, 21, language).trim(), 59, 21, 'right'),
  )
}

const wrapped = (text: string): Row[] =>
  wrap(text, paperWidth)
    .map(one => piece(one, 0, paperWidth))
    .map(one => row(one))

/** Where to sign: a line to write on, or who signed and when. */
const signatureRow = (signature: PaperSignature, language: Language): Row => {
  const words = cut(`${say(signature.label, language)}:`, 30)
  const date = `${say(paperWords.date, language)}:`
  const filled = (text: string | null | undefined, at: number, width: number): Piece =>
    text ? piece(cut(harmless(text), width), at, width) : { ...piece('', at, width), blank: true }
  const begins = cells(words) + 1
  const dated = 58
  return row(
    piece(words, 0, begins - 1),
    filled(signature.name, begins, dated - 2 - begins),
    piece(date, dated, cells(date)),
    filled(signature.date, dated + cells(date) + 1, 14),
  )
}

const closingRows = (paper: PaperDocument, language: Language): readonly Row[] => {
  const totals = paper.totals.map(total => totalRow(total, language))
  const signatures = paper.signatures.flatMap(one => [blankRow, signatureRow(one, language)])
  const notes = paper.notes.flatMap(note => wrapped(say(note, language)))
  const said = notes.length > 0 ? [blankRow, ...notes] : []
  return [rule, ...totals, ...said, ...signatures]
}

const remarksRows = ({ remarks }: PaperDocument, language: Language) =>
  remarks === null ? [] : wrapped(`${say(paperWords.remarks, language)}: ${harmless(remarks)}`)

/** The paper as blocks, each kept together on a page where it can be. */
const blocksOf = (paper: PaperDocument, language: Language): Block[] => {
  const { columns, under } = paper
  const lines = paper.lines.map(line => [
    lineRow(columns, line, language),
    ...cutRows(columns, line, language),
    ...underRows(under, line, language),
  ])
  const about = [...factRows(paper.facts, language), ...remarksRows(paper, language), blankRow]
  return [
    { rows: about, table: false },
    { rows: partyRows(paper.parties, language), table: false },
    ...lines.slice(0, -1).map(rows => ({ rows, table: true })),
    // Totals and signatures never stand on a page without goods.
    { rows: [...(lines.at(-1) ?? []), ...closingRows(paper, language)], table: true },
  ]
}

/** Lays a paper out as pages of rows of 80 cells, copy by copy. The same paper is always laid out alike. */
export const layPages = (
  paper: PaperDocument,
  { language, pageLength }: PaperLayout,
): readonly Page[] =>
  onPaper(() => {
    const names: readonly (Text | null)[] = paper.copies.length === 0 ? [null] : paper.copies
    const head = (page: number, pages: number, copy: Text | null) =>
      headRows(paper, language, { copy, page, pages })
    const bodies = breakPages(blocksOf(paper, language), {
      pageLength,
      heads: [columnHeads(paper.columns, language), rule],
      first: head(1, 1, null).length,
      others: head(2, 2, null).length,
      continued: row(piece(say(paperWords.continued, language), 60, 20, 'right')),
    })
    return names.flatMap(copy =>
      bodies.map((rows, index) => [...head(index + 1, bodies.length, copy), ...rows]),
    )
  })
