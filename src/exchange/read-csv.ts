import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { msg } from '../../db/messages.ts'
import { armed } from './formulas.ts'
import { type Origin, type Problem, problemAt } from './problem.ts'

/** One row of a CSV file: its cells by the names in the first row. */
export interface CsvRow extends Origin {
  readonly cells: Readonly<Record<string, string>>
}

/** A CSV file as it was found. */
export interface CsvFile {
  readonly file: string
  readonly columns: readonly string[]
  readonly rows: readonly CsvRow[]
  /** Columns without a heading, where they first hold something. */
  readonly nameless: readonly Problem[]
  readonly problems: readonly Problem[]
}

/** Reads a CSV file whose first row names the columns; what can't be read is told, not thrown. */
export const readCsv = async (file: string): Promise<CsvFile> => {
  const bad = (problem: Problem): CsvFile => ({
    file,
    columns: [],
    rows: [],
    nameless: [],
    problems: [problem],
  })
  const whole = { file, line: 0 }
  let text: string
  try {
    text = sameEnds(decode(await readFile(file)))
  } catch {
    return bad(problemAt(whole, null, msg.fileCannotBeRead, file))
  }
  try {
    const records = parse(text, {
      bom: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    const [head, ...body] = records
    if (!head || body.length === 0) return bad(problemAt(whole, null, msg.csvHasNoRows))
    const columns = head.record
    // The parser takes a CR alone in a cell for the end of a line, which nobody sees there.
    let unseen = count(head.record, '\r')
    const rows = body.map(({ record, info }) => {
      unseen += count(record, '\r')
      return {
        file,
        line: info.lines - count(record, '\n') - unseen,
        cells: Object.fromEntries(
          columns.map((column, index) => [column, armed(record[index] ?? '')]),
        ),
      }
    })
    const nameless = columns.flatMap((column, index) => {
      const found = column === '' ? body.findIndex(({ record }) => record[index] !== '') : -1
      return found < 0 ? [] : [problemAt(rows[found]!, null, msg.columnNameless, index + 1)]
    })
    return { file, columns, rows, nameless, problems: [] }
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number }
    if (code === undefined) throw error
    return bad(problemAt({ file, line: lines ?? 0 }, null, msg.csvNotReadable, code))
  }
}

/** How often a sign stands in a row: it is found where it begins, not where its last quoted cell ends. */
const count = (record: readonly string[], sign: string) =>
  record.reduce((found, cell) => found + cell.split(sign).length - 1, 0)

/** Every line ends alike, within cells too. */
const sameEnds = (text: string): string => {
  const lines = text.replaceAll('\r\n', '\n')
  return lines.includes('\n') ? lines : lines.replaceAll('\r', '\n')
}

/** Chinese editions of Excel write CSV in GB 18030 unless told otherwise. */
const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
