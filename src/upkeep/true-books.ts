import type { Ledger } from '../../db/open.ts'
import { verify } from '../ledger/checks.ts'
import { replay } from '../ledger/replay.ts'

/** Whether every check holds and the log, where all of it can be done again, comes to these very books. */
export const areTrue = async (ledger: Pick<Ledger, 'db'>): Promise<boolean> =>
  (await verify(ledger)).length === 0 && (await replay(ledger)).differences === 0
