import type { ConsignmentControlTable, ConsignmentTable } from '../schema.ts'
import { address } from './addresses.ts'
import { createdBy } from './company.ts'
import { choice, count, type Field, quantity } from './field.ts'
import { item } from './items.ts'
import { reasonCode } from './reason-codes.ts'
import { orderNumber, salesOrder, salesOrderLine } from './sales-orders.ts'
import { shipment } from './shipments.ts'
import { location, site } from './sites.ts'
import { effectiveDate, lot, stockEntry, transferEntry } from './stock.ts'

const reason = { ...reasonCode.code, required: false } as const satisfies Field

/** Where goods on consignment are kept. */
export const consignmentControl = {
  id: {
    label: ['控制号', 'Control No.'],
    format: count(1),
    help: ['总是 1: 只有一份控制记录。', 'Always 1: there is one record of settings.'],
  },
  consigned_site: {
    ...site.code,
    label: ['寄存地点', 'Consigned Site'],
    help: [
      '寄存货物所在的地点; 空白则不能寄存。F2 列出。',
      'The site of consigned goods; blank: nothing is consigned. F2 lists the sites.',
    ],
    required: false,
    qad: 'cnc_site',
  },
  consigned_location: {
    ...location.code,
    label: ['寄存库位', 'Consigned Loc'],
    help: [
      '发货时寄存货物转入的库位。F2 列出。',
      'The place that consigned goods are moved to when they ship. F2 lists them.',
    ],
    required: false,
    qad: 'cnc_loc',
  },
} as const satisfies Record<keyof ConsignmentControlTable, Field>

const consigned = {
  label: ['寄存量', 'Consigned'],
  format: quantity(12),
  help: [
    '寄存在客户处、仍属于我们的数量。',
    'What lies with the customer and is ours until it is used.',
  ],
  qad: 'cncix_qty_stock',
} as const satisfies Field

/** Goods that lie with customers, and what is listed of them. */
export const consignment = {
  order_number: salesOrderLine.order_number,
  line: salesOrderLine.line,
  site: {
    ...site.code,
    help: ['寄存货物所在的地点。F2 列出。', 'The site of the consigned goods. F2 lists the sites.'],
  },
  location: {
    ...location.code,
    help: ['寄存货物所在的库位。F2 列出。', 'The place of the consigned goods. F2 lists them.'],
  },
  lot: { ...lot, help: ['寄存货物的批号。', 'The lot of the consigned goods.'] },
  item: salesOrderLine.item,
  customer: {
    ...salesOrder.sold_to,
    help: ['货物寄存在哪个客户处。F2 查找。', 'The customer who keeps the goods. F2 finds them.'],
    qad: 'cncix_cust',
  },
  quantity: consigned,
  name: address.name,
  description: item.description,
  unit: salesOrderLine.unit,
} as const satisfies Record<keyof ConsignmentTable | 'name' | 'description' | 'unit', Field>

/** 7.18.7: goods that a customer gives back, or that stay with the customer at another place. */
export const consignmentTransfer = {
  order_number: {
    ...orderNumber,
    help: [
      '货物为哪个订单寄存。F2 列出寄存的货。',
      'The order that the goods were consigned for. F2 lists what is consigned.',
    ],
    lookup: 'consigned_order',
    required: true,
  },
  line: {
    ...salesOrderLine.line,
    help: ['订单的哪一行。F2 列出寄存的行。', 'The line of the order. F2 lists what is consigned.'],
    lookup: 'consigned_line',
  },
  customer: consignment.customer,
  name: address.name,
  item: salesOrderLine.item,
  site: consignment.site,
  location: consignment.location,
  lot: consignment.lot,
  consigned,
  transfer: {
    label: ['转移', 'Transfer'],
    format: choice({ back: ['还回', 'Back'], move: ['移动', 'Move'] }),
    help: [
      '还回: 货物回到我们的库存; 移动: 仍为该客户寄存。',
      'Back: the goods are ours to sell again; move: they stay consigned elsewhere.',
    ],
    required: true,
  },
  quantity: {
    ...stockEntry.quantity,
    help: ['还回或移动多少; 不超过寄存量。', 'How much; never more than is consigned there.'],
  },
  to_site: transferEntry.to_site,
  to_location: transferEntry.to_location,
  effective_date: effectiveDate,
  reason: {
    ...reason,
    help: ['货物为什么还回; 可以为空。F2 列出。', 'Why it comes back; may be blank. F2 lists them.'],
  },
} as const satisfies Record<string, Field>

