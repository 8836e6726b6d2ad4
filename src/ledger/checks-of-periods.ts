import type { Kysely } from 'kysely'
import type { Database, GlPeriodEventTable } from '../../db/schema.ts'
import type { Check } from './checks.ts'
import { nameOfPeriod } from './periods.ts'

type Db = Kysely<Database>

/** The events of a period, in the order in which they happened. */
const eventsByPeriod = async (db: Db) => {
  const events = await db
    .selectFrom('gl_period_event as event')
    .innerJoin('operation', 'operation.id', 'event.operation')
    .select(['event.year', 'event.period', 'event.type', 'operation.number as at'])
    .select(['event.start_date', 'event.end_date'])
    .orderBy('event.number')
    .execute()
  const byPeriod = new Map<string, typeof events>()
  for (const event of events) {
    const name = nameOfPeriod(event)
    byPeriod.set(name, [...(byPeriod.get(name) ?? []), event])
  }
  return byPeriod
}

const isClosed = (type: GlPeriodEventTable['type'] | undefined) => (type === 'closed' ? 1 : 0)

const stands = async (db: Db) => {
  const byPeriod = await eventsByPeriod(db)
  const periods = await db.selectFrom('gl_period').selectAll().execute()
  return periods
    .map(period => ({
      key: nameOfPeriod(period),
      expected: String(isClosed(byPeriod.get(nameOfPeriod(period))?.at(-1)?.type)),
      found: String(period.closed),
    }))
    .filter(({ expected, found }) => expected !== found)
}

/** Moves of days that were closed when they were posted, each with the operation that posted it. */
const postedInto = async (db: Db) => {
  const byPeriod = await eventsByPeriod(db)
  const found = []
  for (const [name, events] of byPeriod) {
    for (const [index, { at, type, start_date, end_date }] of events.entries()) {
      if (type !== 'closed') continue
      let moves = db
        .selectFrom('stock_move as move')
        .innerJoin('operation', 'operation.id', 'move.operation')
        .select(['move.number', 'move.effective_date'])
        .where('move.effective_date', '>=', start_date)
        .where('move.effective_date', '<=', end_date)
        .where('operation.number', '>', at)
      const again = events[index + 1]
      if (again) moves = moves.where('operation.number', '<', again.at)
      for (const move of await moves.orderBy('move.number').execute()) {
        found.push({
          key: `stock_move ${move.number}`,
          expected: `not in ${name}`,
          found: move.effective_date,
        })
      }
    }
  }
  return found
}

/** The calendar of the books (I13). */
export const periodChecks: readonly Check[] = [
  { name: 'a period is closed as its history says', run: stands },
  { name: 'nothing was posted into a closed period', run: postedInto },
]
