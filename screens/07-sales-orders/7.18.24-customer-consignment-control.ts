import { consignmentControl } from '../../src/consignment/control.ts'
import { settings } from '../table-kinds.ts'

/** Where goods on consignment lie. */
export default settings({
  code: '7.18.24',
  program: 'socncpm',
  title: ['客户寄售控制文件', 'Customer Consignment Control'],
  of: consignmentControl,
  rows: [['consigned_site'], ['consigned_location']],
})
