import { type Kysely, sql } from 'kysely'

/** Amounts stay below 2^53, so that every integer is read exactly. */
const within = (column: string) =>
  `check (${column} between -9000000000000000 and 9000000000000000)`
const flag = (column: string) => `${column} integer not null check (${column} in (0, 1))`
const day = (column: string) =>
  `check (${column} is null or ${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`

const tables = [
  `create table company (
    id integer primary key check (id = 1),
    name text not null,
    currency text not null,
    ${flag('is_demo')}
  ) strict`,

  `create table site (
    code text primary key check (code <> ''),
    description text,
    ${flag('active')}
  ) strict`,

  `create table location (
    site text not null references site (code),
    code text not null check (code <> ''),
    description text,
    ${flag('available')},
    primary key (site, code)
  ) strict`,

  `create table item (
    code text primary key check (code <> ''),
    description text not null,
    description_2 text,
    unit text not null,
    product_line text,
    item_group text,
    ${flag('active')},
    list_price integer not null check (list_price >= 0) ${within('list_price')},
    ${flag('lot_control')},
    site text references site (code),
    location text,
    safety_stock integer not null ${within('safety_stock')},
    ${flag('taxable')}
  ) strict`,

  `create table salesperson (
    code text primary key check (code <> ''),
    name text not null,
    commission integer not null check (commission between 0 and 10000),
    phone text,
    ${flag('active')}
  ) strict`,

  `create table credit_terms (
    code text primary key check (code <> ''),
    description text not null,
    due_days integer not null check (due_days between 0 and 999),
    discount_days integer not null check (discount_days between 0 and 999),
    discount integer not null check (discount between 0 and 10000)
  ) strict`,

  `create table customer (
    code text primary key check (code <> ''),
    name text not null,
    sort_name text,
    address_1 text, address_2 text, city text, region text, postal_code text, country text,
    contact text, phone text, fax text,
    ${flag('active')},
    salesperson text references salesperson (code),
    site text references site (code),
    currency text not null,
    price_list text,
    discount integer not null check (discount between 0 and 10000),
    credit_terms text references credit_terms (code),
    credit_limit integer check (credit_limit >= 0) ${within('credit_limit')},
    ${flag('on_hold')},
    ${flag('taxable')},
    ${flag('fixed_price')},
    ship_via text,
    bill_to text references customer (code),
    remarks text
  ) strict`,

  `create table ship_to (
    customer text not null references customer (code),
    code text not null check (code <> ''),
    name text not null,
    address_1 text, address_2 text, city text, region text, postal_code text, country text,
    contact text, phone text,
    primary key (customer, code)
  ) strict`,

  `create table price_list (
    code text not null check (code <> ''),
    currency text not null,
    item text not null references item (code),
    unit text not null,
    start_date text not null ${day('start_date')},
    expire_date text ${day('expire_date')},
    description text,
    amount_type text not null check (amount_type in ('L', 'P')),
    primary key (code, currency, item, unit, start_date),
    check (expire_date is null or expire_date >= start_date)
  ) strict`,

  `create table price_break (
    code text not null,
    currency text not null,
    item text not null,
    unit text not null,
    start_date text not null,
    minimum_quantity integer not null check (minimum_quantity >= 0) ${within('minimum_quantity')},
    price integer not null check (price >= 0) ${within('price')},
    primary key (code, currency, item, unit, start_date, minimum_quantity),
    foreign key (code, currency, item, unit, start_date)
      references price_list (code, currency, item, unit, start_date) on delete cascade
  ) strict`,

  `create table customer_item (
    customer text not null references customer (code),
    customer_item text not null check (customer_item <> ''),
    item text not null references item (code),
    comment text,
    primary key (customer, customer_item)
  ) strict`,

  `create table sales_order_control (
    id integer primary key check (id = 1),
    order_prefix text not null,
    next_order integer not null check (next_order > 0),
    ship_lead_days integer not null check (ship_lead_days between 0 and 999),
    allocate_days integer not null check (allocate_days between 0 and 999),
    ${flag('confirmed')},
    site text references site (code)
  ) strict`,

  `create table operation (
    number integer primary key check (number > 0),
    id text not null unique check (id <> ''),
    screen text not null,
    created_by text not null,
    created_at text not null,
    request text not null,
    result text not null,
    previous text not null,
    hash text not null check (length(hash) = 64)
  ) strict`,

  `create table sales_order (
    number text primary key check (number <> ''),
    sold_to text not null references customer (code),
    bill_to text not null references customer (code),
    ship_to text,
    order_date text not null ${day('order_date')},
    required_date text ${day('required_date')},
    promise_date text ${day('promise_date')},
    due_date text not null ${day('due_date')},
    pricing_date text not null ${day('pricing_date')},
    purchase_order text,
    remarks text,
    price_list text,
    site text not null references site (code),
    channel text,
    project text,
    currency text not null,
    ${flag('taxable')},
    ${flag('fixed_price')},
    credit_terms text references credit_terms (code),
    salesperson text references salesperson (code),
    ship_via text,
    ${flag('consignment')},
    allocate_days integer not null check (allocate_days between 0 and 999),
    ${flag('partial_ok')},
    action_status text check (action_status = 'HD'),
    discount integer not null check (discount between 0 and 10000),
    freight integer not null ${within('freight')},
    lines_total integer not null ${within('lines_total')},
    discount_amount integer not null ${within('discount_amount')},
    total integer not null ${within('total')},
    status text not null check (status in ('entered', 'confirmed', 'closed', 'cancelled')),
    entered_by text not null,
    entered_at text not null,
    version integer not null check (version > 0),
    foreign key (sold_to, ship_to) references ship_to (customer, code),
    check (total = lines_total - discount_amount + freight)
  ) strict`,

  `create table sales_order_line (
    order_number text not null references sales_order (number),
    line integer not null check (line between 1 and 9999),
    item text not null references item (code),
    description text not null,
    customer_item text,
    quantity integer not null check (quantity <> 0) ${within('quantity')},
    unit text not null,
    list_price integer not null check (list_price >= 0) ${within('list_price')},
    discount integer not null check (discount between -1000000 and 10000),
    price integer not null check (price >= 0) ${within('price')},
    amount integer not null ${within('amount')},
    price_source text,
    site text not null references site (code),
    location text,
    lot text,
    required_date text ${day('required_date')},
    promise_date text ${day('promise_date')},
    due_date text not null ${day('due_date')},
    ${flag('confirmed')},
    ${flag('taxable')},
    quantity_allocated integer not null check (quantity_allocated >= 0),
    quantity_shipped integer not null,
    ${flag('closed')},
    primary key (order_number, line),
    check (
      (quantity > 0 and quantity_shipped >= 0 and quantity_allocated + quantity_shipped <= quantity)
      or (quantity < 0 and quantity_allocated = 0 and quantity_shipped between quantity and 0)
    ),
    check (closed = 0 or quantity_allocated = 0)
  ) strict`,

  `create table stock (
    item text not null references item (code),
    site text not null,
    location text not null,
    lot text not null,
    on_hand integer not null check (on_hand >= 0) ${within('on_hand')},
    allocated integer not null check (allocated >= 0),
    primary key (item, site, location, lot),
    foreign key (site, location) references location (site, code),
    check (allocated <= on_hand)
  ) strict, without rowid`,

  `create table allocation (
    order_number text not null,
    line integer not null,
    site text not null,
    location text not null,
    lot text not null,
    item text not null,
    quantity integer not null check (quantity > 0),
    primary key (order_number, line, site, location, lot),
    foreign key (order_number, line) references sales_order_line (order_number, line),
    foreign key (item, site, location, lot) references stock (item, site, location, lot)
  ) strict, without rowid`,

  `create table stock_move (
    number integer primary key,
    operation text not null references operation (id) deferrable initially deferred,
    type text not null check (type in ('RCT-UNP', 'ISS-UNP', 'RCT-TR', 'ISS-TR', 'ISS-SO')),
    item text not null references item (code),
    site text not null,
    location text not null,
    lot text not null,
    quantity integer not null check (quantity <> 0) ${within('quantity')},
    effective_date text not null ${day('effective_date')},
    order_number text,
    line integer,
    customer text references customer (code),
    price integer,
    amount integer,
    reference text,
    remarks text,
    created_by text not null,
    created_at text not null,
    foreign key (site, location) references location (site, code),
    foreign key (order_number, line) references sales_order_line (order_number, line),
    check (type <> 'ISS-SO' or (order_number is not null and line is not null and customer is not null
      and price is not null and amount is not null))
  ) strict`,

  `create table allocation_move (
    number integer primary key,
    operation text not null references operation (id) deferrable initially deferred,
    order_number text not null,
    line integer not null,
    item text not null,
    site text not null,
    location text not null,
    lot text not null,
    quantity integer not null check (quantity <> 0),
    created_by text not null,
    created_at text not null
  ) strict`,

  `create table order_event (
    number integer primary key,
    operation text not null references operation (id) deferrable initially deferred,
    order_number text not null,
    line integer,
    type text not null check (type in ('entered', 'changed', 'confirmed', 'allocated', 'shipped', 'closed', 'cancelled')),
    quantity integer,
    price integer,
    amount integer,
    detail text,
    created_by text not null,
    created_at text not null
  ) strict`,

  `create table draft (
    id text primary key,
    created_by text not null,
    screen text not null,
    saved_at text not null,
    position text not null,
    holder text not null
  ) strict`,

  `create table draft_record (
    draft text not null references draft (id) on delete cascade,
    record text not null,
    row integer not null,
    body text not null,
    primary key (draft, record, row)
  ) strict, without rowid`,
]

