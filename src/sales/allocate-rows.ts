import type { Quantity } from '../../db/schema.ts'
import { type Place, placeIn } from '../inventory/place.ts'
import { formIn, numberIn, rowsIn, textIn } from '../kernel/draft.ts'
import type { Draft } from '../kernel/entry.ts'

/** One row of 7.1.6: what shall be allocated to a line at a place. */
export interface AllocationRow {
  /** Where it stands in the grid, for refusals. */
  readonly row: number
  readonly line: number
  /** The line's item when the clerk saw it; null when a file gives no such thing. */
  readonly item: string | null
  readonly place: Place
  readonly quantity: Quantity
  /** What was allocated there when the clerk saw it; null when a file gives no such thing. */
  readonly before: Quantity | null
}

export interface AllocationAsk {
  readonly order: string
  readonly rows: readonly AllocationRow[]
}

/** Reads the records `allocation_entry` and `allocation_line` of a draft. */
export const allocationAskOf = (draft: Draft): AllocationAsk => ({
  order: textIn(formIn(draft, 'allocation_entry'), 'order_number') ?? '',
  rows: rowsIn(draft, 'allocation_line').map((values, row) => ({
    row,
    line: numberIn(values, 'line') ?? 0,
    item: textIn(values, 'item'),
    place: placeIn(values),
    quantity: numberIn(values, 'quantity') ?? 0,
    before: numberIn(values, 'before'),
  })),
})
