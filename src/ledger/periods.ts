import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Database, Day, GlPeriodTable } from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { Posting } from './posting.ts'

type Db = Kysely<Database>

/** A period as messages name it: 2026/11. */
export const nameOfPeriod = ({ year, period }: Pick<GlPeriodTable, 'year' | 'period'>): string =>
  `${year}/${String(period).padStart(2, '0')}`

const closedOn = kept<{ day: Day }, Pick<GlPeriodTable, 'year' | 'period'>>((db, hole) =>
  db
    .selectFrom('gl_period')
    .select(['year', 'period'])
    .where(eb => eb('closed', '=', eb.lit(1)))
    .where('start_date', '<=', hole('day'))
    .where('end_date', '>=', hole('day')),
)

/** Why a posting can't be made, whichever verb decided it: it would reach into a closed period (I13). */
export const periodTrouble = async (
  db: Db,
  { moves = [] }: Posting,
): Promise<Refused | undefined> => {
  for (const day of new Set(moves.map(move => move.effective_date))) {
    const [closed] = await closedOn(db, { day })
    if (closed) return refuse('effective_date', msg.postedIntoClosed, nameOfPeriod(closed), day)
  }
  return undefined
}