const indexes = [
  'create index draft_screen on draft (screen, created_by, saved_at)',
  'create index location_code on location (code)',
  'create index customer_name on customer (name)',
  'create index item_description on item (description)',
  'create index price_list_item on price_list (item)',
  'create index customer_item_item on customer_item (item)',
  'create index sales_order_sold_to on sales_order (sold_to, number)',
  'create index sales_order_open on sales_order (status, number)',
  `create index sales_order_line_open on sales_order_line (item, site, quantity, quantity_shipped)
    where closed = 0`,
  'create index stock_site on stock (site, location, item)',
  'create index stock_move_item on stock_move (item, number)',
  'create index stock_move_order on stock_move (order_number, line)',
  'create index allocation_move_order on allocation_move (order_number, line)',
  'create index order_event_order on order_event (order_number, number)',
]

/**
 * Shipments are asked for by ranges of date, order, customer, item and site, a million at a time, so each index holds
 * all that a filter or a total needs.
 */
const shipmentIndexes = [
  `create index shipment_date on stock_move
    (effective_date, number, customer, item, order_number, site, quantity, amount) where type = 'ISS-SO'`,
  `create index shipment_customer on stock_move
    (customer, effective_date, number, item, order_number, site, quantity, amount) where type = 'ISS-SO'`,
  `create index shipment_item on stock_move
    (item, effective_date, number, customer, order_number, site, quantity, amount) where type = 'ISS-SO'`,
  `create index shipment_order on stock_move
    (order_number, effective_date, number, customer, item, site, quantity, amount) where type = 'ISS-SO'`,
]

