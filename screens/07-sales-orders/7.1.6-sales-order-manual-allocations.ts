import { msg } from '../../db/messages.ts'
import { accept } from '../../src/kernel/decision.ts'
import { allocateOrder } from '../../src/sales/allocate.ts'
import {
  chooseAllocationLine,
  chooseAllocationPlace,
  readAllocationLines,
} from '../../src/sales/allocate-hooks.ts'
import { carriesOut, form, goesThrough, grid, question, shown, task } from '../kinds.ts'

/** The dispatcher names the place of each piece (R12); what is free there is proposed, and 0 releases. */
export default task({
  code: '7.1.6',
  program: 'sosoal',
  title: ['销售订单手工备料', 'Sales Order Manual Allocations'],
  key: ['order_number'],
  steps: [
    form({
      record: 'allocation_entry',
      rows: [
        ['order_number', shown('sold_to'), shown('site')],
        [shown('name')],
        [shown('promise_date'), shown('due_date')],
      ],
      check: readAllocationLines,
    }),
    grid({
      record: 'allocation_line',
      columns: [
        { name: 'line', width: 4, onlyNew: true },
        shown('item', 12),
        shown('unit'),
        shown('open', 9),
        shown('available', 9),
        'site',
        'location',
        { name: 'lot', width: 9 },
        { name: 'quantity', width: 9 },
      ],
      begin: async () => accept({}),
      after: {
        line: chooseAllocationLine,
        site: chooseAllocationPlace,
        location: chooseAllocationPlace,
        lot: chooseAllocationPlace,
      },
    }),
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: readAllocationLines,
  ...goesThrough('sales_order', { status: ['confirmed'] }, 'order_number'),
  commit: carriesOut(allocateOrder),
})
