import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

export default inquiry({
  code: '36.13.3',
  program: 'xxprbr',
  title: ['打印机浏览', 'Printer Browse'],
  record: 'printer',
  ranges: ['code'],
  columns: [
    'code',
    { name: 'description', width: 20 },
    { name: 'command', width: 26 },
    'form',
    { name: 'page_length', width: 6 },
    'form_feed',
    'active',
  ],
  page: tablePage('printer', { words: ['description'] }),
})
