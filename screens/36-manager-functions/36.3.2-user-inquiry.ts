import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '36.3.2',
  program: 'mguriq',
  title: ['用户查询', 'User Inquiry'],
  record: 'user',
  ranges: ['code'],
  columns: [
    { name: 'code', width: 10 },
    { name: 'name', width: 24 },
    'active',
    'clerk',
    'manager',
    'dispatcher',
    'warehouse',
    'finance',
    'admin',
  ],
  page: tablePage('user', { words: ['code', 'name'] }),
})
