import { defaultRights } from '../../db/default-rights.ts'
import type { Insert, Row } from './fill-file.ts'

/** Items and customers of the books that are measured; QAD's shops are of this size. */
export const itemCount = 20_000
export const customerCount = 10_000
/** The day after the last one on which anything was shipped. */
export const benchDay = '2027-01-04'

/** Who saves, and who types orders of many lines and of one. */
const benchUsers = ['bench', 'long', 'short']

/** The number of the first order. */
export const firstOrder = 100_001

export const itemCode = (index: number): string => `I${String(10_000 + index)}`
export const customerCode = (index: number): string => `C${String(10_000 + index)}`
export const orderNumber = (index: number): string => `SO${firstOrder + index}`

/** A date so many days after the first. */
export const dayNumber = (index: number): string =>
  new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10)

const noAddress = { address_1: null, address_2: null, city: null, region: null, postal_code: null }
const noContact = { country: null, contact: null, phone: null }

/** Those who work in what is measured; they may do everything. */
const fillUsers = (insert: Insert) => {
  for (const row of defaultRights) insert('menu_security', { ...row })
  const everything = { clerk: 1, manager: 1, dispatcher: 1, warehouse: 1, finance: 1, admin: 1 }
  for (const code of benchUsers) {
    insert('user', { code, name: code, language: null, active: 1, ...everything })
  }
}

/** The company, its sites and those who sell. */
export const fillCompany = (insert: Insert) => {
  insert('company', { id: 1, name: 'Bench', currency: 'CNY', is_demo: 0 })
  fillUsers(insert)
  for (const site of ['10000', '20000', '30000']) {
    insert('site', { code: site, description: `Site ${site}`, active: 1 })
    for (const code of ['100', '200']) {
      insert('location', { site, code, description: null, available: 1 })
    }
  }
  for (let n = 10; n < 30; n += 1) {
    insert('salesperson', {
      code: `SP${n}`,
      name: `Seller ${n}`,
      commission: 0,
      phone: null,
      active: 1,
    })
  }
  const terms = { due_days: 30, discount_days: 0, discount: 0 }
  insert('credit_terms', { code: '30', description: 'net 30', ...terms })
}

/** Ten thousand customers on two price lists. */
export const fillCustomers = (insert: Insert) => {
  for (let n = 0; n < customerCount; n += 1) {
    insert('customer', {
      code: customerCode(n),
      name: `客户 Customer ${n}`,
      sort_name: null,
      ...noAddress,
      ...noContact,
      fax: null,
      active: 1,
      salesperson: `SP${10 + (n % 20)}`,
      site: '10000',
      currency: 'CNY',
      price_list: n % 2 === 0 ? 'EAST' : 'WEST',
      discount: 0,
      credit_terms: '30',
      credit_limit: null,
      on_hold: 0,
      taxable: 1,
      fixed_price: 1,
      ship_via: null,
      bill_to: null,
      remarks: null,
    })
  }
}

/** An item as the item table takes it. */
export const itemRow = (code: string, description: string, list_price: number): Row => ({
  code,
  description,
  description_2: null,
  unit: 'EA',
  product_line: null,
  item_group: null,
  active: 1,
  list_price,
  lot_control: 0,
  site: '10000',
  location: '200',
  safety_stock: 0,
  taxable: 1,
})

const lists = [
  ['EAST', '2024-01-01', '2025-12-31'],
  ['EAST', '2026-01-01', null],
  ['WEST', '2024-01-01', null],
] as const

/** Twenty thousand items, price lists that end and that don't, and more stock than is ever sold. */
export const fillItems = (insert: Insert) => {
  const list = { currency: 'CNY', unit: 'EA' }
  for (let n = 0; n < itemCount; n += 1) {
    const code = itemCode(n)
    const price = 10_000 + ((n * 7919) % 990_000)
    insert('item', itemRow(code, `零件 Part ${n}`, price))
    for (const [name, start_date, expire_date] of lists) {
      const key = { ...list, code: name, item: code, start_date }
      insert('price_list', { ...key, expire_date, description: null, amount_type: 'L' })
      for (const [minimum, off] of [
        [0, 0],
        [100_000, 500],
        [1_000_000, 1500],
      ] as const) {
        insert('price_break', { ...key, minimum_quantity: minimum, price: price - off })
      }
    }
    for (const location of ['100', '200']) {
      insert('stock', {
        item: code,
        site: '10000',
        location,
        lot: '',
        on_hand: 90_000_000_000,
        allocated: 0,
      })
    }
  }
}
