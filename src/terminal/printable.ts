import { hidden } from '../kernel/hidden.ts'

const allHidden = new RegExp(hidden.source, 'gu')
const allButLines = new RegExp(`(?![\\n\\t])${hidden.source}`, 'gu')

/**
 * Whether a code point is something a person can see, so that it may stand in a field or on the
 * screen.
 */
export const isPrintable = (codePoint: number): boolean =>
  codePoint < 0x7f ? codePoint >= 0x20 : !hidden.test(String.fromCodePoint(codePoint))

/** Takes out of a text whatever could not be seen or would steer the terminal. */
export const printable = (text: string): string => text.replace(allHidden, '')

/**
 * Cleans a pasted text: every line end becomes a newline, tabs stay, nothing else invisible does.
 */
export const printableLines = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(allButLines, '')
