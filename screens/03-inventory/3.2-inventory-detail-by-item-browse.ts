import { stockPage } from '../../src/inventory/stock-page.ts'
import { inquiry } from '../kinds.ts'

/** What lies where, and what of it is still free. */
export default inquiry({
  code: '3.2',
  program: 'icbr002',
  title: ['库存明细浏览 - 按物料号', 'Inventory Detail by Item Browse'],
  record: 'stock_by_item',
  ranges: ['item', 'site', 'location'],
  columns: [
    { name: 'item', width: 9 },
    { name: 'description', width: 15 },
    { name: 'site', width: 5 },
    { name: 'location', width: 8 },
    { name: 'lot', width: 9 },
    { name: 'on_hand', width: 8 },
    { name: 'allocated', width: 8 },
    { name: 'available', width: 8 },
    'unit',
    { name: 'consigned', wide: true },
  ],
  page: stockPage,
})
