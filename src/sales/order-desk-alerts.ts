import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { belowSafety } from '../inventory/safety-stock.ts'
import { dueToAllocate } from './allocate-window.ts'
import { linesToAllocate, openLines } from './open-lines.ts'

type Db = Kysely<Database>

/** Lines that what is free doesn't cover. */
const shortLines = (db: Db) =>
  db
    .selectFrom(linesToAllocate(db).as('line'))
    .select(['line.order_number', 'line.item', 'line.site', 'line.due_date'])
    .whereRef('line.free', '<', 'line.needed')

/**
 * Orders that hold what an order due before them waits short of: those that are held, and those that are not due within
 * their Allocate Days, so that 7.1.7 wouldn't allocate them today. What stands on a certificate is the customer's already.
 */
const blocking = (db: Db, today: string, allocateDays: readonly number[]) =>
  openLines(db)
    .innerJoin('allocation', join =>
      join
        .onRef('allocation.order_number', '=', 'line.order_number')
        .onRef('allocation.line', '=', 'line.line'),
    )
    .innerJoin(shortLines(db).as('short'), join =>
      join
        .onRef('short.item', '=', 'allocation.item')
        .onRef('short.site', '=', 'allocation.site')
        .onRef('short.order_number', '<>', 'line.order_number'),
    )
    .select(['line.order_number as number', 'line.order_number', 'line.line', 'short.due_date'])
    .select(['short.order_number as document'])
    .select(eb => eb.val('blocks').as('waits_for'))
    .whereRef('allocation.quantity', '>', 'allocation.certified')
    .where(eb => {
      const later = eb('line.due_date', '>', eb.ref('short.due_date'))
      const long = eb.and([later, eb.not(dueToAllocate(today, allocateDays))])
      return eb.or([eb('head.action_status', '=', 'HD'), long])
    })

/** Items that run out, whoever orders them. */
const low = (db: Db, today: string) =>
  db
    .selectFrom(belowSafety(db).as('low'))
    .select('low.item as number')
    .select(eb => [
      eb.val<string | null>(null).as('order_number'),
      eb.lit(0).as('line'),
      eb.val(today).as('due_date'),
      eb.ref('low.site').as('document'),
      eb.val('low').as('waits_for'),
    ])

/** What goes wrong unless somebody steps in (R18), as rows of the order desk; `allocateDays` are all that open orders have. */
export const alertRows = (db: Db, today: string, allocateDays: readonly number[]) =>
  blocking(db, today, allocateDays).unionAll(low(db, today) as never)
