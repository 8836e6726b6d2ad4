import { msg } from '../../db/messages.ts'
import { type ColumnMap, readMap, type Source, type Sources } from './column-map.ts'
import { type ImportKind, lineShape, type Shape, shapeOf } from './import-kinds.ts'
import { type Problem, problemAt } from './problem.ts'
import { type CsvFile, readCsv } from './read-csv.ts'
import {
  type Family,
  mapProblems,
  type ReadRow,
  readRow,
  sourcesByName,
  unreadColumns,
} from './read-rows.ts'
import { otherThanFirst } from './same-head.ts'

/** What to bring in: for orders one file of whole rows, or one of heads and one of lines. */
export interface ImportAsk {
  readonly kind: ImportKind
  readonly files: readonly string[]
  /** A JSON file that says which column holds which field; else columns are named as our fields. */
  readonly map?: string | undefined
}

/** The rows of the files; `lines` is for orders only. */
export interface ImportRows {
  readonly heads: readonly ReadRow[]
  readonly lines: readonly ReadRow[]
  readonly problems: readonly Problem[]
}

const failing = (problems: readonly Problem[]): ImportRows => ({ heads: [], lines: [], problems })

/** Reads the files by the map, every cell as if a clerk had typed it. */
export const readImport = async (ask: ImportAsk, today: string): Promise<ImportRows> => {
  const files = await Promise.all(ask.files.map(readCsv))
  const unread = files.flatMap(file => file.problems)
  if (unread.length > 0) return failing(unread)
  const reading = ask.map === undefined ? undefined : await readMap(ask.map, ask.files[0]!)
  if (reading && !reading.map) return failing(reading.problems)
  const map = reading?.map ?? undefined
  const shape = shapeOf(ask.kind)
  const unknown = map
    ? []
    : files.flatMap((file, at) => unreadColumns(file, ...familiesOf(ask, at)))
  if (unknown.length > 0) return failing(unknown)
  if (ask.kind !== 'orders') return readFiles(files, { shape, sources: map?.fields, map, today })
  return readOrders(files, map, today)
}

/** What the columns of a file may stand for: where lines have a file of their own, of its orders it names the number alone. */
const familiesOf = ({ kind, files }: ImportAsk, at: number): readonly Family[] => {
  const { family } = shapeOf(kind)
  if (kind !== 'orders') return [family]
  if (files.length === 1) return [family, lineShape.family]
  return at === 0 ? [family] : [{ number: family['number']! }, lineShape.family]
}

interface Reading {
  readonly shape: Shape
  readonly sources: Sources | undefined
  readonly map: ColumnMap | undefined
  readonly today: string
}

const readFiles = (
  files: readonly CsvFile[],
  { shape, sources, map, today }: Reading,
): ImportRows => {
  const problems: Problem[] = []
  const heads: ReadRow[] = []
  for (const file of files) {
    const used = sources ?? sourcesByName(file.columns, shape.family)
    const looked = map?.looked ?? {}
    const wrong = [
      ...shape.needed
        .filter(name => !(name in used))
        .map(name => problemAt({ file: file.file, line: 1 }, name, msg.mapNeedsField, name)),
      ...mapProblems(used, shape.family, file, looked),
    ]
    problems.push(...wrong)
    if (wrong.length > 0) continue
    const reading = { sources: used, family: shape.family, looked, today }
    for (const row of file.rows) heads.push(readRow(row, reading, problems))
  }
  return { heads, lines: [], problems }
}

/** Heads in one file and lines in another; or one file, whose rows each hold a line and its order's head. */
const readOrders = (
  files: readonly CsvFile[],
  map: ColumnMap | undefined,
  today: string,
): ImportRows => {
  const [headFile, lineFile = headFile] = files as [CsvFile, CsvFile?]
  const one = headFile === lineFile
  const headed = map?.fields ?? headSources(headFile, one)
  const lined = map?.lines ?? sourcesByName(lineFile.columns, lineShape.family)
  const number = one
    ? headed.number
    : sourcesByName(lineFile.columns, shapeOf('orders').family).number
  const heads = readFiles([headFile], { shape: shapeOf('orders'), sources: headed, map, today })
  const lines = readFiles([lineFile], {
    shape: lineShape,
    sources: number ? { order_number: number, ...lined } : lined,
    map,
    today,
  })
  const problems = [...heads.problems, ...lines.problems]
  if (!one) return { heads: heads.heads, lines: lines.heads, problems }
  // What a line says too, from the same column, may differ from line to line.
  const fields = Object.keys(headed).filter(name => !isSame(headed[name], lined[name]))
  const first = firstOfEach(heads.heads, fields)
  return { heads: first.heads, lines: lines.heads, problems: [...problems, ...first.problems] }
}

const isSame = (a: Source | undefined, b: Source | undefined) =>
  JSON.stringify(a) === JSON.stringify(b)

/** Where a row holds both, a discount is the line's. */
const headSources = (file: CsvFile, both: boolean): Sources => {
  const { discount, ...others } = sourcesByName(file.columns, shapeOf('orders').family)
  return both || !discount ? others : { ...others, discount }
}

/** The first row of each order, and what is wrong with others that say something else of it. */
const firstOfEach = (rows: readonly ReadRow[], fields: readonly string[]) => {
  const firsts = new Map<unknown, ReadRow>()
  const problems: Problem[] = []
  for (const row of rows) {
    const { number } = row.values
    const first = firsts.get(number)
    if (!first) firsts.set(number, row)
    else problems.push(...otherThanFirst(row, first, { name: String(number), fields }))
  }
  return { heads: [...firsts.values()], problems }
}
