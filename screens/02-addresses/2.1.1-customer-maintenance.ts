import { saveCustomer } from '../../src/customer/customer.ts'
import { commits, master } from '../kinds.ts'

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
    ['fax', 'sort_name'],
    ['salesperson', 'site', 'active'],
    ['currency', 'price_list', 'discount'],
    ['credit_terms', 'credit_limit', 'on_hold'],
    ['bill_to', 'ship_via', 'taxable'],
    ['fixed_price'],
    ['remarks'],
  ],
  save: (input, done) => commits(saveCustomer, input, done),
})
