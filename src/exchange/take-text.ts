import { msg } from '../../db/messages.ts'
import { multiplied } from '../kernel/arithmetic.ts'
import { readDecimal, showDecimal } from '../kernel/decimal.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { cells } from '../kernel/text.ts'
import type { Source } from './column-map.ts'
import type { CsvFile, CsvRow } from './read-csv.ts'

type Looked = Readonly<Record<string, CsvFile>>

/** Takes the text of one field from a row, step by step as its source says. */
export const takeText = (source: Source, row: CsvRow, looked: Looked): Decision<string> => {
  const names = source.columns ?? (source.column === undefined ? [] : [source.column])
  let text =
    source.value ??
    names
      .map(name => row.cells[name] ?? '')
      .join(' ')
      .trim()
  if (source.in !== undefined && text !== '') {
    const found = tableOf(looked[source.in]!, source.key!).get(text)
    if (!found) return refuse(null, msg.lookedUpNowhere, text, source.in)
    text = found.cells[source.give!] ?? ''
  }
  if (source.first !== undefined) text = text.slice(0, source.first)
  if (source.times !== undefined && text !== '') {
    const number = readDecimal(text, 6)
    if (number === null) return refuse(null, msg.invalidNumber, 6)
    const product = multiplied(number, source.times)
    if (product === null) return refuse(null, msg.numberTooLong)
    text = showDecimal(product, { scale: 6, decimals: 0, grouped: false })
  }
  if (source.replace !== undefined && text !== '') {
    const other = source.replace[text]
    if (other === undefined) {
      return refuse(null, msg.valueNotListed, text, Object.keys(source.replace).join(', '))
    }
    text = other
  }
  if (source.wrap !== undefined) text = pieces(text, source.wrap, source.piece ?? 1)
  return accept(text === '' ? (source.default ?? '') : text)
}

const tables = new WeakMap<CsvFile, Map<string, ReadonlyMap<string, CsvRow>>>()

/** A CSV's rows by one of their columns, made once. */
const tableOf = (file: CsvFile, key: string): ReadonlyMap<string, CsvRow> => {
  const known = tables.get(file) ?? new Map<string, ReadonlyMap<string, CsvRow>>()
  tables.set(file, known)
  const table = known.get(key) ?? new Map(file.rows.map(row => [row.cells[key] ?? '', row]))
  known.set(key, table)
  return table
}

/** The nth piece of a text broken between words; all pieces but the last that is asked for fit into the width. */
const pieces = (text: string, width: number, which: number): string => {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && cells(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines[which - 1] ?? ''
}
