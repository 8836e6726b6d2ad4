import { msg } from '../../db/messages.ts'
import { formIn, numberIn, textIn } from '../../src/kernel/draft.ts'
import { type Draft, notice } from '../../src/kernel/entry.ts'
import { auditOrder } from '../../src/sales/audit-order.ts'
import {
  confirmAll,
  confirmInput,
  confirmOrder,
  readConfirmation,
} from '../../src/sales/confirm-order.ts'
import { commits, either, form, goesThrough, grid, question, shown, task } from '../kinds.ts'

const confirms = (draft: Draft) => textIn(formIn(draft, 'confirmation'), 'next') !== 'audit'

const byLine = (draft: Draft) =>
  confirms(draft) && numberIn(formIn(draft, 'confirmation'), 'confirm_all') === 0

/** What of a line is looked at before anybody says Yes to it. */
const looked = [
  shown('line'),
  shown('item', 14),
  shown('description', 18),
  shown('quantity', 10),
  shown('unit'),
  shown('price', 11),
]

/** Where an order must be audited, that comes first. Only confirmed lines are allocated: all by one Yes, or line by line. */
export default task({
  code: '7.1.5',
  program: 'sosoco',
  title: ['销售订单确认', 'Sales Order Confirmation'],
  key: ['order_number'],
  steps: [
    form({
      record: 'confirmation',
      rows: [
        ['order_number', shown('sold_to')],
        [shown('name')],
        [shown('order_date'), shown('due_date')],
        [shown('discount_amount'), shown('entered_by')],
        [shown('freight'), shown('audited_by')],
        [shown('total'), shown('currency'), shown('state')],
        ['confirm_all', shown('next')],
      ],
      after: { confirm_all: confirmAll },
    }),
    grid({
      record: 'confirmation_line',
      columns: [...looked, shown('amount', 13)],
      when: draft => !byLine(draft),
    }),
    grid({
      record: 'confirmation_line',
      columns: [...looked, 'confirmed'],
      when: byLine,
    }),
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: readConfirmation,
  ...goesThrough('sales_order', { status: ['entered'] }, 'order_number'),
  commit: either(
    confirms,
    commits(confirmOrder, confirmInput, ({ number, confirmed }) => ({
      notices: [notice(msg.orderConfirmed, number, confirmed)],
      recall: { order_number: number },
    })),
    commits(
      auditOrder,
      draft => draft,
      ({ number }) => ({
        notices: [notice(msg.orderAudited, number)],
        recall: { order_number: number },
        next: { order_number: number },
      }),
    ),
  ),
})
