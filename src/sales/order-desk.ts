import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { readCertificateControl } from '../certificate/rows.ts'
import { dayOf, daysBetween } from '../kernel/calendar.ts'
import type { ReadPage, Values } from '../kernel/entry.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { readControl } from './choose-customer.ts'
import { linesToAllocate, openLines } from './open-lines.ts'
import { alertRows } from './order-desk-alerts.ts'

type Db = Kysely<Database>

/** Whose work each step is, the function that does it, and what it is opened with: the order unless another is named. */
const steps = {
  release: { whom: 'finance', code: '7.1.13', key: 'order_number' },
  confirm: { whom: 'manager', code: '7.1.5', key: 'order_number' },
  short: { whom: 'dispatcher', code: '7.1.6', key: 'order_number' },
  allocate: { whom: 'dispatcher', code: '7.1.6', key: 'order_number' },
  blocks: { whom: 'dispatcher', code: '7.1.6', key: 'order_number' },
  low: { whom: 'dispatcher', code: '3.17', key: 'item' },
  certify: { whom: 'clerk', code: '7.9.11.1', key: 'customer', with: 'sold_to' },
  print: { whom: 'clerk', code: '7.9.11.4', key: 'number', with: 'certificate' },
  fetch: { whom: 'warehouse', code: '7.9.15', key: 'order_number', with: 'certificate' },
  lost: { whom: 'manager', code: '7.9.11.6', key: 'number', with: 'certificate' },
  reissue: { whom: 'clerk', code: '7.9.11.7', key: 'number', with: 'certificate' },
  ship: { whom: 'warehouse', code: '7.9.15', key: 'order_number' },
  return: { whom: 'warehouse', code: '7.9.15', key: 'order_number' },
  sign: { whom: 'manager', code: '7.9.16.3', key: 'number' },
  proof: { whom: 'clerk', code: '7.9.16.5', key: 'number' },
} as const satisfies Record<
  string,
  { readonly whom: string; readonly code: string; readonly key: string; readonly with?: string }
>

const stepOf = (row: Values): { code: string; whom: string; key: string; with?: string } =>
  steps[row['waits_for'] as keyof typeof steps]

/** The function that deals with a row, and what it is opened with. */
export const dealsWith = (row: Values) => {
  const { code, key, with: named = 'number' } = stepOf(row)
  return { code, key: { [key]: row[named] ?? null } }
}

/** What of a line stands on certificates: it waits for those, not for its shipment. */
const certified = (db: Db) =>
  db
    .selectFrom('allocation')
    .select(['order_number', 'line'])
    .select(eb => eb.fn.sum<number>('certified').as('quantity'))
    .where('certified', '>', 0)
    .groupBy(['order_number', 'line'])

/** What certificates wait for, by the lines that stand on them. */
const certificates = (db: Db) =>
  openLines(db)
    .innerJoin('certificate_line as goods', join =>
      join
        .onRef('goods.order_number', '=', 'line.order_number')
        .onRef('goods.order_line', '=', 'line.line'),
    )
    .innerJoin('certificate', 'certificate.number', 'goods.certificate')
    .where('head.action_status', 'is', null)
    .where('certificate.status', 'not in', ['shipped', 'void'])
    .select(['line.order_number as number', 'line.order_number', 'line.due_date'])
    .select('certificate.number as certificate')
    .select(eb =>
      eb
        .case('certificate.status')
        .when('issued')
        .then('print')
        .when('printed')
        .then('fetch')
        .when('lost')
        .then('lost')
        .else('reissue')
        .end()
        .as('waits_for'),
    )

