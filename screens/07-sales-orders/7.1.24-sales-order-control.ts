import { salesOrderControl } from '../../src/sales/control.ts'
import { settings } from '../table-kinds.ts'

/** How orders are numbered, what they start with, who looks at them, and how long they may take. */
export default settings({
  code: '7.1.24',
  program: 'sosopm',
  title: ['销售订单控制文件', 'Sales Order Control'],
  of: salesOrderControl,
  rows: [
    ['order_prefix'],
    ['next_order'],
    ['ship_lead_days'],
    ['allocate_days'],
    ['confirmed'],
    ['site'],
    ['audit_required'],
    ['change_approval'],
    ['second_check_amount'],
    ['audit_hours'],
    ['ship_days'],
    ['work_from'],
    ['work_to'],
  ],
})
