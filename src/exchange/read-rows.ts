import { msg } from '../../db/messages.ts'
import type { Values } from '../kernel/entry.ts'
import { readValue } from '../kernel/format.ts'
import type { Field } from '../kernel/messages.ts'
import { cells } from '../kernel/text.ts'
import type { ColumnMap, Source, Sources } from './column-map.ts'
import { type Origin, type Problem, problemAt, refusedAt } from './problem.ts'
import type { CsvFile, CsvRow } from './read-csv.ts'
import { takeText } from './take-text.ts'

/** A row of a file as values of our fields. Fields that the file doesn't have are absent. */
export interface ReadRow extends Origin {
  readonly values: Values
}

export type Family = Readonly<Record<string, Field>>

/** Which column holds which field when no map says so: columns named as our fields, or by their labels. */
export const sourcesByName = (columns: readonly string[], family: Family): Sources => {
  const known = new Map<string, string>()
  for (const [name, { label, head }] of Object.entries(family)) {
    for (const word of [name, ...label, ...(head ?? [])]) {
      const plain = word.toLowerCase()
      if (!known.has(plain)) known.set(plain, name)
    }
  }
  const found: Record<string, Source> = {}
  for (const column of columns) {
    const name = known.get(column.toLowerCase())
    if (name !== undefined && !(name in found)) found[name] = { column }
  }
  return found
}

const isTwice = (columns: readonly string[], column: string) =>
  columns.indexOf(column) !== columns.lastIndexOf(column)

/** Columns of a file that would be lost: without a map to say so, nobody meant that. */
export const unreadColumns = (
  { file, columns, nameless }: CsvFile,
  ...families: readonly Family[]
): Problem[] => {
  const used = families.flatMap(family => Object.values(sourcesByName(columns, family)))
  const read = new Set(used.map(({ column }) => column))
  const known = [...new Set(families.flatMap(Object.keys))].join(', ')
  const named = [...new Set(columns)].filter(column => column !== '')
  const at = { file, line: 1 }
  return [
    ...named.flatMap(column => {
      if (!read.has(column)) return [problemAt(at, null, msg.columnUnread, column, known)]
      return isTwice(columns, column) ? [problemAt(at, null, msg.columnTwice, column)] : []
    }),
    ...nameless,
  ]
}

/** What is wrong with a map before any row is read: fields we don't have, columns the file doesn't have. */
export const mapProblems = (
  sources: Sources,
  family: Family,
  file: CsvFile,
  looked: ColumnMap['looked'],
): Problem[] => {
  const whole = { file: file.file, line: 1 }
  return Object.entries(sources).flatMap(([name, source]) => {
    if (!(name in family)) {
      return [problemAt(whole, name, msg.mapUnknownField, name, Object.keys(family).join(', '))]
    }
    const other = source.in === undefined ? undefined : looked[source.in]
    const taken = [
      ...(source.columns ?? []),
      ...(source.column === undefined ? [] : [source.column]),
    ]
    return [
      ...taken.flatMap(column => {
        if (!file.columns.includes(column)) {
          return [problemAt(whole, name, msg.mapUnknownColumn, column, file.columns.join(', '))]
        }
        return isTwice(file.columns, column)
          ? [problemAt(whole, name, msg.columnTwice, column)]
          : []
      }),
      ...(other ? [source.key!, source.give!] : [])
        .filter(column => !other!.columns.includes(column))
        .map(column =>
          problemAt(
            { file: other!.file, line: 1 },
            name,
            msg.mapUnknownColumn,
            column,
            other!.columns.join(', '),
          ),
        ),
    ]
  })
}

/** Reads one row by the fields' formats, as if a clerk had typed it. */
export const readRow = (
  row: CsvRow,
  { sources, family, looked, today }: RowReading,
  problems: Problem[],
): ReadRow => {
  const values: Record<string, string | number | null> = {}
  for (const [name, source] of Object.entries(sources)) {
    const taken = takeText(source, row, looked)
    if (!taken.ok) {
      problems.push(refusedAt(row, { ...taken.refusal, field: name }))
      continue
    }
    const format = family[name]!.format
    // A blank says nothing, not 0: a price is then looked up, a new row's flag is as usual.
    if (taken.value === '') {
      values[name] = format.kind === 'text' ? format.blank : null
      continue
    }
    const read = readValue(taken.value, format, today)
    if (!read.ok) problems.push(refusedAt(row, { ...read.refusal, field: name }))
    else if (format.kind === 'text' && cells(String(read.value ?? '')) > format.width) {
      problems.push(problemAt(row, name, msg.valueTooLong, format.width, String(read.value)))
    } else values[name] = read.value
  }
  return { file: row.file, line: row.line, values }
}

export interface RowReading {
  readonly sources: Sources
  readonly family: Family
  readonly looked: ColumnMap['looked']
  readonly today: string
}
