import type { CreditTermsTable, SalespersonTable } from '../schema.ts'
import { address } from './addresses.ts'
import { code, count, type Field, flag, percent, text } from './field.ts'

/** Who sells. */
export const salesperson = {
  code: {
    label: ['推销员', 'Salesperson'],
    head: ['推销员', 'Slspsn'],
    format: code(8),
    help: [
      '推销员代码, 如 SP01。F2 列出所有推销员。',
      'The code of who sells, as in SP01. F2 lists them all.',
    ],
    lookup: 'salesperson',
    required: true,
    qad: 'sp_addr',
  },
  name: { ...address.name, help: ['推销员的姓名。', 'First name and last name.'], qad: 'sp_sort' },
  commission: {
    label: ['佣金%', 'Commission %'],
    format: percent(7),
    help: [
      '销售额中作为佣金的百分比, 如 2.5。',
      'The part of sales paid as commission, in percent, as in 2.5.',
    ],
    qad: 'sp_comm',
  },
  phone: address.phone,
  active: {
    label: ['在职', 'Active'],
    format: flag,
    help: [
      '否: 新的客户和订单不能再用这个推销员。',
      'No: new customers and orders may not name this person any more.',
    ],
    qad: 'sp_status',
  },
} as const satisfies Record<keyof SalespersonTable, Field>

/** When an invoice is due and what early payment saves. */
export const creditTerms = {
  code: {
    label: ['信用条件', 'Credit Terms'],
    format: code(8),
    help: [
      '信用条件的代码, 如 30 或 COD。F2 列出所有条件。',
      'The code of the terms of payment, as in 30 or COD. F2 lists them all.',
    ],
    lookup: 'credit_terms',
    required: true,
    qad: 'ct_code',
  },
  description: {
    label: ['说明', 'Description'],
    format: text(24),
    help: [
      '打印在单据上的信用条件, 如“30 天净额”。',
      'The terms as papers print them, as in Net 30 days.',
    ],
    required: true,
    qad: 'ct_desc',
  },
  due_days: {
    label: ['到期天数', 'Due Days'],
    format: count(3),
    help: [
      '开票后多少天应付款; 0 表示当天。',
      'How many days after the invoice payment is due; 0 is the same day.',
    ],
    qad: 'ct_due_days',
  },
  discount_days: {
    label: ['折扣天数', 'Discount Days'],
    format: count(3),
    help: [
      '多少天内付款可以享受折扣; 0 表示没有折扣。',
      'Payment within so many days earns the discount; 0 means there is none.',
    ],
    qad: 'ct_disc_days',
  },
  discount: {
    label: ['折扣%', 'Discount %'],
    format: percent(7),
    help: ['提前付款可减的百分比, 如 2。', 'What early payment saves, in percent, as in 2.'],
    qad: 'ct_disc_pct',
  },
} as const satisfies Record<keyof CreditTermsTable, Field>
