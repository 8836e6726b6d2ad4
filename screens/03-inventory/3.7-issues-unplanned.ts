import { msg } from '../../db/messages.ts'
import { issueStock } from '../../src/inventory/issue-stock.ts'
import { chooseStockPlace } from '../../src/inventory/stock-hooks.ts'
import { carriesOut, question, task } from '../kinds.ts'
import { stockEntryForm } from './stock-entry-form.ts'

/** Goods that go out without an order; what orders hold stays. */
export default task({
  code: '3.7',
  program: 'icunis',
  title: ['出库 - 计划外', 'Issues - Unplanned'],
  steps: [stockEntryForm(chooseStockPlace), question(msg.allCorrect)],
  commit: carriesOut(issueStock),
})
