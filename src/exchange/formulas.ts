import { harmless } from '../kernel/text.ts'

/** Blanks, quotes, and what nobody sees or was made visible: a spreadsheet may read past them. */
const passed = '[\\s\\u200b-\\u200f\\u2060\\ufeff\\ufffd"\']*'
/** What makes a spreadsheet take a text for a formula. */
const begins = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]'

// By semicolons spreadsheets part cells, as in half of Europe.
const place = '(^|;)'
const formula = new RegExp(`${place}(?=${passed}${begins})`, 'gu')
const defusedFormula = new RegExp(`${place}'(?=${passed}${begins})`, 'gu')

/** A text that no spreadsheet runs: what looks like a formula gets an apostrophe before it, of its own too. */
export const defused = (text: string): string => harmless(text).replace(formula, "$1'")

/** Takes off the apostrophes that `defused` put there, and no others. */
export const armed = (text: string): string => text.replace(defusedFormula, '$1')
