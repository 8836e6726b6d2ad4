import { msg } from '../../db/messages.ts'
import { allocateAutomatically } from '../../src/sales/allocate-automatically.ts'
import { carriesOut, columns, form, inOrder, question, task } from '../kinds.ts'

/** Promises what is free by promise date, and shows what falls short. */
export default task({
  code: '7.1.7',
  program: 'sosoal01',
  title: ['销售订单自动备料', 'Sales Order Auto Allocations'],
  steps: [
    form({
      record: 'auto_allocation',
      rows: [['order_from', 'order_to'], ['promise_to', 'site'], ['item']],
      check: inOrder('order_from', 'order_to'),
    }),
    question(msg.confirmUpdate),
  ],
  commit: carriesOut(allocateAutomatically),
  results: columns(
    'auto_allocation_result',
    'order_number',
    'line',
    'item',
    'promise_date',
    { name: 'open', width: 10 },
    { name: 'allocated', width: 10 },
    { name: 'short', width: 10 },
  ),
})
