import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '36.2.2',
  program: 'mgbr017',
  title: ['节假日浏览', 'Holiday Browse'],
  record: 'holiday',
  ranges: ['day'],
  columns: ['day', 'working', 'description'],
  page: tablePage('holiday', { words: ['description'] }),
  opens: ({ day = null }) => ({ code: '36.2.1', key: { day } }),
})
