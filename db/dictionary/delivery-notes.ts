import type {
  DeliveryControlTable,
  DeliveryNoteEventTable,
  DeliveryNoteLineTable,
  DeliveryNoteTable,
  OrderSignatureTable,
} from '../schema.ts'
import { address } from './addresses.ts'
import { place } from './allocation.ts'
import { choice, code, count, date, type Field, quantity, text } from './field.ts'
import { orderEvent, orderNumber, salesOrder, salesOrderControl, salesOrderLine } from './sales-orders.ts'
import { shipment } from './shipments.ts'

/** How delivery notes are numbered. */
export const deliveryControl = {
  id: salesOrderControl.id,
  note_prefix: {
    label: ['发货单前缀', 'Note Prefix'],
    format: text(2, { upper: true, blank: '' }),
    help: ['发货单号的开头, 如 DN; 可以为空。', 'What the number of a delivery note begins with, such as DN; may be blank.'],
  },
  next_note: {
    label: ['下一个发货单', 'Next Note'],
    format: count(9),
    help: ['下一张发货单取的号, 取后加一。', 'The number that the next delivery note takes; it then goes up by one.'],
  },
} as const satisfies Record<keyof DeliveryControlTable, Field>

const noteNumber = {
  label: ['发货单', 'Delivery Note'],
  head: ['发货单', 'Note'],
  format: code(8),
  help: ['发货单的号码, 如 DN10001。F2 查找发货单。', 'The number of a delivery note, as in DN10001. F2 finds it.'],
  lookup: 'delivery_note',
} as const satisfies Field

const dayOfSignature: Field = {
  label: ['签字日期', 'Signed On'],
  head: ['签字日期', 'Signed'],
  format: date,
  help: ['客户在单据上签字的日期, 不晚于今天。', 'The day on which the customer signed the paper, today at the latest.'],
}

const signer: Field = {
  label: ['客户签字人', 'Signed by'],
  format: text(24),
  help: ['在客户处签字的人的姓名。', 'The name of who signed at the customer\'s.'],
}

const remarks: Field = {
  label: ['附言', 'Note Remarks'],
  format: text(60),
  help: ['印在发货单上的话, 如送货时间。', 'Printed on the delivery note: when to deliver, for instance.'],
}

const age: Field = {
  label: ['已过天数', 'Days Since'],
  head: ['天数', 'Days'],
  format: count(6),
  help: ['从发货到今天的天数。', 'How many days ago the goods left.'],
}

/** What went out in one shipment, on paper. */
export const deliveryNote = {
  number: noteNumber,
  shipment: {
    label: ['发货标识', 'Shipped in'],
    format: text(36),
    help: ['这次发货过账写下的所有记录都有这个标识。', 'All that the posting of the shipment wrote bears this mark.'],
  },
  order_number: orderNumber,
  customer: salesOrder.sold_to,
  name: address.name,
  ship_to: salesOrder.ship_to,
  ship_date: shipment.ship_date,
  shipped_by: {
    label: ['发货人', 'Shipped by'],
    format: text(12),
    help: ['发货过账的用户; 他不能签批这张发货单。', 'Who posted the shipment; they may not sign its note.'],
  },
  ship_via: salesOrder.ship_via,
  remarks,
  status: {
    label: ['单据状态', 'Note Status'],
    head: ['状态', 'Status'],
    format: choice({
      made: ['待签批', 'To sign'],
      signed: ['待签收', 'Out'],
      received: ['已签收', 'Received'],
      void: ['作废', 'Void'],
    }),
    help: ['待签批: 等销售经理; 待签收: 等客户签回; 已签收: 可以入账; 作废: 不再有效。', 'To sign waits for the manager, Out for the signed copy, Received may be booked; Void counts for nothing.'],
  },
  signed_by: {
    label: ['签批人', 'Approved by'],
    format: text(12),
    help: ['签批这张发货单的销售经理。', 'The sales manager who signed the delivery note.'],
  },
  signed_at: {
    label: ['签批时间', 'Approved At'],
    format: { kind: 'instant', width: 16 },
    help: ['销售经理签批的时间, 由系统记下。', 'When the sales manager signed; the program notes it.'],
  },
  prints: {
    label: ['打印次数', 'Prints'],
    format: count(6),
    help: ['发货单打印过几次; 屏幕上看不算。', 'How often it was printed; looking at it on the screen doesn\'t count.'],
  },
  received_by: signer,
  received_on: dayOfSignature,
  age,
} as const satisfies Record<keyof DeliveryNoteTable | 'name' | 'age', Field>

/** A line of a delivery note. */
export const deliveryNoteLine = {
  note: noteNumber,
  line: salesOrderLine.line,
  order_number: orderNumber,
  order_line: {
    label: ['订单行', 'Order Line'],
    head: ['行', 'Ln'],
    format: count(4),
    help: ['订单中的行。', 'The line of the order that was shipped.'],
  },
  item: salesOrderLine.item,
  description: salesOrderLine.description,
  quantity: {
    ...shipment.quantity,
    help: ['发出的数量, 和发货过账的一样。', 'What went out, as the shipment was posted.'],
  },
  unit: salesOrderLine.unit,
  site: place.site,
  location: place.location,
  lot: place.lot,
} as const satisfies Record<keyof DeliveryNoteLineTable, Field>

