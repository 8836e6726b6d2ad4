import { type Kysely, sql } from 'kysely'

/** INSERT OR REPLACE takes away the row that is in its way, and without our pragmas no trigger sees that one go. */
const neverReplaced = (table: string, what: string, ...taken: readonly string[]) =>
  `create trigger ${table}_replaces_none before insert on ${table}
    when ${taken.map(key => `exists (select 1 from ${table} where ${key})`).join('\n      or ')}
    begin select raise(abort, '${what} is never replaced'); end`

/** A document that is written over, as its status goes on, says what it said: to replace it can do no more than to update it. */
const same = (columns: string) =>
  `number = new.number and (${columns}) is not (${columns.replace(/\w+/g, 'new.$&')})`

const issued = 'customer, bill_to, ship_to, site, currency, remarks, replaces, issued_by, issued_at'
const asked = 'order_number, order_version, last_move, input, reason, requested_by, requested_at'
const shipped = 'shipment, order_number, customer, ship_to, ship_date, shipped_by, ship_via, remarks'

const triggers = [
  neverReplaced('company', 'the company', 'id = new.id'),
  neverReplaced(
    'certificate',
    'a certificate',
    same(issued),
    'replaces = new.replaces and number <> new.number',
  ),
  neverReplaced(
    'certificate_line',
    'a line of a certificate',
    'certificate = new.certificate and line = new.line',
    `(certificate, order_number, order_line, site, location, lot) =
        (new.certificate, new.order_number, new.order_line, new.site, new.location, new.lot)`,
  ),
  neverReplaced(
    'certificate_event',
    'certificate_event is history: it',
    'certificate = new.certificate and type = new.type',
  ),
  neverReplaced(
    'change_request',
    'a change request',
    same(asked),
    `number = new.number and status <> 'waiting'`,
    `order_number = new.order_number and status = 'waiting' and new.status = 'waiting' and number <> new.number`,
  ),
  neverReplaced(
    'change_request_field',
    'a field of a change request',
    'request = new.request and sequence = new.sequence',
  ),
  neverReplaced(
    'delivery_note',
    'a delivery note',
    same(shipped),
    `number = new.number and status = 'void'`,
    `shipment = new.shipment and status <> 'void' and new.status <> 'void' and number <> new.number`,
  ),
  neverReplaced(
    'delivery_note_line',
    'a line of a delivery note',
    'note = new.note and line = new.line',
  ),
  neverReplaced(
    'delivery_note_event',
    'delivery_note_event is history: it',
    `note = new.note and type = new.type and new.type <> 'printed'`,
  ),
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of triggers) await sql.raw(statement).execute(db)
}
