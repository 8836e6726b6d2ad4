import type { Day, Flag, Quantity } from '../../db/schema.ts'
import { frameOf, numberOf, rowsOf, textOf } from '../inventory/draft.ts'
import type { Place } from '../inventory/place.ts'
import type { Draft } from '../kernel/entry.ts'

/** One row of 7.9.15: so much of a line, from (a return: to) a place. */
export interface ShipmentRow {
  /** Where it stands in the grid, for refusals. */
  readonly row: number
  readonly line: number
  readonly place: Place
  /** Positive goes out; a return is negative. */
  readonly quantity: Quantity
  readonly cancelBackorder: boolean
}

export interface ShipmentAsk {
  readonly order: string
  readonly effective_date: Day
  readonly rows: readonly ShipmentRow[]
}

/**
 * Reads the records `shipment_entry` and `shipment_line` of a draft; rows that ask for nothing are
 * left out.
 */
export const shipmentAskOf = (draft: Draft): ShipmentAsk => {
  const entry = frameOf(draft, 'shipment_entry')
  const rows = rowsOf(draft, 'shipment_line').map((values, row) => ({
    row,
    line: numberOf(values, 'line'),
    place: {
      site: textOf(values, 'site'),
      location: textOf(values, 'location'),
      lot: textOf(values, 'lot'),
    },
    quantity: numberOf(values, 'quantity'),
    cancelBackorder: (values.cancel_backorder as Flag | null | undefined) === 1,
  }))
  return {
    order: textOf(entry, 'order_number'),
    effective_date: textOf(entry, 'effective_date'),
    rows: rows.filter(row => row.quantity !== 0 || row.cancelBackorder),
  }
}
