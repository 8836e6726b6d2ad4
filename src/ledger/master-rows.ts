import type { Field } from '../../db/dictionary/field.ts'
import { dictionary } from '../../db/dictionary/index.ts'
import type { Address, Database, Flag, Role } from '../../db/schema.ts'
import type { Values } from '../kernel/entry.ts'
import type { DocumentTable } from './posting.ts'
import type { Right } from './rights.ts'

/** The tables that people keep by hand, one row at a time. */
export type MasterTable = Exclude<
  DocumentTable,
  | 'company'
  | 'price_break'
  | 'sales_order'
  | 'sales_order_line'
  | 'change_request'
  | 'change_request_field'
  | 'delivery_note'
  | 'delivery_note_line'
  | 'certificate'
  | 'certificate_line'
>

const settingsTables = [
  'sales_order_control',
  'security_control',
  'paper_control',
  'delivery_control',
  'certificate_control',
  'consignment_control',
] as const satisfies readonly MasterTable[]

/** Tables of one row, which is never deleted. */
export type SettingsTable = (typeof settingsTables)[number]

/** Whether a table has one row, which no file or screen names. */
export const isSettings = (table: MasterTable): table is SettingsTable =>
  settingsTables.some(one => one === table)

/** The function by which each is kept, as its right. */
export const maintainedBy: Readonly<Record<MasterTable, Right>> = {
  site: '1.1.13',
  location: '1.1.18',
  item: '1.4.1',
  item_site: '1.4.17',
  customer: '2.1.1',
  ship_to: '2.1.13',
  salesperson: '2.5.1',
  credit_terms: '2.19.1',
  price_list: '1.10.1.1',
  customer_item: '1.16',
  holiday: '36.2.1',
  gl_period: '25.3.4',
  sales_order_control: '7.1.24',
  certificate_control: '7.9.11.24',
  consignment_control: '7.18.24',
  reason_code: '36.2.17',
  user: '36.3.1',
  menu_security: '36.3.10',
  security_control: '36.3.24',
  printer: '36.13.2',
  paper_control: '36.13.24',
  delivery_control: '7.9.16.24',
}

const noAddress: Address = {
  address_1: null,
  address_2: null,
  city: null,
  region: null,
  postal_code: null,
  country: null,
  contact: null,
  phone: null,
}

const noRole: Record<Role, Flag> = {
  clerk: 0,
  manager: 0,
  dispatcher: 0,
  warehouse: 0,
  finance: 0,
  admin: 0,
}

/** What a new row starts with; '' where nothing is known yet and something must be typed. */
const blanks: { readonly [T in MasterTable]: Database[T] } = {
  site: { code: '', description: null, active: 1, return_location: null },
  location: { site: '', code: '', description: null, available: 1 },
  item_site: { item: '', site: '', safety_stock: 0 },
  item: {
    code: '',
    description: '',
    description_2: null,
    unit: '',
    product_line: null,
    item_group: null,
    active: 1,
    list_price: 0,
    lot_control: 0,
    site: null,
    location: null,
    safety_stock: 0,
    taxable: 1,
  },
  customer: {
    code: '',
    name: '',
    sort_name: null,
    ...noAddress,
    fax: null,
    active: 1,
    salesperson: null,
    site: null,
    currency: '',
    price_list: null,
    discount: 0,
    credit_terms: null,
    credit_limit: null,
    on_hold: 0,
    taxable: 1,
    fixed_price: 1,
    ship_via: null,
    bill_to: null,
    remarks: null,
    credit_rating: null,
    key_customer: 0,
    ship_to: null,
    channel: null,
    consignment: 0,
    partial_ok: 1,
    ship_lead_days: null,
  },
  ship_to: { customer: '', code: '', name: '', ...noAddress },
  salesperson: { code: '', name: '', commission: 0, phone: null, active: 1 },
  credit_terms: { code: '', description: '', due_days: 0, discount_days: 0, discount: 0 },
  price_list: {
    code: '',
    currency: '',
    item: '',
    unit: '',
    start_date: '',
    expire_date: null,
    description: null,
    amount_type: 'L',
  },
  customer_item: { customer: '', customer_item: '', item: '', comment: null },
  holiday: { day: '', working: 0, description: null },
  gl_period: { year: 0, period: 0, start_date: '', end_date: '', closed: 0 },
  sales_order_control: {
    id: 1,
    order_prefix: '',
    next_order: 1,
    ship_lead_days: 0,
    allocate_days: 30,
    confirmed: 1,
    site: null,
    audit_required: 0,
    change_approval: 0,
    second_check_amount: null,
    audit_hours: 4,
    ship_days: 3,
    work_from: '08:30',
    work_to: '17:30',
  },
  certificate_control: {
    id: 1,
    certificate_prefix: '',
    next_certificate: 1,
    certificate_required: 0,
    reissue_user: null,
    virtual_site: null,
    virtual_location: null,
  },
  consignment_control: { id: 1, consigned_site: null, consigned_location: null },
  reason_code: { code: '', description: '', active: 1 },
  user: { code: '', name: '', language: null, active: 1, ...noRole },
  menu_security: { menu: '', ...noRole },
  security_control: {
    id: 1,
    lock_minutes: 5,
    sign_out_minutes: 30,
    maximum_failures: 5,
    minimum_length: 12,
  },
  printer: {
    code: '',
    description: null,
    command: '',
    form: 'text',
    page_length: 66,
    form_feed: 1,
    active: 1,
  },
  paper_control: { id: 1, page_length: 66, form_feed: 1, font: null },
  delivery_control: { id: 1, note_prefix: '', next_note: 1 },
}

/** The values that a new row of a table starts with. */
export const blankRow = <T extends MasterTable>(table: T): Database[T] =>
  blanks[table] as Database[T]

/** A whole row of the table from what a screen or a file holds; what is missing is as in a new row. */
export const rowOf = <T extends MasterTable>(table: T, values: Values): Database[T] =>
  Object.fromEntries(
    Object.entries(blanks[table]).map(([column, blank]) => [column, values[column] ?? blank]),
  ) as unknown as Database[T]

/** The first column that must be filled, as its field says, and isn't. */
export const emptyColumn = <T extends MasterTable>(
  table: T,
  row: Database[T],
): string | undefined => {
  const fields = dictionary[table] as Readonly<Record<string, Field>>
  return Object.keys(blanks[table]).find(
    column => fields[column]?.required && row[column as keyof Database[T]] === '',
  )
}
