import type { Kysely } from 'kysely'
import { kept } from '../../db/kept.ts'
import type { Database } from '../../db/schema.ts'
import { mustChange } from './must-change.ts'
import type { PeriodEvent, Stamp } from './posting.ts'

type Db = Kysely<Database>

const insertEvent = kept<PeriodEvent & Stamp, unknown>((db, hole) =>
  db.insertInto('gl_period_event').values({
    operation: hole('operation'),
    year: hole('year'),
    period: hole('period'),
    type: hole('type'),
    start_date: hole('start_date'),
    end_date: hole('end_date'),
    created_by: hole('created_by'),
    created_at: hole('created_at'),
  } as never),
)

const setClosed = kept<
  Pick<PeriodEvent, 'year' | 'period'> & { closed: 0 | 1 },
  { changed: number }
>((db, hole) =>
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
