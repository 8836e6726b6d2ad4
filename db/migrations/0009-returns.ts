import { type Kysely, sql } from 'kysely'

const tables = [
  `create table reason_code (
    code text primary key check (code <> ''),
    description text not null check (description <> ''),
    active integer not null check (active in (0, 1))
  ) strict`,

  `create table consignment_control (
    id integer primary key check (id = 1),
    consigned_site text,
    consigned_location text,
    foreign key (consigned_site, consigned_location) references location (site, code),
    check ((consigned_site is null) = (consigned_location is null))
  ) strict`,

  `create table consignment (
    order_number text not null,
    line integer not null,
    site text not null,
    location text not null,
    lot text not null,
    item text not null references item (code),
    customer text not null references customer (code),
    quantity integer not null check (quantity > 0),
    primary key (order_number, line, site, location, lot),
    foreign key (order_number, line) references sales_order_line (order_number, line),
    foreign key (site, location) references location (site, code)
  ) strict, without rowid`,

  'alter table site add column return_location text',
  `alter table sales_order_line add column consigned integer not null default 0 check (consigned in (0, 1))`,
  'alter table sales_order_line add column return_shipment integer references stock_move (number)',
  'alter table sales_order_line add column reason text references reason_code (code)',
  'alter table sales_order_line add column quantity_used integer not null default 0',
  // What lies with customers can neither be promised nor be taken by anything else.
  `alter table stock add column consigned integer not null default 0
    check (consigned >= 0 and allocated + consigned <= on_hand)`,
  'alter table stock_move add column reason text references reason_code (code)',
  `alter table stock_move add column consignment text
    check (consignment in ('sent', 'received', 'used', 'undone', 'moved', 'given back'))`,
  'alter table stock_move add column undoes integer references stock_move (number)',
]

const indexes = [
  'create index consignment_customer on consignment (customer, order_number, line)',
  'create index sales_order_line_return on sales_order_line (return_shipment) where return_shipment is not null',
  'create index stock_move_undoes on stock_move (undoes) where undoes is not null',
  'create index stock_move_consignment on stock_move (consignment, number) where consignment is not null',
]

const settings = [
  'insert into consignment_control (id, consigned_site, consigned_location) values (1, null, null)',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of [...tables, ...indexes, ...settings]) {
    await sql.raw(statement).execute(db)
  }
}
