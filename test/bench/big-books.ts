import { type Head, linked } from '../../src/ledger/chain.ts'
import {
  customerCode,
  customerCount,
  dayNumber,
  fillCompany,
  fillCustomers,
  fillItems,
  firstOrder,
  itemCode,
  itemCount,
  orderNumber,
} from './big-company.ts'
import { fillFile, type Insert, type Row } from './fill-file.ts'

/** Three years of shipments. */
const days = 1095

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

const now = '2024-01-01T08:00:00.000Z'
const stamp = { created_by: 'bench', created_at: now }
/** What is shipped to whom: some sell much, some long ago, some only lately. */
const createMix = () => {
  const random = createRandom(20_260_101)
  const skewed = (many: number) => Math.floor(many * random() ** 2)
  const live = (many: number, age: number) => {
    const index = skewed(Math.floor(many * 0.8))
    // The last tenth of the codes was sold in the first year, the tenth before in the last three
    // months.
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
}

/** The two operations of each order: it was entered, it was shipped. */
const fillOperations = (insert: Insert, orders: number) => {
  let head: Head = { number: 0, hash: '' }
  for (let n = 0; n < orders; n += 1) {
    for (const [kind, screen] of [
      ['E', '7.1.1'],
      ['S', '7.9.15'],
    ] as const) {
      const id = `${kind}${orderNumber(n)}`
      const body = { id, screen, ...stamp, request: '{}', result: '{}', posting: '{}' }
      const link = linked(body, head)
      insert('operation', { ...link })
      head = link
    }
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
    fillOperations(insert, orders)
    const control = { ship_lead_days: 1, allocate_days: 7, confirmed: 1, site: '10000' }
    insert('sales_order_control', {
      id: 1,
      order_prefix: 'SO',
      next_order: firstOrder + orders,
      ...control,
    })
  })
