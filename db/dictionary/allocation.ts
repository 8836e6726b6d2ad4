import type { AllocationTable } from '../schema.ts'
import { address } from './addresses.ts'
import { code, date, type Field, quantity } from './field.ts'
import { orderNumber, salesOrder, salesOrderLine } from './sales-orders.ts'
import { available, lot, stock } from './stock.ts'

const open = {
  label: ['未发货量', 'Qty Open'],
  format: quantity(12, { signed: true }),
  help: ['已订购量减去已发货量。', 'What was ordered less what was shipped.'],
} as const satisfies Field

/** What a line still has to get. */
export const quantityOpen = open

/** Where stock is taken for a line. */
export const place = {
  site: {
    ...stock.site,
    help: [
      '从哪个地点取货。F2 列出有货的地方。',
      'The site to take goods from. F2 lists where there are any.',
    ],
    lookup: 'stock_place',
  },
  location: {
    ...stock.location,
    help: [
      '从哪个库位取货。F2 列出有货的地方。',
      'The place to take goods from. F2 lists where there are any.',
    ],
    lookup: 'stock_place',
  },
  lot: {
    ...lot,
    help: [
      '取哪一批; 没有批号的物料留空。F2 列出有货的地方。',
      'The lot to take; blank for items without lots. F2 lists what there is.',
    ],
  },
} as const satisfies Record<string, Field>

/** Which stock a line holds. */
export const allocation = {
  order_number: salesOrderLine.order_number,
  line: salesOrderLine.line,
  site: place.site,
  location: place.location,
  lot: place.lot,
  item: salesOrderLine.item,
  quantity: salesOrderLine.quantity_allocated,
  certified: {
    label: ['已开证明单', 'Certified'],
    format: quantity(12),
    help: [
      '备料量中已开提货证明单的; 只能凭证明单发出。',
      'What of it stands on certificates: it leaves by those only.',
    ],
  },
} as const satisfies Record<keyof AllocationTable, Field>

/** 7.1.6: the order, then its lines with the places they are to hold. */
export const allocationEntry = {
  order_number: {
    ...orderNumber,
    required: true,
    help: ['要备料的订单。F2 列出订单。', 'The order to allocate stock to. F2 lists orders.'],
  },
  sold_to: salesOrder.sold_to,
  name: address.name,
  promise_date: salesOrder.promise_date,
  due_date: salesOrder.due_date,
  site: salesOrder.site,
} as const satisfies Record<string, Field>

export const allocationLine = {
  line: salesOrderLine.line,
  item: salesOrderLine.item,
  description: salesOrderLine.description,
  unit: salesOrderLine.unit,
  open,
  allocated: salesOrderLine.quantity_allocated,
  available,
  site: place.site,
  location: place.location,
  lot: place.lot,
  quantity: {
    label: ['备料数量', 'Qty to Allocate'],
    head: ['备料数量', 'To Alloc'],
    format: quantity(12),
    help: [
      '在这个地方为这一行留多少; 0 表示全部释放。',
      'How much the line shall hold at this place; 0 releases all of it.',
    ],
  },
  before: {
    label: ['原备料量', 'Held Before'],
    head: ['原备料量', 'Before'],
    format: quantity(12),
    help: ['打开屏幕时这里已经留了多少。', 'What the line held here when the screen was opened.'],
  },
} as const satisfies Record<string, Field>

/** 7.1.7: which orders to serve. */
export const autoAllocation = {
  order_from: {
    label: ['订单从', 'From Order'],
    format: code(8),
    help: [
      '第一张订单; 空表示从头开始。',
      'The first order to serve; blank begins at the first there is.',
    ],
    lookup: 'sales_order',
  },
  order_to: {
    label: ['订单到', 'To Order'],
    format: code(8),
    help: [
      '最后一张订单; 空表示到末尾。',
      'The last order to serve; blank goes on to the last there is.',
    ],
    lookup: 'sales_order',
  },
  promise_to: {
    label: ['承诺日期到', 'Promised Until'],
    format: date,
    help: [
      '只备承诺日期不晚于这一天的行; 空表示全部。',
      'Only lines promised until this day are served; blank serves all.',
    ],
  },
  site: {
    ...stock.site,
    required: false,
    help: [
      '只从这个地点备料; 空表示各行自己的地点。',
      'Only lines of this site are served; blank serves all sites.',
    ],
  },
  item: {
    ...stock.item,
    required: false,
    help: ['只备这个物料; 空表示全部。', 'Only this item is allocated; blank allocates all.'],
  },
} as const satisfies Record<string, Field>

export const autoAllocationResult = {
  order_number: orderNumber,
  line: salesOrderLine.line,
  item: salesOrderLine.item,
  promise_date: salesOrder.promise_date,
  open,
  allocated: salesOrderLine.quantity_allocated,
  short: {
    label: ['短缺量', 'Qty Short'],
    format: quantity(12),
    help: ['库存不够, 没有备到的数量。', 'What could not be allocated because there is no more.'],
  },
} as const satisfies Record<string, Field>
