import { msg } from '../../db/messages.ts'
import { accept } from '../../src/kernel/decision.ts'
import { neighbourOpen } from '../../src/sales/neighbours.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import {
  beginShipment,
  chooseShipmentLine,
  chooseShipmentOrder,
  chooseShipmentPlace,
  readShipmentLines,
} from '../../src/sales/ship-hooks.ts'
import { commits, form, grid, question, shown, task } from '../kinds.ts'

/** Whole or part, from the allocations or as typed; the price is the line's own. */
export default task({
  code: '7.9.15',
  program: 'sosois',
  title: ['销售订单发货', 'Sales Order Shipments'],
  key: ['order_number'],
  steps: [
    form({
      record: 'shipment_entry',
      rows: [
        ['order_number', 'ship_allocated', shown('sold_to')],
        ['effective_date', shown('site')],
        [shown('name')],
      ],
      enter: beginShipment,
      check: readShipmentLines,
    }),
    grid({
      record: 'shipment_line',
      title: ['订单行', 'Sales Order Lines'],
      columns: [
        { name: 'line', width: 4, onlyNew: true },
        shown('item', 11),
        shown('unit'),
        shown('open', 8),
        shown('allocated', 8),
        { name: 'site', width: 8 },
        { name: 'location', width: 8 },
        { name: 'lot', width: 8 },
        { name: 'quantity', width: 8 },
        'cancel_backorder',
      ],
      begin: async () => accept({}),
      after: {
        line: chooseShipmentLine,
        site: chooseShipmentPlace,
        location: chooseShipmentPlace,
        lot: chooseShipmentPlace,
      },
    }),
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: chooseShipmentOrder,
  neighbour: neighbourOpen,
  commit: commits(
    shipOrder,
    draft => draft,
    done => done,
  ),
})
