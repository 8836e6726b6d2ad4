import { msg } from '../../db/messages.ts'
import { showMoney } from '../../src/kernel/decimal.ts'
import { flagIn, formIn } from '../../src/kernel/draft.ts'
import { type Notice, notice } from '../../src/kernel/entry.ts'
import { statusTyped } from '../../src/sales/action-status.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { chooseBillTo, chooseCustomer, chooseShipTo } from '../../src/sales/choose-customer.ts'
import {
  checkHeader,
  chooseSite,
  currencyTyped,
  dueDateTyped,
  orderDateTyped,
  priceListTyped,
  pricingDateTyped,
} from '../../src/sales/header.ts'
import {
  beginLine,
  checkLine,
  chooseItem,
  discountTyped,
  lineTyped,
  listPriceTyped,
  priceLine,
  priceTyped,
  unitTyped,
} from '../../src/sales/line-hooks.ts'
import { checkStanding, copyOrder, neighbourOrder, openOrder } from '../../src/sales/open-order.ts'
import { orderInput } from '../../src/sales/order-draft.ts'
import { returnFieldTyped, returnTyped } from '../../src/sales/return-hooks.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import type { SavedOrder } from '../../src/sales/save-order-facts.ts'
import { orderTotals } from '../../src/sales/totals.ts'
import { bare, commits, form, grid, question, shown, task } from '../kinds.ts'

/** Header, lines, trailer, question. A blank order number means a new order: it is numbered at YES. */
const saidOf = ({ number, total, short, over, held, toAudit, request }: SavedOrder): Notice[] => {
  if (request === 0) return [notice(msg.nothingChanged)]
  if (request !== null) return [notice(msg.changeAsked, number, request)]
  return [
    notice(msg.orderSaved, number, showMoney(total)),
    ...(toAudit ? [notice(msg.orderWaitsForAudit, number)] : []),
    ...(over > 0 ? [notice(msg.orderHeldOverLimit, number, showMoney(over))] : []),
    ...(held && over === 0 ? [notice(msg.orderHeld, number)] : []),
    ...(short.length === 0 ? [] : [notice(msg.linesShort, short.join(', '))]),
  ]
}

export default task({
  code: '7.1.1',
  program: 'sosomt',
  title: ['销售订单维护', 'Sales Order Maintenance'],
  key: ['number'],
  steps: [
    form({
      record: 'sales_order',
      rows: [['number', 'sold_to', 'bill_to', 'ship_to']],
      after: { sold_to: chooseCustomer, bill_to: chooseBillTo, ship_to: chooseShipTo },
      check: checkStanding,
    }),
    form({
      record: 'sales_order',
      title: ['销往 / 货物发往', 'Sold-To / Ship-To'],
      rows: [
        [bare('sold_to_name'), bare('ship_to_name')],
        [bare('sold_to_address_1'), bare('ship_to_address_1')],
        [bare('sold_to_address_2'), bare('ship_to_address_2')],
        [bare('sold_to_city'), bare('ship_to_city')],
        [bare('sold_to_country'), bare('ship_to_country')],
      ],
    }),
    form({
      record: 'sales_order',
      down: true,
      rows: [
        ['order_date', 'price_list', 'confirmed'],
        ['required_date', 'site', 'currency'],
        ['promise_date', 'channel', 'taxable'],
        ['due_date', 'project', 'fixed_price'],
        ['pricing_date', 'credit_terms', shown('entered_by')],
        ['purchase_order'],
        ['remarks'],
      ],
      after: {
        order_date: orderDateTyped,
        pricing_date: pricingDateTyped,
        due_date: dueDateTyped,
        price_list: priceListTyped,
        site: chooseSite,
        currency: currencyTyped,
      },
      check: checkHeader,
    }),
    form({
      record: 'sales_order',
      rows: [
        ['salesperson', 'consignment'],
        [null, 'allocate_days'],
      ],
    }),
    grid({
      record: 'sales_order_line',
      title: ['订单行', 'Sales Order Line'],
      columns: [
        shown('line'),
        { name: 'item', takes: 'customer_item', width: 18 },
        'quantity',
        'unit',
        'list_price',
        'discount',
        { name: 'price', explain: 'price_source' },
      ],
      begin: beginLine,
      after: {
        line: lineTyped,
        item: chooseItem,
        quantity: priceLine,
        unit: unitTyped,
        list_price: listPriceTyped,
        discount: discountTyped,
        price: priceTyped,
        return_shipment: returnTyped,
        reason: returnFieldTyped('reason'),
        consigned: returnFieldTyped('consigned'),
      },
      check: checkLine,
      key: { name: 'line', counts: true, of: 'item', kept: 'saved' },
      detail: {
        title: ['行明细', 'Line Detail'],
        rows: [
          [shown('description')],
          ['site', 'required_date', shown('quantity_allocated')],
          ['location', 'promise_date', shown('quantity_shipped')],
          ['lot'],
          ['confirmed', 'due_date', shown('quantity_used')],
          ['taxable', shown('amount')],
          ['consigned', 'return_shipment', 'reason'],
          [shown('customer_item')],
          [shown('price_source')],
        ],
      },
    }),
    form({
      record: 'sales_order',
      title: ['报尾', 'Trailer'],
      rows: [
        [shown('currency'), shown('lines_total')],
        ['discount', shown('discount_amount')],
        ['freight', shown('total')],
      ],
      enter: orderTotals,
      after: { discount: orderTotals, freight: orderTotals },
    }),
    form({
      record: 'sales_order',
      rows: [
        ['action_status', 'ship_via'],
        ['partial_ok', shown('status')],
      ],
      after: { action_status: statusTyped },
      endsForward: true,
    }),
    form({
      record: 'sales_order',
      rows: [['reason']],
      when: draft => flagIn(formIn(draft, 'sales_order'), 'asks_reason', 0) === 1,
      endsForward: true,
    }),
    question(msg.saveOrder, msg.discardEntry),
  ],
  open: openOrder,
  neighbour: neighbourOrder,
  copy: copyOrder,
  commit: commits(saveOrder, orderInput, saved => ({
    notices: saidOf(saved),
    recall: { number: saved.number, order_number: saved.number },
  })),
  wasSaved: (result, at) => {
    const { number, request } = result as SavedOrder
    if (request === 0) return notice(msg.nothingChanged)
    return request === null
      ? notice(msg.orderWasSaved, number, at)
      : notice(msg.changeWasAsked, number, request, at)
  },
  remove: commits(cancelOrder, orderInput, ({ number }) => ({
    notices: [notice(msg.orderCancelled, number)],
  })),
})
