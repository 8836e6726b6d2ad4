import type { Kysely } from 'kysely'
import type { Database, Day, Instant } from '../../db/schema.ts'
import { dayOf } from '../kernel/calendar.ts'

/** What every read and every verb is given: the books, who is at work, and what time it is. */
export interface Books {
  readonly db: Kysely<Database>
  readonly user: string
  /** The clock; tests inject their own. */
  readonly now: () => Date
}

/** Who acts and when, as decisions see it. */
export interface Moment {
  readonly user: string
  readonly today: Day
  readonly now: Instant
}

/** Who acts and when, read from the clock once. */
export const momentOf = ({ user, now }: Books): Moment => {
  const at = now()
  return { user, today: dayOf(at), now: at.toISOString() }
}
