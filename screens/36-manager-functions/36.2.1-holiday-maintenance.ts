import { master } from '../table-kinds.ts'

/** Days off, and Saturdays and Sundays on which everybody works: all other days are as their weekdays. */
export default master({
  code: '36.2.1',
  program: 'mghdmt',
  title: ['假日维护', 'Holiday Maintenance'],
  table: 'holiday',
  key: [['day']],
  rows: [['working'], ['description']],
})
