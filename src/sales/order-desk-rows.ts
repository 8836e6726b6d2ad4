import type { ExpressionBuilder, Kysely } from 'kysely'
import type { CustomerTable, Database, SalesOrderTable } from '../../db/schema.ts'
import { linesToAllocate, openLines } from './open-lines.ts'
import { type CompanyRules, goodsOf } from './order-rules.ts'

type Db = Kysely<Database>

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
    .select(['line.order_number as number', 'line.order_number', 'line.line', 'line.due_date'])
    .select('certificate.number as document')
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

/**
 * What each open line waits for, a line that is allocated in part for two things; each certificate, and each delivery note.
 * Line 0 is no line: the order as a whole, its paper, or an item.
 */
export const waitingRows = (db: Db, byCertificate: boolean, rules: CompanyRules | undefined) => {
  const chosen = openLines(db)
    .innerJoin('customer as buyer', 'buyer.code', 'head.sold_to')
    .leftJoin(certified(db).as('kept'), join =>
      join
        .onRef('kept.order_number', '=', 'line.order_number')
        .onRef('kept.line', '=', 'line.line'),
    )
    .select(['line.order_number as number', 'line.order_number', 'line.line', 'line.due_date'])
    .select(eb => eb.val<string | null>(null).as('document'))
    .select(eb =>
      eb
        .case()
        .when('head.action_status', '=', 'HD')
        .then('release')
        .when('line.confirmed', '=', 0)
        .then(eb.case().when(lacksAudit(eb, rules)).then('audit').else('confirm').end() as never)
        .when('line.quantity', '<', 0)
        .then('return')
        .when('line.consigned', '=', 1)
        .then('ship')
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
    .select(['line.order_number as number', 'line.order_number', 'line.line', 'line.due_date'])
    .select(eb => eb.val<string | null>(null).as('document'))
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
    .unionAll(changes(db) as never)
}

/** Whether an order still needs its audit, as `needsAudit` says of one. */
const lacksAudit = (
  eb: ExpressionBuilder<
    Database & { head: SalesOrderTable; buyer: CustomerTable },
    'head' | 'buyer'
  >,
  rules: CompanyRules | undefined,
) => {
  if (!rules) return eb.lit(false)
  const { audit_required, second_check_amount: from, company_currency } = rules
  const needs = [eb('buyer.key_customer', '=', 1)]
  if (audit_required === 1) needs.push(eb.lit(true) as never)
  if (from !== null) {
    needs.push(
      eb('head.currency', '<>', company_currency),
      eb(goodsOf(eb, 'head.number'), '>=', from),
    )
  }
  return eb.and([eb('head.audited_by', 'is', null), eb.or(needs)])
}

/** Changes that the manager has to judge. */
const changes = (db: Db) =>
  db
    .selectFrom('change_request as request')
    .innerJoin('sales_order as changed', 'changed.number', 'request.order_number')
    .select(['request.order_number as number', 'request.order_number'])
    .select(eb => eb.lit(0).as('line'))
    .select('changed.due_date')
    .select('request.number as document')
    .select(eb => eb.val('change').as('waits_for'))
    .where('request.status', '=', 'waiting')

/** Delivery notes that the manager has to sign, or that the customer has; they wait from the day of the shipment. */
const notes = (db: Db) =>
  db
    .selectFrom('delivery_note as note')
    .select(['note.number', 'note.order_number'])
    .select(eb => eb.lit(0).as('line'))
    .select('note.ship_date as due_date')
    .select(eb => eb.val<string | null>(null).as('document'))
    .select(eb =>
      eb.case().when('note.status', '=', 'made').then('sign').else('proof').end().as('waits_for'),
    )
    .where('note.status', 'in', ['made', 'signed'])
