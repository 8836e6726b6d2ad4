import type { Font } from 'fontkit'
import type { Language } from '../kernel/format.ts'
import { say } from '../kernel/format.ts'
import { harmless } from '../kernel/text.ts'
import type { PaperDocument } from '../paper/document.ts'
import { layPages, type Page } from '../paper/layout.ts'
import { type Piece, paperWidth } from '../paper/rows.ts'

/** A4 in points, and where on it the 80 cells of a row lie. */
const [pageWidth, pageHeight] = [595.28, 841.89]
const margin = 36
const cell = (pageWidth - 2 * margin) / paperWidth
const rowHeight = 12.6
const size = 9
const strongSize = 12

/** Rows of a page of A4. */
export const pdfPageLength = Math.floor((pageHeight - 2 * margin) / rowHeight)

type Pdf = PDFKit.PDFDocument

/** A text in its place, in smaller letters where it is wider than that. */
const drawPiece = (pdf: Pdf, piece: Piece, top: number) => {
  const left = margin + piece.at * cell
  const room = piece.width * cell
  if (piece.blank) {
    const line = top + rowHeight - 2
    pdf
      .moveTo(left, line)
      .lineTo(left + room, line)
      .stroke()
    return
  }
  if (piece.text === '') return
  const wanted = piece.strong ? strongSize : size
  const wide = pdf.fontSize(wanted).widthOfString(piece.text)
  const used = wide > room ? (wanted * room) / wide : wanted
  const width = Math.min(wide, room)
  const indent = { left: 0, right: room - width, center: (room - width) / 2 }[piece.align]
  pdf.fontSize(used).text(piece.text, left + indent, top, { lineBreak: false })
}

const drawPage = (pdf: Pdf, page: Page) => {
  pdf.addPage().lineWidth(0.5)
  for (const [index, row] of page.entries()) {
    const top = margin + index * rowHeight
    if (row.rule) {
      const middle = top + rowHeight / 2
      pdf
        .moveTo(margin, middle)
        .lineTo(pageWidth - margin, middle)
        .stroke()
    } else for (const piece of row.pieces) drawPiece(pdf, piece, top)
  }
}

/** What a PDF says of itself; taken from its first paper, so that the same papers are the same bytes. */
const infoOf = (paper: PaperDocument, language: Language) => ({
  Title: `${say(paper.title, language)} ${harmless(paper.number)}`,
  Author: harmless(paper.company),
  Producer: 'dingdan',
  Creator: 'dingdan',
  CreationDate: new Date(`${paper.date}T12:00:00Z`),
})

/** Papers as one PDF of A4 pages, the font's letters that are used embedded in it. */
export async function* pdfBytes(
  papers: AsyncIterable<PaperDocument>,
  { font, language }: { readonly font: Font; readonly language: Language },
): AsyncGenerator<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit')
  let pdf: Pdf | undefined
  for await (const paper of papers) {
    if (!pdf) {
      pdf = new PDFDocument({
        size: [pageWidth, pageHeight],
        margin: 0,
        autoFirstPage: false,
        // The types know files only; a face that is open already is taken as it is.
        font: null as never,
        info: infoOf(paper, language),
      })
      pdf.font(font as never)
    }
    for (const page of layPages(paper, { language, pageLength: pdfPageLength })) drawPage(pdf, page)
    yield* written(pdf)
  }
  if (!pdf) return
  pdf.end()
  for await (const chunk of pdf) yield chunk as Uint8Array
}

/** What the pages before the last have come to so far. */
function* written(pdf: Pdf): Generator<Uint8Array> {
  for (;;) {
    const chunk = (pdf as unknown as NodeJS.ReadableStream).read() as Uint8Array | null
    if (chunk === null) return
    yield chunk
  }
}
