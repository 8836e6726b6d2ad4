import { type Kysely, sql } from 'kysely'
import { appendOnly } from './0001-main-line.ts'

/** A column's CHECK can't be changed, so the history, and what refers to it, is written into new tables as it stands. */
const history = [
  `create table order_event_new (
    number integer primary key,
    operation text not null references operation (id) deferrable initially deferred,
    order_number text not null,
    line integer,
    type text not null check (type in ('entered', 'changed', 'audited', 'confirmed', 'allocated', 'shipped', 'closed',
      'cancelled', 'held', 'released', 'stopped', 'resumed', 'archived', 'change asked', 'change approved',
      'change refused', 'change withdrawn')),
    quantity integer,
    price integer,
    amount integer,
    detail text,
    reason text,
    created_by text not null,
    created_at text not null
  ) strict`,
  `insert into order_event_new (number, operation, order_number, line, type, quantity, price, amount, detail, reason,
    created_by, created_at) select number, operation, order_number, line, type, quantity, price, amount, detail, reason,
    created_by, created_at from order_event`,
  `create table order_signature_new (
    number integer primary key,
    order_number text not null references sales_order (number),
    signed_by text not null check (signed_by <> ''),
    signed_on text not null check (signed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    event integer not null references order_event_new (number),
    operation text not null references operation (id) deferrable initially deferred,
    created_by text not null,
    created_at text not null
  ) strict`,
  `insert into order_signature_new (number, order_number, signed_by, signed_on, event, operation, created_by,
    created_at) select number, order_number, signed_by, signed_on, event, operation, created_by, created_at
    from order_signature`,
  'drop table order_signature',
  'drop table order_event',
  'alter table order_event_new rename to order_event',
  'alter table order_signature_new rename to order_signature',
  'create index order_event_order on order_event (order_number, number)',
  'create index order_signature_order on order_signature (order_number, number)',
  ...appendOnly('order_event', 'number'),
  ...appendOnly('order_signature', 'number'),
]

const flag = (column: string, standard: 0 | 1) =>
  `${column} integer not null default ${standard} check (${column} in (0, 1))`
const time = (column: string, standard: string) =>
  `${column} text not null default '${standard}' check (${column} glob '[0-2][0-9]:[0-5][0-9]')`

const columns: readonly (readonly [table: string, column: string])[] = [
  ['sales_order', 'audited_by text'],
  ['sales_order', 'audited_at text'],
  ['sales_order', flag('stopped', 0)],
  ['sales_order', flag('archived', 0)],
  ['customer', flag('key_customer', 0)],
  ['sales_order_control', flag('audit_required', 0)],
  ['sales_order_control', flag('change_approval', 0)],
  ['sales_order_control', 'second_check_amount integer check (second_check_amount >= 0)'],
  ['sales_order_control', 'audit_hours integer not null default 4 check (audit_hours between 0 and 999)'],
  ['sales_order_control', 'ship_days integer not null default 3 check (ship_days between 0 and 999)'],
  ['sales_order_control', time('work_from', '08:30')],
  ['sales_order_control', time('work_to', '17:30')],
]

const tables = [
  `create table holiday (
    day text primary key check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    working integer not null check (working in (0, 1)),
    description text
  ) strict`,

  `create table change_request (
    number integer primary key,
    order_number text not null references sales_order (number),
    order_version integer not null,
    last_move integer not null,
    input text not null,
    reason text not null check (reason <> ''),
    status text not null check (status in ('waiting', 'approved', 'refused', 'withdrawn')),
    requested_by text not null,
    requested_at text not null,
    judged_by text,
    judged_at text,
    remarks text,
    check ((status = 'waiting') = (judged_by is null) and (judged_by is null) = (judged_at is null)),
    check (status = 'withdrawn' or judged_by is null or judged_by <> requested_by)
  ) strict`,

  `create table change_request_field (
    request integer not null references change_request (number),
    sequence integer not null,
    line integer,
    field text not null,
    old_value text,
    new_value text,
    primary key (request, sequence)
  ) strict, without rowid`,
]

const indexes = [
  // Of one order one change is judged at a time, whoever asks for it at the same time.
  "create unique index change_request_waiting on change_request (order_number) where status = 'waiting'",
  'create index change_request_order on change_request (order_number, number)',
  'create index change_request_status on change_request (status, number)',
]

/** What was asked is never changed; only how it was judged is written, once. */
const stays = [
  `create trigger change_request_stays before update on change_request
      when (new.number, new.order_number, new.order_version, new.last_move, new.input, new.reason, new.requested_by,
        new.requested_at) is not (old.number, old.order_number, old.order_version, old.last_move, old.input,
        old.reason, old.requested_by, old.requested_at)
    begin select raise(abort, 'a change request is never changed'); end`,
  `create trigger change_request_once before update on change_request when old.status <> 'waiting'
    begin select raise(abort, 'a change request is judged once'); end`,
  `create trigger change_request_kept before delete on change_request
    begin select raise(abort, 'a change request is never deleted'); end`,
  `create trigger change_request_field_stays before update on change_request_field
    begin select raise(abort, 'a field of a change request is never changed'); end`,
  `create trigger change_request_field_kept before delete on change_request_field
    begin select raise(abort, 'a field of a change request is never deleted'); end`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const added = columns.map(([table, column]) => `alter table ${table} add column ${column}`)
  for (const statement of [...history, ...added, ...tables, ...indexes, ...stays]) {
    await sql.raw(statement).execute(db)
  }
}
