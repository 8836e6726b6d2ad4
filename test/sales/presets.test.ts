import { afterEach, expect, test } from 'vitest'
import { customers, shipTos } from '../../src/customer/customer.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { chooseShipTo } from '../../src/sales/choose-customer.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { type Clerk, Down, Enter, F1, F2, F4, F9, signIn, signOut, Tab } from '../support/clerk.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { answer, headFor, typedOrder } from '../support/order-entry.ts'

afterEach(signOut)

const presets = { ship_to: 'S1', channel: 'WEB', consignment: 1, partial_ok: 0, ship_lead_days: 10 }

const preset = async (books: Books, values: Values = presets, code = 'C001') => {
  const row = await books.db
    .selectFrom('customer')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return saysWhy(await ask(books, customers.save, { values: { ...row, ...values } }))
}

test('an order starts with what its customer has', async () => {
  const books = await company()
  expect(await preset(books)).toBe('accepted')
  const head = await headFor(books, 'C001')
  const { ship_lead_days: _, ...given } = presets
  expect(head).toMatchObject({ ...given, due_date: '2026-12-02' })
  expect(head).toMatchObject({ ship_to_name: '二号仓', site: '10000', ship_via: 'ROAD' })
  // Blank is the usual address, the customer's own code their own.
  const typed = (ship_to: string | null) =>
    answer(books, chooseShipTo, { values: { ...head, ship_to } })
  expect((await typed(null)).values).toMatchObject({ ship_to: 'S1', ship_to_name: '二号仓' })
  expect((await typed('C001')).values).toMatchObject({
    ship_to: 'C001',
    ship_to_name: '北风紧固件有限公司',
  })
  const order = await typedOrder(books, 'C001', [['10-10000', q(1)]])
  await carryOut(books, saveOrder, order)
  expect(await books.db.selectFrom('sales_order').selectAll().executeTakeFirst()).toMatchObject({
    ship_to: 'S1',
    channel: 'WEB',
    consignment: 1,
    partial_ok: 0,
    due_date: '2026-12-02',
  })
})

test.each([
  // preset                        says
  [{ ship_to: 'S9' }, 'ship_to 7202 C001 S9'],
  [{ ship_lead_days: 1000 }, 'ship_lead_days 42 0 999'],
  [{ ship_lead_days: -1 }, 'ship_lead_days 42 0 999'],
  [{ ship_lead_days: 0 }, 'accepted'],
])('2.1.1 with %j: %s', async (values, says) => {
  expect(await preset(await company(), values)).toBe(says)
})

test('an address that orders start with stays', async () => {
  const books = await company()
  await preset(books)
  const gone = await ask(books, shipTos.remove, { values: { customer: 'C001', code: 'S1' } })
  expect(saysWhy(gone)).toBe('customer 7205 C001 S1')
})

/** Goes on to a field of the frame. */
const to = async (clerk: Clerk, field: string) => {
  while (clerk.field !== field) await clerk.types(Tab)
}

test.each(['zh', 'en'] as const)('by keys, from 2.1.1 to 7.1.1 (%s)', async language => {
  const clerk = await signIn(language)
  await clerk.types('2.1.1', Enter, 'C001', F1, F1)
  await to(clerk, 'ship_to')
  await clerk.types(F2)
  // Only this customer's addresses.
  expect(clerk.screen).toContain('二号仓')
  await clerk.types(F1)
  await to(clerk, 'ship_lead_days')
  await clerk.types('3', Tab, 'web')
  await to(clerk, 'partial_ok')
  await clerk.types('n', F1, F1)
  expect(clerk.messages).toEqual([24])
  await clerk.types(F4, '7.1.1', Enter, Tab, 'C001', F1)
  expect(clerk.screen).toContain('二号仓')
  expect(clerk.screen).toMatch(/: WEB/)
  expect(clerk.screen).toContain('2026-11-25')
  // Another day moves the due date with it, by the customer's days.
  await clerk.types('2026-11-23', Enter)
  expect(clerk.screen).toContain('2026-11-26')
})

test('1.4.17: the safety stock of an item at a site, by keys', async () => {
  const clerk = await signIn('zh')
  await clerk.types('1.4.17', Enter, '10-10000', Enter, '99', Enter)
  expect([clerk.field, clerk.messages]).toEqual(['site', [708]])
  await clerk.types('20000', Enter, '-1', F1)
  expect(clerk.messages.length).toBe(1)
  await clerk.types('25', F1)
  expect(clerk.messages).toEqual([24])
  await clerk.types(F9, Down)
  expect(await clerk.books.db.selectFrom('item_site').selectAll().execute()).toEqual([
    { item: '10-10000', site: '20000', safety_stock: q(25) },
  ])
})
