import { msg } from '../../db/messages.ts'
import {
  chooseConsignedLine,
  chooseConsignedOrder,
  chooseConsignedPlace,
  chooseConsignedTo,
} from '../../src/consignment/hooks.ts'
import { transferConsignment } from '../../src/consignment/transfer.ts'
import { carriesOut, form, question, shown, task } from '../kinds.ts'

/** A customer gives goods back, or they stay consigned at another place. */
export default task({
  code: '7.18.7',
  program: 'socnxfer',
  title: ['寄售库存转移', 'Consignment Inventory Transfer'],
  steps: [
    form({
      record: 'consignment_transfer',
      rows: [
        ['order_number', 'line', shown('customer')],
        [shown('item'), shown('name', 24)],
        ['site', 'location'],
        ['lot', shown('consigned')],
        ['transfer', 'quantity'],
        ['to_site', 'to_location'],
        ['effective_date', 'reason'],
      ],
      after: {
        order_number: chooseConsignedOrder,
        line: chooseConsignedLine,
        site: chooseConsignedPlace('site'),
        location: chooseConsignedPlace('location'),
        lot: chooseConsignedPlace('lot'),
        to_site: chooseConsignedTo,
        to_location: chooseConsignedTo,
      },
    }),
    question(msg.allCorrect),
  ],
  commit: carriesOut(transferConsignment),
})
