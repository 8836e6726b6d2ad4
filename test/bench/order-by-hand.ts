import { createHash } from 'node:crypto'
import type SQLite from 'better-sqlite3'
import { discountBetween, extend, percentOf } from '../../src/kernel/arithmetic.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { OrderInput } from '../../src/sales/save-order-facts.ts'

type Row = Record<string, string | number | null>
type Figures = Readonly<Record<string, number | null>>

const orderColumns = [
  'number',
  'sold_to',
  'bill_to',
  'ship_to',
  'order_date',
  'required_date',
  'promise_date',
  'due_date',
  'pricing_date',
  'purchase_order',
  'remarks',
  'price_list',
  'site',
  'channel',
  'project',
  'currency',
  'taxable',
  'fixed_price',
  'credit_terms',
  'salesperson',
  'ship_via',
  'consignment',
  'allocate_days',
  'partial_ok',
  'action_status',
  'discount',
  'freight',
  'lines_total',
  'discount_amount',
  'total',
  'status',
  'entered_by',
  'entered_at',
  'version',
  'audited_by',
  'audited_at',
  'stopped',
  'archived',
]

const lineColumns = [
  'order_number',
  'line',
  'item',
  'description',
  'customer_item',
  'quantity',
  'unit',
  'list_price',
  'discount',
  'price',
  'amount',
  'price_source',
  'site',
  'location',
  'lot',
  'required_date',
  'promise_date',
  'due_date',
  'confirmed',
  'taxable',
  'quantity_allocated',
  'quantity_shipped',
  'closed',
  'return_shipment',
  'reason',
  'consigned',
  'quantity_used',
]

const eventColumns = [
  'operation',
  'order_number',
  'line',
  'type',
  'quantity',
  'price',
  'amount',
  'detail',
  'reason',
  'created_by',
  'created_at',
]

const insertInto = (table: string, columns: readonly string[]) =>
  `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`

const rightSql = `
  select 1 from user join menu_security as entry on entry.menu = (
    select menu from menu_security where '7.1.1' like menu || '.%' or menu = '7.1.1'
    order by length(menu) desc limit 1)
  where user.code = ? and user.active = 1 and (
    user.clerk + entry.clerk = 2 or user.manager + entry.manager = 2
    or user.dispatcher + entry.dispatcher = 2 or user.warehouse + entry.warehouse = 2
    or user.finance + entry.finance = 2 or user.admin + entry.admin = 2)`

const headerSql = `
  select control.order_prefix, control.next_order, control.ship_lead_days,
    control.allocate_days, control.confirmed, control.site as control_site,
    control.audit_required, control.change_approval, control.second_check_amount,
    control.audit_hours, control.ship_days, control.work_from, control.work_to,
    sold.active as sold_active, sold.on_hold, bill.on_hold as bill_on_hold, bill.credit_limit,
    bill.code as bill, ship.code as ship, place.active as site_active, seller.code as seller,
    terms.code as terms,
    (select code from price_list where code = @price_list limit 1) as list
  from sales_order_control as control
  left join customer as sold on sold.code = @sold_to
  left join customer as bill on bill.code = @bill_to
  left join ship_to as ship on ship.customer = @sold_to and ship.code = @ship_to
  left join site as place on place.code = @site
  left join salesperson as seller on seller.code = @salesperson
  left join credit_terms as terms on terms.code = @credit_terms
  where control.id = 1`

