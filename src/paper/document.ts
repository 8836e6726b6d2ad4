import type { Day } from '../../db/schema.ts'
import type { Values } from '../kernel/entry.ts'
import type { Value } from '../kernel/format.ts'
import type { Format, Text } from '../kernel/messages.ts'

/** A value with the words before it: `Order Date: 2026-11-22`. */
export interface PaperFact {
  readonly label: Text
  readonly value: Value
  readonly format: Format
}

/** Who a paper concerns: sold-to, ship-to, bill-to. */
export interface PaperParty {
  readonly label: Text
  readonly code: string
  /** Name and address, a line each. */
  readonly lines: readonly string[]
}

/** A column of the lines, of so many cells. */
export interface PaperColumn {
  /** The value in each line. */
  readonly name: string
  readonly head: Text
  readonly format: Format
  readonly width: number
  /** In the rows under a line: where the column begins, and that its label stands before each value. */
  readonly at?: number
  readonly labelled?: boolean
}

/** An amount under the lines. */
export interface PaperTotal extends PaperFact {
  /** Stands after the label: a percentage or a currency. */
  readonly detail?: string
}

/** Where somebody signs, or who did and when. */
export interface PaperSignature {
  readonly label: Text
  readonly name?: string | null
  readonly date?: Day | null
}

/**
 * A paper as one value in both languages: what it says, not how it looks. Screen, text file, printer and PDF are written
 * from it, so that all of them say the same.
 */
export interface PaperDocument {
  readonly title: Text
  readonly number: string
  /** The day of the paper itself: the same paper is the same bytes whenever it is written. */
  readonly date: Day
  readonly company: string
  /** The names of its copies, each printed whole; none: one copy without a name. */
  readonly copies: readonly Text[]
  readonly facts: readonly PaperFact[]
  readonly parties: readonly PaperParty[]
  readonly columns: readonly PaperColumn[]
  /** What stands in rows of its own under each line; texts too long for their width are wrapped. */
  readonly under: readonly PaperColumn[]
  readonly lines: readonly Values[]
  readonly totals: readonly PaperTotal[]
  readonly remarks: string | null
  /** Sentences that every paper of its kind carries. */
  readonly notes: readonly Text[]
  readonly signatures: readonly PaperSignature[]
}
