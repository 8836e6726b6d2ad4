import { beforeAll, describe, expect, test } from 'vitest'
import { customerItems, tellOwnCode } from '../../src/customer/customer.ts'
import { priceLists } from '../../src/item/price-list.ts'
import type { Hook, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { statusTyped } from '../../src/sales/action-status.ts'
import {
  beginLine,
  checkLine,
  chooseItem,
  discountTyped,
  lineTyped,
  listPriceTyped,
  priceLine,
  priceTyped,
  unitTyped,
} from '../../src/sales/line-hooks.ts'
import { orderTotals } from '../../src/sales/totals.ts'
import { Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { carryOut, company, m, q } from '../support/company.ts'
import { answer, enterOrder, headFor, hears, rowFor, typedOrder } from '../support/order-entry.ts'

let books: Books
let order: Values
let row: Values
beforeAll(async () => {
  books = await company()
  order = await headFor(books, 'C001', { promise_date: '2026-12-01' })
  row = await rowFor(books, order, [], { item: '10-20000', quantity: q(2) })
})

const entry = (values: Values, rows: readonly Values[] = [values], index = 0) => ({
  values,
  row: index,
  draft: { sales_order: order, sales_order_line: rows },
})

test('a new row starts with the head’s dates and the next number', async () => {
  const reply = await answer(books, beginLine, entry({}, [{ line: 7 }, { line: 2 }, {}], 2))
  expect(reply.values).toMatchObject({
    line: 8,
    site: '10000',
    promise_date: '2026-12-01',
    due_date: '2026-11-23',
    confirmed: 1,
  })
})

test.each<[string, Hook<Books>, Values, string]>([
  ['no item', chooseItem, { item: null }, 'item 41'],
  ['unknown item', chooseItem, { item: 'X' }, 'item 16 X'],
  ['inactive item', chooseItem, { item: '10-90000' }, 'item 7222 10-90000'],
  ['another customer’s number', chooseItem, { item: 'NW-78' }, 'item 16 NW-78'],
  [
    'an item after allocation',
    chooseItem,
    { line: 3, item: '10-10000', quantity_allocated: 1 },
    'item 7230 3',
  ],
  ['quantity 0', priceLine, { item: '10-10000', quantity: 0 }, 'quantity 7224'],
  ['no quantity', priceLine, { item: '10-10000' }, 'quantity 7224'],
  [
    'less than shipped',
    priceLine,
    { line: 1, quantity: q(2), quantity_shipped: q(3) },
    'quantity 7229 1 3',
  ],
  ['another unit', unitTyped, { item: '10-40000', unit: 'EA' }, 'unit 33 10-40000 M'],
  ['negative price', priceTyped, { price: -1 }, 'price 78'],
  ['price far above the list', priceTyped, { price: q(1000000), list_price: 1 }, 'price 7227'],
  [
    'a status that means nothing',
    statusTyped,
    { action_status: 'XX' },
    'action_status 80 HD (冻结), 空 (执行),HD (held), blank (goes on)',
  ],
  ['discount above 100', discountTyped, { discount: 10001 }, 'discount 7227'],
  ['negative list price', listPriceTyped, { list_price: -1 }, 'list_price 78'],
  ['line number 0', lineTyped, { line: 0 }, 'line 7235'],
  ['an empty row', checkLine, { line: 1 }, 'item 41'],
  ['a row without quantity', checkLine, { line: 1, item: '10-10000' }, 'quantity 7224'],
  [
    'a row without price',
    checkLine,
    { line: 1, item: '10-50000', quantity: q(1) },
    'price 7236 10-50000',
  ],
  [
    'a row with a discount on no price',
    checkLine,
    {
      ...{ line: 1, item: '10-50000', quantity: q(1), list_price: 0 },
      ...{ discount: 1250, price: 0, price_source: 'manual' },
    },
    'price 7236 10-50000',
  ],
])('refuses: %s', async (_, hook, values, said) => {
  expect(await hears(books, hook, entry(values))).toBe(said)
})

test('a line number must be free', async () => {
  expect(await hears(books, lineTyped, entry({ line: 1 }, [{ line: 1 }, { line: 1 }], 1))).toBe(
    'line 7234 1',
  )
  expect(await hears(books, lineTyped, entry({ line: 2 }, [{ line: 1 }, { line: 2 }], 1))).toBe(
    'accepted',
  )
})

describe('an item fills the row', () => {
  test('and shows what there is of it, and what is on order: returns make that no less', async () => {
    await enterOrder(books, 'C001', [
      ['10-10000', q(4)],
      ['10-10000', q(-1)],
    ])
    const reply = await answer(
      books,
      chooseItem,
      entry({ line: 1, item: '10-10000', site: '10000' }),
    )
    expect(reply.values).toMatchObject({
      item: '10-10000',
      customer_item: null,
      description: '冷却系统 A12',
      unit: 'EA',
      site: '10000',
      location: '200',
      list_price: q(130),
      price: null,
    })
    expect(reply.notices?.map(({ message, about }) => [message.number, ...about])).toEqual([
      [74, '冷却系统 A12'],
      [5013, '100.0', '4.0', '100.0'],
    ])
  })

  test('by the customer’s own number (R8)', async () => {
    const reply = await answer(books, chooseItem, entry({ line: 1, item: 'NW-77' }))
    expect(reply.values).toMatchObject({
      item: '10-20000',
      customer_item: 'NW-77',
      description: 'WATER PUMP',
    })
    expect(reply.notices?.map(({ message }) => message.number)).toEqual([74, 7243, 5013])
  })

  test('by the customer’s own number also where it is a code of ours, with a word in 1.16 and here', async () => {
    const fresh = await company()
    const values = { customer: 'C001', customer_item: '10-20000', item: '10-10000' }
    const told = async (row: Values) =>
      ((await answer(fresh, tellOwnCode, { values: row })).notices ?? []).map(one =>
        [one.message.number, ...one.about].join(' '),
      )
    expect(await told(values)).toEqual(['7256 10-20000 10-10000'])
    expect(await told({ ...values, item: '10-20000' })).toEqual([])
    expect(await told({ ...values, customer_item: 'NW-78' })).toEqual([])
    await carryOut(fresh, customerItems.save, { values })
    const reply = await answer(fresh, chooseItem, entry({ line: 1, item: '10-20000' }))
    expect(reply.values).toMatchObject({ item: '10-10000', customer_item: '10-20000' })
    expect(reply.notices?.map(({ message }) => message.number)).toEqual([74, 7256, 5013])
  })

  test('without a location where the site isn’t the item’s', async () => {
    const reply = await answer(
      books,
      chooseItem,
      entry({ line: 1, item: '10-20000', site: '20000' }),
    )
    expect(reply.values).toMatchObject({ site: '20000', location: null })
    expect(reply.notices?.at(-1)?.about).toEqual(['0.0', '0.0', '0.0'])
  })

  test('and takes a price by hand away', async () => {
    const hand = { ...row, price: q(1), price_source: 'manual', item: '10-10000' }
    const reply = await answer(books, chooseItem, entry(hand))
    expect(reply.values).toMatchObject({ price: q(130), amount: m(260), price_source: 'item' })
  })
})

describe('prices', () => {
  test('follow the quantity', async () => {
    expect(row).toMatchObject({ price: q(98), amount: m(196) })
    const reply = await answer(books, priceLine, entry({ ...row, quantity: q(10) }))
    expect(reply.values).toMatchObject({ price: q(96.5), amount: m(965), discount: 0 })
  })

  test('typed by hand stay, and give the discount', async () => {
    const typed = await answer(books, priceTyped, entry({ ...row, price: q(49) }))
    expect(typed.values).toEqual({ discount: 5000, amount: m(98), price_source: 'manual' })
    const hand = { ...row, price: q(49), ...typed.values, quantity: q(10) }
    expect((await answer(books, priceLine, entry(hand))).values).toEqual({ amount: m(490) })
  })

  test('follow a discount by hand', async () => {
    const reply = await answer(books, discountTyped, entry({ ...row, discount: 1000 }))
    expect(reply.values).toEqual({ price: q(88.2), amount: m(176.4), price_source: 'manual' })
  })

  test('follow a list price by hand', async () => {
    const reply = await answer(
      books,
      listPriceTyped,
      entry({ ...row, list_price: q(200), discount: 2500 }),
    )
    expect(reply.values).toEqual({ price: q(150), amount: m(300), price_source: 'manual' })
  })

  test('of a saved line stay', async () => {
    const reply = await answer(
      books,
      priceLine,
      entry({ ...row, saved: 1, price: q(7), quantity: q(100) }),
    )
    expect(reply.values).toEqual({ amount: m(700) })
  })
})

test('a return is told where goods are replenished, unless they are', async () => {
  const reply = await answer(books, priceLine, entry({ ...row, quantity: q(-2) }))
  expect(reply.notices?.map(({ message }) => message.number)).toEqual([7225])
  expect(reply.values).toMatchObject({ price: q(98), amount: m(-196) })
  const consigned = {
    ...entry({ ...row, quantity: q(-2) }),
    draft: { sales_order: { ...order, consignment: 1 } },
  }
  const told = (await answer(books, priceLine, consigned)).notices
  expect(told?.map(({ message }) => message.number)).toEqual([7714])
})

test('a row that passes is completed', async () => {
  const bare = { line: 1, item: '10-20000', quantity: q(10) }
  expect((await answer(books, checkLine, entry(bare))).values).toMatchObject({
    price: q(96.5),
    unit: 'EA',
    description: 'WATER PUMP',
    amount: m(965),
  })
})

describe('a price that changed since the row was typed', () => {
  test('is taken as the row is left, and said', async () => {
    const { values, notices } = await answer(books, checkLine, entry({ ...row, price: q(5) }))
    expect(values).toMatchObject({ price: q(98), amount: m(196) })
    expect(notices).toMatchObject([{ message: { number: 7255 }, about: ['1', '98', '5'] }])
    expect((await answer(books, checkLine, entry(row))).notices).toEqual([])
    const typed = { ...row, price: q(5), price_source: 'manual' }
    expect((await answer(books, checkLine, entry(typed))).values).toMatchObject({ price: q(5) })
  })

  test('by hand: the save says it, F1 takes it, and the order is saved', async () => {
    const fresh = await company()
    const clerk = await signIn('en', { company: fresh })
    await clerk.types('7.1.1', Enter, Tab, 'C001', F1, F1, F1, '10-20000', Tab, '2', F1, F4)
    const list = {
      ...{ code: 'EAST', currency: 'CNY', item: '10-20000', unit: 'EA' },
      ...{ start_date: '2026-07-01', expire_date: null, amount_type: 'L' },
    }
    const rows = [{ minimum_quantity: 0, price: q(110) }]
    await carryOut(fresh, priceLists.save, { values: list, rows })
    await clerk.types(F1, F4, Enter)
    expect([clerk.field, ...clerk.messages]).toEqual(['quantity', 7228])
    await clerk.types(F1)
    expect(clerk.messages).toContain(7255)
    await clerk.types(F4, F1, F4, Enter)
    expect(clerk.messages).toContain(7237)
    const saved = await fresh.db.selectFrom('sales_order').select('total').execute()
    expect(saved).toEqual([{ total: m(220) }])
    await signOut()
  })
})

test('the trailer adds up', async () => {
  const { order: head, lines } = await typedOrder(books, 'C001', [
    ['10-20000', q(2)],
    ['10-10000', q(-1)],
  ])
  const values = { ...head, discount: 333, freight: m(5) }
  const draft = { sales_order: values, sales_order_line: [...lines, { line: 3 }] }
  const reply = await answer(books, orderTotals, { values, draft })
  expect(reply.values).toEqual({ lines_total: m(66), discount_amount: m(2.2), total: m(68.8) })
})

test('a discount makes no price where there is none', async () => {
  const typed = {
    line: 1,
    item: '10-50000',
    quantity: q(1),
    list_price: 0,
    discount: 1250,
    price: 0,
  }
  const reply = await answer(books, discountTyped, entry(typed))
  expect(reply.values).toEqual({ discount: 0 })
})

test('the field of an item takes a customer’s number of thirty cells, and ours stands there then', async () => {
  const own = 'VALVE-DN50-PN16-SS-LONG'
  const items = { 'VALVE-DN50-PN16-SS': '10-10000', [own]: '10-20000' }
  for (const [customer_item, item] of Object.entries(items)) {
    const values = { customer: 'C001', customer_item, item }
    await carryOut(books, customerItems.save, { values })
  }
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.1', Enter, Enter, 'C001', F1, F1, F1, own)
  expect(clerk.lines.some(line => line.includes('│   1 …N50-PN16-SS-LONG  '))).toBe(true)
  await clerk.types(Tab)
  expect(clerk.messages).toEqual([74, 7243, 5013])
  expect(clerk.lines.some(line => line.includes('│   1 10-20000 '))).toBe(true)
  await signOut()
})
