import { type Kysely, sql } from 'kysely'
import { appendOnly } from './0001-main-line.ts'

const day = (column: string) =>
  `check (${column} is null or ${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`

/** A column's CHECK can't be changed, so notes that may be void are written into new tables, as they stand. */
const notes = [
  `create table delivery_note_new (
    number text primary key check (number <> ''),
    shipment text not null references operation (id),
    order_number text not null references sales_order (number),
    customer text not null references customer (code),
    ship_to text,
    ship_date text not null ${day('ship_date')},
    shipped_by text not null,
    ship_via text,
    remarks text,
    status text not null check (status in ('made', 'signed', 'received', 'void')),
    signed_by text,
    signed_at text,
    prints integer not null check (prints >= 0),
    received_by text,
    received_on text ${day('received_on')},
    check ((signed_by is null) = (signed_at is null)),
    check (status = 'void' or (status = 'made') = (signed_by is null)),
    check ((status = 'received') = (received_by is not null) and (received_by is null) = (received_on is null))
  ) strict`,

  `create table delivery_note_line_new (
    note text not null references delivery_note_new (number),
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

  `create table delivery_note_event_new (
    number integer primary key,
    note text not null references delivery_note_new (number),
    type text not null check (type in ('made', 'signed', 'printed', 'received', 'voided')),
    name text,
    day text ${day('day')},
    detail text,
    operation text not null references operation (id) deferrable initially deferred,
    created_by text not null,
    created_at text not null,
    check ((type = 'received') = (name is not null) and (name is null) = (day is null)),
    check (type <> 'voided' or detail is not null)
  ) strict`,

  'insert into delivery_note_new select * from delivery_note',
  'insert into delivery_note_line_new select * from delivery_note_line',
  'insert into delivery_note_event_new select * from delivery_note_event',
  'drop table delivery_note_event',
  'drop table delivery_note_line',
  'drop table delivery_note',
  'alter table delivery_note_new rename to delivery_note',
  'alter table delivery_note_line_new rename to delivery_note_line',
  'alter table delivery_note_event_new rename to delivery_note_event',

  'create index delivery_note_order on delivery_note (order_number, number)',
  'create index delivery_note_status on delivery_note (status, ship_date, number)',
  'create index delivery_note_customer on delivery_note (customer, number)',
  // A shipment has one note that counts, whoever makes it at the same time.
  `create unique index delivery_note_shipment on delivery_note
    (shipment, case when status = 'void' then number else '' end)`,
  `create unique index delivery_note_once on delivery_note_event (note, type) where type <> 'printed'`,
  ...appendOnly('delivery_note_event', 'number'),
  `create trigger delivery_note_stays before update of number, shipment, order_number, customer, ship_to, ship_date,
      shipped_by, ship_via, remarks on delivery_note
    begin select raise(abort, 'a delivery note is never changed'); end`,
  `create trigger delivery_note_void before update on delivery_note when old.status = 'void'
    begin select raise(abort, 'a void delivery note stays void'); end`,
  `create trigger delivery_note_kept before delete on delivery_note
    begin select raise(abort, 'a delivery note is never deleted'); end`,
  `create trigger delivery_note_line_stays before update on delivery_note_line
    begin select raise(abort, 'a line of a delivery note is never changed'); end`,
  `create trigger delivery_note_line_kept before delete on delivery_note_line
    begin select raise(abort, 'a line of a delivery note is never deleted'); end`,
]

/** What a customer's orders start with. */
const presets = [
  'alter table customer add column ship_to text',
  'alter table customer add column channel text',
  `alter table customer add column consignment integer not null default 0 check (consignment in (0, 1))`,
  `alter table customer add column ship_lead_days integer check (ship_lead_days between 0 and 999)`,
  `alter table customer add column partial_ok integer not null default 1 check (partial_ok in (0, 1))`,
  // What a customer usually orders is asked for while they are on the telephone.
  'create index sales_order_usual on sales_order (sold_to, order_date)',
]

const safety = [
  `create table item_site (
    item text not null references item (code),
    site text not null references site (code),
    safety_stock integer not null check (safety_stock between 0 and 9000000000000000),
    primary key (item, site)
  ) strict, without rowid`,
  'create index item_safety on item (code, site, safety_stock) where safety_stock > 0',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of [...notes, ...presets, ...safety]) await sql.raw(statement).execute(db)
}
