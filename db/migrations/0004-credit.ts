import { type Kysely, sql } from 'kysely'
import { appendOnly } from './0001-main-line.ts'

/** A column's CHECK can't be changed, so the history is written into a new table, as it stands. */
const events = [
  `create table order_event_new (
    number integer primary key,
    operation text not null references operation (id) deferrable initially deferred,
    order_number text not null,
    line integer,
    type text not null check (type in ('entered', 'changed', 'confirmed', 'allocated', 'shipped', 'closed',
      'cancelled', 'held', 'released')),
    quantity integer,
    price integer,
    amount integer,
    detail text,
    reason text,
    created_by text not null,
    created_at text not null
  ) strict`,
  `insert into order_event_new (number, operation, order_number, line, type, quantity, price, amount, detail,
    created_by, created_at) select number, operation, order_number, line, type, quantity, price, amount, detail,
    created_by, created_at from order_event`,
  'drop table order_event',
  'alter table order_event_new rename to order_event',
  'create index order_event_order on order_event (order_number, number)',
  ...appendOnly('order_event', 'number'),
]

const credit = [
  'alter table customer add column credit_rating text',
  'create index sales_order_bill_to on sales_order (bill_to, number)',
  "create index sales_order_held on sales_order (number) where action_status = 'HD'",
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of [...events, ...credit]) await sql.raw(statement).execute(db)
}