/** History is only ever added to; the third trigger is for INSERT OR REPLACE, which walks past the second. */
export const appendOnly = (table: string, key: string) => [
  `create trigger ${table}_no_update before update on ${table}
    begin select raise(abort, '${table} is history: it is never changed'); end`,
  `create trigger ${table}_no_delete before delete on ${table}
    begin select raise(abort, '${table} is history: it is never deleted'); end`,
  `create trigger ${table}_no_replace before insert on ${table}
    when exists (select 1 from ${table} where ${key} = new.${key})
    begin select raise(abort, '${table} is history: it is never replaced'); end`,
]

/** Each operation names the one before it by its hash, so that none can be changed, left out or put in between. */
const operationFollows = `create trigger operation_follows before insert on operation
    when new.number <> coalesce((select max(number) from operation), 0) + 1
      or new.previous <> coalesce((select hash from operation order by number desc limit 1), '')
    begin select raise(abort, 'operation is history: the next one follows on the last'); end`

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const history = [
    ...appendOnly('operation', 'id'),
    operationFollows,
    ...appendOnly('stock_move', 'number'),
    ...appendOnly('allocation_move', 'number'),
    ...appendOnly('order_event', 'number'),
  ]
  for (const statement of [...tables, ...indexes, ...shipmentIndexes, ...history]) {
    await sql.raw(statement).execute(db)
  }
}
