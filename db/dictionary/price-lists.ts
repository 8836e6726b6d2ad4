import type { PriceBreakTable, PriceListTable } from '../schema.ts'
import { currency } from './company.ts'
import { priceListCode } from './customers.ts'
import { choice, date, type Field, price, quantity, text } from './field.ts'
import { item, unit } from './items.ts'

/** One item's price on one list from a day on. */
export const priceList = {
  code: { ...priceListCode, required: true, qad: 'pi_list' },
  currency: {
    ...currency,
    help: [
      '价格的货币; 只用于同一货币的订单。',
      'What the price is in; only orders in the same currency take it.',
    ],
    qad: 'pi_curr',
  },
  item: {
    ...item.code,
    help: [
      '定价的物料。F2 按代码或说明查找。',
      'The item that gets a price. F2 finds it by code or by description.',
    ],
    qad: 'pi_part_code',
  },
  unit: {
    ...unit,
    help: [
      '价格对应的单位, 要与订单行的单位相同。',
      'What the price is for one of; order lines in this unit take it.',
    ],
    qad: 'pi_um',
  },
  start_date: {
    label: ['开始日期', 'Start Date'],
    head: ['开始日期', 'Start'],
    format: date,
    help: ['从这一天起的订单用这个价格。', 'Orders of this day and later take the price.'],
    required: true,
    qad: 'pi_start',
  },
  expire_date: {
    label: ['到期日期', 'Expire Date'],
    head: ['到期日期', 'Expire'],
    format: date,
    help: [
      '最后有效的一天; 空表示一直有效。',
      'The last day it holds; blank means that it goes on holding.',
    ],
    qad: 'pi_expire',
  },
  description: {
    label: ['说明', 'Description'],
    format: text(24),
    help: [
      '这次定价的说明, 如“春季价格”; 可以为空。',
      'What this price is about, as in Spring prices; may be blank.',
    ],
    qad: 'pi_desc',
  },
  amount_type: {
    label: ['金额类型', 'Amount Type'],
    head: ['类型', 'Type'],
    format: choice({ L: ['列表价', 'List price'], P: ['净价', 'Net price'] }),
    help: [
      'L: 列表价, 还可以打折; P: 净价, 不再打折。',
      'L: a list price that discounts come off; P: the net price, nothing comes off.',
    ],
    required: true,
    qad: 'pi_amt_type',
  },
} as const satisfies Record<keyof PriceListTable, Field>

/** The price from a quantity on. */
export const priceBreak = {
  code: priceList.code,
  currency: priceList.currency,
  item: priceList.item,
  unit: priceList.unit,
  start_date: priceList.start_date,
  minimum_quantity: {
    label: ['最小量', 'Min Quantity'],
    head: ['最小量', 'Min Qty'],
    format: quantity(12),
    help: [
      '从这个数量起用右边的价格; 0 表示任何数量。',
      'The price beside it holds from this quantity on; 0 is for any.',
    ],
    qad: 'pid_qty',
  },
  price: {
    label: ['价格', 'Price'],
    // What is blanked is no price, and not a price of nothing.
    format: price(14, { optional: true }),
    help: ['一个单位的价格, 最多四位小数。', 'For one unit, with up to four decimals.'],
    qad: 'pid_amt',
    required: true,
  },
} as const satisfies Record<keyof PriceBreakTable, Field>
