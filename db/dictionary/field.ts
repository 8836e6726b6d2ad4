/** The same words in Chinese and English, in this order, on one line. */
export type Text = readonly [zh: string, en: string]

/** How a value is typed, kept and shown. Widths count cells. */
export type Format =
  | {
      readonly kind: 'text'
      readonly width: number
      readonly upper: boolean
      readonly blank: '' | null
    }
  | {
      readonly kind: 'number'
      readonly width: number
      /** Decimals kept: 4 means that the integer counts ten-thousandths. */
      readonly scale: number
      /** Decimals always shown; more are shown as far as they aren't zero. */
      readonly decimals: number
      readonly signed: boolean
      /** Typed and shown as blank when null; else blank is refused. */
      readonly optional: boolean
    }
  | { readonly kind: 'date'; readonly width: 10 }
  | { readonly kind: 'instant'; readonly width: 16 }
  | { readonly kind: 'flag'; readonly width: 3 }
  /** Typed and never shown, kept or recalled. */
  | { readonly kind: 'secret'; readonly width: number }
  | {
      readonly kind: 'choice'
      readonly width: number
      readonly choices: Readonly<Record<string, Text>>
    }

/** One thing that clerks see: declared once, named everywhere. */
export interface Field {
  readonly label: Text
  /** Head of a column, where the label is too long for it. */
  readonly head?: Text
  readonly format: Format
  /** What to type here, in a sentence or two. */
  readonly help: Text
  /** The list that F2 opens, by its name in screens/lookups.ts. */
  readonly lookup?: string
  /** A blank is refused. */
  readonly required?: boolean
  /** What QAD calls the column. */
  readonly qad?: string
}

/** Text as typed. `upper`: codes are kept in capitals. In a primary key a blank is '', elsewhere null. */
export const text = (width: number, options: { upper?: boolean; blank?: '' } = {}): Format => ({
  kind: 'text',
  width,
  upper: options.upper ?? false,
  blank: options.blank ?? null,
})

/** A code: capitals, no inner meaning to its case. */
export const code = (width = 8, options: { blank?: '' } = {}): Format =>
  text(width, { upper: true, ...options })

const number =
  (scale: number, decimals: number, defaultWidth: number) =>
  (width = defaultWidth, options: { signed?: boolean; optional?: boolean } = {}): Format => ({
    kind: 'number',
    width,
    scale,
    decimals,
    signed: options.signed ?? false,
    optional: options.optional ?? false,
  })

export const quantity = number(4, 1, 12)
export const price = number(4, 2, 14)
export const money = number(2, 2, 15)
export const percent = number(2, 2, 7)
export const count = number(0, 0, 4)

export const date: Format = { kind: 'date', width: 10 }
export const instant: Format = { kind: 'instant', width: 16 }
export const flag: Format = { kind: 'flag', width: 3 }

/** In our own words all that isn't ASCII is two cells wide. */
const cellsOf = (word: string): number =>
  [...word].reduce((sum, one) => sum + (one > '\x7f' ? 2 : 1), 0)

/** What a code and its meaning look like in either language. */
const shownAs = ([key, meaning]: [string, Text]): readonly string[] =>
  key === key.toLowerCase() ? [key, ...meaning] : [key]

/** One of a few codes, each with its meaning. Codes in small letters are words: clerks see and type the meaning. */
export const choice = (choices: Readonly<Record<string, Text>>): Format => ({
  kind: 'choice',
  width: Math.max(...Object.entries(choices).flatMap(shownAs).map(cellsOf)),
  choices,
})
