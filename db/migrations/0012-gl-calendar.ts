import { type Kysely, sql } from 'kysely'
import { appendOnly } from './0001-main-line.ts'

const day = (column: string) =>
  `${column} text not null check (${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`

const same = (one: string, other: string) =>
  `${one}year = ${other}.year and ${one}period = ${other}.period`

const statements = [
  `create table gl_period (
    year integer not null check (year between 1900 and 2999),
    period integer not null check (period between 1 and 99),
    ${day('start_date')},
    ${day('end_date')},
    closed integer not null check (closed in (0, 1)),
    check (start_date <= end_date),
    primary key (year, period)
  ) strict`,
  'create index gl_period_closed on gl_period (start_date, end_date) where closed = 1',

  `create table gl_period_event (
    number integer primary key,
    year integer not null,
    period integer not null,
    type text not null check (type in ('closed', 'reopened')),
    ${day('start_date')},
    ${day('end_date')},
    operation text not null references operation (id) deferrable initially deferred,
    created_by text not null,
    created_at text not null,
    foreign key (year, period) references gl_period (year, period)
  ) strict`,
  'create index gl_period_event_period on gl_period_event (year, period, number)',
  ...appendOnly('gl_period_event', 'number'),

  // A period is closed and opened again by what is written down of it, and by nothing else.
  `create trigger gl_period_closes before update of closed on gl_period
    when new.closed <> old.closed and new.closed is not
      (select type = 'closed' from gl_period_event where ${same('', 'old')} order by number desc limit 1)
    begin select raise(abort, 'a period is closed and opened again by its history'); end`,
  `create trigger gl_period_stays before update of year, period, start_date, end_date on gl_period
    when old.closed = 1 and (new.year, new.period, new.start_date, new.end_date)
      is not (old.year, old.period, old.start_date, old.end_date)
    begin select raise(abort, 'a closed period is never changed'); end`,
  `create trigger gl_period_kept before delete on gl_period when old.closed = 1
    begin select raise(abort, 'a closed period is never deleted'); end`,
  `create trigger gl_period_replaces_none before insert on gl_period
    when exists (select 1 from gl_period as old where ${same('old.', 'new')} and old.closed = 1
      and (new.start_date, new.end_date, new.closed) is not (old.start_date, old.end_date, old.closed))
    begin select raise(abort, 'a closed period is never replaced'); end`,

  `create trigger stock_move_not_in_closed_period before insert on stock_move
    when exists (select 1 from gl_period where closed = 1
      and start_date <= new.effective_date and end_date >= new.effective_date)
    begin select raise(abort, 'nothing is posted into a closed period'); end`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
