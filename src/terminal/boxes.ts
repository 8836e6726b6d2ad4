const boxes = /[\u2500-\u257f]/
const allBoxes = /[\u2500-\u257f]/g

const strokes: Record<string, string> = {
  '─': '-',
  '━': '-',
  '│': '|',
  '┃': '|',
  '═': '=',
  '║': '|',
}

/** The same boxes out of + - and |, cell for cell. */
export const asciiBoxes = (text: string): string =>
  boxes.test(text) ? text.replace(allBoxes, stroke => strokes[stroke] ?? '+') : text

/** A row without the boxes around what it says. */
export const withoutBoxes = (text: string): string => text.replace(allBoxes, ' ')
