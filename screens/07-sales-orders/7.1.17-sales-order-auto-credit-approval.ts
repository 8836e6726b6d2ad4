import { msg } from '../../db/messages.ts'
import { releaseAutomatically } from '../../src/credit/automatic.ts'
import { carriesOut, columns, form, inOrder, question, task } from '../kinds.ts'

/** Lets go the orders of which no cause is left. */
export default task({
  code: '7.1.17',
  program: 'socaup',
  title: ['销售订单资信自动批准', 'Sales Order Auto Credit Approval'],
  // Neither end need be there.
  key: ['customer_from', 'customer_to'],
  steps: [
    form({
      record: 'auto_credit',
      rows: [['customer_from', 'customer_to']],
      check: inOrder('customer_from', 'customer_to'),
    }),
    question(msg.confirmUpdate),
  ],
  commit: carriesOut(releaseAutomatically),
  results: columns(
    'held_order',
    'order_number',
    'bill_to',
    { name: 'name', width: 20 },
    'total',
    { name: 'cause', width: 8 },
    { name: 'amount', width: 13 },
  ),
})
