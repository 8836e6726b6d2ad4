import { msg } from '../../db/messages.ts'
import { formIn } from '../../src/kernel/draft.ts'
import { notice } from '../../src/kernel/entry.ts'
import { openSalesOrderControl, saveSalesOrderControl } from '../../src/sales/control.ts'
import { commits, form, task } from '../kinds.ts'

/** How orders are numbered and what they start with. */
export default task({
  code: '7.1.24',
  program: 'sosopm',
  title: ['销售订单控制文件', 'Sales Order Control'],
  steps: [
    form({
      record: 'sales_order_control',
      rows: [
        ['order_prefix'],
        ['next_order'],
        ['ship_lead_days'],
        ['allocate_days'],
        ['confirmed'],
        ['site'],
      ],
      enter: openSalesOrderControl,
    }),
  ],
  commit: commits(
    saveSalesOrderControl,
    (draft, opened) => ({
      values: formIn(draft, 'sales_order_control'),
      ...(opened ? { opened: { values: formIn(opened, 'sales_order_control') } } : {}),
    }),
    () => ({ notices: [notice(msg.recordSaved, '7.1.24')] }),
  ),
})
