import { msg } from '../../db/messages.ts'
import {
  chooseTransferFrom,
  chooseTransferItem,
  chooseTransferTo,
} from '../../src/inventory/stock-hooks.ts'
import { transferStock } from '../../src/inventory/transfer-stock.ts'
import { carriesOut, form, question, shown, task } from '../kinds.ts'

/** From one place to another, both moves or neither. */
export default task({
  code: '3.4.1',
  program: 'iclotr02',
  title: ['库存转移 - 单一物料', 'Transfer - Single Item'],
  steps: [
    form({
      record: 'transfer_entry',
      rows: [
        ['item', shown('unit')],
        [shown('description')],
        ['quantity', 'effective_date'],
        ['reference'],
        ['remarks'],
        ['from_site', 'from_location'],
        ['lot', shown('on_hand')],
        ['to_site', 'to_location'],
      ],
      after: {
        item: chooseTransferItem,
        from_site: chooseTransferFrom,
        from_location: chooseTransferFrom,
        lot: chooseTransferFrom,
        to_site: chooseTransferTo,
        to_location: chooseTransferTo,
      },
    }),
    question(msg.allCorrect),
  ],
  commit: carriesOut(transferStock),
})
