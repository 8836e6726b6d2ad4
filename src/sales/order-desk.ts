import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { dayOf, daysBetween } from '../kernel/calendar.ts'
import type { ReadPage } from '../kernel/entry.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'

type Db = Kysely<Database>

/** Whose work each step is, and the function that does it. */
export const steps = {
  release: { whom: 'finance', code: '7.1.13', key: 'order_number' },
  confirm: { whom: 'manager', code: '7.1.5', key: 'order_number' },
  short: { whom: 'dispatcher', code: '7.1.6', key: 'order_number' },
  allocate: { whom: 'dispatcher', code: '7.1.6', key: 'order_number' },
  ship: { whom: 'warehouse', code: '7.9.15', key: 'order_number' },
  return: { whom: 'warehouse', code: '7.9.15', key: 'order_number' },
  sign: { whom: 'manager', code: '7.9.16.3', key: 'number' },
  proof: { whom: 'clerk', code: '7.9.16.5', key: 'number' },
} as const

const openLines = (db: Db) =>
  db
    .selectFrom('sales_order_line as line')
    .innerJoin('sales_order as head', 'head.number', 'line.order_number')
    .where('head.status', 'in', ['entered', 'confirmed'])
    .where('line.closed', '=', 0)

/** Goods of an item at a site that may be allocated and are not. */
const free = (db: Db) =>
  db
    .selectFrom('stock')
    .innerJoin('location', join =>
      join
        .onRef('location.site', '=', 'stock.site')
        .onRef('location.code', '=', 'stock.location')
        .on('location.available', '=', 1),
    )
    .select(['stock.item', 'stock.site'])
    .select(eb => eb.fn.sum<number>(eb('on_hand', '-', eb.ref('allocated'))).as('quantity'))
    .groupBy(['stock.item', 'stock.site'])

/** What each open line waits for, a line that is allocated in part for two things; and each delivery note. */
const waiting = (db: Db) => {
  const chosen = openLines(db)
    .select(['line.order_number as number', 'line.order_number', 'line.due_date'])
    .select(eb =>
      eb
        .case()
        .when('head.action_status', '=', 'HD')
        .then('release')
        .when('line.confirmed', '=', 0)
        .then('confirm')
        .when('line.quantity', '<', 0)
        .then('return')
        .else('ship')
        .end()
        .as('waits_for'),
    )
    .where(eb =>
      eb.or([
        eb('head.action_status', '=', 'HD'),
        eb('line.confirmed', '=', 0),
        eb('line.quantity', '<', 0),
        eb('line.quantity_allocated', '>', 0),
      ]),
    )
  const left = openLines(db)
    .leftJoin(free(db).as('free'), join =>
      join.onRef('free.item', '=', 'line.item').onRef('free.site', '=', 'line.site'),
    )
    .select(['line.order_number as number', 'line.order_number', 'line.due_date'])
    .select(eb =>
      eb
        .case()
        .when(
          eb.fn.coalesce('free.quantity', eb.lit(0)),
          '>=',
          eb(
            eb('line.quantity', '-', eb.ref('line.quantity_shipped')),
            '-',
            eb.ref('line.quantity_allocated'),
          ),
        )
        .then('allocate')
        .else('short')
        .end()
        .as('waits_for'),
    )
    .where('head.action_status', 'is', null)
    .where('line.confirmed', '=', 1)
    .where(eb =>
      eb('line.quantity', '>', eb('line.quantity_shipped', '+', eb.ref('line.quantity_allocated'))),
    )
  return chosen.unionAll(left as never).unionAll(notes(db) as never)
}

/** Delivery notes that the manager has to sign, or that the customer has; they wait from the day of the shipment. */
const notes = (db: Db) =>
  db
    .selectFrom('delivery_note as note')
    .select(['note.number', 'note.order_number', 'note.ship_date as due_date'])
    .select(eb =>
      eb.case().when('note.status', '=', 'made').then('sign').else('proof').end().as('waits_for'),
    )
    .where('note.status', 'in', ['made', 'signed'])

const shape: ListShape = {
  ranges: { waits_for: 'waits_for', due_date: 'due_date', sold_to: 'sold_to' },
  words: ['number', 'sold_to', 'name'],
  key: { due_date: 'due_date', number: 'number', waits_for: 'waits_for' },
}

/** 7.1.10: what waits, the longest due first; every row says on whom. */
export const orderDeskPage: ReadPage<{ readonly db: Db; readonly now: () => Date }> = async (
  { db, now },
  ask,
) => {
  const today = dayOf(now())
  const rows = db
    .selectFrom(
      db
        .selectFrom(waiting(db).as('waiting'))
        .innerJoin('sales_order', 'sales_order.number', 'waiting.order_number')
        .innerJoin('customer', 'customer.code', 'sales_order.sold_to')
        .select([
          'waiting.number',
          'waiting.waits_for',
          'sales_order.sold_to',
          'customer.name',
          'sales_order.total',
        ])
        .select(eb => [
          eb.fn.min<string>('waiting.due_date').as('due_date'),
          eb.fn.countAll<number>().as('lines'),
        ])
        .groupBy([
          'waiting.number',
          'waiting.waits_for',
          'sales_order.sold_to',
          'customer.name',
          'sales_order.total',
        ])
        .as('desk'),
    )
    .selectAll()
  const found = await pageByKey(rows as never, shape, ask)
  return found.map(row => ({
    ...row,
    whom: steps[row['waits_for'] as keyof typeof steps].whom,
    late: Math.max(0, daysBetween(String(row['due_date']), today)),
  }))
}
