import SQLite from 'better-sqlite3'
import { openLedger } from '../../db/open.ts'

/** Items and customers of the books that are measured; QAD's shops are of this size. */
export const itemCount = 20_000
export const customerCount = 10_000
/** The day after the last one on which anything was shipped. */
export const benchDay = '2027-01-04'

const firstOrder = 100_001
const days = 1095

export const itemCode = (index: number): string => `I${String(10_000 + index)}`
export const customerCode = (index: number): string => `C${String(10_000 + index)}`
export const orderNumber = (index: number): string => `SO${firstOrder + index}`

/** A date so many days after the first. */
export const dayNumber = (index: number): string =>
  new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10)

/** The same numbers in every run (mulberry32). */
const createRandom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Row = Record<string, string | number | null>

/** Inserts rows by one prepared statement a table. */
const createInserter = (file: SQLite.Database) => {
  const prepared = new Map<string, SQLite.Statement>()
  return (table: string, row: Row) => {
    let statement = prepared.get(table)
    if (!statement) {
      const columns = Object.keys(row)
      const holes = columns.map(column => `@${column}`).join(', ')
      statement = file.prepare(`insert into ${table} (${columns.join(', ')}) values (${holes})`)
      prepared.set(table, statement)
    }
    statement.run(row)
  }
}
type Insert = ReturnType<typeof createInserter>

/** Fills a new database without its indexes and triggers, which are then made as the migrations made them. */
export const fillFile = async (path: string, fill: (insert: Insert) => void): Promise<void> => {
  await (await openLedger(path)).close()
  const file = new SQLite(path)
  for (const pragma of ['synchronous = off', 'foreign_keys = off', 'cache_size = -400000']) {
    file.pragma(pragma)
  }
  const added = file
    .prepare(
      `select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null`,
    )
    .all() as { type: string; name: string; sql: string }[]
  for (const { type, name } of added) file.exec(`drop ${type} ${name}`)
  file.transaction(() => fill(createInserter(file)))()
  for (const { sql } of added) file.exec(sql)
  file.pragma('wal_checkpoint(TRUNCATE)')
  file.close()
}

const now = '2024-01-01T08:00:00.000Z'
const stamp = { created_by: 'bench', created_at: now }
const noAddress = { address_1: null, address_2: null, city: null, region: null, postal_code: null }
const noContact = { country: null, contact: null, phone: null }

const fillCompany = (insert: Insert) => {
  insert('company', { id: 1, name: 'Bench', currency: 'CNY', is_demo: 0 })
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

const fillCustomers = (insert: Insert) => {
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

const fillItems = (insert: Insert) => {
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

/** Which customer, item and site a shipment goes to, from and of: some sell much, some long ago, some only lately. */
const createMix = () => {
  const random = createRandom(20_260_101)
  const skewed = (many: number) => Math.floor(many * random() ** 2)
  const live = (many: number, age: number) => {
    const index = skewed(Math.floor(many * 0.8))
    // The last tenth of the codes was sold in the first year, the tenth before in the last three months.
    if (age < 0.33 && random() < 0.1) return Math.floor(many * 0.9) + skewed(Math.floor(many * 0.1))
    if (age > 0.92 && random() < 0.2) return Math.floor(many * 0.8) + skewed(Math.floor(many * 0.1))
    return index
  }
  return {
    customer: (age: number) => customerCode(live(customerCount, age)),
    item: (age: number) => itemCode(live(itemCount, age)),
    site: () => (random() < 0.7 ? '10000' : random() < 0.7 ? '20000' : '30000'),
    quantity: () => 10_000 * (1 + Math.floor(random() * 20)),
    days: (most: number) => Math.floor(random() * most),
  }
}
type Mix = ReturnType<typeof createMix>

const linesEach = 5

interface Shipped {
  readonly order_number: string
  readonly customer: string
  readonly age: number
  readonly date: string
  readonly site: string
}

const fillLine = (insert: Insert, mix: Mix, line: number, order: Shipped): number => {
  const { order_number, customer, date, site } = order
  const item = mix.item(order.age)
  const quantity = mix.quantity()
  const price = 123_400
  const amount = (quantity * price) / 1_000_000
  insert('sales_order_line', {
    order_number,
    line,
    item,
    description: `零件 Part ${item}`,
    customer_item: null,
    quantity,
    unit: 'EA',
    list_price: price,
    discount: 0,
    price,
    amount,
    price_source: 'EAST L 2024-01-01..2025-12-31 >=0',
    site,
    location: '200',
    lot: null,
    required_date: null,
    promise_date: null,
    due_date: date,
    confirmed: 1,
    taxable: 1,
    quantity_allocated: 0,
    quantity_shipped: quantity,
    closed: 1,
  })
  const entered = { order_number, line, quantity, price, amount, detail: null }
  insert('order_event', { operation: `E${order_number}`, type: 'entered', ...entered, ...stamp })
  insert('stock_move', {
    operation: `S${order_number}`,
    type: 'ISS-SO',
    item,
    site,
    location: '200',
    lot: '',
    quantity: -quantity,
    effective_date: date,
    order_number,
    line,
    customer,
    price,
    amount,
    reference: null,
    remarks: null,
    ...stamp,
  })
  return amount
}

const fillOrder = (insert: Insert, mix: Mix, age: number, order_number: string) => {
  const entered = Math.floor(age * (days - 14))
  const order = {
    order_number,
    customer: mix.customer(age),
    age,
    date: dayNumber(entered + mix.days(14)),
    site: mix.site(),
  }
  let total = 0
  for (let line = 1; line <= linesEach; line += 1) total += fillLine(insert, mix, line, order)
  insert('sales_order', orderRow(order, dayNumber(entered), total))
  for (const [kind, screen] of [
    ['E', '7.1.1'],
    ['S', '7.9.15'],
  ] as const) {
    insert('operation', {
      id: `${kind}${order_number}`,
      screen,
      ...stamp,
      request: '{}',
      result: '{}',
    })
  }
}

const orderRow = (
  { order_number, customer, date, site }: Shipped,
  order_date: string,
  total: number,
): Row => ({
  number: order_number,
  sold_to: customer,
  bill_to: customer,
  ship_to: null,
  order_date,
  required_date: null,
  promise_date: null,
  due_date: date,
  pricing_date: order_date,
  purchase_order: null,
  remarks: null,
  price_list: 'EAST',
  site,
  channel: null,
  project: null,
  currency: 'CNY',
  taxable: 1,
  fixed_price: 1,
  credit_terms: '30',
  salesperson: 'SP10',
  ship_via: null,
  consignment: 0,
  allocate_days: 7,
  partial_ok: 1,
  action_status: null,
  discount: 0,
  freight: 0,
  lines_total: total,
  discount_amount: 0,
  total,
  status: 'closed',
  entered_by: 'bench',
  entered_at: now,
  version: 1,
})

/** Makes books in which so many order lines were shipped over three years. */
export const makeBooks = (path: string, shippedLines: number): Promise<void> =>
  fillFile(path, insert => {
    fillCompany(insert)
    fillCustomers(insert)
    fillItems(insert)
    const orders = shippedLines / linesEach
    const mix = createMix()
    for (let n = 0; n < orders; n += 1) fillOrder(insert, mix, n / orders, orderNumber(n))
    const control = { ship_lead_days: 1, allocate_days: 7, confirmed: 1, site: '10000' }
    insert('sales_order_control', {
      id: 1,
      order_prefix: 'SO',
      next_order: firstOrder + orders,
      ...control,
    })
  })
