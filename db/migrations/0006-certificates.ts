import { type Kysely, sql } from 'kysely'
import { appendOnly } from './0001-main-line.ts'

const tables = [
  `create table certificate_control (
    id integer primary key check (id = 1),
    certificate_prefix text not null check (certificate_prefix <> ''),
    next_certificate integer not null check (next_certificate > 0),
    certificate_required integer not null check (certificate_required in (0, 1)),
    reissue_user text references "user" (code),
    virtual_site text,
    virtual_location text,
    foreign key (virtual_site, virtual_location) references location (site, code),
    check ((virtual_site is null) = (virtual_location is null))
  ) strict`,

  `create table certificate (
    number text primary key check (number <> ''),
    customer text not null references customer (code),
    bill_to text not null references customer (code),
    ship_to text,
    site text not null references site (code),
    currency text not null,
    remarks text,
    replaces text unique references certificate (number),
    status text not null check (status in ('issued', 'printed', 'lost', 'approved', 'shipped', 'void')),
    issued_by text not null,
    issued_at text not null,
    foreign key (customer, ship_to) references ship_to (customer, code)
  ) strict`,

  `create table certificate_line (
    certificate text not null references certificate (number),
    line integer not null check (line > 0),
    order_number text not null,
    order_line integer not null,
    item text not null references item (code),
    description text not null,
    unit text not null,
    site text not null,
    location text not null,
    lot text not null,
    quantity integer not null check (quantity > 0),
    primary key (certificate, line),
    unique (certificate, order_number, order_line, site, location, lot),
    foreign key (order_number, order_line) references sales_order_line (order_number, line),
    foreign key (site, location) references location (site, code)
  ) strict, without rowid`,

  `create table certificate_event (
    number integer primary key,
    operation text not null references operation (id) deferrable initially deferred,
    certificate text not null references certificate (number),
    type text not null check (type in ('issued', 'printed', 'lost', 'approved', 'reissued', 'voided', 'shipped')),
    reason text,
    other text references certificate (number),
    created_by text not null,
    created_at text not null,
    check (type <> 'reissued' or other is not null),
    check (type <> 'lost' or reason is not null)
  ) strict`,

  'alter table allocation add column certified integer not null default 0 check (certified between 0 and quantity)',
  'alter table stock_move add column certificate text references certificate (number)',
]

const indexes = [
  // A certificate is printed, lost, reissued and shipped once, whoever is at it at the same time.
  'create unique index certificate_event_once on certificate_event (certificate, type)',
  'create index certificate_customer on certificate (customer, number)',
  'create index certificate_status on certificate (status, number)',
  'create index certificate_line_order on certificate_line (order_number, order_line)',
  'create index stock_move_certificate on stock_move (certificate) where certificate is not null',
]

/** What is on a customer's paper is never changed; only how far it has come. */
const stays = [
  `create trigger certificate_stays before update of number, customer, bill_to, ship_to, site, currency, remarks,
      replaces, issued_by, issued_at on certificate
    begin select raise(abort, 'a certificate is never changed'); end`,
  `create trigger certificate_kept before delete on certificate
    begin select raise(abort, 'a certificate is never deleted'); end`,
  `create trigger certificate_line_stays before update on certificate_line
    begin select raise(abort, 'a line of a certificate is never changed'); end`,
  `create trigger certificate_line_kept before delete on certificate_line
    begin select raise(abort, 'a line of a certificate is never deleted'); end`,
  // The CHECK sees an allocation that shrinks; one that goes altogether is seen here.
  `create trigger allocation_certified_kept before delete on allocation when old.certified <> 0
    begin select raise(abort, 'certified stock stays allocated'); end`,
]

const settings = [
  `insert into certificate_control (id, certificate_prefix, next_certificate, certificate_required, reissue_user,
    virtual_site, virtual_location) values (1, 'PC', 10001, 0, null, null, null)`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const history = appendOnly('certificate_event', 'number')
  for (const statement of [...tables, ...indexes, ...history, ...stays, ...settings]) {
    await sql.raw(statement).execute(db)
  }
}
