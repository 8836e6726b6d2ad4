import type { Values } from '../kernel/entry.ts'
import type { Field } from '../kernel/messages.ts'

/** One column of a report: the name of a value in its rows, and how it is headed and shown. */
export interface ReportColumn extends Pick<Field, 'label' | 'head' | 'format'> {
  readonly name: string
  /** Cells it takes on paper, where less than the format's width must do. */
  readonly width?: number | undefined
}

/** What was asked and found, once, for any writer: a million rows pass through, none is kept. */
export interface Report {
  readonly title: readonly [zh: string, en: string]
  readonly columns: readonly ReportColumn[]
  readonly rows: AsyncIterable<Values>
  /** Values for the columns that are summed, a row a currency; asked when the rows are through. */
  readonly totals?: () => Promise<readonly Values[]>
}
