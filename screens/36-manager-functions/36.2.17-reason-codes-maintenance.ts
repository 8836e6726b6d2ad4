import { reasonCodes } from '../../src/sales/reason-codes.ts'
import { master } from '../table-kinds.ts'

/** Why goods come back, as returns and their shipments name it. */
export default master({
  code: '36.2.17',
  program: 'mgrnmt',
  title: ['原因代码维护', 'Reason Codes Maintenance'],
  of: reasonCodes,
  key: [['code']],
  rows: [['description'], ['active']],
})
