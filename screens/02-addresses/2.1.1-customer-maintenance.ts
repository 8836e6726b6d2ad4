import { customers } from '../../src/customer/customer.ts'
import { master } from '../table-kinds.ts'

/** Address, what the customer's orders start with, and credit. */
export default master({
  code: '2.1.1',
  program: 'adcsmt',
  title: ['客户维护', 'Customer Maintenance'],
  of: customers,
  key: [['code']],
  rows: [
    ['name'],
    ['address_1'],
    ['address_2'],
    ['city', 'region'],
    ['country', 'postal_code'],
    ['contact', 'phone'],
    ['sort_name', 'fax'],
  ],
  more: [
    {
      title: ['客户数据', 'Customer Data'],
      rows: [
        ['salesperson', 'site'],
        ['currency', 'price_list'],
        ['bill_to', 'ship_to'],
        ['ship_via', 'ship_lead_days'],
        ['channel', 'taxable'],
        ['fixed_price', 'partial_ok'],
        ['consignment', 'active'],
        ['key_customer'],
        ['remarks'],
      ],
    },
    {
      title: ['资信', 'Credit'],
      rows: [['credit_limit', 'credit_terms'], ['credit_rating', 'on_hold'], ['discount']],
    },
  ],
})
