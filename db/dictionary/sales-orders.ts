import type {
  OrderEventTable,
  SalesOrderControlTable,
  SalesOrderLineTable,
  SalesOrderTable,
} from '../schema.ts'
import { address } from './addresses.ts'
import { createdBy, currency } from './company.ts'
import { customer, customerItem, priceListCode, shipTo } from './customers.ts'
import {
  choice,
  code,
  count,
  date,
  type Field,
  flag,
  instant,
  money,
  percent,
  price,
  quantity,
  text,
} from './field.ts'
import { item, unit } from './items.ts'
import { reasonCode } from './reason-codes.ts'
import { creditTerms, salesperson } from './salespersons.ts'
import { location, site } from './sites.ts'

/** How sales orders are numbered and what they start with. */
export const salesOrderControl = {
  id: {
    label: ['控制号', 'Control No.'],
    format: count(1),
    help: ['总是 1: 只有一份控制记录。', 'Always 1: there is one record of settings.'],
  },
  order_prefix: {
    label: ['订单前缀', 'Order Prefix'],
    format: code(3),
    help: [
      '新订单号以它开头, 如 SO; 可以为空。',
      'New order numbers begin with it, as in SO; may be blank.',
    ],
    qad: 'soc_so_pre',
  },
  next_order: {
    label: ['下一个订单', 'Next Order'],
    format: count(7),
    help: [
      '保存下一张新订单时取这个号, 然后加一。',
      'The next new order takes it when it is saved; then it goes up by one.',
    ],
    required: true,
    qad: 'soc_so',
  },
  ship_lead_days: {
    label: ['发货提前期', 'Ship Lead Time'],
    format: count(3),
    help: [
      '新订单的截止日期 = 今天加这些天。',
      'New orders are due so many days from the day they are entered.',
    ],
    qad: 'soc_shp_lead',
  },
  allocate_days: {
    label: ['分配天数', 'Allocate Days'],
    format: count(3),
    help: [
      '新订单先取它: 7.1.7 只给今天起这些天内到期的行备料; 0 = 不自动备料。',
      'New orders take it: 7.1.7 allocates what is due within so many days; 0: nothing.',
    ],
    qad: 'soc_all_days',
  },
  confirmed: {
    label: ['已确认', 'Confirmed'],
    format: flag,
    help: [
      '是: 新订单录入后即已确认, 不必再经 7.1.5。',
      'Yes: new orders are confirmed as they are entered, without 7.1.5.',
    ],
    qad: 'soc_confirm',
  },
  site: {
    ...site.code,
    help: [
      '客户没有地点时, 新订单取这个地点; 可以为空。',
      'New orders take it where the customer has none; may be blank.',
    ],
    required: false,
    qad: 'soc_site',
  },
  audit_required: {
    label: ['须审核', 'Audit Required'],
    format: flag,
    help: [
      '是: 每张订单先在 7.1.5 审核, 再确认。',
      'Yes: every order is audited in 7.1.5 before it is confirmed there.',
    ],
  },
  change_approval: {
    label: ['变更须批准', 'Approve Changes'],
    format: flag,
    help: [
      '是: 已确认的订单只能申请变更, 由经理在 7.1.23.1 批准。',
      'Yes: a confirmed order changes only by a request that a manager approves in 7.1.23.1.',
    ],
  },
  second_check_amount: {
    label: ['复核金额', 'Second Check At'],
    format: money(15, { optional: true }),
    help: [
      '发货行或退货行 (取大者, 折扣和运费之前) 达到此金额或用其他货币的订单须第二人审核; 空: 不限。',
      'Goods of so much, out or back, before discount and freight, or in another currency need a second person to audit; blank: none do.',
    ],
  },
  audit_hours: {
    label: ['审核时限', 'Audit Within'],
    format: count(3),
    help: [
      '录入或改动后几个工作小时内审核; 0: 不限。',
      'Working hours from entry or last change to audit before it is late; 0: no limit.',
    ],
  },
  ship_days: {
    label: ['发货时限', 'Ship Within'],
    format: count(3),
    help: [
      '录入后几个工作日内发货, 但不早于截止日期; 0: 不限。',
      'Working days from entry to shipment, or till it is due if that is later; 0: no limit.',
    ],
  },
  work_from: {
    label: ['上班时间', 'Work From'],
    format: text(5),
    help: ['每天几点上班, 如 08:30。', 'When work begins, as in 08:30.'],
    required: true,
  },
  work_to: {
    label: ['下班时间', 'Work To'],
    format: text(5),
    help: ['每天几点下班, 如 17:30。', 'When work ends, as in 17:30.'],
    required: true,
  },
} as const satisfies Record<keyof SalesOrderControlTable, Field>

