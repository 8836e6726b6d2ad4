import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { msg } from '../../db/messages.ts'
import { type Problem, problemAt } from './problem.ts'
import { type CsvFile, readCsv } from './read-csv.ts'

/** Where a field's text comes from. The steps are taken in the order in which they stand here. */
export interface Source {
  /** The same text for every row. */
  readonly value?: string
  readonly column?: string
  /** Several columns, with a blank between them. */
  readonly columns?: readonly string[]
  /** Another CSV beside the data, in which the text is looked up: by which column, giving which. */
  readonly in?: string
  readonly key?: string
  readonly give?: string
  /** Only so many characters from the beginning: 10 for the date of a timestamp. */
  readonly first?: number
  /** A fraction times 100 is a percentage. */
  readonly times?: number
  /** Other words for the file's words; a word that isn't listed is refused. */
  readonly replace?: Readonly<Record<string, string>>
  /** Broken between words into pieces of so many cells, of which one is taken. */
  readonly wrap?: number
  /** Which piece, from 1. */
  readonly piece?: number
  /** Where the text is blank. */
  readonly default?: string
}

export type Sources = Readonly<Record<string, Source>>

/** The fields of the rows and, for orders, of their lines. */
export interface ColumnMap {
  readonly fields: Sources
  readonly lines: Sources | null
  /** The other CSV files that sources look into, by their name. */
  readonly looked: Readonly<Record<string, CsvFile>>
}

export interface MapReading {
  readonly map: ColumnMap | null
  readonly problems: readonly Problem[]
}

const kinds: Readonly<Record<keyof Source, (value: unknown) => boolean>> = {
  value: isText,
  column: isText,
  columns: value => Array.isArray(value) && value.length > 0 && value.every(isText),
  in: isText,
  key: isText,
  give: isText,
  first: isCount,
  times: isCount,
  replace: value => isObject(value) && Object.values(value).every(isText),
  wrap: isCount,
  piece: isCount,
  default: isText,
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
function isCount(value: unknown) {
  return Number.isInteger(value) && (value as number) > 0
}
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads a map and the files that it looks into, which lie beside the data. */
export const readMap = async (file: string, data: string): Promise<MapReading> => {
  const whole = { file, line: 0 }
  const fail = (...problems: Problem[]): MapReading => ({ map: null, problems })
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return fail(problemAt(whole, null, msg.fileCannotBeRead, file))
  }
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (error) {
    return fail(problemAt(whole, null, msg.mapNotReadable, (error as Error).message))
  }
  if (!isObject(found)) return fail(problemAt(whole, null, msg.mapNotReadable, '{…}'))
  const { lines, ...fields } = found
  const problems: Problem[] = []
  const read = (entries: Record<string, unknown>): Sources =>
    Object.fromEntries(
      Object.entries(entries).map(([field, entry]) => {
        const source = isText(entry) ? { column: entry } : entry
        const wrong = faultOf(source)
        if (wrong) problems.push(problemAt(whole, field, msg.mapWrongSource, field, wrong))
        return [field, source as Source]
      }),
    )
  const map = { fields: read(fields), lines: isObject(lines) ? read(lines) : null }
  if (problems.length > 0) return fail(...problems)
  const looked = await lookInto(map, data)
  const unread = Object.values(looked).flatMap(one => one.problems)
  return unread.length > 0 ? fail(...unread) : { map: { ...map, looked }, problems }
}

/** The words of an entry that say nothing, or undefined when it is right. */
const faultOf = (source: unknown): string | undefined => {
  if (!isObject(source)) return JSON.stringify(source)
  const wrong = Object.entries(source).find(
    ([name, value]) => !kinds[name as keyof Source]?.(value),
  )
  if (wrong) return `${wrong[0]} ${JSON.stringify(wrong[1])}`
  if (source.value === undefined && source.column === undefined && source.columns === undefined) {
    return 'column'
  }
  const lookup = [source.in, source.key, source.give].filter(part => part !== undefined).length
  return lookup === 0 || lookup === 3 ? undefined : 'in, key, give'
}

const lookInto = async ({ fields, lines }: Omit<ColumnMap, 'looked'>, data: string) => {
  const names = [...Object.values(fields), ...Object.values(lines ?? {})].flatMap(
    one => one.in ?? [],
  )
  const files = await Promise.all(
    [...new Set(names)].map(
      async name => [name, await readCsv(join(dirname(data), name))] as const,
    ),
  )
  return Object.fromEntries(files)
}
