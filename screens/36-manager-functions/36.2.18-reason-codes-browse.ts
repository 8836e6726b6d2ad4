import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

/** The reasons that may be given. */
export default inquiry({
  code: '36.2.18',
  program: 'mgbr007',
  title: ['原因代码浏览', 'Reason Codes Browse'],
  record: 'reason_code',
  ranges: ['code'],
  columns: ['code', 'description', 'active'],
  page: tablePage('reason_code', { words: ['description'] }),
})
