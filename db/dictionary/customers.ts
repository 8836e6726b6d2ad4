import type { CustomerItemTable, CustomerTable, ShipToTable } from '../schema.ts'
import { address } from './addresses.ts'
import { currency } from './company.ts'
import { code, count, type Field, flag, money, percent, text } from './field.ts'
import { item } from './items.ts'
import { creditTerms, salesperson } from './salespersons.ts'
import { site } from './sites.ts'

/** A list by its name, wherever an order or a customer names one. */
export const priceListCode = {
  label: ['价目表', 'Price List'],
  head: ['价目表', 'List'],
  format: code(8),
  help: [
    '价目表的代码, 如 STD。F2 列出所有价目表。',
    'The code of a list of prices, as in STD. F2 lists them all.',
  ],
  lookup: 'price_list',
} satisfies Field

const { name, fax, ...where } = address

const shipToCode: Field = {
  label: ['货物发往', 'Ship-To'],
  format: code(8),
  help: [
    '货物发往地址的代码, 如 01。F2 列出该客户的地址。',
    'The code of the address, as in 01. F2 lists those of the customer.',
  ],
  lookup: 'ship_to',
  required: true,
  qad: 'ls_addr',
}

/** Who buys. */
export const customer = {
  code: {
    label: ['客户', 'Customer'],
    format: code(8),
    help: [
      '客户代码, 如 01000000。F2 按代码或名称查找。',
      'The code of who buys, as in 01000000. F2 finds it by code or by name.',
    ],
    lookup: 'customer',
    required: true,
    qad: 'cm_addr',
  },
  name,
  sort_name: {
    label: ['分类名称', 'Sort Name'],
    format: text(28),
    help: [
      '列表中查找和排序用的简称; 可以为空。',
      'The short name that lists are sorted and searched by; may be blank.',
    ],
    qad: 'cm_sort',
  },
  ...where,
  fax,
  active: {
    label: ['启用', 'Active'],
    format: flag,
    help: ['否: 不能再为这个客户录入新订单。', 'No: new orders of this customer are refused.'],
    qad: 'cm_active',
  },
  salesperson: {
    ...salesperson.code,
    help: [
      '负责这个客户的推销员, 新订单先取它。',
      'Who looks after the customer; new orders start with it.',
    ],
    required: false,
    qad: 'cm_slspsn',
  },
  site: {
    ...site.code,
    help: [
      '通常发货的地点, 新订单先取它; 可以为空。',
      'Where the goods usually come from; new orders start with it. May be blank.',
    ],
    required: false,
    qad: 'cm_site',
  },
  currency: {
    ...currency,
    help: ['客户付款的货币, 新订单取它。', 'What the customer pays in; new orders take it.'],
    qad: 'cm_curr',
  },
  price_list: {
    ...priceListCode,
    help: [
      '这个客户的价目表; 空则取物料的价格。',
      'The list this customer buys by; blank means the price of the item.',
    ],
    qad: 'cm_pr_list',
  },
  discount: {
    label: ['折扣%', 'Discount %'],
    format: percent(7),
    help: [
      '整张订单的折扣百分比, 新订单先取它。',
      'What comes off whole orders, in percent; new orders start with it.',
    ],
    qad: 'cm_disc_pct',
  },
  credit_terms: {
    ...creditTerms.code,
    help: [
      '这个客户的信用条件, 新订单先取它。',
      'The terms this customer pays by; new orders start with them.',
    ],
    required: false,
    qad: 'cm_cr_terms',
  },
  credit_limit: {
    label: ['信贷限额', 'Credit Limit'],
    format: money(15, { optional: true }),
    help: ['最多可欠的金额; 空表示不限。', 'The most that may be owed; blank means no limit.'],
    qad: 'cm_cr_limit',
  },
  credit_rating: {
    label: ['信用等级', 'Rating'],
    format: code(4),
    help: ['财务对客户信用的评级, 如 A 或 B。', 'How finance judges the customer, as in A or B.'],
    qad: 'cm_db',
  },
  on_hold: {
    label: ['冻结', 'Hold'],
    format: flag,
    help: [
      '是: 资信冻结, 新订单一律冻结 (HD)。',
      'Yes: no credit at present, and new orders are held (HD).',
    ],
    qad: 'cm_cr_hold',
  },
  taxable: {
    label: ['应纳税', 'Taxable'],
    format: flag,
    help: [
      '是: 卖给这个客户要计税, 新订单先取它。',
      'Yes: sales to the customer are taxed; new orders start with it.',
    ],
    qad: 'cm_taxable',
  },
  fixed_price: {
    label: ['固定价格', 'Fixed Price'],
    format: flag,
    help: [
      '是: 订单价格录入后不再变; 新订单先取它。',
      'Yes: orders keep the price they were entered at; new orders start with it.',
    ],
    qad: 'cm_fix_pr',
  },
  ship_via: {
    label: ['装运方式', 'Ship Via'],
    format: text(20),
    help: [
      '怎样运输, 如公路、铁路或承运商; 新订单先取它。',
      'How goods travel, by road, rail or whose lorry; new orders start with it.',
    ],
    qad: 'cm_shipvia',
  },
  bill_to: {
    label: ['票据开往', 'Bill To'],
    format: code(8),
    help: [
      '收发票的客户; 空表示客户自己。F2 查找。',
      'The customer who gets the invoice; blank means this one. F2 finds it.',
    ],
    lookup: 'customer',
    qad: 'cm_bill',
  },
  remarks: {
    label: ['备注', 'Remarks'],
    format: text(40),
    help: ['新订单会带上这句话; 可以为空。', 'New orders carry these words; may be blank.'],
    qad: 'cm_rmks',
  },
  key_customer: {
    label: ['重点客户', 'Key Customer'],
    format: flag,
    help: [
      '是: 每张订单都要第二个人审核。',
      'Yes: a second person audits each of its orders.',
    ],
  },
  ship_to: {
    ...shipToCode,
    help: [
      '货通常送到哪个地址, 新订单先取它; 空表示客户自己的地址。',
      "Where goods usually go; new orders start with it. Blank means the customer's own address.",
    ],
    required: false,
  },
  channel: {
    label: ['通道', 'Channel'],
    format: code(8),
    help: [
      '订单通常怎样来的, 如电话、网店, 新订单先取它。',
      'How orders usually come, as by telephone or web shop; new ones start with it.',
    ],
  },
  consignment: {
    label: ['寄存', 'Consignment'],
    format: flag,
    help: [
      '是: 新订单先取寄存 = 是。',
      'Yes: new orders start with Consignment = Yes.',
    ],
  },
  partial_ok: {
    label: ['可部分发货', 'Partial OK'],
    format: flag,
    help: [
      '是: 客户接受分几次发货, 新订单先取它。',
      'Yes: the customer takes goods in parts; new orders start with it.',
    ],
    qad: 'cm_partial',
  },
  ship_lead_days: {
    label: ['发货提前期', 'Ship Lead Time'],
    format: count(3, { optional: true }),
    help: [
      '新订单的截止日期 = 今天加这些天; 空表示按 7.1.24。',
      'New orders are due so many days from the day they are entered; blank is as 7.1.24 says.',
    ],
    qad: 'cm_ship_lt',
  },
} as const satisfies Record<keyof CustomerTable, Field>

