import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { readCertificateControl } from '../certificate/rows.ts'
import { dayOf, daysBetween } from '../kernel/calendar.ts'
import type { ReadPage, Values } from '../kernel/entry.ts'
import { type ListShape, pageByKey } from '../ledger/page-by-key.ts'
import { readAllocateDays } from './allocate-window.ts'
import { alertRows } from './order-desk-alerts.ts'
import { waitingRows } from './order-desk-rows.ts'
import { readCompanyRules } from './order-rules.ts'
import { lateOf, readAuditWaits, readClocks, type Timed } from './work-calendar.ts'

type Db = Kysely<Database>

/** Whose work each step is, the function that does it, and what it is opened with: the order unless another is named. */
const steps = {
  release: { whom: 'finance', code: '7.1.13', key: 'order_number' },
  audit: { whom: 'manager', code: '7.1.5', key: 'order_number' },
  change: { whom: 'manager', code: '7.1.23.1', key: 'number', with: 'document' },
  confirm: { whom: 'manager', code: '7.1.5', key: 'order_number' },
  short: { whom: 'dispatcher', code: '7.1.6', key: 'order_number' },
  allocate: { whom: 'dispatcher', code: '7.1.6', key: 'order_number' },
  blocks: { whom: 'dispatcher', code: '7.1.6', key: 'order_number' },
  low: { whom: 'dispatcher', code: '3.17', key: 'item' },
  certify: { whom: 'clerk', code: '7.9.11.1', key: 'customer', with: 'sold_to' },
  print: { whom: 'clerk', code: '7.9.11.4', key: 'number', with: 'document' },
  fetch: { whom: 'warehouse', code: '7.9.15', key: 'order_number', with: 'document' },
  lost: { whom: 'manager', code: '7.9.11.6', key: 'number', with: 'document' },
  reissue: { whom: 'clerk', code: '7.9.11.7', key: 'number', with: 'document' },
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

/** What waits without its order: goods that are with the customer, items that run out, and what holds others up. */
const byNoClock = new Set(['sign', 'proof', 'low', 'blocks'])

const shape: ListShape = {
  ranges: { waits_for: 'waits_for', due_date: 'due_date', sold_to: 'sold_to' },
  words: ['number', 'sold_to', 'name'],
  key: { due_date: 'due_date', number: 'number', waits_for: 'waits_for' },
}

/** Whose it is, or of what: the customer, the item that runs out, or the order that another one keeps waiting. */
const nameOf = ({ waits_for, document, name, description }: Values) =>
  waits_for === 'blocks' ? `> ${document}` : (name ?? description ?? null)

/** 7.1.10: what waits, the longest due first; every row says on whom. */
export const orderDeskPage: ReadPage<{ readonly db: Db; readonly now: () => Date }> = async (
  { db, now },
  ask,
) => {
  const today = dayOf(now())
  const [certificates] = await readCertificateControl(db, {})
  const allocateDays = await readAllocateDays(db)
  const rules = await readCompanyRules(db)
  const clocks = await readClocks(db, now())
  const rowsToday = waitingRows(db, certificates?.certificate_required === 1, rules).unionAll(
    alertRows(db, today, allocateDays) as never,
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
          'sales_order.status',
          'sales_order.stopped',
          'sales_order.entered_at',
        ])
        .select(eb => [
          eb.fn.min<string>('waiting.due_date').as('due_date'),
          eb.fn.min<string | null>('waiting.document').as('document'),
          eb.fn.count<number>('waiting.line').distinct().as('lines'),
        ])
        .groupBy([
          'waiting.number',
          'waiting.waits_for',
          'sales_order.sold_to',
          'customer.name',
          'item.description',
          'sales_order.total',
          'sales_order.status',
          'sales_order.stopped',
          'sales_order.entered_at',
        ])
        .as('desk'),
    )
    .selectAll()
  const found = await pageByKey(rows as never, shape, ask)
  const toAudit = found.filter(row => row['waits_for'] === 'audit')
  const waits = await readAuditWaits(db, toAudit as never)
  return found.map(row => ({
    ...row,
    name: nameOf(row),
    whom: stepOf(row).whom,
    late: Math.max(0, daysBetween(String(row['due_date']), today)),
    clock: byNoClock.has(String(row['waits_for']))
      ? null
      : lateOf(row as unknown as Timed, {
          auditSince: row['waits_for'] === 'audit' ? waits.get(String(row['number']))! : null,
          clocks,
          today,
        }),
  }))
}
