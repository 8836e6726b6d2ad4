import { paperWords } from '../../db/documents.ts'
import { columnText, type Language, say } from '../kernel/format.ts'
import type { Text } from '../kernel/messages.ts'
import { cut, harmless } from '../kernel/text.ts'
import { wrap } from '../kernel/wrap.ts'
import type { PaperDocument, PaperFact, PaperParty } from './document.ts'
import { blankRow, type Piece, paperWidth, piece, type Row, row } from './rows.ts'

/** Where the right half of a paper begins. */
const half = 41
const halves = [
  [0, half - 1],
  [half, paperWidth - half],
] as const

/** Which page of how many, of which copy. */
export interface PageOf {
  readonly copy: Text | null
  readonly page: number
  readonly pages: number
}

const strong = (text: string, at: number, width: number): Piece => ({
  ...piece(cut(text, width), at, width, 'center'),
  strong: true,
})

/** What every page begins with: company, copy, title and page; pages after the first name the paper again. */
export const headRows = (paper: PaperDocument, language: Language, at: PageOf): readonly Row[] => {
  const copy = at.copy ? say(at.copy, language) : ''
  const page = `${say(paperWords.page, language)} ${at.page}/${at.pages}`
  const title = row(
    ...(copy === '' ? [] : [piece(cut(copy, 20), 0, 20)]),
    strong(say(paper.title, language), 20, 40),
    piece(page, 60, 20, 'right'),
  )
  const again = at.page === 1 ? [] : [row(piece(`${harmless(paper.number)}  ${paper.date}`, 0, 80))]
  return [row(strong(harmless(paper.company), 0, paperWidth)), title, ...again, blankRow]
}

const factText = ({ label, value, format }: PaperFact, language: Language) =>
  `${say(label, language)}: ${columnText(value, format, format.width, language).trim()}`

/** Two to a row, as far as they fit their half. */
export const factRows = (facts: readonly PaperFact[], language: Language): readonly Row[] =>
  inTwos(facts).map(two =>
    row(
      ...two.map((fact, side) => {
        const [at, width] = halves[side]!
        return piece(cut(factText(fact, language), width), at, width)
      }),
    ),
  )

const partyTexts = ({ label, code, lines }: PaperParty, language: Language, width: number) => [
  `${say(label, language)}: ${harmless(code)}`,
  ...lines.flatMap(line => wrap(harmless(line), width)),
]

/** Two side by side; a name or an address too long for its half goes on below. */
export const partyRows = (parties: readonly PaperParty[], language: Language): readonly Row[] =>
  inTwos(parties).flatMap(two => {
    const texts = two.map((party, side) => partyTexts(party, language, halves[side]![1]))
    const height = Math.max(...texts.map(({ length }) => length))
    const rows = Array.from({ length: height }, (_, index) =>
      row(
        ...texts.flatMap((lines, side) => {
          const [at, width] = halves[side]!
          return lines[index] === undefined ? [] : [piece(lines[index], at, width)]
        }),
      ),
    )
    return [...rows, blankRow]
  })

const inTwos = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / 2) }, (_, index) =>
    all.slice(2 * index, 2 * index + 2),
  )
