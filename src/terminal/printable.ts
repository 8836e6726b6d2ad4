/**
 * Code points that show nothing, steer the terminal, or turn the reading direction: controls,
 * formats (bidi, zero width, tags), surrogates, line separators, everything ignorable (variation
 * selectors, fillers), and the mark of broken UTF-8.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\p{NChar}\ufffd]/u
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
