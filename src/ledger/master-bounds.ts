import type { Database } from '../../db/schema.ts'
import { largest } from '../kernel/arithmetic.ts'
import type { MasterTable } from './master-rows.ts'

/** The numbers a column takes, in its own scale. */
export interface Bound {
  readonly least: number
  readonly most: number
  readonly scale: number
}

const percent: Bound = { least: 0, most: 10_000, scale: 2 }
const days: Bound = { least: 0, most: 999, scale: 0 }
const pageLength: Bound = { least: 0, most: 200, scale: 0 }
const minutes: Bound = { least: 1, most: 999, scale: 0 }
const notNegative = (scale: number): Bound => ({ least: 0, most: largest, scale })

/** Numbers that the table itself would refuse. */
export const bounds: {
  readonly [T in MasterTable]: { readonly [C in keyof Database[T]]?: Bound }
} = {
  site: {},
  location: {},
  item: { list_price: notNegative(4), safety_stock: notNegative(4) },
  item_site: { safety_stock: notNegative(4) },
  customer: { discount: percent, credit_limit: notNegative(2), ship_lead_days: days },
  ship_to: {},
  salesperson: { commission: percent },
  credit_terms: { due_days: days, discount_days: days, discount: percent },
  price_list: {},
  customer_item: {},
  holiday: {},
  gl_period: {
    year: { least: 1900, most: 2999, scale: 0 },
    period: { least: 1, most: 99, scale: 0 },
  },
  sales_order_control: {
    next_order: { least: 1, most: 999_999_999, scale: 0 },
    ship_lead_days: days,
    allocate_days: days,
    second_check_amount: notNegative(2),
    audit_hours: days,
    ship_days: days,
  },
  certificate_control: { next_certificate: { least: 1, most: 999_999, scale: 0 } },
  consignment_control: {},
  reason_code: {},
  user: {},
  menu_security: {},
  security_control: {
    lock_minutes: minutes,
    sign_out_minutes: minutes,
    maximum_failures: { least: 1, most: 99, scale: 0 },
    minimum_length: { least: 8, most: 40, scale: 0 },
  },
  printer: { page_length: pageLength },
  paper_control: { page_length: pageLength },
  delivery_control: { next_note: { least: 1, most: 999_999_999, scale: 0 } },
}
