import type { Day, Quantity } from '../../db/schema.ts'
import type { Draft } from '../kernel/entry.ts'
import type { StockMove } from '../ledger/posting.ts'
import { frameOf, numberOf, textOf, textOrNull } from './draft.ts'
import type { Place } from './place.ts'

/** What 3.7 and 3.9 ask for. */
export interface StockEntry {
  readonly item: string
  readonly quantity: Quantity
  readonly place: Place
  readonly effective_date: Day
  readonly reference: string | null
  readonly remarks: string | null
}

/** What 3.4.1 asks for. */
export interface TransferEntry extends StockEntry {
  readonly to: Place
}

/** Reads the record `stock_entry` of a draft. */
export const stockEntryOf = (draft: Draft): StockEntry => {
  const values = frameOf(draft, 'stock_entry')
  return {
    item: textOf(values, 'item'),
    quantity: numberOf(values, 'quantity'),
    place: {
      site: textOf(values, 'site'),
      location: textOf(values, 'location'),
      lot: textOf(values, 'lot'),
    },
    effective_date: textOf(values, 'effective_date'),
    reference: textOrNull(values, 'reference'),
    remarks: textOrNull(values, 'remarks'),
  }
}

/** Reads the record `transfer_entry` of a draft; a lot keeps its name where it goes. */
export const transferEntryOf = (draft: Draft): TransferEntry => {
  const values = frameOf(draft, 'transfer_entry')
  const lot = textOf(values, 'lot')
  return {
    item: textOf(values, 'item'),
    quantity: numberOf(values, 'quantity'),
    place: { site: textOf(values, 'from_site'), location: textOf(values, 'from_location'), lot },
    to: { site: textOf(values, 'to_site'), location: textOf(values, 'to_location'), lot },
    effective_date: textOf(values, 'effective_date'),
    reference: textOrNull(values, 'reference'),
    remarks: textOrNull(values, 'remarks'),
  }
}

/** A move of stock that no order asked for. */
export const unplannedMove = (
  type: StockMove['type'],
  entry: StockEntry,
  at: { readonly place: Place; readonly quantity: Quantity },
): StockMove => ({
  type,
  item: entry.item,
  site: at.place.site,
  location: at.place.location,
  lot: at.place.lot,
  quantity: at.quantity,
  effective_date: entry.effective_date,
  order_number: null,
  line: null,
  customer: null,
  price: null,
  amount: null,
  reference: entry.reference,
  remarks: entry.remarks,
})
