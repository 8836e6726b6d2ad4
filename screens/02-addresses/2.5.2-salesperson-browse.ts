import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '2.5.2',
  program: 'adbr010',
  title: ['推销员浏览', 'Salesperson Browse'],
  record: 'salesperson',
  ranges: ['code'],
  columns: [
    'code',
    { name: 'name', width: 28 },
    { name: 'phone', width: 16 },
    'commission',
    'active',
  ],
  page: tablePage('salesperson', { words: ['name'] }),
})
