import type { Quantity } from '../../db/schema.ts'
import type { Place } from '../inventory/place.ts'
import type { StockMove } from '../ledger/posting.ts'
import type { Consigned } from './rows.ts'

/** A move of goods that lie with a customer, by so much, at a place. */
export const consignedMove = (
  {
    order_number,
    line,
    item,
    customer,
  }: Pick<Consigned, 'order_number' | 'line' | 'item' | 'customer'>,
  { site, location, lot }: Place,
  move: Pick<StockMove, 'type' | 'effective_date'> &
    Partial<StockMove> & { readonly quantity: Quantity },
): StockMove => ({
  order_number,
  line,
  item,
  customer,
  site,
  location,
  lot,
  price: null,
  amount: null,
  reference: null,
  remarks: null,
  ...move,
})
