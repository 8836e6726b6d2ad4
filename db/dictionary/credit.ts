import { customer } from './customers.ts'
import { choice, type Field, money, text } from './field.ts'
import { orderEvent, orderNumber, salesOrder } from './sales-orders.ts'

const cause = {
  label: ['冻结原因', 'Hold Cause'],
  head: ['原因', 'Cause'],
  format: choice({
    customer: ['客户冻结', 'Customer'],
    limit: ['超限额', 'Limit'],
    currency: ['货币不同', 'Currency'],
    manual: ['人工冻结', 'By Hand'],
  }),
  help: [
    '订单为什么被冻结; 每个原因一行。',
    'Why the order is held; every cause has a row of its own.',
  ],
} as const satisfies Field

const over = {
  label: ['超出金额', 'Over Limit By'],
  head: ['超出', 'Over By'],
  format: money(15, { optional: true }),
  help: ['超出信贷限额多少。', 'By how much the credit limit is passed.'],
} as const satisfies Field

/** 7.1.13: an order, what its customer owes, and what finance says. */
export const creditEntry = {
  order_number: {
    ...orderNumber,
    required: true,
    help: [
      '要冻结或解冻的订单。F2 列出订单, F9/F10 翻看冻结的订单。',
      'The order to hold or to release. F2 lists orders, F9/F10 go through held ones.',
    ],
  },
  sold_to: salesOrder.sold_to,
  bill_to: salesOrder.bill_to,
  name: customer.name,
  credit_rating: customer.credit_rating,
  credit_limit: customer.credit_limit,
  receivables: {
    label: ['应收账款', 'Receivables'],
    format: money(15, { signed: true }),
    help: ['已发货未付的金额。', 'What was shipped and is not paid.'],
  },
  open_orders: {
    label: ['未结订单', 'Open Orders'],
    format: money(15, { signed: true }),
    help: [
      '其他订单中已订未发的金额。',
      'What is ordered and not shipped yet, other orders only.',
    ],
  },
  total: salesOrder.total,
  currency: salesOrder.currency,
  status: salesOrder.status,
  action_status: {
    ...salesOrder.action_status,
    help: ['HD 冻结; 清空则解冻。', 'HD holds the order; blank it to release the order.'],
  },
  initials: {
    label: ['签名', 'CR Initials'],
    format: text(8, { upper: true }),
    help: ['批准人的姓名缩写。', 'The initials of who decides.'],
    qad: 'so_cr_init',
    required: true,
  },
  reason: { ...orderEvent.reason, required: true },
} as const satisfies Record<string, Field>

/** What holds an order. */
export const creditHold = {
  cause,
  reason: { ...orderEvent.reason, head: ['说明', 'Said'] },
  amount: over,
  created_by: orderEvent.created_by,
  created_at: orderEvent.created_at,
} as const satisfies Record<string, Field>

/** 7.1.14: held orders by cause. */
export const heldOrder = {
  order_number: orderNumber,
  bill_to: salesOrder.bill_to,
  name: customer.name,
  total: salesOrder.total,
  ...creditHold,
} as const satisfies Record<string, Field>

const payer = (label: readonly [string, string], help: readonly [string, string]): Field => ({
  label,
  format: customer.code.format,
  help,
  lookup: 'customer',
})

/** 7.1.16 and 7.1.17: whose orders. */
export const autoCredit = {
  customer_from: payer(
    ['开票客户从', 'Bill-To From'],
    ['从哪个客户起; 空表示从第一个。', 'The first customer; blank begins with the first of all.'],
  ),
  customer_to: payer(
    ['至', 'To'],
    ['到哪个客户止; 空表示到最后一个。', 'The last customer; blank goes to the end.'],
  ),
} as const satisfies Record<string, Field>
