import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { msg } from '../kernel/messages.ts'

/** A line of a load file; one that isn't UTF-8 has no text. */
export interface LoadLine {
  /** Counted from 1. */
  readonly line: number
  readonly text: string | null
}

/** What is typed into one field. */
export interface LoadValue {
  readonly text: string
  /** A dash without quotes keeps what stands there. */
  readonly keeps: boolean
}

const newline = 0x0a
const byteOrderMark = '\ufeff'

/** The lines of a file; a byte order mark and carriage returns before newlines don't count. */
export function* readLines(bytes: Uint8Array): Generator<LoadLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let start = 0
  for (let line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(newline, start)
    const stop = end < 0 ? bytes.length : end
    yield { line, text: decode(decoder, bytes.subarray(start, stop), line) }
    start = stop + 1
  }
}

const decode = (
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Uint8Array,
  line: number,
): string | null => {
  try {
    const text = decoder.decode(bytes).replace(/\r$/, '')
    return line === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text
  } catch {
    return null
  }
}

/** One value: in quotes, where two quotes stand for one, or up to the next blank. */
const value = /[ \t]*(?:"((?:[^"]|"")*)"(?=[ \t]|$)|([^ \t"][^ \t]*))/y

/** Takes a line apart into what is typed, field by field. */
export const readLineValues = (line: string): Decision<readonly LoadValue[]> => {
  const text = line.trimEnd()
  const values: LoadValue[] = []
  value.lastIndex = 0
  while (value.lastIndex < text.length) {
    const found = value.exec(text)
    if (!found) return refuse(null, msg.loadQuoteOpen)
    const [, quoted, plain] = found
    values.push(
      quoted === undefined
        ? { text: plain!, keeps: plain === '-' }
        : { text: quoted.replaceAll('""', '"'), keeps: false },
    )
  }
  return accept(values)
}

/** A point alone is F4, and ends rows. */
export const isPoint = (text: string | null): boolean => text?.trim() === '.'
