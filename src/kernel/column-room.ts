import type { Values } from './entry.ts'
import { figureForms, type Language, say, showValue } from './format.ts'
import type { Format, Text } from './messages.ts'
import { cells, harmless } from './text.ts'

/** A column where it stands in a list: what it shows, and the cells that it has. */
export interface Laid {
  readonly name: string
  readonly format: Format
  /** What stands over it in the language of the list. */
  readonly head: string
  readonly label: Text
  readonly width: number
  /** Says a value that is kept in plain figures, whatever it is of. */
  readonly told?: ((values: Values, language: Language) => string) | undefined
}

/** How a column shows the rows that are seen. */
export interface Room {
  width: number
  /** How far its figures are shortened, all alike: 0 with commas, 1 without, 2 without the zeros that say nothing. */
  shortened: number
}

type Shown = Pick<Laid, 'name' | 'format' | 'told'>

const isFigure = ({ format, told }: Shown) => format.kind === 'number' && told === undefined

/** The text of a column in a row; a figure as its field shows it. */
const shownIn = ({ name, format, told }: Shown, row: Values, language: Language): string =>
  harmless(told ? told(row, language) : showValue(row[name] ?? null, format, language))

/** Texts of more cells than this are known by a part of themselves; shorter ones are codes, which stay whole. */
const longestCode = 8
/** What is left of a text whose cells a figure needs. */
const leastText = 4

/**
 * Gives the figures of the rows that are seen the cells that they need, so that none is ever hidden: first cells that no
 * text beside them fills; else they lose their commas, then the zeros that say nothing, and only then is a text cut.
 */
export const makeRoom = (
  columns: readonly Laid[],
  rows: readonly Values[],
  { language, spare = 0 }: { readonly language: Language; readonly spare?: number },
): readonly Room[] => {
  const rooms: Room[] = columns.map(({ width }) => ({ width, shortened: 0 }))
  let free = spare
  const texts = columns.flatMap((column, at) => {
    if (column.format.kind !== 'text' || column.told) return []
    let filled: number | null = null
    const fills = () =>
      (filled ??= Math.max(
        cells(column.head),
        ...rows.map(row => cells(shownIn(column, row, language))),
      ))
    const isLong = column.format.width > longestCode
    return [{ room: rooms[at]!, fills, least: () => (isLong ? leastText : fills()) }]
  })
  /** What texts can give down to some width, and how it is taken from the widest first. */
  const left = (down: 'fills' | 'least') =>
    free + texts.reduce((sum, text) => sum + Math.max(0, text.room.width - text[down]()), 0)
  const take = (lacking: number, down: 'fills' | 'least') => {
    let missing = lacking - Math.min(free, lacking)
    free -= lacking - missing
    while (missing > 0) {
      const givers = texts.filter(text => text.room.width > text[down]())
      const widest = givers.toSorted((a, b) => b.room.width - a.room.width)[0]
      if (!widest) break
      widest.room.width -= 1
      missing -= 1
    }
    return lacking - missing
  }
  for (const [at, column] of columns.entries()) {
    if (!isFigure(column)) continue
    const room = rooms[at]!
    const lackOf = (form: number) =>
      Math.max(
        0,
        ...rows.map(row => {
          const value = row[column.name]
          return typeof value === 'number' ? figureForms(value, column.format)[form]!().length : 0
        }),
      ) - room.width
    if (lackOf(0) <= 0) continue
    const lacks = [0, 1, 2].map(lackOf)
    const form = lacks.findIndex(lack => lack <= 0 || lack <= left('fills'))
    room.shortened = form < 0 ? lacks.length - 1 : form
    const lack = Math.max(0, lacks[room.shortened]!)
    const given = take(lack, 'fills')
    room.width += given + take(lack - given, 'least')
  }
  return rooms
}

/** The texts of a row that its columns cut, in full and each after its label; codes first. */
export const cutTexts = (
  columns: readonly Laid[],
  row: Values,
  language: Language,
): readonly string[] =>
  columns
    .filter(({ told, format }) => told || format.kind === 'text' || format.kind === 'choice')
    .map(column => ({ column, text: shownIn(column, row, language) }))
    .filter(({ column, text }) => cells(text) > column.width)
    .toSorted((a, b) => a.column.format.width - b.column.format.width)
    .map(({ column, text }) => `${say(column.label, language)}: ${text}`)