const soldTo = {
  label: ['销往', 'Sold-To'],
  format: code(8),
  help: [
    '订货的客户。F2 按代码或名称查找。',
    'The customer who orders. F2 finds it by code or by name.',
  ],
  lookup: 'customer',
  required: true,
  qad: 'so_cust',
} as const satisfies Field

/** What boxes show of an address: nothing in them is typed in an order. */
const shown = (field: Field, whose: readonly [string, string]): Field => ({
  label: field.label,
  format: field.format,
  help: [
    `${whose[0]}地址, 由客户记录带出, 不在订单里修改。`,
    `The ${whose[1]} address comes from the customer's record; orders don't change it.`,
  ],
})
const ofSoldTo = (field: Field) => shown(field, ['销往', 'sold-to'])
const ofShipTo = (field: Field) => shown(field, ['货物发往', 'ship-to'])

/** What may be typed as an order's status. */
export const actionStatuses = ['HD (冻结), 空 (执行)', 'HD (held), blank (goes on)'] as const

/** Where an order stands in its life. */
export const orderStates = {
  entered: ['录入', 'Entered'],
  audited: ['已审核', 'Audited'],
  confirmed: ['已确认', 'Confirmed'],
  'in work': ['执行', 'In Work'],
  settled: ['已结', 'Settled'],
  archived: ['已归档', 'Archived'],
  held: ['冻结', 'Held'],
  stopped: ['中止', 'Stopped'],
  cancelled: ['取消', 'Cancelled'],
} as const

