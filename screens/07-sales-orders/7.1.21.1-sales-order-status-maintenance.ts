import { msg } from '../../db/messages.ts'
import { neighbour } from '../../src/ledger/records.ts'
import { changeLife, lifeActOf, readLife } from '../../src/sales/change-life.ts'
import { carriesOut, form, question, shown, task } from '../kinds.ts'

const by = neighbour('sales_order')

/** What is done to an order as a whole, with its reason: release, close, stop, resume, cancel, archive. */
export default task({
  code: '7.1.21.1',
  program: 'xxsostmt',
  title: ['销售订单状态维护', 'Sales Order Status Maintenance'],
  key: ['order_number'],
  steps: [
    form({
      record: 'order_life',
      rows: [
        ['order_number', shown('sold_to')],
        [shown('name')],
        [shown('total'), shown('due_date')],
        [shown('state')],
        ['act'],
        ['reason'],
      ],
    }),
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: readLife,
  neighbour: async (books, { order_number = null }, direction) => {
    const found = await by(books, { number: order_number }, direction)
    return found && { order_number: found['number'] ?? null }
  },
  commit: (books, draft, intent) => carriesOut(changeLife[lifeActOf(draft)])(books, draft, intent),
})
