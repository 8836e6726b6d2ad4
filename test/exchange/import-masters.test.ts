import { afterEach, beforeEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { type Desk, openDesk } from './import-support.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const control = () =>
  desk.books.db.selectFrom('sales_order_control').selectAll().executeTakeFirstOrThrow()

test('control: what the file does not say stays, the audit too', async () => {
  const before = await control()
  expect(before).toMatchObject({ audit_required: 1, change_approval: 1 })
  expect((await desk.bring('control', 'id,next_order\n2,90001\n'))[0]).toContain(
    'Column id is no field',
  )
  expect(await desk.bring('control', 'next_order\n90001\n')).toEqual(['1 record imported'])
  expect(await control()).toEqual({ ...before, next_order: 90001 })
})

test.each([
  ['order_prefix\nPC\n', 'order_prefix', msg.orderPrefixCertificates],
  ['work_from,work_to\n17:00,08:00\n', 'work_to', msg.workEndsFirst],
  ['next_order\n10001\n', 'next_order', msg.numberTakenAlready],
])('control: 7.1.24 has its say: %j', async (csv, field, { number }) => {
  const before = await control()
  const [said] = await desk.bring('control', csv)
  expect(said).toMatch(new RegExp(`^data\\.csv:2: ${field}: Error: .* \\(${number}\\)$`))
  expect(await control()).toEqual(before)
})

test('over a row that stands a blank cell keeps what stands there; a new row takes the usual', async () => {
  const head = 'code,description,unit,active,list_price,safety_stock\n'
  await desk.bring('items', `${head}X1,Bolt,EA,n,12.5,7\n`)
  const item = await desk.find('item', 'X1')
  expect(await desk.bring('items', `${head}X1,,,,,\n`)).toEqual(['1 record imported'])
  expect(await desk.find('item', 'X1')).toEqual(item)
  await desk.bring('items', `${head}X2,Bolt,EA,,,\n`)
  expect(await desk.find('item', 'X2')).toMatchObject({ active: 1, list_price: 0 })
})

test('a blank leaves the limit and the hold of a customer, and the settings', async () => {
  const head = 'code,name,currency,credit_limit,on_hold,phone\n'
  await desk.bring('customers', `${head}K1,Test,CNY,500,y,123\n`)
  const customer = await desk.find('customer', 'K1')
  expect(customer).toMatchObject({ credit_limit: 500_00, on_hold: 1 })
  await desk.bring('customers', `${head}K1,New name,,,,\n`)
  expect(await desk.find('customer', 'K1')).toEqual({ ...customer, name: 'New name' })
  const before = await control()
  await desk.bring('control', 'order_prefix,next_order,audit_required\n,90001,\n')
  expect(await control()).toEqual({ ...before, next_order: 90001 })
})

test('prices: a blank keeps what the list says, and what the file lacks; a price itself may not be blank', async () => {
  const head = 'code,currency,item,unit,start_date,expire_date,amount_type,minimum_quantity,price\n'
  const key = 'NET,CNY,10-10000,EA,2026-04-01'
  const list = () =>
    desk.books.db.selectFrom('price_list').selectAll().where('code', '=', 'NET').execute()
  await desk.bring('prices', `${head}${key},2026-12-31,P,0,97.5\n`)
  const before = await list()
  expect(before).toMatchObject([{ expire_date: '2026-12-31', amount_type: 'P' }])
  await desk.bring('prices', `${head}${key},,,0,96\n`)
  expect(await list()).toEqual(before)
  await desk.bring('prices', `code,currency,item,unit,start_date,price\n${key},95\n`)
  expect(await list()).toEqual(before)
  expect((await desk.bring('prices', `${head}${key},,,0,94\n${key},,,10,\n`))[0]).toBe(
    'data.csv:3: price: Error: This may not be blank: type a value (41)',
  )
})

test('prices: the rows of one list say the same of it, where they say anything', async () => {
  const head = 'code,currency,item,unit,start_date,expire_date,amount_type,minimum_quantity,price\n'
  const key = 'NET,CNY,10-10000,EA,2026-04-01'
  const rows = (other: string) => `${head}${key},2026-12-31,P,0,97.5\n${key},${other},10,94\n`
  expect(await desk.bring('prices', rows('2026-11-30,L'))).toEqual([
    'data.csv:3: expire_date: Error: NET says something else in row 2: say the same in both, or name another one (8020)',
    'data.csv:3: amount_type: Error: NET says something else in row 2: say the same in both, or name another one (8020)',
    'Error: Nothing was imported (faults: 2): mend them and import again (8016)',
  ])
  expect(await desk.bring('prices', rows('2026-12-31,'))).toEqual(['2 records imported'])
})

test('a customer whose payer comes further down is wrong where anything else that it names is not there', async () => {
  const csv = 'code,name,currency,bill_to,ship_to\nA1,One,CNY,B1,NOWHERE\nB1,Two,CNY,,\n'
  expect((await desk.bring('customers', csv))[0]).toMatch(/^data\.csv:2: ship_to: Error: /)
  expect(await desk.find('customer', 'A1')).toBeUndefined()
})

test('a column that is no field is a fault, and not lost without a word', async () => {
  const file = 'code,description,unit,prise\nNEW-1,New,EA,3\n'
  const [first, last] = await desk.bring('items', file)
  expect(first).toMatch(/^data.csv:1: Error: Column prise is no field and would be lost: rename it/)
  expect(last).toContain('faults: 1')
  expect(await desk.find('item', 'NEW-1')).toBeUndefined()
  const map = { code: 'code', description: 'description', unit: 'unit' }
  expect(await desk.bring('items', file, map)).toEqual(['1 record imported'])
})

test('in a file of orders a column may be the order\u2019s or the line\u2019s, and nobody\u2019s is none', async () => {
  const row = 'A1,01000001,2026-11-20,10-10000,2'
  const [first] = await desk.bring(
    'orders',
    `number,sold_to,order_date,item,quantity,unit_price\n${row},3\n`,
  )
  expect(first).toMatch(/^data.csv:1: Error: Column unit_price is no field/)
})

test('a column that stands there twice is a fault, and neither is taken', async () => {
  const [first, last] = await desk.bring('stock', 'item,quantity,quantity\n10-10000,5,7\n')
  expect(first).toMatch('data.csv:1: Error: Column quantity stands there twice')
  expect(last).toContain('faults: 1')
})

test('a map that names a column which is there twice is a fault', async () => {
  const map = { item: 'Part', quantity: 'Qty' }
  const [first] = await desk.bring('stock', 'Part,Qty,Qty\n10-10000,5,7\n', map)
  expect(first).toMatch('data.csv:1: quantity: Error: Column Qty stands there twice')
  const other = await desk.bring('stock', 'Part,Qty,Note,Note\n10-10000,5,7,8\n', map)
  expect(other).toEqual(['1 record imported'])
})

test('a column without a heading that holds something is a fault, and one that holds nothing is none', async () => {
  const [first] = await desk.bring('stock', 'item,quantity,,\n10-10000,5,,\n10-10000,6,oops,\n')
  expect(first).toMatch('data.csv:3: Error: Column 3 has no heading, and holds something')
  const other = await desk.bring('stock', 'item,quantity,,\n10-10000,5,,\n')
  expect(other).toEqual(['1 record imported'])
})

test.each(['stopped', 'archived', 'state', 'audited_by', 'audited_at', 'reason', 'total'])(
  'what an order becomes by acts is no column of a file: %s',
  async column => {
    const [first] = await desk.bring(
      'orders',
      `number,sold_to,order_date,${column}\nA1,01000001,2026-11-20,Y\n`,
      undefined,
      'order_number,item,quantity\nA1,10-10000,2\n',
    )
    expect(first).toContain(`data.csv:1: Error: Column ${column} is no field`)
  },
)
