import type { StockTable } from '../schema.ts'
import { createdBy } from './company.ts'
import { choice, code, count, date, type Field, flag, quantity, text } from './field.ts'
import { item } from './items.ts'
import { orderEvent, orderNumber, salesOrderLine } from './sales-orders.ts'
import { location, site } from './sites.ts'

/** Which batch of an item: goods without lots lie in the blank lot. */
export const lot = {
  label: ['批号', 'Lot/Serial'],
  head: ['批号', 'Lot'],
  format: text(18, { upper: true, blank: '' }),
  help: [
    '批号控制的物料必须输入; 其他物料留空。',
    'Items with lot control need one; leave it blank for others.',
  ],
  lookup: 'stock_place',
  qad: 'ld_lot',
} as const satisfies Field

const onHand = {
  label: ['库存量', 'On Hand'],
  format: quantity(12, { signed: true }),
  help: ['这里现有的数量, 包括已备料的。', 'All that lies here, with what is allocated.'],
  qad: 'ld_qty_oh',
} as const satisfies Field

const allocated = {
  label: ['备料量', 'Allocated'],
  head: ['备料量', 'Alloc'],
  format: quantity(12),
  help: ['已留给订单的数量。', 'The part of it that orders hold.'],
  qad: 'ld_qty_all',
} as const satisfies Field

export const available = {
  label: ['可备料量', 'Available'],
  head: ['可备料量', 'Avail'],
  format: quantity(12, { signed: true }),
  help: [
    '库存量减去备料量: 还可以答应别人的; 不能备料的库位为 0。',
    'On hand less allocated: what may still be promised; 0 where goods are not allocated.',
  ],
} as const satisfies Field

/** What lies where. */
export const stock = {
  item: {
    ...item.code,
    help: ['库存的物料。F2 查找。', 'The item that lies there. F2 finds it.'],
    qad: 'ld_part',
  },
  site: {
    ...site.code,
    help: ['货在哪个地点。F2 列出地点。', 'The site that holds the goods. F2 lists the sites.'],
    qad: 'ld_site',
  },
  location: {
    ...location.code,
    help: ['货在哪个库位。F2 列出库位。', 'The place that holds the goods. F2 lists the places.'],
    qad: 'ld_loc',
  },
  lot,
  on_hand: onHand,
  allocated,
  consigned: {
    label: ['寄存量', 'Consigned'],
    format: quantity(12),
    help: [
      '寄存在客户处的数量: 不能备料, 也不能另外移动。',
      'What lies with customers: it is neither allocated nor moved by anything else.',
    ],
    qad: 'ld_cust_consign_qty',
  },
} as const satisfies Record<keyof StockTable, Field>

/** 3.2: stock by item. */
export const stockByItem = {
  item: stock.item,
  description: item.description,
  site: stock.site,
  location: stock.location,
  lot,
  on_hand: onHand,
  allocated,
  consigned: stock.consigned,
  available,
  unit: item.unit,
} as const satisfies Record<string, Field>

/** 3.17: stock by item and site, against what should be free of it. */
export const stockAvailability = {
  item: stock.item,
  description: item.description,
  site: stock.site,
  on_hand: onHand,
  allocated,
  available,
  safety_stock: {
    ...item.safety_stock,
    help: [
      '可备料量应当不低于此数: 1.4.17 的, 没有则取 1.4.1 的。',
      'Not less than this should be free: from 1.4.17, else from 1.4.1.',
    ],
  },
  below: {
    label: ['低于安全库存', 'Below Safety'],
    head: ['低', 'Low'],
    format: flag,
    help: [
      '是: 可备料量低于安全库存, 应当补货。',
      'Yes: less is free than should be, and more is to be ordered or made.',
    ],
  },
  unit: item.unit,
} as const satisfies Record<string, Field>

export const effectiveDate = {
  label: ['生效日期', 'Effective'],
  head: ['生效日期', 'Eff Date'],
  format: date,
  help: ['库存实际变动的日期; 通常是今天。', 'The day the goods really moved, mostly today.'],
  required: true,
  qad: 'tr_effdate',
} as const satisfies Field

const reference = {
  label: ['参考', 'Reference'],
  format: text(18),
  help: [
    '凭证号, 如送货单号; 可以为空。',
    'The number of the paper behind it, as of a delivery note; may be blank.',
  ],
  qad: 'tr_so_job',
} as const satisfies Field

const remarks = {
  label: ['备注', 'Remarks'],
  format: text(40),
  help: ['为什么入库、出库或转移; 可以为空。', 'Why the goods come, go or move; may be blank.'],
  qad: 'tr_rmks',
} as const satisfies Field

/** 3.7 and 3.9: goods that go or come without an order. */
export const stockEntry = {
  item: {
    ...item.code,
    help: [
      '入库或出库的物料。F2 按代码或说明查找。',
      'The item that comes in or goes out. F2 finds it.',
    ],
    qad: 'tr_part',
  },
  description: item.description,
  unit: item.unit,
  quantity: {
    label: ['数量', 'Quantity'],
    format: quantity(12),
    help: [
      '入库或出库多少, 按物料的单位。',
      'How much comes in or goes out, in the unit of the item.',
    ],
    required: true,
    qad: 'tr_qty_loc',
  },
  site: {
    ...site.code,
    help: [
      '货在哪个地点进出; 先取物料的。F2 列出。',
      "The site it happens at; it starts as the item's. F2 lists them.",
    ],
    qad: 'tr_site',
  },
  location: {
    ...location.code,
    help: [
      '货在哪个库位进出; 先取物料的。F2 列出。',
      "The place it happens at; it starts as the item's. F2 lists them.",
    ],
    qad: 'tr_loc',
  },
  lot: { ...lot, qad: 'tr_serial' },
  on_hand: onHand,
  effective_date: effectiveDate,
  reference,
  remarks,
} as const satisfies Record<string, Field>

