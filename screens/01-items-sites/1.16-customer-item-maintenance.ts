import { customerItems, tellOwnCode } from '../../src/customer/customer.ts'
import { master } from '../table-kinds.ts'

/** The customer's own numbers of our items (R8). */
export default master({
  code: '1.16',
  program: 'ppcpmt',
  title: ['客户物料维护', 'Customer Item Maintenance'],
  of: customerItems,
  key: [['customer'], ['customer_item']],
  rows: [['item'], ['comment']],
  after: { item: tellOwnCode },
})
