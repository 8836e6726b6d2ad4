import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '1.6',
  program: 'ppbr100',
  title: ['物料浏览', 'Item Browse'],
  record: 'item',
  ranges: ['code', 'product_line', 'item_group'],
  columns: [
    'code',
    { name: 'description', width: 20 },
    'unit',
    { name: 'list_price', width: 12 },
    'product_line',
    'item_group',
    'active',
  ],
  page: tablePage('item', { words: ['description'] }),
})