/** 7.18.13: what a customer used. */
export const usageEntry = {
  customer: {
    ...salesOrder.sold_to,
    help: ['谁用了寄存的货。F2 查找。', 'The customer who used consigned goods. F2 finds them.'],
    qad: 'cncu_cust',
  },
  name: address.name,
  effective_date: {
    ...effectiveDate,
    help: ['货物使用的日期; 通常是今天。', 'The day the goods were used, mostly today.'],
  },
  reference: {
    ...stockEntry.reference,
    help: [
      '客户使用报告的号码; 可以为空。',
      "The number of the customer's report of use; may be blank.",
    ],
    qad: 'cncu_cust_usage_ref',
  },
} as const satisfies Record<string, Field>

export const usageLine = {
  order_number: salesOrderLine.order_number,
  line: salesOrderLine.line,
  item: salesOrderLine.item,
  description: item.description,
  unit: salesOrderLine.unit,
  site: consignment.site,
  location: consignment.location,
  lot: consignment.lot,
  consigned,
  quantity: {
    label: ['使用量', 'Qty Used'],
    head: ['使用量', 'Used'],
    format: quantity(12),
    help: ['客户用了多少; 不超过寄存量。', 'What was used; never more than is consigned.'],
    qad: 'cncu_usage_qty',
  },
} as const satisfies Record<string, Field>

const undone = {
  label: ['已撤消', 'Undone'],
  format: quantity(12),
  help: ['这次使用中已撤消的数量。', 'What of the usage was undone.'],
} as const satisfies Field

/** 7.18.16: what was used, and what of it was undone. */
export const usage = {
  usage: {
    label: ['使用号', 'Usage'],
    format: count(9),
    help: [
      '使用事务的顺序号, 由系统给出。F2 列出使用。',
      'Usages are counted by the program as they are posted. F2 lists them.',
    ],
    lookup: 'usage',
    required: true,
    qad: 'cncu_pkey',
  },
  effective_date: usageEntry.effective_date,
  customer: usageEntry.customer,
  name: address.name,
  order_number: salesOrderLine.order_number,
  line: salesOrderLine.line,
  item: salesOrderLine.item,
  quantity: usageLine.quantity,
  undone,
  price: salesOrderLine.price,
  amount: {
    label: ['净额', 'Net Amount'],
    format: salesOrderLine.amount.format,
    help: [
      '使用的金额减去撤消的: 要开票的。',
      'What was used less what was undone: what is to be invoiced.',
    ],
  },
  reference: usageEntry.reference,
  created_by: createdBy,
} as const satisfies Record<string, Field>

/** 7.18.22: a usage that wasn't one. */
export const usageUndo = {
  usage: {
    ...usage.usage,
    help: ['要撤消的使用。F2 列出使用。', 'The usage to take back. F2 lists usages.'],
  },
  customer: usageEntry.customer,
  name: address.name,
  order_number: salesOrderLine.order_number,
  line: salesOrderLine.line,
  item: salesOrderLine.item,
  used: usageLine.quantity,
  undone,
  quantity: {
    label: ['撤消量', 'Qty to Undo'],
    format: quantity(12),
    required: true,
    help: ['撤消多少; 先取还未撤消的。', 'How much is undone; it starts as all that is left.'],
  },
  effective_date: {
    ...effectiveDate,
    help: ['撤消生效的日期; 通常是今天。', 'The day from which it holds, mostly today.'],
  },
  reason: {
    ...reason,
    help: ['为什么撤消; 可以为空。F2 列出。', 'Why it is undone; may be blank. F2 lists them.'],
  },
} as const satisfies Record<string, Field>

/** F2 on the shipment that a line returns: what was sold of the item to the customer. */
export const returnableShipment = {
  shipment: shipment.number,
  order_number: salesOrderLine.order_number,
  line: salesOrderLine.line,
  ship_date: shipment.ship_date,
  lot: { ...lot, help: ['发出的批号; 退货只入该批号。', 'The lot that left; it comes back as that lot.'] },
  quantity: shipment.quantity,
  returnable: {
    label: ['可退量', 'Returnable'],
    format: quantity(12),
    help: ['这次发货还能退多少。', 'What of the shipment may still come back.'],
  },
  price: shipment.price,
} as const satisfies Record<string, Field>
