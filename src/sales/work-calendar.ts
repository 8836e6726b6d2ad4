import type { Kysely } from 'kysely'
import type { Database, Day, Instant, SalesOrderTable } from '../../db/schema.ts'
import { dayOf } from '../kernel/calendar.ts'
import { workingDaysBefore, workingHoursBefore } from '../kernel/work-time.ts'
import { masterData } from '../ledger/master.ts'
import { readControl } from './order-rows.ts'

/** Days off, and Saturdays and Sundays on which everybody works. */
export const holidays = masterData('holiday')

/** From when on an order is late (R3); null where 7.1.24 sets no limit. */
export interface Clocks {
  /** What was entered, or changed last, before this instant should be audited. */
  readonly auditBefore: string | null
  /** What was entered before this day, and is due, should be shipped. */
  readonly shipBefore: string | null
}

/** Reads the limits of 7.1.24 against the work calendar, once for a whole list. */
export const readClocks = async (db: Kysely<Database>, now: Date): Promise<Clocks> => {
  const [control] = await readControl(db, {})
  if (!control) return { auditBefore: null, shipBefore: null }
  const days = await db.selectFrom('holiday').select(['day', 'working']).execute()
  const { work_from: from, work_to: to, audit_hours, ship_days } = control
  const special = new Map(days.map(({ day, working }) => [day, working === 1]))
  const calendar = { from, to, special }
  return {
    auditBefore:
      audit_hours === 0 ? null : workingHoursBefore(now, audit_hours, calendar).toISOString(),
    shipBefore:
      ship_days === 0 ? null : startOf(workingDaysBefore(dayOf(now), ship_days, calendar)),
  }
}

/** The first instant of a day, where the clerk sits. */
const startOf = (day: string) => new Date(`${day}T00:00:00`).toISOString()

/** What of an order tells whether it is late. */
export type Timed = Pick<SalesOrderTable, 'status' | 'stopped' | 'entered_at' | 'due_date'>

/** Since when orders wait for their audit, by number: an auditor judges each as it was left by its last change. */
export const readAuditWaits = async (
  db: Kysely<Database>,
  orders: readonly Pick<SalesOrderTable, 'number' | 'entered_at'>[],
): Promise<ReadonlyMap<string, Instant>> => {
  // The desk asks again and again while others post, and mostly nothing waits.
  if (orders.length === 0) return new Map()
  const changes = await db
    .selectFrom('order_event')
    .select(eb => ['order_number', eb.fn.max('created_at').as('changed_at')])
    .where(
      'order_number',
      'in',
      orders.map(({ number }) => number),
    )
    .where('type', '=', 'changed')
    .groupBy('order_number')
    .execute()
  return new Map([
    ...orders.map(({ number, entered_at }) => [number, entered_at] as const),
    ...changes.map(({ order_number, changed_at }) => [order_number, changed_at] as const),
  ])
}

/** By which clock an order is late: it waits for its audit for too long, or, due too, for its goods; null: by none. */
export const lateOf = (
  order: Timed,
  { auditSince, clocks, today }: { auditSince: Instant | null; clocks: Clocks; today: Day },
): 'audit' | 'ship' | null => {
  const { status, stopped, entered_at, due_date } = order
  if (stopped === 1 || status === 'closed' || status === 'cancelled') return null
  const { auditBefore, shipBefore } = clocks
  if (auditSince !== null && auditBefore !== null && auditSince < auditBefore) return 'audit'
  return shipBefore !== null && entered_at < shipBefore && due_date < today ? 'ship' : null
}
