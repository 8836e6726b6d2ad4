import { msg } from '../../db/messages.ts'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { chooseReceiptPlace } from '../../src/inventory/stock-hooks.ts'
import { carriesOut, question, task } from '../kinds.ts'
import { stockEntryForm } from './stock-entry-form.ts'

/** Goods that come in without an order. */
export default task({
  code: '3.9',
  program: 'icunrc',
  title: ['入库 - 计划外', 'Receipts - Unplanned'],
  steps: [stockEntryForm(chooseReceiptPlace), question(msg.allCorrect)],
  commit: carriesOut(receiveStock),
})
