import { msg } from '../../db/messages.ts'
import { shippedInvoice } from '../../src/certificate/invoice-preview.ts'
import { certificateIn, shipCertificate } from '../../src/certificate/ship.ts'
import { openShipment, readShipmentRows } from '../../src/certificate/ship-hooks.ts'
import { accept } from '../../src/kernel/decision.ts'
import { shipOrder } from '../../src/sales/ship.ts'
import {
  beginShipment,
  chooseShipmentLine,
  chooseShipmentPlace,
} from '../../src/sales/ship-hooks.ts'
import { takesBack } from '../../src/sales/ship-rows.ts'
import {
  carriesOut,
  columns,
  either,
  form,
  goesThrough,
  grid,
  question,
  shown,
  task,
} from '../kinds.ts'
import { certificateLines } from './certificate-lines.ts'

/**
 * Whole or part, from the allocations or as typed; the price is the line's own. By a certificate, exactly what that says
 * (R14), and the invoice is shown as it will be (R16).
 */
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
        ['effective_date', shown('site'), shown('certificate')],
        [shown('name')],
      ],
      enter: beginShipment,
      check: readShipmentRows,
    }),
    grid({ ...certificateLines, when: draft => certificateIn(draft) !== null }),
    grid({
      record: 'shipment_line',
      title: ['订单行', 'Sales Order Lines'],
      columns: [
        { name: 'line', width: 4, onlyNew: true },
        shown('item', 9),
        shown('unit'),
        shown('open', 8),
        shown('allocated', 8),
        { name: 'site', width: 8 },
        { name: 'location', width: 8 },
        { name: 'lot', width: 10 },
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
      when: draft => certificateIn(draft) === null,
    }),
    form({
      record: 'take_back',
      title: ['冲回', 'Taken Back'],
      rows: [['reason']],
      when: takesBack,
    }),
    question(msg.allCorrect, msg.discardEntry),
  ],
  open: openShipment,
  ...goesThrough('sales_order', { status: ['confirmed'] }, 'order_number'),
  commit: either(
    draft => certificateIn(draft) !== null,
    carriesOut(shipCertificate),
    carriesOut(shipOrder),
  ),
  results: columns('paper', 'text'),
  prints: { document: shippedInvoice },
})
