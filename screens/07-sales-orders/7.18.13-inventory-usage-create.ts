import { msg } from '../../db/messages.ts'
import { openUsageOf } from '../../src/consignment/hooks.ts'
import { useConsignment } from '../../src/consignment/use.ts'
import { carriesOut, form, grid, question, shown, task } from '../kinds.ts'

/** What a customer used of the goods that lie there: issued, and to be invoiced. */
export default task({
  code: '7.18.13',
  program: 'socnuac',
  title: ['库存使用创建', 'Inventory Usage Create'],
  key: ['customer'],
  steps: [
    form({
      record: 'usage_entry',
      rows: [['customer', 'effective_date'], [shown('name')], ['reference']],
    }),
    grid({
      record: 'usage_line',
      columns: [
        shown('order_number', 8),
        shown('line', 4),
        shown('item', 9),
        shown('description', 13),
        shown('unit'),
        shown('location', 8),
        shown('lot', 9),
        shown('consigned', 9),
        { name: 'quantity', width: 8 },
      ],
    }),
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: openUsageOf,
  commit: carriesOut(useConsignment),
})
