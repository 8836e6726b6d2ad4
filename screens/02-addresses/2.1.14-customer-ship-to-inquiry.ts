import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '2.1.14',
  program: 'adstiq',
  title: ['客户货物发往地址查询', 'Customer Ship-to Inquiry'],
  record: 'ship_to',
  ranges: ['customer', 'code'],
  columns: [
    'customer',
    'code',
    { name: 'name', width: 24 },
    { name: 'city', width: 12 },
    { name: 'phone', width: 14 },
  ],
  page: tablePage('ship_to', { words: ['name', 'city'] }),
})