/** The head of a sales order, its trailer, and the two addresses that its screens show. */
export const salesOrder = {
  number: {
    label: ['订单', 'Order'],
    format: code(8),
    help: [
      '已有订单的号码; 留空按 Enter 则录入新订单, 保存时取号。',
      'The number of an order; leave it blank for a new one, which is numbered when it is saved.',
    ],
    lookup: 'sales_order',
    qad: 'so_nbr',
  },
  sold_to: soldTo,
  bill_to: {
    label: ['票据开往', 'Bill To'],
    format: code(8),
    help: [
      '收发票的客户; 通常就是销往的客户。F2 查找。',
      'The customer who gets the invoice, mostly the one who orders. F2 finds it.',
    ],
    lookup: 'customer',
    qad: 'so_bill',
  },
  ship_to: {
    ...shipTo.code,
    help: [
      '货送到哪个地址; 空表示客户自己的地址。F2 列出地址。',
      "Which address the goods go to; blank means the customer's own. F2 lists them.",
    ],
    required: false,
    qad: 'so_ship',
  },
  order_date: {
    label: ['订货日期', 'Order Date'],
    head: ['订货日期', 'Ordered'],
    format: date,
    help: ['客户订货的日期; t 表示今天。', 'The day the customer ordered; t is today.'],
    required: true,
    qad: 'so_ord_date',
  },
  required_date: {
    label: ['要求日期', 'Required Date'],
    head: ['要求日期', 'Required'],
    format: date,
    help: ['客户要求到货的日期; 可以为空。', 'When the customer wants the goods; may be blank.'],
    qad: 'so_req_date',
  },
  promise_date: {
    label: ['承诺日期', 'Promise Date'],
    head: ['承诺日期', 'Promised'],
    format: date,
    help: [
      '答应客户的日期, 备料按它排先后; 可以为空。',
      'What we promised; allocation serves the earliest first. May be blank.',
    ],
    qad: 'so_promise_date',
  },
  due_date: {
    label: ['截止日期', 'Due Date'],
    format: date,
    help: [
      '最迟发货的日期; 先取今天加发货提前期。',
      'The last day to ship; it starts as today and the ship lead time.',
    ],
    required: true,
    qad: 'so_due_date',
  },
  pricing_date: {
    label: ['定价日期', 'Pricing Date'],
    format: date,
    help: [
      '取这一天有效的价格; 先取订货日期。',
      'Prices in force on this day are taken; it starts as the order date.',
    ],
    required: true,
    qad: 'so_pricing_dt',
  },
  purchase_order: {
    label: ['采购单', 'Purchase Order'],
    head: ['采购单', 'PO'],
    format: text(22),
    help: [
      '客户的采购单号, 打印在单据上。',
      'The number the customer gave the order; papers print it.',
    ],
    qad: 'so_po',
  },
  remarks: {
    label: ['备注', 'Remarks'],
    format: text(40),
    help: [
      '给后面经手人的话; 先取客户的备注。',
      "A word to those who work on the order next; it starts as the customer's.",
    ],
    qad: 'so_rmks',
  },
  price_list: {
    ...priceListCode,
    help: [
      '这张订单用的价目表; 先取客户的。F2 列出。',
      "The list this order is priced by; it starts as the customer's. F2 lists them.",
    ],
    qad: 'so_pr_list',
  },
  site: {
    ...site.code,
    help: [
      '从哪个地点发货, 各行先取它。F2 列出地点。',
      'Where the goods leave from; lines start with it. F2 lists the sites.',
    ],
    qad: 'so_site',
  },
  channel: {
    label: ['通道', 'Channel'],
    format: code(8),
    help: [
      '订单怎样来的, 如电话、网店; 可以为空。',
      'How the order came, as by telephone or web shop; may be blank.',
    ],
    qad: 'so_channel',
  },
  project: {
    label: ['项目', 'Project'],
    format: code(8),
    help: ['订单所属项目的代码; 可以为空。', 'The project the order belongs to; may be blank.'],
    qad: 'so_project',
  },
  currency: {
    ...currency,
    help: [
      '订单的货币; 先取客户的, 有了行以后不能改。',
      "What the order is paid in; it starts as the customer's and stays once there are lines.",
    ],
    qad: 'so_curr',
  },
  taxable: {
    label: ['应纳税', 'Taxable'],
    format: flag,
    help: [
      '是: 订单计税; 先取客户的。',
      'Yes: the order is taxed; it starts as the customer says.',
    ],
    qad: 'so_taxable',
  },
  fixed_price: {
    label: ['固定价格', 'Fixed Price'],
    format: flag,
    help: ['是: 价格录入后不再变。', 'Yes: lines keep the price they were entered at.'],
    qad: 'so_fix_pr',
  },
  credit_terms: {
    ...creditTerms.code,
    help: [
      '这张订单的信用条件; 先取客户的。F2 列出。',
      "The terms this order is paid by; they start as the customer's. F2 lists them.",
    ],
    required: false,
    qad: 'so_cr_terms',
  },
  salesperson: {
    ...salesperson.code,
    help: [
      '这张订单是谁的业绩; 先取客户的。F2 列出。',
      "Whose sale it is; it starts as the customer's. F2 lists them.",
    ],
    required: false,
    qad: 'so_slspsn',
  },
  ship_via: {
    ...customer.ship_via,
    help: [
      '这张订单怎样运输; 先取客户的。',
      "How these goods travel; it starts as the customer's.",
    ],
    qad: 'so_shipvia',
  },
  consignment: {
    label: ['寄存', 'Consignment'],
    format: flag,
    help: [
      '是: 负数订单并且要补货; 补货的行寄存在客户处, 使用后才开票。',
      'Yes: returned goods are replenished; those lie with the customer, invoiced as used.',
    ],
    qad: 'so_consignment',
  },
  allocate_days: {
    ...salesOrderControl.allocate_days,
    help: [
      '7.1.7 只给今天起这些天内到期的行备料; 0 = 不自动备料; 先取 7.1.24 的。',
      '7.1.7 allocates what is due within so many days; 0: nothing. It starts as in 7.1.24.',
    ],
    qad: 'so_allocate_days',
  },
  partial_ok: {
    label: ['可部分发货', 'Partial OK'],
    format: flag,
    help: ['是: 可以分几次发货。', 'Yes: the goods may go out in parts.'],
    qad: 'so_partial',
  },
  action_status: {
    label: ['冻结状态', 'Action Status'],
    head: ['冻结', 'Act'],
    format: code(2),
    help: [
      'HD: 冻结, 不能备料和发货; 空: 可以执行。',
      'HD holds the order: no allocation, no shipment. Blank lets it go on.',
    ],
    qad: 'so_stat',
  },
  discount: {
    label: ['折扣%', 'Discount %'],
    format: percent(7),
    help: [
      '整张订单的折扣百分比; 先取客户的。',
      "What comes off the whole order, in percent; it starts as the customer's.",
    ],
    qad: 'so_disc_pct',
  },
  freight: {
    label: ['运费', 'Freight'],
    format: money(15, { signed: true }),
    help: [
      '向客户收的运费, 加在合计里。',
      'What the customer pays for carriage; it is added to the total.',
    ],
    qad: 'so_trl1_amt',
  },
  lines_total: {
    label: ['各行合计', 'Line Total'],
    format: money(15, { signed: true }),
    help: ['各行金额之和, 由系统计算。', 'All lines added up by the program.'],
  },
  discount_amount: {
    label: ['折扣', 'Discount'],
    format: money(15, { signed: true }),
    help: [
      '各行合计按订单折扣减去的金额, 由系统计算。',
      "What the order's percentage takes off the line total, reckoned by the program.",
    ],
  },
  total: {
    label: ['合计', 'Total'],
    format: money(15, { signed: true }),
    help: ['各行合计减折扣加运费。', 'The line total less the discount, with the freight.'],
  },
  status: {
    label: ['状态', 'Status'],
    format: choice({
      entered: ['录入', 'Entered'],
      confirmed: ['已确认', 'Confirmed'],
      closed: ['已结', 'Closed'],
      cancelled: ['取消', 'Cancelled'],
    }),
    help: [
      '订单走到哪一步: 录入、已确认、已结或取消; 由系统记下。',
      'How far the order has come: entered, confirmed, closed or cancelled; the program keeps it.',
    ],
  },
  entered_by: { ...createdBy, qad: 'so_userid' },
  confirmed: {
    ...salesOrderControl.confirmed,
    help: [
      '是: 新的订单行录入后即已确认, 可以备料; 否: 先经 7.1.5 确认。',
      'Yes: new lines are confirmed as they are entered; No: they wait for 7.1.5.',
    ],
    qad: 'so_conf_date',
  },
  entered_at: {
    label: ['录入时间', 'Entered At'],
    format: instant,
    help: [
      '订单第一次保存的时间, 由系统记下。',
      'When the order was first saved; the program notes it.',
    ],
  },
  version: {
    label: ['版本', 'Version'],
    format: count(6),
    help: [
      '每保存一次加一, 用来发现两人同时修改。',
      'Goes up with each save, so that two people changing one order are noticed.',
    ],
    qad: 'so_rev',
  },
  audited_by: {
    label: ['审核人', 'Audited By'],
    head: ['审核人', 'Auditor'],
    format: createdBy.format,
    help: [
      '谁审核了现在这样的订单, 由系统记下。',
      'Whoever audited the order as it stands now; the program notes it.',
    ],
  },
  audited_at: {
    label: ['审核时间', 'Audited At'],
    format: instant,
    help: ['何时审核, 由系统记下。', 'When it was audited; the program notes it.'],
  },
  stopped: {
    label: ['中止', 'Stopped'],
    format: flag,
    help: [
      '是: 订单已中止, 不占库存; 在 7.1.21.1 恢复。',
      'Yes: the order is stopped and holds no stock; 7.1.21.1 resumes it.',
    ],
  },
  archived: {
    label: ['归档', 'Archived'],
    format: flag,
    help: [
      '是: 订单已归档, 只能查询和复制。',
      'Yes: the order is filed: it is found and copied, not changed.',
    ],
  },
  state: {
    label: ['进度', 'State'],
    format: choice(orderStates),
    help: [
      '订单现在的状态: 录入、审核、确认、执行、已结、归档, 或冻结、中止、取消。',
      'Where the order stands: entered to archived, or held, stopped, cancelled.',
    ],
  },
  reason: {
    label: ['变更原因', 'Change Reason'],
    format: text(56),
    help: [
      '已确认的订单为什么要改; 经理批准时看到。',
      'Why a confirmed order is to change; the manager who approves it reads this.',
    ],
  },
  sold_to_name: ofSoldTo(address.name),
  sold_to_address_1: ofSoldTo(address.address_1),
  sold_to_address_2: ofSoldTo(address.address_2),
  sold_to_city: ofSoldTo(address.city),
  sold_to_country: ofSoldTo(address.country),
  ship_to_name: ofShipTo(address.name),
  ship_to_address_1: ofShipTo(address.address_1),
  ship_to_address_2: ofShipTo(address.address_2),
  ship_to_city: ofShipTo(address.city),
  ship_to_country: ofShipTo(address.country),
} as const satisfies Record<keyof SalesOrderTable, Field> & Record<string, Field>