/** What happened to a delivery note. */
export const deliveryNoteEvent = {
  number: orderEvent.number,
  note: noteNumber,
  type: {
    label: ['单据事件', 'Note Event'],
    format: choice({
      made: ['生成', 'Made'],
      signed: ['签批', 'Signed'],
      printed: ['打印', 'Printed'],
      received: ['签收', 'Received'],
      voided: ['作废', 'Voided'],
    }),
    help: ['对发货单做了什么。', 'What was done to the delivery note.'],
  },
  name: signer,
  day: dayOfSignature,
  detail: orderEvent.detail,
  operation: orderEvent.operation,
  created_by: orderEvent.created_by,
  created_at: orderEvent.created_at,
} as const satisfies Record<keyof DeliveryNoteEventTable, Field>

/** 7.9.16.1: the order, and which of its shipments gets a note. */
export const noteEntry = {
  order_number: {
    ...orderNumber,
    lookup: 'order_to_note',
    required: true,
    help: ['发过货的订单。F2 列出有发货没开发货单的。', 'The order that was shipped. F2 lists those with a shipment without a note.'],
  },
  shipment: {
    label: ['发货事务', 'Shipment'],
    format: count(9),
    help: ['要开发货单的那次发货, 先取最早没有发货单的。F2 列出发货。', 'Which shipment; the oldest without a note comes first. F2 lists them.'],
    lookup: 'shipment',
    required: true,
  },
  customer: salesOrder.sold_to,
  name: address.name,
  ship_date: shipment.ship_date,
  shipped_by: deliveryNote.shipped_by,
  remarks,
} as const satisfies Record<string, Field>

/** A row of the list of shipments without a note. */
export const shipmentToNote = {
  shipment: noteEntry.shipment,
  order_number: orderNumber,
  ship_date: shipment.ship_date,
  customer: salesOrder.sold_to,
  lines: {
    label: ['行数', 'Lines'],
    format: count(4),
    help: ['这次发货有多少行。', 'How many lines were shipped.'],
  },
  quantity: { ...shipment.quantity, format: quantity(12, { signed: true }) },
} as const satisfies Record<string, Field>

/** 7.9.16.3: the note that the sales manager signs. */
export const noteSignature = {
  number: { ...noteNumber, required: true },
  order_number: orderNumber,
  customer: salesOrder.sold_to,
  name: address.name,
  ship_date: shipment.ship_date,
  shipped_by: deliveryNote.shipped_by,
  remarks,
  status: deliveryNote.status,
} as const satisfies Record<string, Field>

/** 7.9.16.7: the wrong note that is made void. */
export const noteVoid = {
  number: { ...noteNumber, required: true },
  order_number: orderNumber,
  customer: salesOrder.sold_to,
  name: address.name,
  ship_date: shipment.ship_date,
  shipped_by: deliveryNote.shipped_by,
  status: deliveryNote.status,
  signed_by: deliveryNote.signed_by,
  reason: {
    ...orderEvent.reason,
    required: true,
    help: ['为什么作废, 如数量写错; 以后查得到。', 'Why it is made void, as for a wrong address; it is kept with the note.'],
  },
} as const satisfies Record<string, Field>

/** 7.9.16.5: the signed copy that came back. */
export const proofEntry = {
  number: { ...noteNumber, required: true },
  order_number: orderNumber,
  customer: salesOrder.sold_to,
  name: address.name,
  ship_date: shipment.ship_date,
  signed_by: deliveryNote.signed_by,
  prints: deliveryNote.prints,
  received_by: { ...signer, required: true },
  received_on: { ...dayOfSignature, required: true },
  detail: {
    label: ['签收说明', 'Proof Remarks'],
    format: text(56),
    help: ['客户在回单上写的话, 如少收或破损。', 'What the customer wrote on it: something missing or broken, for instance.'],
  },
} as const satisfies Record<string, Field>

/** That a customer signed an order. */
export const orderSignature = {
  number: orderEvent.number,
  order_number: orderNumber,
  signed_by: signer,
  signed_on: dayOfSignature,
  event: {
    label: ['订单事件', 'Order Event'],
    format: count(9),
    help: ['登记签字时订单最后一个事件; 以后的修改客户没有签过。', 'The last event of the order then: what came later the customer has not signed.'],
  },
  operation: orderEvent.operation,
  created_by: orderEvent.created_by,
  created_at: orderEvent.created_at,
} as const satisfies Record<keyof OrderSignatureTable, Field>

/** 7.1.18: confirmed orders, and what the customer signed of them. */
export const signatureBrowse = {
  number: orderNumber,
  sold_to: salesOrder.sold_to,
  name: address.name,
  order_date: salesOrder.order_date,
  total: salesOrder.total,
  currency: salesOrder.currency,
  signature: {
    label: ['客户签字', 'Signature'],
    head: ['签字', 'State'],
    format: choice({
      waiting: ['未签', 'Waits'],
      signed: ['已签', 'Signed'],
      changed: ['已改', 'Changed'],
    }),
    help: ['未签: 还没有签回; 已改: 签字后订单改过, 需要重签。', 'Waits was not signed yet; Changed was changed since and needs another signature.'],
  },
  signed_on: dayOfSignature,
  signed_by: { ...signer, head: ['签字人', 'By'] },
} as const satisfies Record<string, Field>

/** 7.1.9: the confirmation that came back signed. */
export const signatureEntry = {
  order_number: { ...orderNumber, required: true, help: ['客户签回的订单。F2 列出订单。', 'The order that the customer signed. F2 lists orders.'] },
  sold_to: salesOrder.sold_to,
  name: address.name,
  order_date: salesOrder.order_date,
  total: salesOrder.total,
  currency: salesOrder.currency,
  status: salesOrder.status,
  signed_by: { ...signer, required: true },
  signed_on: { ...dayOfSignature, required: true },
} as const satisfies Record<string, Field>
