import { msg } from '../../db/messages.ts'
import { judgeOrder, readJudgement } from '../../src/credit/judge-order.ts'
import { neighbourAmong } from '../../src/ledger/records.ts'
import { statusTyped } from '../../src/sales/action-status.ts'
import { carriesOut, form, grid, question, shown, task } from '../kinds.ts'

/** All causes of a hold are seen; finance holds an order, or lets it go. */
export default task({
  code: '7.1.13',
  program: 'soasmt',
  title: ['销售订单资信维护', 'Sales Order Credit Maintenance'],
  key: ['order_number'],
  steps: [
    form({
      record: 'credit_entry',
      rows: [
        ['order_number', shown('sold_to'), shown('status')],
        [shown('bill_to'), shown('name', 24)],
        [shown('credit_rating'), shown('credit_limit')],
        [shown('currency'), shown('receivables')],
        ['action_status', shown('open_orders')],
        ['initials', shown('total')],
        ['reason'],
      ],
      after: { action_status: statusTyped },
    }),
    grid({
      record: 'credit_hold',
      title: ['冻结原因', 'Held Because Of'],
      columns: [
        shown('cause', 10),
        shown('reason', 22),
        shown('amount'),
        shown('created_by', 8),
        shown('created_at'),
      ],
    }),
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: readJudgement,
  neighbour: neighbourAmong('sales_order', { action_status: ['HD'] }, 'order_number'),
  commit: carriesOut(judgeOrder),
})
