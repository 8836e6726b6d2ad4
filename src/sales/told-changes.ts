import type { Field } from '../../db/dictionary/field.ts'
import { dictionary } from '../../db/dictionary/index.ts'
import type { OrderEventTable } from '../../db/schema.ts'
import { readDecimal } from '../kernel/decimal.ts'
import type { Values } from '../kernel/entry.ts'
import { type Language, say, showValue } from '../kernel/format.ts'
import { changesOf } from './order-changes.ts'

/** A field that changed, in words, and `before > after` as the field shows them. */
export interface ToldChange {
  readonly what: string
  readonly value: string
}

const showKept = (kept: string, { format }: Field, language: Language): string =>
  format.kind === 'number' || format.kind === 'flag'
    ? showValue(readDecimal(kept, 0), format, language)
    : showValue(kept, format, language)

/** A value of a change that was asked for, as its field shows it: `13593.50` as 13,593.50, and Y as Yes. */
export const toldRequested =
  (name: 'old_value' | 'new_value') =>
  ({ line = null, field = null, [name]: kept = null }: Values, language: Language): string => {
    const fields: Readonly<Record<string, Field>> =
      line === null ? dictionary.sales_order : dictionary.sales_order_line
    const format = fields[String(field)]?.format
    if (kept === null || !format) return String(kept ?? '')
    if (format.kind === 'flag') return showValue(kept === 'Y' ? 1 : 0, format, language)
    const value = format.kind === 'number' ? readDecimal(String(kept), format.scale) : kept
    return showValue(value, format, language)
  }

/** Each change that an event keeps, in the words of the order's screen. */
export const toldChanges = (
  event: Pick<OrderEventTable, 'line' | 'detail'>,
  language: Language,
): readonly ToldChange[] => {
  const fields: Readonly<Record<string, Field>> =
    event.line === null ? dictionary.sales_order : dictionary.sales_order_line
  return changesOf(event).map(({ column, ends }) => {
    const field = fields[column]!
    // Of more than two nobody can say any more which sign stands between the values.
    const value =
      ends.length === 2
        ? ends.map(end => showKept(end, field, language)).join(' > ')
        : ends.join('>')
    return { what: say(field.label, language), value }
  })
}

/** What an event says in its own words, where it isn't changes. */
export const toldDetail = (
  { type, detail }: Pick<OrderEventTable, 'type' | 'detail'>,
  language: Language,
): string | null =>
  type === 'held' && detail !== null
    ? showValue(detail, dictionary.credit_hold.cause.format, language)
    : detail
