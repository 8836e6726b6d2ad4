import { beforeEach, describe, expect, test } from 'vitest'
import {
  creditTerms,
  customerItems,
  customers,
  salespersons,
  shipTos,
} from '../../src/customer/customer.ts'
import { itemSites, items } from '../../src/item/item.ts'
import { priceLists } from '../../src/item/price-list.ts'
import { locations, sites } from '../../src/item/site.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { blankRow, type MasterInput, type MasterTable } from '../../src/ledger/master.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import { salesOrderControl } from '../../src/sales/control.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { allocatedOrder, issue, setControl, voids } from '../certificate/certificate-support.ts'
import { prepare } from '../consignment/consignment-support.ts'
import { changed } from '../sales/save-support.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { saveOf } from '../support/masters.ts'
import { enterOrder, openedOrder } from '../support/order-entry.ts'

let books: Books
beforeEach(async () => {
  books = await company()
})

const says = async <Facts, Result>(
  verb: Verb<MasterInput, Facts, Result>,
  values: Values,
  rows?: Values[],
) => saysWhy(await ask(books, verb, rows ? { values, rows } : { values }))

/** A verb as a column of a table. */
const by =
  <Facts, Result>(verb: Verb<MasterInput, Facts, Result>) =>
  (values: Values) =>
    says(verb, values)

test('a new row gets the values of a new row, an old one is overwritten whole', async () => {
  await carryOut(books, salespersons.save, { values: { code: 'SP09', name: 'New' } })
  await carryOut(books, salespersons.save, {
    values: { code: 'SP09', name: 'Newer', commission: 250 },
  })
  const row = books.db.selectFrom('salesperson').selectAll().where('code', '=', 'SP09')
  expect(await row.execute()).toEqual([
    { code: 'SP09', name: 'Newer', commission: 250, phone: null, active: 1 },
  ])
})

test('what a screen shows beside the columns is not saved', async () => {
  expect(await says(sites.save, { code: '40000', shown_only: 'x' })).toBe('accepted')
})

describe('saving is refused', () => {
  const customer = { code: 'C1', name: 'N', currency: 'CNY' }
  test.each<[MasterTable, Values, string]>([
    ['site', {}, 'code 41'],
    ['location', { code: '1' }, 'site 41'],
    ['location', { site: 'X', code: '1' }, 'site 708 X'],
    ['item', { code: 'I' }, 'description 41'],
    ['item', { code: 'I', description: 'D' }, 'unit 41'],
    [
      'item',
      { code: 'I', description: 'D', unit: 'EA', list_price: -1, site: 'X' },
      'list_price 42 0 900000000000',
    ],
    ['item', { code: 'I', description: 'D', unit: 'EA', site: 'X', location: 'X' }, 'site 708 X'],
    [
      'item',
      { code: 'I', description: 'D', unit: 'EA', site: '20000', location: '100' },
      'location 229 20000 100',
    ],
    ['customer', { ...customer, name: null }, 'name 41'],
    ['customer', { ...customer, currency: null }, 'currency 41'],
    ['customer', { ...customer, discount: 10001, salesperson: 'X' }, 'discount 42 0 100'],
    ['customer', { ...customer, salesperson: 'X', site: 'X' }, 'salesperson 7201 X'],
    ['customer', { ...customer, site: 'X', price_list: 'X' }, 'site 708 X'],
    ['customer', { ...customer, price_list: 'X', credit_terms: 'X' }, 'price_list 6006 X'],
    ['customer', { ...customer, credit_terms: 'X', bill_to: 'X' }, 'credit_terms 840 X'],
    ['customer', { ...customer, bill_to: 'X' }, 'bill_to 3 X'],
    ['customer', { ...customer, bill_to: 'C1' }, 'accepted'],
    ['ship_to', { customer: 'X', code: 'S', name: 'N' }, 'customer 3 X'],
    ['salesperson', { code: 'S', name: 'N', commission: 10001 }, 'commission 42 0 100'],
    ['credit_terms', { code: 'T', description: 'D', due_days: 1000 }, 'due_days 42 0 999'],
    ['customer_item', { customer: 'C001', customer_item: 'X' }, 'item 41'],
    ['customer_item', { customer: 'X', customer_item: 'X', item: 'X' }, 'customer 3 X'],
    ['customer_item', { customer: 'C001', customer_item: 'X', item: 'X' }, 'item 16 X'],
    ['sales_order_control', { next_order: 0 }, 'next_order 42 1 999999999'],
    ['sales_order_control', { next_order: 5, site: 'X' }, 'site 708 X'],
  ])('%s %o', async (table, values, said) => {
    expect(await says(saveOf(table), values)).toBe(said)
  })
})

