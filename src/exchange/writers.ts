import type { Writable } from 'node:stream'
import type { Language } from '../kernel/format.ts'
import type { Report } from './report.ts'
import { writeCsv } from './write-csv.ts'
import { writeText } from './write-text.ts'

type WriteReport = (report: Report, language: Language, out: Writable) => Promise<void>

/** The forms in which a report can be written, by the word that is typed for them. */
export const writers = { csv: writeCsv, text: writeText } as const satisfies Record<
  string,
  WriteReport
>
