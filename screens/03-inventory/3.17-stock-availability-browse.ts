import { stockAvailabilityPage } from '../../src/inventory/safety-stock.ts'
import { inquiry } from '../kinds.ts'

/** What there is of an item at each site, what is free of it, and whether that is below its safety stock. */
export default inquiry({
  code: '3.17',
  program: 'icbr007',
  title: ['库存可用性浏览', 'Stock Availability Browse'],
  record: 'stock_availability',
  ranges: ['item', 'site', 'below'],
  columns: [
    { name: 'item', width: 12 },
    { name: 'description', width: 15 },
    { name: 'site', width: 6 },
    { name: 'on_hand', width: 9 },
    { name: 'allocated', width: 8 },
    { name: 'available', width: 9 },
    { name: 'safety_stock', width: 8 },
    'below',
    'unit',
  ],
  page: stockAvailabilityPage,
  live: true,
})
