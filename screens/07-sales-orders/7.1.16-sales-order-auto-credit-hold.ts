import { msg } from '../../db/messages.ts'
import { holdAutomatically } from '../../src/credit/automatic.ts'
import { carriesOut, columns, form, inOrder, question, task } from '../kinds.ts'

/** Holds the open orders of customers over their limit or on hold. */
export default task({
  code: '7.1.16',
  program: 'sochup',
  title: ['销售订单资信自动冻结', 'Sales Order Auto Credit Hold'],
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
  commit: carriesOut(holdAutomatically),
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
