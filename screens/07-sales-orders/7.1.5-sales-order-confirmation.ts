import { msg } from '../../db/messages.ts'
import { formIn, numberIn } from '../../src/kernel/draft.ts'
import { notice } from '../../src/kernel/entry.ts'
import { neighbourAmong } from '../../src/ledger/records.ts'
import {
  confirmAll,
  confirmInput,
  confirmOrder,
  readConfirmation,
} from '../../src/sales/confirm-order.ts'
import { commits, form, grid, question, shown, task } from '../kinds.ts'

/** Only confirmed lines are allocated and shipped. All of them by one Yes, or line by line. */
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
        [shown('total'), shown('status')],
        ['confirm_all'],
      ],
      after: { confirm_all: confirmAll },
    }),
    grid({
      record: 'confirmation_line',
      columns: [
        shown('line'),
        shown('item'),
        shown('description', 18),
        shown('quantity', 10),
        shown('unit'),
        shown('due_date'),
        'confirmed',
      ],
      when: draft => numberIn(formIn(draft, 'confirmation'), 'confirm_all') === 0,
    }),
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: readConfirmation,
  neighbour: neighbourAmong('sales_order', { status: 'entered' }, 'order_number'),
  commit: commits(confirmOrder, confirmInput, ({ number, confirmed }) => ({
    notices: [notice(msg.orderConfirmed, number, confirmed)],
    recall: { order_number: number },
  })),
})
