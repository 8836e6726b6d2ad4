import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import { msg } from '../../db/messages.ts'
import type { Database, Day, GlPeriodTable } from '../../db/schema.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import { mustChange } from './must-change.ts'
import type { PeriodEvent, Posting, Stamp } from './posting.ts'

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

const insertEvent = kept<PeriodEvent & Stamp, unknown>((db, hole) =>
  db.insertInto('gl_period_event').values({
    operation: hole('operation'),
    year: hole('year'),
    period: hole('period'),
    type: hole('type'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const setClosed = kept<Omit<PeriodEvent, 'type'> & { closed: 0 | 1 }, { changed: number }>(
  (db, hole) =>
    db
      .updateTable('gl_period')
      .set({ closed: hole('closed') })
      .where('year', '=', hole('year'))
      .where('period', '=', hole('period'))
      .returning(eb => eb.lit(1).as('changed')),
)

/** Writes down that a period was closed or opened again, and keeps the period in step with it. */
export const postPeriodEvent = async (db: Db, event: PeriodEvent & Stamp) => {
  await insertEvent(db, event)
  const { year, period, type } = event
  const changed = await setClosed(db, { year, period, closed: type === 'closed' ? 1 : 0 })
  mustChange(changed, 'gl_period')
}
