import { saveCustomer } from '../../src/customer/customer.ts'
import { commits } from '../kinds.ts'
import { master } from '../table-kinds.ts'

export default master({
  code: '2.1.1',
  program: 'adcsmt',
  title: ['客户维护', 'Customer Maintenance'],
  table: 'customer',
  key: [['code']],
  rows: [
    ['name'],
    ['address_1'],
    ['address_2'],
    ['city', 'region'],
    ['country', 'postal_code'],
    ['contact', 'phone'],
    ['sort_name', 'fax'],
    ['salesperson', 'site'],
    ['currency', 'price_list'],
    ['discount', 'credit_limit'],
    ['credit_terms', 'on_hold'],
    ['bill_to', 'active'],
    ['ship_via', 'taxable'],
    ['fixed_price', 'credit_rating'],
    ['remarks'],
  ],
  save: (input, done) => commits(saveCustomer, input, done),
})
