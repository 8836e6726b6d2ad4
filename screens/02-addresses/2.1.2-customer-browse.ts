import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '2.1.2',
  program: 'cmbr101',
  title: ['客户浏览', 'Customer Browse'],
  record: 'customer',
  ranges: ['code', 'name', 'salesperson'],
  columns: [
    'code',
    { name: 'name', width: 22 },
    { name: 'city', width: 12 },
    { name: 'phone', width: 14 },
    'salesperson',
    'on_hold',
    'active',
  ],
  page: tablePage('customer', { words: ['name', 'city'] }),
})
