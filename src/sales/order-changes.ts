import type { Expression, ExpressionBuilder } from 'kysely'
import { dictionary } from '../../db/dictionary/index.ts'
import type {
  Database,
  OrderEventTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../../db/schema.ts'
import type { OrderEvent } from '../ledger/posting.ts'
import type { LineDraft } from './order-draft.ts'

/** Whether a row differs from the line in the books; a price left blank is the price it has. */
export const wasChanged = (before: SalesOrderLineTable, draft: LineDraft): boolean =>
  Object.entries(draft).some(([column, value]) => {
    if (value === null && mayBeLeftOut.has(column)) return false
    return value !== before[column as keyof LineDraft]
  })

const mayBeLeftOut = new Set(['description', 'list_price', 'discount', 'price', 'price_source'])

const workedOut = new Set([
  'version',
  'status',
  'amount',
  'lines_total',
  'discount_amount',
  'total',
  // An audit has an event of its own, and ends with whatever was changed.
  'audited_by',
  'audited_at',
])

/** The columns that differ, but for those that are worked out. */
export const changedColumns = (before: object, after: object): string[] => {
  const old = before as Record<string, unknown>
  return Object.entries(after)
    .filter(([column, value]) => !workedOut.has(column) && value !== old[column])
    .map(([column]) => column)
}

/** A value of a change, in which the signs that part changes and their ends are escaped. */
const written = (value: unknown): string => String(value ?? '').replace(/[\\;>]/g, '\\$&')

const change = (column: string, old: unknown, now: unknown): string =>
  `${column} ${written(old)}>${written(now)}`

/** `due_date 2026-11-23>2026-11-30; …`: each column that changed, before and after; null when none did. */
const changes = (before: object, after: object): string | null => {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const told = changedColumns(before, after).map(column => change(column, old[column], now[column]))
  return told.length === 0 ? null : told.join('; ')
}

/** A column that an event says was changed. */
export interface Change {
  readonly column: keyof typeof dictionary.sales_order | keyof typeof dictionary.sales_order_line
  /**
   * What stood there before and after, a blank where nothing did. Books of an earlier version escaped no sign: where that
   * parts two values stood in one of them itself, there are more.
   */
  readonly ends: readonly string[]
}

/** Cuts a text at a sign, but not where it is escaped. */
const cut = (text: string, sign: '; ' | '>'): readonly string[] => {
  const parts = ['']
  for (const [token] of text.matchAll(/\\[\\;>]|; |./gs)) {
    if (token === sign) parts.push('')
    else parts[parts.length - 1] += token
  }
  return parts
}

/** The columns that an event of type `changed` says were changed, in its order. */
export const changesOf = ({
  line,
  detail,
}: Pick<OrderEventTable, 'line' | 'detail'>): readonly Change[] => {
  const fields = line === null ? dictionary.sales_order : dictionary.sales_order_line
  const found: { readonly column: Change['column']; value: string }[] = []
  for (const part of cut(detail ?? '', '; ')) {
    const [column] = part.split(' ', 1) as [Change['column']]
    const last = found.at(-1)
    // Where no sign was escaped, what names no field goes on with the value before it.
    if (Object.hasOwn(fields, column)) found.push({ column, value: part.slice(column.length + 1) })
    else if (last) last.value += `; ${part}`
  }
  return found.map(({ column, value }) => ({
    column,
    ends: cut(value, '>').map(end => end.replace(/\\([\\;>])/g, '$1')),
  }))
}

/** The detail of an event as it was before its signs were escaped, so that what was typed is found in it. */
export const typedDetail = (eb: ExpressionBuilder<Database, 'order_event'>) => {
  const plain = (text: Expression<string | null>, sign: string) =>
    eb.fn<string | null>('replace', [text, eb.val(`\\${sign}`), eb.val(sign)])
  return plain(plain(plain(eb.ref('order_event.detail'), ';'), '>'), '\\')
}

/** What changed in an order's head. */
export const headChanges = (before: SalesOrderTable, after: SalesOrderTable): string | null =>
  changes(before, after)

/** An event of an order, or of one of its lines; what isn't said is blank. */
export const orderEvent = (
  type: OrderEvent['type'],
  order_number: string,
  more: Partial<OrderEvent> = {},
): OrderEvent => ({
  order_number,
  line: null,
  type,
  quantity: null,
  price: null,
  amount: null,
  detail: null,
  reason: null,
  ...more,
})

/** What happened to a line, as a change of quantity and amount, so that the events of a line add up to it. */
export const lineEvent = (
  before: SalesOrderLineTable | undefined,
  after: SalesOrderLineTable | undefined,
): OrderEvent => {
  const line = (after ?? before)!
  return orderEvent(before ? 'changed' : 'entered', line.order_number, {
    line: line.line,
    quantity: (after?.quantity ?? 0) - (before?.quantity ?? 0),
    price: line.price,
    amount: (after?.amount ?? 0) - (before?.amount ?? 0),
    detail: before ? (after ? changes(before, after) : change('item', before.item, null)) : null,
  })
}