/** An order that exists, wherever another record names it. */
export const orderNumber = {
  ...salesOrder.number,
  help: [
    '订单的号码, 如 SO10043。F2 查找订单。',
    'The number of an order, as in SO10043. F2 finds it.',
  ],
} as const satisfies Field

/** A line of a sales order. */
export const salesOrderLine = {
  order_number: orderNumber,
  line: {
    label: ['行', 'Line'],
    head: ['行', 'Ln'],
    format: count(4),
    help: [
      '行号; 自动提出下一个, 也可以输入已有的行号。',
      'The next number is offered; an earlier one brings that line back.',
    ],
    required: true,
    qad: 'sod_line',
  },
  item: {
    ...item.code,
    help: [
      '本公司或客户的物料号。F2 查找, 客户常订的在前。',
      "Our number of the item, or the customer's. F2 lists it, what the customer usually orders first.",
    ],
    lookup: 'usual_item',
    qad: 'sod_part',
  },
  description: {
    ...item.description,
    help: ['物料名称, 由物料记录带出。', 'The name of the item, from its record.'],
    required: false,
    qad: 'sod_desc',
  },
  customer_item: {
    ...customerItem.customer_item,
    help: [
      '客户的物料号, 按它订货时记下。',
      "The customer's number of the item, kept when the order used it.",
    ],
    required: false,
    qad: 'sod_custpart',
  },
  quantity: {
    label: ['已订购量', 'Qty Ordered'],
    head: ['已订购量', 'Qty Ord'],
    format: quantity(12, { signed: true }),
    help: [
      '客户订多少; 负数是退货。',
      'How much the customer wants; a negative quantity is a return.',
    ],
    required: true,
    qad: 'sod_qty_ord',
  },
  unit: {
    ...unit,
    help: ['订购量的单位; 取物料的单位。', 'What the quantity counts; it is the unit of the item.'],
    qad: 'sod_um',
  },
  list_price: {
    label: ['价目表价格', 'List Price'],
    format: price(14),
    help: [
      '定价日期有效的价目表价格; 没有则取物料的价格。',
      "From the list in force on the pricing date, else the item's own price.",
    ],
    qad: 'sod_list_pr',
  },
  discount: {
    label: ['行折扣%', 'Line Discount %'],
    head: ['折扣', 'Discount'],
    format: percent(8, { signed: true }),
    help: [
      '从价目表价格减去的百分比; 输入后价格重新计算。',
      'What comes off the list price, in percent; typing it reckons the price anew.',
    ],
    qad: 'sod_disc_pct',
  },
  price: {
    label: ['价格', 'Price'],
    format: price(14),
    help: [
      '一个单位的净价; 输入后折扣重新计算。F2 说明价格来源。',
      'What one unit costs; typing it reckons the discount. F2 says where it came from.',
    ],
    qad: 'sod_price',
  },
  amount: {
    label: ['金额', 'Amount'],
    format: money(15, { signed: true }),
    help: ['数量乘价格, 四舍五入到分。', 'Quantity times price, rounded once.'],
  },
  price_source: {
    label: ['价格来源', 'Price Source'],
    format: {
      kind: 'choice',
      width: 36,
      choices: { manual: ['手工', 'By Hand'], item: ['物料', 'Item'] },
    },
    help: ['哪个价目表、数量级和日期给出了价格。', 'Which list, break and date gave the price.'],
    qad: 'sod_pr_list',
  },
  site: {
    ...site.code,
    help: [
      '这一行从哪个地点发货; 先取订单的。F2 列出。',
      "Where this line ships from; it starts as the order's. F2 lists the sites.",
    ],
    qad: 'sod_site',
  },
  location: {
    ...location.code,
    help: [
      '这一行从哪个库位发货; 可以为空。F2 列出库位。',
      'The place this line ships from; may be blank. F2 lists the places.',
    ],
    required: false,
    qad: 'sod_loc',
  },
  lot: {
    label: ['批号', 'Lot/Serial'],
    head: ['批号', 'Lot'],
    format: text(18, { upper: true, blank: '' }),
    help: ['客户指定的批号; 可以为空。', 'The lot that the customer asked for; may be blank.'],
    lookup: 'stock_place',
    qad: 'sod_serial',
  },
  required_date: {
    ...salesOrder.required_date,
    help: [
      '客户要求这一行到货的日期; 先取订单的。',
      "When the customer wants this line; it starts as the order's.",
    ],
    qad: 'sod_req_date',
  },
  promise_date: {
    ...salesOrder.promise_date,
    help: [
      '答应这一行的日期; 先取订单的。',
      "What we promised for this line; it starts as the order's.",
    ],
    qad: 'sod_promise_date',
  },
  due_date: {
    ...salesOrder.due_date,
    help: [
      '这一行最迟发货的日期; 先取订单的。',
      "The last day to ship this line; it starts as the order's.",
    ],
    qad: 'sod_due_date',
  },
  confirmed: {
    ...salesOrderControl.confirmed,
    help: ['是: 这一行可以备料和发货。', 'Yes: the line may be allocated and shipped.'],
    qad: 'sod_confirm',
  },
  taxable: {
    ...salesOrder.taxable,
    help: ['是: 这一行计税; 先取物料的。', 'Yes: this line is taxed; it starts as the item says.'],
    qad: 'sod_taxable',
  },
  quantity_allocated: {
    label: ['备料量', 'Qty Allocated'],
    head: ['备料量', 'Alloc'],
    format: quantity(12),
    help: [
      '为这一行留出的库存, 由 7.1.6 和 7.1.7 改变。',
      'Stock held for this line; 7.1.6 and 7.1.7 change it.',
    ],
    qad: 'sod_qty_all',
  },
  quantity_shipped: {
    label: ['已发货量', 'Qty Shipped'],
    head: ['已发货量', 'Shipped'],
    format: quantity(12, { signed: true }),
    help: [
      '这一行已发出的数量, 由 7.9.15 改变。',
      'What has gone out of this line; 7.9.15 changes it.',
    ],
    qad: 'sod_qty_ship',
  },
  closed: {
    label: ['已结', 'Closed'],
    format: flag,
    help: ['是: 这一行不再发货。', 'Yes: nothing more of this line will be shipped.'],
    qad: 'sod_status',
  },
  consigned: {
    label: ['寄存', 'Consigned'],
    format: flag,
    help: [
      '是: 发货只转入客户的寄存库位, 使用后才开票; 先取订单的。',
      "Yes: shipped into the customer's consigned stock, invoiced as used; from the order.",
    ],
    qad: 'sod_consignment',
  },
  return_shipment: {
    label: ['退回发货', 'Returns'],
    format: count(9, { optional: true }),
    help: [
      '负数的行退回哪次发货 (事务号); 价格取那次的。F2 列出。',
      'The shipment that a negative line returns; it gives the price. F2 lists them.',
    ],
    lookup: 'returnable_shipment',
  },
  reason: {
    ...reasonCode.code,
    help: ['货物为什么退回。F2 列出原因代码。', 'Why goods come back. F2 lists the reasons.'],
    required: false,
  },
  quantity_used: {
    label: ['已使用量', 'Qty Used'],
    head: ['已使用量', 'Used'],
    format: quantity(12),
    help: [
      '寄存的货中客户已使用的, 由 7.18.13 和 7.18.22 改变。',
      'What of consigned goods was used; 7.18.13 and 7.18.22 change it.',
    ],
  },
} as const satisfies Record<keyof SalesOrderLineTable, Field>

