import stringWidth from 'string-width'
import { hidden } from './hidden.ts'

const allHidden = new RegExp(hidden, 'gu')

/** Text that can't harm a terminal, whatever a database or a file held. */
export const harmless = (text: string): string => text.replace(allHidden, '\ufffd')

/**
 * Full-width letters, digits and signs as the plain ones that they mean: an input method writes either. No other form is
 * folded: NFKC makes a mark that stands on nothing of some.
 */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')

/** The same where numbers are typed, in which the full stop of a Chinese sentence is a point. */
export const asFigures = (text: string): string => halfWidth(text).replaceAll('。', '.')

/** Lines of boxes, which a terminal that would draw them too wide draws in ASCII instead. */
const boxes = /[\u2500-\u257f]/g

let ambiguousIsNarrow = true

/** The same few are asked for again and again. */
const known = new Map<string, number>()
const mostKnown = 2000
const longestKnown = 100

/** Says how many cells the terminal gives to what is one cell wide in the west and two in the east: “ ” … é. */
export const measureAmbiguous = (width: 1 | 2): void => {
  ambiguousIsNarrow = width === 1
  known.clear()
}

/** Lays something out for paper, which knows nothing of the clerk's terminal: “ ” … é take one cell there. */
export const onPaper = <T>(lay: () => T): T => {
  const before = ambiguousIsNarrow
  if (before) return lay()
  measureAmbiguous(1)
  try {
    return lay()
  } finally {
    measureAmbiguous(2)
  }
}

const measureOther = (text: string): number => {
  const before = known.get(text)
  if (before !== undefined) return before
  const width = ambiguousIsNarrow
    ? stringWidth(text)
    : stringWidth(text.replace(boxes, '-'), { ambiguousIsNarrow })
  if (known.size > mostKnown) known.clear()
  if (text.length <= longestKnown) known.set(text, width)
  return width
}

/**
 * Cells of a character that every terminal draws alike, and that no neighbour changes: ASCII, boxes, hanzi, kana, hangul,
 * full-width forms; 0 for all others.
 */
const plainWidth = (code: number): number => {
  if (code < 0x7f) return code >= 0x20 ? 1 : 0
  if (code < 0x2500) return 0
  if (code <= 0x257f) return 1
  const isWide =
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x3001 && code <= 0x3029) ||
    (code >= 0x3041 && code <= 0x3096) ||
    (code >= 0x30a1 && code <= 0x30fa) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xff01 && code <= 0xff60)
  return isWide ? 2 : 0
}

/** How many cells a text takes: 订 takes two. A screen asks this a thousand times for a key. */
export const cells = (text: string): number => {
  let width = 0
  for (let at = 0; at < text.length; at += 1) {
    const one = plainWidth(text.charCodeAt(at))
    if (one === 0) return measureOther(text)
    width += one
  }
  return width
}

/** Whether terminals don't agree on how many cells a character takes. */
export const isAmbiguous = (character: string): boolean =>
  // The tables behind stringWidth take 20 ms to load: a start that shows none but plain ones is spared them.
  (plainWidth(character.charCodeAt(0)) !== 2 || character.length > 1) &&
  stringWidth(character, { ambiguousIsNarrow: false }) !== stringWidth(character)

const graphemes = new Intl.Segmenter()

/** Whether every terminal draws each of its characters alike, and none of them changes its neighbours. */
export const isPlain = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    if (plainWidth(text.charCodeAt(at)) === 0) return false
  }
  return true
}

/** Its characters as a person counts them. */
export const characters = (text: string): string[] =>
  isPlain(text) ? [...text] : Array.from(graphemes.segment(text), part => part.segment)

/** A letter and two marks. */
const longestCharacter = 3

/** Whether marks are piled up on a letter: any number of them takes the cell of one. */
export const isPiledUp = (text: string): boolean =>
  characters(text).some(character => [...character].length > longestCharacter)

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

/** As `fit`, but what is cut ends in …: nobody takes the beginning of a code for the whole. */
export const fitMarked = (
  text: string,
  width: number,
  align: 'left' | 'right' | 'center' = 'left',
) => fit(cells(text) <= width ? text : `${cut(text, width - cells('…'))}…`, width, align)

/** As `fitMarked`, but what is cut keeps its end: lots and items of one kind differ there. */
export const fitMiddle = (text: string, width: number) => {
  const room = width - cells('…')
  if (cells(text) <= width || room < 2) return fitMarked(text, width)
  let end = ''
  for (const character of characters(text).reverse()) {
    if (cells(character + end) > room >> 1) break
    end = character + end
  }
  return fit(`${cut(text, room - cells(end))}…${end}`, width)
}
