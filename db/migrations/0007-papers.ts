import { type Kysely, sql } from 'kysely'

const flag = (column: string) => `${column} integer not null check (${column} in (0, 1))`
const day = (column: string) =>
  `check (${column} is null or ${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`
const pageLength = 'page_length integer not null check (page_length = 0 or page_length between 30 and 200)'
const stamp = `operation text not null references operation (id) deferrable initially deferred,
    created_by text not null,
    created_at text not null`

const tables = [
  `create table printer (
    code text primary key check (code <> ''),
    description text,
    command text not null check (command <> ''),
    form text not null check (form in ('text', 'pdf')),
    ${pageLength},
    ${flag('form_feed')},
    ${flag('active')}
  ) strict`,

  `create table paper_control (
    id integer primary key check (id = 1),
    ${pageLength},
    ${flag('form_feed')},
    font text
  ) strict`,

  `create table order_signature (
    number integer primary key,
    order_number text not null references sales_order (number),
    signed_by text not null check (signed_by <> ''),
    signed_on text not null ${day('signed_on')},
    event integer not null references order_event (number),
    ${stamp}
  ) strict`,

  `create table delivery_control (
    id integer primary key check (id = 1),
    note_prefix text not null,
    next_note integer not null check (next_note >= 1)
  ) strict`,

  `create table delivery_note (
    number text primary key check (number <> ''),
    shipment text not null unique references operation (id),
    order_number text not null references sales_order (number),
    customer text not null references customer (code),
    ship_to text,
    ship_date text not null ${day('ship_date')},
    shipped_by text not null,
    ship_via text,
    remarks text,
    status text not null check (status in ('made', 'signed', 'received')),
    signed_by text,
    signed_at text,
    prints integer not null check (prints >= 0),
    received_by text,
    received_on text ${day('received_on')},
    check ((status = 'made') = (signed_by is null) and (signed_by is null) = (signed_at is null)),
    check ((status = 'received') = (received_by is not null) and (received_by is null) = (received_on is null))
  ) strict`,

  `create table delivery_note_line (
    note text not null references delivery_note (number),
    line integer not null,
    order_number text not null,
    order_line integer not null,
    item text not null references item (code),
    description text not null,
    quantity integer not null check (quantity <> 0),
    unit text not null,
    site text not null,
    location text not null,
    lot text not null,
    primary key (note, line),
    foreign key (order_number, order_line) references sales_order_line (order_number, line)
  ) strict`,

  `create table delivery_note_event (
    number integer primary key,
    note text not null references delivery_note (number),
    type text not null check (type in ('made', 'signed', 'printed', 'received')),
    name text,
    day text ${day('day')},
    detail text,
    ${stamp},
    check ((type = 'received') = (name is not null) and (name is null) = (day is null))
  ) strict`,
]

const indexes = [
  'create index order_signature_order on order_signature (order_number, number)',
  'create index delivery_note_order on delivery_note (order_number, number)',
  'create index delivery_note_status on delivery_note (status, ship_date, number)',
  'create index delivery_note_customer on delivery_note (customer, number)',
  // A note is made, signed and received once, whoever is at it at the same time.
  `create unique index delivery_note_once on delivery_note_event (note, type) where type <> 'printed'`,
]

/** History is only ever added to; the third trigger is for INSERT OR REPLACE, which walks past the second. */
const appendOnly = (table: string) => [
  `create trigger ${table}_no_update before update on ${table}
    begin select raise(abort, '${table} is history: it is never changed'); end`,
  `create trigger ${table}_no_delete before delete on ${table}
    begin select raise(abort, '${table} is history: it is never deleted'); end`,
  `create trigger ${table}_no_replace before insert on ${table}
    when exists (select 1 from ${table} where number = new.number)
    begin select raise(abort, '${table} is history: it is never replaced'); end`,
]

/** What a note says went out with the goods: only how far it has come may change. */
const noteStays = [
  `create trigger delivery_note_stays before update of number, shipment, order_number, customer, ship_to, ship_date,
      shipped_by, ship_via, remarks on delivery_note
    begin select raise(abort, 'a delivery note is never changed'); end`,
  `create trigger delivery_note_kept before delete on delivery_note
    begin select raise(abort, 'a delivery note is never deleted'); end`,
  `create trigger delivery_note_line_stays before update on delivery_note_line
    begin select raise(abort, 'a line of a delivery note is never changed'); end`,
  `create trigger delivery_note_line_kept before delete on delivery_note_line
    begin select raise(abort, 'a line of a delivery note is never deleted'); end`,
]

const settings = [
  `insert into paper_control (id, page_length, form_feed, font) values (1, 66, 1, null)`,
  `insert into delivery_control (id, note_prefix, next_note) values (1, 'DN', 10001)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const history = [...appendOnly('order_signature'), ...appendOnly('delivery_note_event')]
  for (const statement of [...tables, ...indexes, ...history, ...noteStays, ...settings]) {
    await sql.raw(statement).execute(db)
  }
}
