import { cells, characters } from './text.ts'

/** Breaks a text into rows of so many cells, between words where there are any. */
export const wrap = (text: string, width: number): string[] => {
  const rows: string[] = []
  let row = ''
  for (const word of text.split(/(?<= )|(?<=[^\u0000-\u2fff])/u)) {
    if (cells(row + word) > width && row !== '') {
      rows.push(row.trimEnd())
      row = ''
    }
    for (const character of characters(word)) {
      if (cells(row + character) > width) {
        rows.push(row)
        row = ''
      }
      row += character
    }
  }
  return row === '' ? rows : [...rows, row]
}
