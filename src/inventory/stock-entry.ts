import type { Day, Quantity } from '../../db/schema.ts'
import { formIn, numberIn, textIn } from '../kernel/draft.ts'
import type { Draft } from '../kernel/entry.ts'
import type { StockMove } from '../ledger/posting.ts'
import { fromFields, type Place, placeIn, toFields } from './place.ts'

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
  const values = formIn(draft, 'stock_entry')
  return {
    item: textIn(values, 'item') ?? '',
    quantity: numberIn(values, 'quantity') ?? 0,
    place: placeIn(values),
    effective_date: textIn(values, 'effective_date') ?? '',
    reference: textIn(values, 'reference'),
    remarks: textIn(values, 'remarks'),
  }
}

/** Reads the record `transfer_entry` of a draft. */
export const transferEntryOf = (draft: Draft): TransferEntry => {
  const values = formIn(draft, 'transfer_entry')
  return {
    item: textIn(values, 'item') ?? '',
    quantity: numberIn(values, 'quantity') ?? 0,
    place: placeIn(values, fromFields),
    to: placeIn(values, toFields),
    effective_date: textIn(values, 'effective_date') ?? '',
    reference: textIn(values, 'reference'),
    remarks: textIn(values, 'remarks'),
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
