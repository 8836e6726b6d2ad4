import { afterEach, expect, test } from 'vitest'
import { Enter, F1, F4, F6, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

afterEach(signOut)

const at = async () => {
  const books = await company()
  for (const pieces of [2, 3]) await enterOrder(books, 'C001', [['10-10000', q(pieces)]])
  return signIn('en', { company: books })
}

test('the history of the order that stands open is F6, its number and F1 away, and F4 comes back to the field', async () => {
  const clerk = await at()
  await clerk.types('7.1.1', Enter, 'SO10001', Enter, F1)
  const { field } = clerk
  await clerk.types(F6, '7.1.21.2', Enter)
  expect(clerk.screen).toMatch(/Order: SO10001 +To: SO10001/)
  await clerk.types(F1)
  expect(clerk.screen).toContain('Entered')
  expect(clerk.screen).not.toContain('SO10002')
  await clerk.types(F4, F4)
  expect([clerk.at, clerk.field]).toEqual(['7.1.1', field])
})

test('an item or a customer that stands open is asked about too, and what is of another kind is not', async () => {
  const clerk = await at()
  await clerk.types('1.4.1', Enter, '10-10000', Enter, F6, '3.21.1', Enter)
  expect(clerk.screen).toMatch(/Item[^:]*: 10-10000 +To: 10-10000/)
  expect(clerk.screen).not.toMatch(/Order: 10-10000/)
})

test('from the menu, and over a record that is not there, an inquiry begins blank', async () => {
  const clerk = await at()
  await clerk.types('7.1.21.2', Enter)
  expect(clerk.screen).not.toContain('SO10001')
  await clerk.types(F4, '7.1.1', Enter, Enter, 'C001', Tab, F6, '7.1.21.2', Enter)
  expect(clerk.screen).not.toContain('SO1000')
})
