import { holidays } from '../../src/sales/work-calendar.ts'
import { master } from '../table-kinds.ts'

/** Days off, and Saturdays and Sundays on which everybody works: all other days are as their weekdays. */
export default master({
  code: '36.2.1',
  program: 'mghdmt',
  title: ['假日维护', 'Holiday Maintenance'],
  of: holidays,
  key: [['day']],
  rows: [['working'], ['description']],
})