/** 3.4.1: goods from one place to another. */
export const transferEntry = {
  item: {
    ...stockEntry.item,
    help: [
      '要转移的物料。F2 按代码或说明查找。',
      'The item that moves. F2 finds it by code or by description.',
    ],
  },
  description: item.description,
  unit: item.unit,
  quantity: {
    ...stockEntry.quantity,
    help: ['转移多少; 不能超过可备料的数量。', 'How much moves; never more than is free there.'],
  },
  effective_date: effectiveDate,
  reference,
  remarks,
  from_site: {
    ...stockEntry.site,
    label: ['从地点', 'From Site'],
    help: ['货从哪个地点出来。F2 列出地点。', 'The site that the goods leave. F2 lists the sites.'],
    qad: 'lotfr_site',
  },
  from_location: {
    ...stockEntry.location,
    label: ['从库位', 'From Location'],
    head: ['从库位', 'From Loc'],
    help: [
      '货从哪个库位出来。F2 列出库位。',
      'The place that the goods leave. F2 lists the places.',
    ],
    qad: 'lotfr_loc',
  },
  lot: stockEntry.lot,
  to_site: {
    ...stockEntry.site,
    label: ['到地点', 'To Site'],
    help: ['货转到哪个地点。F2 列出地点。', 'The site that the goods go to. F2 lists the sites.'],
    qad: 'lotto_site',
  },
  to_location: {
    ...stockEntry.location,
    label: ['到库位', 'To Location'],
    head: ['到库位', 'To Loc'],
    help: ['货转到哪个库位。F2 列出库位。', 'The place that the goods go to. F2 lists the places.'],
    qad: 'lotto_loc',
  },
  on_hand: onHand,
} as const satisfies Record<string, Field>

/** Here and not with certificates, which name places of stock themselves. */
export const certificateNumber = {
  label: ['提货证明单', 'Certificate'],
  head: ['证明单', 'Cert'],
  format: code(8),
  help: [
    '提货证明单的号码, 如 PC10001。F2 查找。',
    'The number of a pick-up certificate, as in PC10001. F2 finds it.',
  ],
  lookup: 'certificate',
} as const satisfies Field

/** 3.21.1: every change of stock. */
export const stockHistory = {
  number: {
    label: ['事务号', 'Transaction'],
    head: ['事务号', 'Tran'],
    format: count(9),
    help: [
      '库存事务的顺序号, 由系统给出。',
      'Moves of stock are counted by the program as they are posted.',
    ],
    qad: 'tr_trnbr',
  },
  operation: orderEvent.operation,
  effective_date: effectiveDate,
  type: {
    label: ['事务类型', 'Trans Type'],
    head: ['类型', 'Type'],
    format: choice({
      'RCT-UNP': ['计划外入库', 'Receipt unplanned'],
      'ISS-UNP': ['计划外出库', 'Issue unplanned'],
      'RCT-TR': ['转移入库', 'Receipt by transfer'],
      'ISS-TR': ['转移出库', 'Issue by transfer'],
      'ISS-SO': ['销售发货', 'Sales shipment'],
    }),
    help: [
      'RCT 入库, ISS 出库; UNP 计划外, TR 转移, SO 销售。',
      'RCT comes in, ISS goes out; UNP unplanned, TR transfer, SO sales.',
    ],
    qad: 'tr_type',
  },
  item: stockEntry.item,
  site: stockEntry.site,
  location: stockEntry.location,
  lot: stockEntry.lot,
  quantity: {
    label: ['变动数量', 'Qty Change'],
    head: ['变动数量', 'Change'],
    format: quantity(12, { signed: true }),
    help: ['正数入库, 负数出库。', 'Positive came in, negative went out.'],
    qad: 'tr_qty_chg',
  },
  order: orderNumber,
  line: salesOrderLine.line,
  reference,
  remarks,
  certificate: certificateNumber,
  reason: salesOrderLine.reason,
  consignment: {
    label: ['寄售', 'Consignment'],
    format: choice({
      sent: ['发出', 'Sent'],
      received: ['寄存', 'Received'],
      used: ['使用', 'Used'],
      undone: ['撤消', 'Undone'],
      moved: ['移动', 'Moved'],
      'given back': ['还回', 'Given Back'],
    }),
    help: [
      '这笔事务怎样改变寄存的货; 其他事务空白。',
      'How the move touches consigned goods; blank for all others.',
    ],
  },
  undoes: {
    label: ['撤消的使用', 'Undoes'],
    format: count(9, { optional: true }),
    help: [
      '撤消了哪次使用, 或冲回了哪次发货 (事务号)。',
      'The usage that was undone, or the shipment that was taken back, by its number.',
    ],
  },
  created_by: createdBy,
  created_at: orderEvent.created_at,
} as const satisfies Record<string, Field>