const lineSql = `
  select item.description, item.unit, item.active, item.list_price, item.lot_control,
    company.currency, place.active as site_active, shelf.code as shelf,
    (select sum(on_hand) - sum(allocated) from stock
      where stock.item = item.code and stock.site = @site) as available,
    list.code as list, list.amount_type, list.start_date, list.expire_date,
    step.minimum_quantity, step.price
  from item
  left join company on company.id = 1
  left join site as place on place.code = @site
  left join location as shelf on shelf.site = @site and shelf.code = @location
  left join price_break as step on step.rowid = (
    select one.rowid from price_break as one
    join price_list as day on day.code = one.code and day.currency = one.currency
      and day.item = one.item and day.unit = one.unit and day.start_date = one.start_date
    where one.code = @price_list and one.currency = @currency and one.item = item.code
      and one.unit = item.unit and one.start_date <= @date and one.minimum_quantity <= @quantity
      and (day.expire_date is null or day.expire_date >= @date)
    order by one.start_date desc, one.minimum_quantity desc limit 1)
  left join price_list as list on list.code = step.code and list.currency = step.currency
    and list.item = step.item and list.unit = step.unit and list.start_date = step.start_date
  where item.code = @item`

const statusSql = `
  update sales_order set status = case
    when not exists (select 1 from sales_order_line where order_number = @number and closed = 0)
      then 'closed'
    when exists (select 1 from sales_order_line
      where order_number = @number and closed = 0 and confirmed = 0) then 'entered'
    else 'confirmed' end
  where number = @number and status <> 'cancelled'`

/** What a person at a shell would check before they believe the order. */
const must = (fine: boolean, what: string) => {
  if (!fine) throw new Error(`by hand: ${what}`)
}

const values = (row: Row, columns: readonly string[]) => columns.map(column => row[column] ?? null)

const laterSettings = [
  'audit_required',
  'change_approval',
  'second_check_amount',
  'audit_hours',
  'ship_days',
  'work_from',
  'work_to',
]

/** What of a draft is kept: a screen shows more than the books hold. */
const kept = (draft: Row, columns: readonly string[]): Row => {
  const row: Row = {}
  for (const column of columns) row[column] = draft[column] ?? null
  return row
}

interface Made {
  readonly row: Row
  readonly amount: number
  readonly short: boolean
}

/** The line's price in force, its amount, and whether its site can still give so much. */
const madeLine = (typed: Values, facts: Row, number: string): Made => {
  must(facts.active === 1 && facts.site_active === 1 && facts.unit === typed.unit, 'item')
  must(typed.location === null || facts.shelf !== null, 'location')
  const quantity = Number(typed.quantity)
  const own = Number(facts.list_price)
  const price = facts.list === null ? own : Number(facts.price)
  const list = facts.list === null || facts.amount_type !== 'L' ? own : price
  const amount = extend(quantity, price)
  const days = `${facts.start_date}..${facts.expire_date ?? ''}`
  const source =
    facts.list === null
      ? 'item'
      : `${facts.list} ${facts.amount_type} ${days} >=${Number(facts.minimum_quantity) / 10_000}`
  const row: Row = {
    ...typed,
    order_number: number,
    list_price: list,
    discount: discountBetween(list, price),
    price,
    amount,
    price_source: source,
  }
  return { row, amount, short: quantity > Number(facts.available) }
}

/** What the log keeps of an order that was saved. */
interface Told {
  readonly request: OrderInput
  readonly result: unknown
  readonly posting: unknown
}

/** What was written, as the program puts it down to be done again. */
const postingOf = (
  order: Row,
  lines: readonly Row[],
  { counter, events }: { counter: Row; events: readonly Row[] },
) => ({
  saves: [
    { table: 'sales_order', row: order },
    ...lines.map(row => ({ table: 'sales_order_line', row })),
    { table: 'sales_order_control', row: counter },
  ],
  removes: [],
  events,
})

/**
 * Saving a new order as one would write it for this one purpose: the program's reads, checks and
 * rows, in prepared statements, in one transaction. What the program's save is measured against.
 */