/** Other addresses of a customer to ship to. */
export const shipTo = {
  customer: {
    ...customer.code,
    help: ['货物发往哪个客户的地址。F2 查找客户。', 'Whose address it is. F2 finds the customer.'],
    qad: 'ls_cust',
  },
  code: shipToCode,
  name,
  ...where,
} as const satisfies Record<keyof ShipToTable, Field>

/** The customer's own numbers of items. */
export const customerItem = {
  customer: {
    ...customer.code,
    help: [
      '用自己的物料号订货的客户。F2 查找客户。',
      'Who orders by numbers of their own. F2 finds the customer.',
    ],
    qad: 'cp_cust',
  },
  customer_item: {
    label: ['客户物料', 'Customer Item'],
    format: code(30),
    help: [
      '客户自己的物料号, 订单上可以直接输入。',
      'The number the customer knows the item by; it may be typed in orders.',
    ],
    lookup: 'customer_item',
    required: true,
    qad: 'cp_cust_part',
  },
  item: {
    ...item.code,
    help: ['对应的本公司物料号。F2 查找。', 'Our own number of the same item. F2 finds it.'],
    qad: 'cp_part',
  },
  comment: {
    label: ['说明', 'Comment'],
    format: text(40),
    help: [
      '客户的叫法或图号; 可以为空。',
      'What the customer calls it, or a drawing number; may be blank.',
    ],
    qad: 'cp_comment',
  },
} as const satisfies Record<keyof CustomerItemTable, Field>
