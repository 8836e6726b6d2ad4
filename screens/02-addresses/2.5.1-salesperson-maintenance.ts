import { salespersons } from '../../src/customer/customer.ts'
import { master } from '../table-kinds.ts'

export default master({
  code: '2.5.1',
  program: 'adspmt',
  title: ['推销员维护', 'Salesperson Maintenance'],
  of: salespersons,
  key: [['code']],
  rows: [['name'], ['phone'], ['commission'], ['active']],
})