export const orderByHand = (file: SQLite.Database, user: string) => {
  const known = file.prepare<[string]>('select result from operation where id = ?')
  const right = file.prepare<[string]>(rightSql)
  const header = file.prepare<[Row], Row>(headerSql)
  const lineFacts = file.prepare<[Row], Row>(lineSql)
  const taken = file.prepare<[string]>('select number from sales_order where number = ?')
  const last = file.prepare<[], { number: number; hash: string }>(
    'select number, hash from operation order by number desc limit 1',
  )
  const operation = file.prepare('insert into operation values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const writeOperation = (id: string, at: string, told: Told) => {
    const { number, hash } = last.get() ?? { number: 0, hash: '' }
    const [request, result, posting] = [told.request, told.result, told.posting].map(one =>
      JSON.stringify(one),
    )
    const row = [number + 1, id, '7.1.1', user, at, request, result]
    const link = createHash('sha256')
      .update(JSON.stringify([hash, ...row, posting]))
      .digest('hex')
    operation.run(...row, hash, link, posting)
  }
  const insertOrder = file.prepare(insertInto('sales_order', orderColumns))
  const insertLine = file.prepare(insertInto('sales_order_line', lineColumns))
  const insertEvent = file.prepare(insertInto('order_event', eventColumns))
  const count = file.prepare('update sales_order_control set next_order = ? where id = 1')
  const status = file.prepare<[Row]>(statusSql)

  return file.transaction(({ order, lines }: OrderInput, id: string) => {
    must(known.get(id) === undefined, 'operation')
    must(right.get(user) !== undefined, 'right')
    const now = new Date().toISOString()
    const ship_to = order.ship_to === order.sold_to ? null : (order.ship_to ?? null)
    const head: Values = { ...order, ship_to }
    const named = header.get(head as Row)!
    must(named.sold_active === 1 && named.bill !== null && named.site_active === 1, 'header')
    // Who has a limit is another matter; these may buy for whatever they like.
    must(named.on_hold === 0 && named.bill_on_hold === 0 && named.credit_limit === null, 'credit')
    must(named.seller !== null && named.terms !== null && named.list !== null, 'header')
    const made: Made[] = []
    let next = Number(named.next_order)
    while (taken.get(`${named.order_prefix}${next}`)) next += 1
    const number = `${named.order_prefix}${next}`
    for (const typed of lines) {
      const ask = {
        ...typed,
        price_list: head.price_list,
        currency: head.currency,
        date: head.pricing_date,
      }
      made.push(madeLine(typed, lineFacts.get(ask as Row)!, number))
    }
    const total = made.reduce((sum, line) => sum + line.amount, 0)
    const { discount, freight } = head as unknown as Figures
    const less = percentOf(total, discount ?? 0)
    const totals = {
      lines_total: total,
      discount_amount: less,
      total: total - less + (freight ?? 0),
    }
    const short = made.filter(line => line.short).map(line => line.row.line)
    const told = { short, over: 0, held: false, toAudit: false, request: null }
    const result = { number, version: 1, total: totals.total, ...told }
    const saved = { entered_by: user, entered_at: now, version: 1, stopped: 0, archived: 0 }
    const draft = { ...head, ...totals, ...saved, number, status: 'entered' }
    const row = kept(draft as Row, orderColumns)
    const counter = {
      id: 1,
      order_prefix: named.order_prefix!,
      next_order: next + 1,
      ship_lead_days: named.ship_lead_days!,
      allocate_days: named.allocate_days!,
      confirmed: named.confirmed!,
      site: named.control_site!,
      ...kept(named, laterSettings),
    }
    const events: Row[] = [
      { order_number: number, line: null, quantity: null, price: null, amount: null },
      ...made.map(({ row: { line, quantity, price, amount } }) => ({
        order_number: number,
        line: line!,
        quantity: quantity!,
        price: price!,
        amount: amount!,
      })),
    ].map(event => ({ ...event, type: 'entered', detail: null, reason: null }))
    const rows = made.map(line => kept(line.row, lineColumns))
    const posting = postingOf(row, rows, { counter, events })
    writeOperation(id, now, { request: { order, lines }, result, posting })
    insertOrder.run(values(row, orderColumns))
    for (const line of rows) insertLine.run(values(line, lineColumns))
    count.run(next + 1)
    const stamp = { operation: id, created_by: user, created_at: now }
    for (const event of events) insertEvent.run(values({ ...event, ...stamp }, eventColumns))
    status.run({ number })
    return result
  }).immediate
}
