import { shipTos } from '../../src/customer/customer.ts'
import { master } from '../table-kinds.ts'

export default master({
  code: '2.1.13',
  program: 'adstmt',
  title: ['客户货物发往维护', 'Customer Ship-to Maintenance'],
  of: shipTos,
  key: [['customer', 'code']],
  rows: [
    ['name'],
    ['address_1'],
    ['address_2'],
    ['city', 'region'],
    ['country', 'postal_code'],
    ['contact', 'phone'],
  ],
})