/** How late an order is, and by which clock. */
const lateBy = {
  label: ['超时', 'Overdue'],
  format: choice({ audit: ['未审核', 'Audit'], ship: ['未发货', 'Ship'] }),
  help: [
    '超过 7.1.24 的时限: 未审核, 或未发货。',
    'Past the limits of 7.1.24: not audited, or not shipped.',
  ],
} as const satisfies Field

/** What 7.1.2 lists of each order. */
export const orderBrowse = {
  number: orderNumber,
  sold_to: salesOrder.sold_to,
  name: address.name,
  order_date: salesOrder.order_date,
  promise_date: salesOrder.promise_date,
  due_date: salesOrder.due_date,
  total: salesOrder.total,
  currency: salesOrder.currency,
  status: salesOrder.status,
  action_status: salesOrder.action_status,
  state: salesOrder.state,
  late: lateBy,
} as const satisfies Record<string, Field>

/** What waits for somebody, an order and a reason at a time. */
export const orderDesk = {
  number: {
    label: ['单号', 'Number'],
    format: orderNumber.format,
    help: ['等待处理的订单、发货单或物料。', 'The order, the delivery note or the item that waits.'],
  },
  waits_for: {
    label: ['等待', 'Waits For'],
    format: choice({
      release: ['解冻', 'Release'],
      audit: ['审核', 'Audit'],
      change: ['变更', 'Change'],
      confirm: ['确认', 'Confirm'],
      short: ['缺货', 'Stock'],
      allocate: ['备料', 'Allocate'],
      blocks: ['占用', 'Blocks'],
      low: ['低库存', 'Low Stock'],
      certify: ['开证明单', 'Certify'],
      print: ['打印', 'Print'],
      fetch: ['提货', 'Pick-Up'],
      lost: ['核准', 'Approve'],
      reissue: ['补开', 'Reissue'],
      ship: ['发货', 'Ship'],
      return: ['退货', 'Return'],
      sign: ['签批', 'Sign Note'],
      proof: ['签收', 'Proof'],
    }),
    help: [
      '下一步要做什么; F1 转到处理它的功能。占用: 它的备料使名称中更早到期的订单缺货。',
      'What has to be done next; F1 goes where it is done. Blocks: the order named is due before it and short of what it holds.',
    ],
  },
  whom: {
    label: ['负责', 'Waits On'],
    format: choice({
      clerk: ['文员', 'Clerk'],
      finance: ['财务', 'Finance'],
      manager: ['经理', 'Manager'],
      dispatcher: ['调度', 'Dispatcher'],
      warehouse: ['仓库', 'Warehouse'],
    }),
    help: ['这一步由谁来做。', 'Whose work the next step is.'],
  },
  due_date: salesOrder.due_date,
  late: {
    label: ['逾期天数', 'Days Late'],
    head: ['逾期', 'Late'],
    format: count(4),
    help: ['截止日期过去了多少天; 0 表示没有逾期。', 'How many days ago it was due; 0 is not late.'],
  },
  clock: lateBy,
  lines: {
    label: ['行数', 'Lines'],
    format: count(4),
    help: ['订单中有多少行在等这一步。', 'How many lines of the order wait for it.'],
  },
  sold_to: salesOrder.sold_to,
  name: address.name,
  total: salesOrder.total,
} as const satisfies Record<string, Field>

