import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '2.19.2',
  program: 'gpbr353',
  title: ['信用条件浏览', 'Credit Terms Browse'],
  record: 'credit_terms',
  ranges: ['code'],
  columns: ['code', 'description', 'due_days', 'discount_days', 'discount'],
  page: tablePage('credit_terms', { words: ['description'] }),
})
