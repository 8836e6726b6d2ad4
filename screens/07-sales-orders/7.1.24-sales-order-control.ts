import { saveSalesOrderControl } from '../../src/sales/control.ts'
import { commits } from '../kinds.ts'
import { settings } from '../table-kinds.ts'

/** How orders are numbered and what they start with. */
export default settings({
  code: '7.1.24',
  program: 'sosopm',
  title: ['销售订单控制文件', 'Sales Order Control'],
  table: 'sales_order_control',
  rows: [
    ['order_prefix'],
    ['next_order'],
    ['ship_lead_days'],
    ['allocate_days'],
    ['confirmed'],
    ['site'],
  ],
  save: (input, done) => commits(saveSalesOrderControl, input, done),
})
