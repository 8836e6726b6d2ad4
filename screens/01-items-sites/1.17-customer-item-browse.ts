import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '1.17',
  program: 'ppbr001',
  title: ['客户物料浏览', 'Customer Item Browse'],
  record: 'customer_item',
  ranges: ['customer', 'customer_item', 'item'],
  columns: [
    'customer',
    { name: 'customer_item', width: 24 },
    'item',
    { name: 'comment', width: 20 },
  ],
  page: tablePage('customer_item', { words: ['item', 'comment'] }),
})
