import type { ExpressionBuilder, Kysely } from 'kysely'
import { knownSince } from '../../db/known-since.ts'
import type { Database } from '../../db/schema.ts'
import type { Check, Found } from './checks.ts'

type Db = Kysely<Database>

/** Events by which an order is another than it was. */
const altered = (eb: ExpressionBuilder<Database, 'order_event'>) =>
  eb.and([
    // A line that is added was entered, not changed.
    eb('type', 'in', ['entered', 'changed']),
    eb.or([eb('line', 'is not', null), eb('detail', 'is not', null)]),
  ])

/** The last events of each order that tell where it stands; an audit ends with whatever was changed since. */
const lastEvents = (db: Db) =>
  db
    .selectFrom('order_event')
    .select('order_number')
    .select(eb => {
      const last = (...types: string[]) =>
        eb.fn.max(
          eb
            .case()
            .when('type', 'in', types as never)
            .then(eb.ref('number'))
            .end(),
        )
      return [
        last('audited').as('audited'),
        eb.fn.max(eb.case().when(altered(eb)).then(eb.ref('number')).end()).as('altered'),
        last('stopped').as('stopped'),
        last('resumed', 'cancelled').as('resumed'),
        last('archived').as('archived'),
      ]
    })
    .groupBy('order_number')

/**
 * Whether all that was changed of an order since its audit was approved before an approved change ended an audit: older
 * programs left it standing. These books knew those programs no more since the first migration after that.
 */
const leftStanding = async (db: Db, order: string, audit: number): Promise<boolean> => {
  const since = (await knownSince(db, '0011-no-replace')) ?? ''
  const changes = await db
    .selectFrom('order_event')
    .where('order_number', '=', order)
    .where('number', '>', audit)
    .where(altered)
    .select('created_at')
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('order_event as approval')
            .select('approval.number')
            .whereRef('approval.order_number', '=', 'order_event.order_number')
            .whereRef('approval.operation', '=', 'order_event.operation')
            .where('approval.type', '=', 'change approved'),
        )
        .as('approved'),
    )
    .execute()
  return changes.every(({ approved, created_at }) => approved && created_at < since)
}

const before = (one: number | null, other: number | null) => (one ?? 0) < (other ?? 0)

const stands = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('sales_order')
    .leftJoin(lastEvents(db).as('last'), 'last.order_number', 'sales_order.number')
    .leftJoin('order_event as audit', 'audit.number', 'last.audited' as never)
    .select(['sales_order.number', 'audited_by', 'audited_at', 'sales_order.stopped as is_stopped'])
    .select(['sales_order.archived as is_archived', 'last.audited', 'last.altered'])
    .select(['last.stopped', 'last.resumed', 'last.archived'])
    .select(['audit.created_by', 'audit.created_at'])
    .execute()
  const wrong: Found[] = []
  for (const row of rows) {
    const { number: key, audited_by, audited_at, audited } = row
    const expected = (audit: readonly [string | null, string | null]) =>
      [...audit, before(row.resumed, row.stopped) ? 1 : 0, row.archived === null ? 0 : 1].join(' ')
    const found = [audited_by, audited_at, row.is_stopped, row.is_archived].join(' ')
    const audit = expected([row.created_by, row.created_at])
    const asToday = before(row.altered, audited) ? audit : expected([null, null])
    if (found === asToday) continue
    if (found === audit && audited && (await leftStanding(db, key, audited))) continue
    wrong.push({ key, expected: asToday, found })
  }
  return wrong
}

/** Orders that hold stock although they are stopped, or change although they are archived. */
const idle = async (db: Db): Promise<readonly Found[]> => {
  const rows = await db
    .selectFrom('sales_order_line as line')
    .innerJoin('sales_order as head', 'head.number', 'line.order_number')
    .select(['line.order_number', 'line.line', 'line.quantity_allocated'])
    .where('line.quantity_allocated', '<>', 0)
    .where(eb => eb.or([eb('head.stopped', '=', 1), eb('head.archived', '=', 1)]))
    .execute()
  return rows.map(row => ({
    key: `${row.order_number} ${row.line}`,
    expected: '0',
    found: String(row.quantity_allocated),
  }))
}

/** How each change was judged, by its event and by itself. */
const judged = async (db: Db): Promise<readonly Found[]> => {
  const requests = await db.selectFrom('change_request').selectAll().orderBy('number').execute()
  const events = await db
    .selectFrom('order_event')
    .select(['order_number', 'type', 'detail', 'created_by', 'created_at'])
    .where('type', 'in', ['change approved', 'change refused', 'change withdrawn'])
    .execute()
  const said = new Map(
    events.map(({ order_number, type, detail, created_by, created_at }) => [
      `${order_number} ${detail}`,
      `${type.slice('change '.length)} ${created_by} ${created_at}`,
    ]),
  )
  return requests
    .map(({ number, order_number, status, judged_by, judged_at }) => ({
      key: String(number),
      expected: said.get(`${order_number} #${number}`) ?? 'waiting',
      found: judged_by === null ? status : `${status} ${judged_by} ${judged_at}`,
    }))
    .filter(({ expected, found }) => expected !== found)
}

/** The life of orders (R1, R2). */
export const lifeChecks: readonly Check[] = [
  { name: 'an order is audited, stopped and archived as its history says', run: stands },
  { name: 'an order that is stopped or archived holds no stock', run: idle },
  { name: 'a change was judged as its history says', run: judged },
]
