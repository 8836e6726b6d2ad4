import type { Posting } from '../ledger/posting.ts'
import type { Problem } from './problem.ts'

/** What a file comes to: all that is wrong with it, or, when nothing is, all that is to be written. */
export interface Judged {
  readonly problems: readonly Problem[]
  readonly posting: Posting
  readonly records: number
}

/** A file that says nothing. */
export const nothing: Judged = { problems: [], posting: {}, records: 0 }
