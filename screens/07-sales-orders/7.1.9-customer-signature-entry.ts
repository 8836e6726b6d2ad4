import { msg } from '../../db/messages.ts'
import { notice } from '../../src/kernel/entry.ts'
import { neighbourAmong } from '../../src/ledger/records.ts'
import { checkSignature, readSignatureEntry, signOrder } from '../../src/sales/sign-order.ts'
import { commits, form, question, shown, task } from '../kinds.ts'

/** That the customer signed an order confirmation, and when. */
export default task({
  code: '7.1.9',
  program: 'xxsosign',
  title: ['客户签字登记', 'Customer Signature Entry'],
  key: ['order_number'],
  steps: [
    form({
      record: 'signature_entry',
      rows: [
        ['order_number', shown('sold_to')],
        [shown('name')],
        [shown('order_date'), shown('status')],
        [shown('total'), shown('currency')],
        ['signed_by', 'signed_on'],
      ],
      check: checkSignature,
    }),
    question(msg.confirmUpdate, msg.discardEntry),
  ],
  open: readSignatureEntry,
  neighbour: neighbourAmong('sales_order', { status: ['confirmed'] }, 'order_number'),
  commit: commits(
    signOrder,
    draft => draft,
    ({ number, signed_by, signed_on }) => ({
      notices: [notice(msg.orderSigned, number, signed_by, signed_on)],
      recall: { order_number: number },
    }),
  ),
})