/** What each open line waits for, a line that is allocated in part for two things; each certificate, and each delivery note. */
const waiting = (db: Db, byCertificate: boolean) => {
  const chosen = openLines(db)
    .leftJoin(certified(db).as('kept'), join =>
      join
        .onRef('kept.order_number', '=', 'line.order_number')
        .onRef('kept.line', '=', 'line.line'),
    )
    .select(['line.order_number as number', 'line.order_number', 'line.due_date'])
    .select(eb => eb.val<string | null>(null).as('certificate'))
    .select(eb =>
      eb
        .case()
        .when('head.action_status', '=', 'HD')
        .then('release')
        .when('line.confirmed', '=', 0)
        .then('confirm')
        .when('line.quantity', '<', 0)
        .then('return')
        .else(byCertificate ? 'certify' : 'ship')
        .end()
        .as('waits_for'),
    )
    .where(eb =>
      eb.or([
        eb('head.action_status', '=', 'HD'),
        eb('line.confirmed', '=', 0),
        eb('line.quantity', '<', 0),
        eb('line.quantity_allocated', '>', eb.fn.coalesce('kept.quantity', eb.lit(0))),
      ]),
    )
  const left = db
    .selectFrom(linesToAllocate(db).as('line'))
    .select(['line.order_number as number', 'line.order_number', 'line.due_date'])
    .select(eb => eb.val<string | null>(null).as('certificate'))
    .select(eb =>
      eb
        .case()
        .when('line.free', '>=', eb.ref('line.needed'))
        .then('allocate')
        .else('short')
        .end()
        .as('waits_for'),
    )
  return chosen
    .unionAll(left as never)
    .unionAll(certificates(db) as never)
    .unionAll(notes(db) as never)
}

/** Delivery notes that the manager has to sign, or that the customer has; they wait from the day of the shipment. */
const notes = (db: Db) =>
  db
    .selectFrom('delivery_note as note')
    .select(['note.number', 'note.order_number', 'note.ship_date as due_date'])
    .select(eb => eb.val<string | null>(null).as('certificate'))
    .select(eb =>
      eb.case().when('note.status', '=', 'made').then('sign').else('proof').end().as('waits_for'),
    )
    .where('note.status', 'in', ['made', 'signed'])

const shape: ListShape = {
  ranges: { waits_for: 'waits_for', due_date: 'due_date', sold_to: 'sold_to' },
  words: ['number', 'sold_to', 'name'],
  key: { due_date: 'due_date', number: 'number', waits_for: 'waits_for' },
}

/** Whose it is, or of what: the customer, the item that runs out, or the order that another one keeps waiting. */
const nameOf = ({ waits_for, certificate, name, description }: Values) =>
  waits_for === 'blocks' ? `> ${certificate}` : (name ?? description ?? null)

/** 7.1.10: what waits, the longest due first; every row says on whom. */
export const orderDeskPage: ReadPage<{ readonly db: Db; readonly now: () => Date }> = async (
  { db, now },
  ask,
) => {
  const today = dayOf(now())
  const [certificates] = await readCertificateControl(db, {})
  const [orders] = await readControl(db, {})
  const rowsToday = waiting(db, certificates?.certificate_required === 1).unionAll(
    alertRows(db, today, orders?.allocate_days ?? 0) as never,
  )
  const rows = db
    .selectFrom(
      db
        .selectFrom(rowsToday.as('waiting'))
        .leftJoin('sales_order', 'sales_order.number', 'waiting.order_number')
        .leftJoin('customer', 'customer.code', 'sales_order.sold_to')
        .leftJoin('item', join =>
          join.onRef('item.code', '=', 'waiting.number').on('waiting.order_number', 'is', null),
        )
        .select([
          'waiting.number',
          'waiting.waits_for',
          'sales_order.sold_to',
          'customer.name',
          'item.description',
          'sales_order.total',
        ])
        .select(eb => [
          eb.fn.min<string>('waiting.due_date').as('due_date'),
          eb.fn.min<string | null>('waiting.certificate').as('certificate'),
          eb.fn.countAll<number>().as('lines'),
        ])
        .groupBy([
          'waiting.number',
          'waiting.waits_for',
          'sales_order.sold_to',
          'customer.name',
          'item.description',
          'sales_order.total',
        ])
        .as('desk'),
    )
    .selectAll()
  const found = await pageByKey(rows as never, shape, ask)
  return found.map(row => ({
    ...row,
    name: nameOf(row),
    whom: stepOf(row).whom,
    late: Math.max(0, daysBetween(String(row['due_date']), today)),
  }))
}
