import { address } from './addresses.ts'
import { place, quantityOpen } from './allocation.ts'
import { count, date, type Field, flag, quantity } from './field.ts'
import { orderNumber, salesOrder, salesOrderLine } from './sales-orders.ts'
import { certificateNumber, effectiveDate } from './stock.ts'

/** 7.9.15: the order, then what leaves from where. */
export const shipmentEntry = {
  order_number: {
    ...orderNumber,
    required: true,
    help: [
      '要发货的订单, 或提货证明单号: 照单发货。F2 列出订单。',
      'The order to ship, or a certificate: it ships what that says. F2 lists orders.',
    ],
  },
  certificate: {
    ...certificateNumber,
    help: [
      '凭哪张提货证明单发货; 空白是按订单发货。F2 查找。',
      'The certificate that goods leave by; blank where an order is shipped. F2 finds it.',
    ],
  },
  effective_date: {
    ...effectiveDate,
    help: ['货物发出的日期; 通常是今天。', 'The day the goods leave, mostly today.'],
  },
  ship_allocated: {
    label: ['发已备料的', 'Ship Allocated'],
    format: flag,
    help: [
      '是: 发货量先取备料量; 否: 逐行输入。',
      'Yes fills in what is allocated; No leaves every quantity to you.',
    ],
  },
  sold_to: salesOrder.sold_to,
  name: address.name,
  site: salesOrder.site,
} as const satisfies Record<string, Field>

export const shipmentLine = {
  line: salesOrderLine.line,
  item: salesOrderLine.item,
  description: salesOrderLine.description,
  unit: salesOrderLine.unit,
  open: quantityOpen,
  allocated: salesOrderLine.quantity_allocated,
  site: place.site,
  location: place.location,
  lot: place.lot,
  quantity: {
    label: ['发货量', 'Qty to Ship'],
    head: ['发货量', 'To Ship'],
    format: quantity(12, { signed: true }),
    help: [
      '从这个地方发多少; 退货和冲回输入负数。冲回须填发出时的库位和批号。',
      'How much leaves from this place; a return is negative, and so is what is taken back to where it left.',
    ],
  },
  cancel_backorder: {
    label: ['取消欠交', 'Cancel B/O'],
    head: ['取消', 'Canc'],
    format: flag,
    help: [
      '是: 余下的不再发, 这一行结束。',
      'Yes: the rest will not be shipped, and the line is closed.',
    ],
  },
} as const satisfies Record<string, Field>

/** 7.9.15: why what was shipped is taken back. */
export const takeBack = {
  reason: {
    ...salesOrderLine.reason,
    help: [
      '已发的货为什么冲回。F2 列出原因代码。',
      'Why what was shipped is taken back. F2 lists the reasons.',
    ],
    required: true,
  },
} as const satisfies Record<string, Field>

/** 7.1.20.13: what went out. */
export const shipment = {
  ship_date: {
    label: ['发货日期', 'Ship Date'],
    head: ['发货日期', 'Shipped'],
    format: date,
    help: ['货物发出的日期。', 'The day the goods left.'],
    qad: 'so_ship_date',
  },
  order: orderNumber,
  line: salesOrderLine.line,
  customer: salesOrder.sold_to,
  name: address.name,
  item: salesOrderLine.item,
  quantity: {
    label: ['发货数量', 'Qty Shipped'],
    head: ['数量', 'Qty'],
    format: quantity(12, { signed: true }),
    help: ['这次发出的数量; 退货是负数。', 'What went out this time; returns are negative.'],
  },
  unit: salesOrderLine.unit,
  price: salesOrderLine.price,
  amount: salesOrderLine.amount,
  currency: salesOrder.currency,
  site: place.site,
  reason: salesOrderLine.reason,
  returns: salesOrderLine.return_shipment,
  number: {
    label: ['事务号', 'Transaction'],
    head: ['事务号', 'Tran'],
    format: count(9),
    help: [
      '发货事务的顺序号, 由系统给出。',
      'Shipments are counted by the program as they are posted.',
    ],
    qad: 'tr_trnbr',
  },
} as const satisfies Record<string, Field>
