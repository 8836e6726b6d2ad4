import type { Ledger } from '../../db/open.ts'
import { verify } from '../ledger/checks.ts'
import { replay } from '../ledger/replay.ts'

export interface Judged {
  /** Every check holds, and the log, where all of it can be done again, comes to these very books. */
  readonly areTrue: boolean
  /** The operation for whose sake it could not be done again: then nobody knows whether the rows are those of the log. */
  readonly untold: number | null
}

/** Judges books by every check and by their log. */
export const judge = async (ledger: Pick<Ledger, 'db'>): Promise<Judged> => {
  if ((await verify(ledger)).length > 0) return { areTrue: false, untold: null }
  const { differences, untold } = await replay(ledger)
  return { areTrue: differences === 0, untold }
}
