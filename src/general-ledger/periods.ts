import { msg } from '../../db/messages.ts'
import type { Day, GlPeriodTable } from '../../db/schema.ts'
import { dayOf } from '../kernel/calendar.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import type { ReadPage } from '../kernel/entry.ts'
import type { Books } from '../ledger/books.ts'
import { type MasterRules, masterData } from '../ledger/master.ts'
import { rowOf } from '../ledger/master-rows.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { nameOfPeriod } from '../ledger/periods.ts'
import type { Save } from '../ledger/posting.ts'
import { denied } from '../ledger/rights.ts'

interface More {
  readonly today: Day
  /** Another period that holds some of its days. */
  readonly other: GlPeriodTable | undefined
  /** Why this user may open no period again. */
  readonly no: Refused | undefined
}

const rules: MasterRules<'gl_period', More> = {
  read: async ({ db, user, now }, { year, period, start_date, end_date }) => {
    const others = db
      .selectFrom('gl_period')
      .selectAll()
      .where('start_date', '<=', end_date)
      .where('end_date', '>=', start_date)
      .where(eb => eb.not(eb.and([eb('year', '=', year), eb('period', '=', period)])))
    return {
      today: dayOf(now()),
      other: await others.orderBy('start_date').executeTakeFirst(),
      no: await denied(db, user, '25.3.4.1'),
    }
  },
  check: ({ row, before, more: { today, other, no } }) => {
    const { start_date, end_date, closed } = row
    if (end_date < start_date) return refuse('end_date', msg.rangeReversed, start_date)
    if (other) {
      return refuse(
        'start_date',
        msg.periodsOverlap,
        nameOfPeriod(other),
        other.start_date,
        other.end_date,
      )
    }
    if (before?.closed === 1) {
      const moved = before.start_date !== start_date || before.end_date !== end_date
      if (moved) return refuse('start_date', msg.periodIsClosed, nameOfPeriod(row))
      return closed === 0 && no
        ? refuse('closed', msg.periodStaysClosed, nameOfPeriod(row))
        : undefined
    }
    // What is posted today must have a day to stand on.
    return closed === 1 && end_date >= today
      ? refuse('closed', msg.periodNotOver, nameOfPeriod(row), end_date)
      : undefined
  },
}

const open = masterData('gl_period', rules)

/** Saves a period; to close it and to open it again is written down, and who may close need not be allowed to open (I13). */
const save: typeof open.save = {
  ...open.save,
  decide: (input, facts, moment) => {
    const decision = open.save.decide(input, facts, moment)
    if (!decision.ok) return decision
    const { result } = decision.value
    const { closed: asked, ...row } = rowOf('gl_period', input.values)
    const closed = facts.before?.closed ?? 0
    // Whether it is closed only its history says.
    const saves: Save[] = [{ table: 'gl_period', row: { ...row, closed } }]
    const event = { ...row, type: asked === 1 ? ('closed' as const) : ('reopened' as const) }
    const periodEvents = asked === closed ? [] : [event]
    return accept({ result, posting: { saves, periodEvents } })
  },
}

/** The periods of the books; one that was ever closed is never deleted. */
export const periods = { ...open, save }

const shape: ListShape = {
  ranges: { year: 'year' },
  words: ['created_by'],
  key: { year: 'year', period: 'period', number: 'number' },
}

/** When each period was closed and opened again, and by whom, in the order of the periods. */
export const periodEventsPage: ReadPage<Books> = ({ db }, ask) =>
  pageByKey(db.selectFrom('gl_period_event').selectAll(), shape, ask)