/** 7.1.5: the order, and which of its lines are confirmed. */
export const confirmation = {
  order_number: {
    ...orderNumber,
    required: true,
    help: ['要确认的订单。F2 列出订单。', 'The order to confirm. F2 lists orders.'],
  },
  sold_to: salesOrder.sold_to,
  name: address.name,
  order_date: salesOrder.order_date,
  due_date: salesOrder.due_date,
  discount_amount: salesOrder.discount_amount,
  freight: salesOrder.freight,
  total: salesOrder.total,
  currency: salesOrder.currency,
  status: salesOrder.status,
  state: salesOrder.state,
  entered_by: salesOrder.entered_by,
  audited_by: salesOrder.audited_by,
  next: {
    label: ['本次', 'To Do'],
    format: choice({ audit: ['审核', 'Audit'], confirm: ['确认', 'Confirm'] }),
    help: [
      '先审核, 再确认; 由系统按 7.1.24 的规定给出。',
      'First the audit, then the confirmation, as 7.1.24 asks.',
    ],
  },
  confirm_all: {
    label: ['全部确认', 'Confirm All'],
    format: flag,
    help: [
      '是: 确认所有的行; 否: 下面逐行选择。',
      'Yes confirms every line; No lets you choose them below.',
    ],
  },
} as const satisfies Record<string, Field>

