import type { Day, Quantity } from '../../db/schema.ts'
import { type Place, placeIn } from '../inventory/place.ts'
import { flagIn, formIn, numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import type { Draft } from '../kernel/entry.ts'
import type { OrderFacts } from './allocate-facts.ts'

/** One row of 7.9.15: so much of a line, from (a return: to) a place. */
export interface ShipmentRow {
  /** Where it stands in the grid, for refusals. */
  readonly row: number
  readonly line: number
  /** The line's item when the clerk saw it; null when a file gives no such thing. */
  readonly item: string | null
  readonly place: Place
  /** Positive goes out; a return is negative. */
  readonly quantity: Quantity
  readonly cancelBackorder: boolean
}

export interface ShipmentAsk {
  readonly order: string
  readonly effective_date: Day
  readonly rows: readonly ShipmentRow[]
  /** Why a shipment is taken back. */
  readonly reason: string | null
}

/**
 * Reads the records `shipment_entry` and `shipment_line` of a draft; rows that ask for nothing are
 * left out.
 */
export const shipmentAskOf = (draft: Draft): ShipmentAsk => {
  const entry = formIn(draft, 'shipment_entry')
  const rows = rowsIn(draft, 'shipment_line').map((values, row) => ({
    row,
    line: numberIn(values, 'line') ?? 0,
    item: textIn(values, 'item'),
    place: placeIn(values),
    quantity: numberIn(values, 'quantity') ?? 0,
    cancelBackorder: flagIn(values, 'cancel_backorder', 0) === 1,
  }))
  return {
    order: textIn(entry, 'order_number') ?? '',
    effective_date: textIn(entry, 'effective_date') ?? '',
    rows: rows.filter(row => row.quantity !== 0 || row.cancelBackorder),
    reason: textIn(formIn(draft, 'take_back'), 'reason'),
  }
}

/** Whether a draft takes shipments back: of a line that returns, what is open is negative. */
export const takesBack = (draft: Draft): boolean =>
  rowsIn(draft, 'shipment_line').some(
    row => (numberIn(row, 'quantity') ?? 0) < 0 && (numberIn(row, 'open') ?? 0) >= 0,
  )

/** What comes back of a line goes first: what goes out after it then passes what was ordered nowhere on the way. */
export const backFirst = (rows: readonly ShipmentRow[], { lines }: Pick<OrderFacts, 'lines'>) => {
  const sold = new Set(lines.filter(one => one.quantity > 0).map(one => one.line))
  const isBack = ({ line, quantity }: ShipmentRow) => quantity < 0 && sold.has(line)
  return [...rows.filter(isBack), ...rows.filter(row => !isBack(row))]
}
