import { creditTerms } from '../../src/customer/customer.ts'
import { master } from '../table-kinds.ts'

export default master({
  code: '2.19.1',
  program: 'adcrtmt',
  title: ['信用条件维护', 'Credit Terms Maintenance'],
  of: creditTerms,
  key: [['code']],
  rows: [['description'], ['due_days'], ['discount_days'], ['discount']],
})
