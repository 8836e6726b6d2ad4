import type { Field } from '../../db/dictionary/field.ts'
import { dictionary } from '../../db/dictionary/index.ts'
import { kept } from '../../db/kept.ts'
import type {
  ChangeRequestFieldTable,
  ChangeRequestTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../../db/schema.ts'
import { plainValue, type Value } from '../kernel/format.ts'
import type { Moment } from '../ledger/books.ts'
import type { Posting, Save } from '../ledger/posting.ts'
import { changedColumns, orderEvent } from './order-changes.ts'

/** The change that waits for an order, or none. */
export const readWaitingChange = kept<{ order: string }, ChangeRequestTable>((db, hole) =>
  db
    .selectFrom('change_request')
    .selectAll()
    .where('order_number', '=', hole('order'))
    .where(eb => eb('status', '=', eb.val('waiting' as const))),
)

/** A change by its number, or none. */
export const readChange = kept<{ number: number }, ChangeRequestTable>((db, hole) =>
  db.selectFrom('change_request').selectAll().where('number', '=', hole('number')),
)

/** The number of the last change that was asked for; 0 before the first. */
export const readLastChange = kept<object, { last: number }>(db =>
  db
    .selectFrom('change_request')
    .select(eb => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last')),
)

/** The last move of an order's goods; 0 where none moved. */
export const readLastMove = kept<{ order: string }, { last: number }>((db, hole) =>
  db
    .selectFrom('stock_move')
    .select(eb => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
    .where('order_number', '=', hole('order')),
)

/** What was done to an order since a change of it was asked for, but for what changes nothing of what a clerk types. */
export const readDoneSince = kept<{ order: string }, { number: number }>((db, hole) =>
  db
    .selectFrom('order_event')
    .select('number')
    .where('order_number', '=', hole('order'))
    .where('number', '>', eb =>
      eb
        .selectFrom('order_event as asked')
        .select(one => one.fn.max('asked.number').as('last'))
        .where('asked.order_number', '=', hole('order'))
        .where('asked.type', '=', one => one.val('change asked' as const)),
    )
    .where('type', 'not in', ['held', 'released', 'allocated'])
    .limit(1),
)

/** An order as it stands and as it is to be, line by line. */
export interface OrderChange {
  readonly before: SalesOrderTable
  readonly after: SalesOrderTable
  readonly lines: readonly {
    readonly before: SalesOrderLineTable | undefined
    readonly after: SalesOrderLineTable | undefined
  }[]
}

type Told = Pick<ChangeRequestFieldTable, 'line' | 'field' | 'old_value' | 'new_value'>

/** What any reader understands in either language: plain numbers, ISO dates, Y and N. */
const plain = (field: Field, value: Value | undefined): string | null => {
  if (value === undefined || value === null || value === '') return null
  if (field.format.kind === 'flag') return value === 1 ? 'Y' : 'N'
  return plainValue(value, field.format)
}

const told = (
  fields: Readonly<Record<string, Field>>,
  columns: readonly string[],
  { line, before, after }: { line: number | null; before?: object; after?: object },
): Told[] =>
  columns.map(field => ({
    line,
    field,
    old_value: plain(fields[field]!, (before as Record<string, Value> | undefined)?.[field]),
    new_value: plain(fields[field]!, (after as Record<string, Value> | undefined)?.[field]),
  }))

/** What names a line that is only in one of the two. */
const naming = ['item', 'quantity', 'price', 'due_date']

/** Each field that differs, before and after: the head's, then those of the lines, then the total. */
export const changedFields = ({ before, after, lines }: OrderChange): Told[] => {
  const { sales_order: head, sales_order_line: line } = dictionary
  const ofLines = lines.flatMap(one => {
    const { line: number } = (one.after ?? one.before)!
    const columns =
      one.before && one.after
        ? changedColumns(one.before, one.after).filter(name => name !== 'price_source')
        : naming
    return told(line, columns, { line: number, before: one.before, after: one.after } as never)
  })
  const total = before.total === after.total ? [] : ['total']
  return [
    ...told(head, changedColumns(before, after), { line: null, before, after }),
    ...ofLines,
    ...told(head, total, { line: null, before, after }),
  ]
}

/** A change as it is written when it is asked for. */
export const changePosting = (
  request: Omit<
    ChangeRequestTable,
    'status' | 'requested_by' | 'requested_at' | 'judged_by' | 'judged_at' | 'remarks'
  >,
  fields: readonly Told[],
  moment: Moment,
): Posting => {
  const row: ChangeRequestTable = {
    ...request,
    status: 'waiting',
    requested_by: moment.user,
    requested_at: moment.now,
    judged_by: null,
    judged_at: null,
    remarks: null,
  }
  const { number, order_number, reason } = request
  const saves: Save[] = [
    { table: 'change_request', row },
    ...fields.map((field, index) => ({
      table: 'change_request_field' as const,
      row: { request: number, sequence: index + 1, ...field },
    })),
  ]
  return {
    saves,
    events: [orderEvent('change asked', order_number, { detail: `#${number}`, reason })],
  }
}
