import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '1.1.14',
  program: 'gpbr348',
  title: ['地点浏览', 'Site Browse'],
  record: 'site',
  ranges: ['code'],
  columns: ['code', 'description', 'active', 'return_location'],
  page: tablePage('site', { words: ['description'] }),
})