export const confirmationLine = {
  line: salesOrderLine.line,
  item: salesOrderLine.item,
  description: salesOrderLine.description,
  quantity: salesOrderLine.quantity,
  unit: salesOrderLine.unit,
  price: salesOrderLine.price,
  amount: salesOrderLine.amount,
  confirmed: salesOrderLine.confirmed,
} as const satisfies Record<string, Field>

/** What happened to an order. */
export const orderEvent = {
  number: {
    label: ['事件号', 'Event'],
    format: count(9),
    help: [
      '事件的顺序号, 由系统给出。',
      'Events are counted by the program in the order they happened.',
    ],
  },
  operation: {
    label: ['过账标识', 'Operation'],
    format: text(36),
    help: ['同一次保存写下的所有记录都有这个标识。', 'All that one save wrote bears this mark.'],
  },
  order_number: salesOrderLine.order_number,
  line: salesOrderLine.line,
  type: {
    label: ['事件', 'What'],
    format: choice({
      entered: ['录入', 'Entered'],
      changed: ['修改', 'Changed'],
      confirmed: ['确认', 'Confirmed'],
      allocated: ['备料', 'Allocated'],
      shipped: ['发货', 'Shipped'],
      closed: ['结束', 'Closed'],
      cancelled: ['取消', 'Cancelled'],
      held: ['冻结', 'Held'],
      released: ['解冻', 'Released'],
      audited: ['审核', 'Audited'],
      stopped: ['中止', 'Stopped'],
      resumed: ['恢复', 'Resumed'],
      archived: ['归档', 'Archived'],
      'change asked': ['申请变更', 'Asked'],
      'change approved': ['批准变更', 'Approved'],
      'change refused': ['不准变更', 'Refused'],
      'change withdrawn': ['撤回变更', 'Withdrawn'],
    }),
    help: ['对订单做了什么。', 'What was done to the order.'],
  },
  quantity: {
    label: ['数量变化', 'Qty Change'],
    format: quantity(12, { signed: true }),
    help: ['这次增加或减少的数量。', 'By how much the quantity went up or down.'],
  },
  price: salesOrderLine.price,
  amount: {
    label: ['金额变化', 'Amount Change'],
    format: money(15, { signed: true }),
    help: ['这次增加或减少的金额。', 'By how much the amount went up or down.'],
  },
  detail: {
    label: ['详情', 'Detail'],
    format: text(40),
    help: ['改动前后的值, 或更多说明。', 'What stood there before and after, or more about it.'],
  },
  reason: {
    label: ['原因', 'Reason'],
    format: text(56),
    help: ['为什么这样做, 由操作人写下。', 'Why it was done, in the words of who did it.'],
  },
  created_by: createdBy,
  created_at: {
    label: ['过账时间', 'Posted At'],
    format: instant,
    help: [
      '写入账簿的时间, 由系统记下。',
      'When it was written into the books; the program notes it.',
    ],
    qad: 'tr_date',
  },
} as const satisfies Record<keyof OrderEventTable, Field>

/** F2 on the item of an order line: what the customer usually orders, then all else. */
export const usualItem = {
  code: item.code,
  description: item.description,
  unit: item.unit,
  list_price: item.list_price,
  times: {
    label: ['常订次数', 'Times Ordered'],
    head: ['常订', 'Usual'],
    format: count(5, { optional: true }),
    help: [
      '客户最近十二个月订过几次; 空表示没有订过。',
      'How often the customer ordered it in the last twelve months; blank for never.',
    ],
  },
  last_ordered: {
    label: ['上次订货', 'Last Ordered'],
    head: ['上次订货', 'Last Order'],
    format: date,
    help: ['客户上一次订它的日期。', 'The day on which the customer ordered it last.'],
  },
} as const satisfies Record<string, Field>
