import { tablePage } from '../../src/ledger/records.ts'
import { inquiry } from '../kinds.ts'

/** The periods of the books, and which of them are closed. */
export default inquiry({
  code: '25.3.5',
  program: 'glbr003',
  title: ['总账日历浏览', 'GL Calendar Browse'],
  record: 'gl_period',
  ranges: ['year', 'start_date'],
  columns: ['year', 'period', 'start_date', 'end_date', 'closed'],
  page: tablePage('gl_period', { words: ['start_date', 'end_date'] }),
  opens: ({ year = null, period = null }) => ({ code: '25.3.4', key: { year, period } }),
})
