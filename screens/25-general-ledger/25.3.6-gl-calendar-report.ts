import { periodEventsPage } from '../../src/general-ledger/periods.ts'
import { inquiry } from '../kinds.ts'

/** When each period was closed and opened again, and by whom. */
export default inquiry({
  code: '25.3.6',
  program: 'glcalrp',
  title: ['总账日历报表', 'GL Calendar Report'],
  record: 'gl_period_event',
  ranges: ['year'],
  columns: ['year', 'period', 'start_date', 'end_date', 'type', 'created_at', 'created_by'],
  page: periodEventsPage,
  opens: ({ year = null, period = null }) => ({ code: '25.3.4', key: { year, period } }),
})
