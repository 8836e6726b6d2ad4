import { chooseStockItem } from '../../src/inventory/stock-hooks.ts'
import type { Hook } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { form, shown } from '../kinds.ts'

/** The one frame of goods that come or go without an order; the hook hears when a part of their place is left. */
export const stockEntryForm = (choosePlace: Hook<Books>) =>
  form({
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
    after: {
      item: chooseStockItem,
      site: choosePlace,
      location: choosePlace,
      lot: choosePlace,
    },
  })
