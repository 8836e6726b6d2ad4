import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '1.1.19',
  program: 'gpbr336',
  title: ['库位浏览', 'Location Browse'],
  record: 'location',
  ranges: ['site', 'code'],
  columns: ['site', 'code', 'description', 'available'],
  page: tablePage('location', { words: ['description'] }),
})
