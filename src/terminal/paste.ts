import { printableLines } from './printable.ts'

/** More than this is no field's text; the rest of such a paste is thrown away. */
const limit = 64 * 1024
const ending = '\u001b[201~'

/** Gathers a bracketed paste, which may arrive in many reads. */
export interface Paste {
  /** Takes one more character; true when it was the last of the closing bracket. */
  readonly take: (codePoint: number) => boolean
  /** What was pasted, cleaned, without the closing bracket. */
  readonly text: () => string
}

/** Opens a paste, after its opening bracket was read. */
export const createPaste = (): Paste => {
  const parts: string[] = []
  let length = 0
  let matched = 0
  const keep = (text: string) => {
    length += text.length
    if (length <= limit) parts.push(text)
  }
  return {
    take: codePoint => {
      const character = String.fromCodePoint(codePoint)
      if (character === ending[matched]) {
        matched += 1
        return matched === ending.length
      }
      // What looked like the bracket's beginning was pasted text; no character but the first begins
      // it again.
      keep(ending.slice(0, matched))
      matched = character === ending[0] ? 1 : 0
      if (matched === 0) keep(character)
      return false
    },
    text: () => printableLines(parts.join('')),
  }
}
