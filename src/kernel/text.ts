import stringWidth from 'string-width'

/** Control, bidirectional and zero-width characters, line separators and tags: never typed, stored or painted. */
export const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]|[\u{e0000}-\u{e007f}]/u

const unsafeAll = new RegExp(unsafe, 'gu')

/** Text that can't harm a terminal, whatever a database or a file held. */
export const harmless = (text: string): string => text.replace(unsafeAll, '\ufffd')

const ascii = /^[\x20-\x7e]*$/

/** Lines of boxes, which a terminal that would draw them too wide draws in ASCII instead. */
const boxes = /[\u2500-\u257f]/g

let ambiguousIsNarrow = true

/** The same few thousand characters are asked for again and again. */
const known = new Map<string, number>()

/** Says how many cells the terminal gives to what is one cell wide in the west and two in the east: “ ” … é. */
export const measureAmbiguous = (width: 1 | 2): void => {
  ambiguousIsNarrow = width === 1
  known.clear()
}

const measure = (text: string): number =>
  ambiguousIsNarrow
    ? stringWidth(text)
    : stringWidth(text.replace(boxes, '-'), { ambiguousIsNarrow })

/** How many cells a text takes: 订 takes two. */
export const cells = (text: string): number => {
  if (ascii.test(text)) return text.length
  if (text.length > 2) return measure(text)
  const width = known.get(text)
  if (width !== undefined) return width
  const measured = measure(text)
  known.set(text, measured)
  return measured
}

/** Whether terminals don't agree on how many cells a character takes. */
export const isAmbiguous = (character: string): boolean =>
  stringWidth(character, { ambiguousIsNarrow: false }) !== stringWidth(character)

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
