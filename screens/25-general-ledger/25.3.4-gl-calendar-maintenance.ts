import { periods } from '../../src/general-ledger/periods.ts'
import { master } from '../table-kinds.ts'

/** The periods of the books: nothing is posted into one that is closed. */
export default master({
  code: '25.3.4',
  program: 'glcalmt',
  title: ['总账日历维护', 'GL Calendar Maintenance'],
  of: periods,
  key: [['year', 'period']],
  rows: [['start_date', 'end_date'], ['closed']],
})