describe('removing', () => {
  test.each<[string, (values: Values) => Promise<string>, Values, string]>([
    ['nothing', by(sites.remove), { code: 'X' }, 'code 71'],
    ['a site with locations', by(sites.remove), { code: '10000' }, 'code 7203 10000'],
    ['a site without', by(sites.remove), { code: '30000' }, 'accepted'],
    [
      'a location of items',
      by(locations.remove),
      { site: '10000', code: '200' },
      'site 7204 10000 200',
    ],
    [
      'a location with stock',
      by(locations.remove),
      { site: '10000', code: '100' },
      'site 7211 10000 100',
    ],
    ['an empty location', by(locations.remove), { site: '20000', code: '200' }, 'accepted'],
    ['an item on a list', by(items.remove), { code: '10-50000' }, 'code 7207 10-50000'],
    ['an item in stock', by(items.remove), { code: '10-30000' }, 'code 7211 10-30000'],
    ['an item of nobody', by(items.remove), { code: '10-90000' }, 'accepted'],
    ['a customer who pays for another', by(customers.remove), { code: 'C001' }, 'code 7205 C001'],
    ['a customer with orders', by(customers.remove), { code: 'C004' }, 'code 7210 C004'],
    ['a customer of nothing', by(customers.remove), { code: 'C009' }, 'accepted'],
    ['a salesperson of a customer', by(salespersons.remove), { code: 'SP01' }, 'code 7205 SP01'],
    ['a salesperson of nobody', by(salespersons.remove), { code: 'SP02' }, 'accepted'],
    ['terms of a customer', by(creditTerms.remove), { code: '30' }, 'code 7205 30'],
    [
      'a ship-to of an order',
      by(shipTos.remove),
      { customer: 'C001', code: 'S1' },
      'customer 7210 C001 S1',
    ],
    [
      'a customer item',
      by(customerItems.remove),
      { customer: 'C001', customer_item: 'NW-77' },
      'accepted',
    ],
  ])('%s', async (_, remove, values, said) => {
    await enterOrder(books, 'C004', [['10-10000', q(1)]])
    await enterOrder(books, 'C001', [['10-10000', q(1)]], { ship_to: 'S1' })
    expect(await remove(values)).toBe(said)
    const rows = await books.db.selectFrom('sales_order').select('number').execute()
    expect(rows.length).toBe(2)
  })

  test.each<[string, (values: Values) => Promise<string>, Values, string]>([
    [
      'the place of the stock on paper',
      by(locations.remove),
      { site: '20000', code: '200' },
      'site 7538 20000 200',
    ],
    [
      'the place of consigned goods',
      by(locations.remove),
      { site: '90000', code: 'CON' },
      'site 7737 90000 CON',
    ],
    ['an item that is planned', by(items.remove), { code: '10-90000' }, 'code 7754 10-90000'],
    [
      'an address that a certificate names',
      by(shipTos.remove),
      { customer: 'C001', code: 'S1' },
      'customer 7537 C001 S1',
    ],
  ])('%s stays', async (_, remove, values, said) => {
    await prepare(books)
    await setControl(books)
    const planned = { item: '10-90000', site: '10000', safety_stock: q(1) }
    await carryOut(books, itemSites.save, { values: planned })
    const order = await allocatedOrder(books, [['10-10000', q(1)]], { ship_to: 'S1' })
    const paper = await issue(books, undefined, { ship_to: 'S1' })
    // What is void is history, and names the address still when the order doesn't.
    await voids(books, paper)
    await carryOut(books, saveOrder, changed(await openedOrder(books, order), { ship_to: 'C001' }))
    expect(await remove(values)).toBe(said)
  })

  test('a customer who only pays for themselves may go', async () => {
    await carryOut(books, customers.save, {
      values: { code: 'C7', name: 'N', currency: 'CNY', bill_to: 'C7' },
    })
    expect(await says(customers.remove, { code: 'C7' })).toBe('accepted')
  })

  test('a customer with another address stays until that is gone', async () => {
    await carryOut(books, shipTos.save, { values: { customer: 'C009', code: 'A', name: 'N' } })
    expect(await says(customers.remove, { code: 'C009' })).toBe('code 7206 C009')
    expect(await says(shipTos.remove, { customer: 'C009', code: 'A' })).toBe('accepted')
    expect(await says(customers.remove, { code: 'C009' })).toBe('accepted')
  })

  test('the default site of 7.1.24 stays', async () => {
    await carryOut(books, sites.save, { values: { code: '50000' } })
    await carryOut(books, salesOrderControl.save, {
      values: { next_order: 20000, site: '50000' },
    })
    expect(await says(sites.remove, { code: '50000' })).toBe('code 7209 50000')
  })

  test('the last price of a list that customers buy by stays', async () => {
    const first = {
      code: 'EAST',
      currency: 'CNY',
      item: '10-20000',
      unit: 'EA',
      start_date: '2026-01-01',
    }
    expect(await says(priceLists.remove, first)).toBe('accepted')
    const last = { ...first, start_date: '2026-07-01' }
    expect(await says(priceLists.remove, last)).toBe('code 7205 EAST CNY 10-20000 EA 2026-07-01')
    expect(
      await books.db.selectFrom('price_break').select('code').where('code', '=', 'EAST').execute(),
    ).toHaveLength(3)
  })

  test('a list of open orders stays, of closed ones it may go', async () => {
    const key = {
      code: 'TMP',
      currency: 'CNY',
      item: '10-10000',
      unit: 'EA',
      start_date: '2026-01-01',
    }
    await carryOut(books, priceLists.save, {
      values: key,
      rows: [{ minimum_quantity: 0, price: q(9) }],
    })
    await enterOrder(books, 'C002', [['10-10000', q(1)]], { price_list: 'TMP' })
    expect(await says(priceLists.remove, key)).toMatch(/^code 7210/)
    await books.db.updateTable('sales_order').set({ status: 'closed' }).execute()
    expect(await says(priceLists.remove, key)).toBe('accepted')
  })
})

test('a blank row holds every column of its table', async () => {
  const tables = [
    'site',
    'location',
    'item',
    'customer',
    'ship_to',
    'salesperson',
    'credit_terms',
    'price_list',
    'customer_item',
    'sales_order_control',
  ] as const
  const found = await books.db.introspection.getTables()
  for (const table of tables) {
    const columns = found.find(one => one.name === table)?.columns.map(column => column.name)
    expect(Object.keys(blankRow(table)).toSorted(), table).toEqual(columns?.toSorted())
  }
})

test('a location is a place of its site', async () => {
  expect(await says(locations.save, { site: '20000', code: '100' })).toBe('accepted')
})
