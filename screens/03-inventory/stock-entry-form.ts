import { effectiveToday } from '../../src/inventory/effective-today.ts'
import { chooseStockItem, chooseStockPlace } from '../../src/inventory/stock-hooks.ts'
import { form, shown } from '../kinds.ts'

/** The one frame of goods that come or go without an order. */
export const stockEntryForm = form({
  record: 'stock_entry',
  rows: [
    ['item', shown('unit')],
    [shown('description')],
    ['quantity', 'effective_date'],
    ['site', 'location'],
    ['lot', shown('on_hand')],
    ['reference'],
    ['remarks'],
  ],
  enter: effectiveToday,
  after: {
    item: chooseStockItem,
    site: chooseStockPlace,
    location: chooseStockPlace,
    lot: chooseStockPlace,
  },
})
