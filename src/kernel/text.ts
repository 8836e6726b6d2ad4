import stringWidth from 'string-width'

/** Control, bidirectional and zero-width characters, line separators and tags: never typed, stored or painted. */
export const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]|[\u{e0000}-\u{e007f}]/u

const unsafeAll = new RegExp(unsafe, 'gu')

/** Text that can't harm a terminal, whatever a database or a file held. */
export const harmless = (text: string): string => text.replace(unsafeAll, '\ufffd')

const ascii = /^[\x20-\x7e]*$/

/** How many cells a text takes: 订 takes two. */
export const cells = (text: string): number => (ascii.test(text) ? text.length : stringWidth(text))

const graphemes = new Intl.Segmenter()

/** Its characters as a person counts them, each with the cells it takes. */
export const characters = (text: string): string[] =>
  ascii.test(text) ? [...text] : Array.from(graphemes.segment(text), part => part.segment)

/** The beginning of a text that fits into so many cells. */
export const cut = (text: string, width: number): string => {
  if (cells(text) <= width) return text
  let used = 0
  let kept = ''
  for (const character of characters(text)) {
    used += cells(character)
    if (used > width) break
    kept += character
  }
  return kept
}

/** Cut or filled with blanks to exactly so many cells. */
export const fit = (text: string, width: number, align: 'left' | 'right' | 'center' = 'left') => {
  const kept = cut(text, width)
  const room = width - cells(kept)
  const before = align === 'left' ? 0 : align === 'right' ? room : room >> 1
  return ' '.repeat(before) + kept + ' '.repeat(room - before)
}
