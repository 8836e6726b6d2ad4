import { removePeriod, savePeriod } from '../../src/general-ledger/periods.ts'
import { commits } from '../kinds.ts'
import { master } from '../table-kinds.ts'

/** The periods of the books: nothing is posted into one that is closed. */
export default master({
  code: '25.3.4',
  program: 'glcalmt',
  title: ['总账日历维护', 'GL Calendar Maintenance'],
  table: 'gl_period',
  key: [['year', 'period']],
  rows: [['start_date', 'end_date'], ['closed']],
  save: (from, done) => commits(savePeriod, from, done),
  remove: (from, done) => commits(removePeriod, from, done),
})
