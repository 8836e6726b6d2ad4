import { afterEach, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import type { Books } from '../../src/ledger/books.ts'
import { Enter, F1, F4, F8, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, m, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

afterEach(signOut)

const withHeld = async (): Promise<Books> => {
  const books = await company()
  await books.db
    .updateTable('customer')
    .set({ credit_limit: m(100), credit_rating: 'B' })
    .where('code', '=', 'C001')
    .execute()
  await enterOrder(books, 'C001', [['10-10000', q(1)]])
  return books
}

test.each([
  ['en', 'Held Because Of', 'Order SO10001 was released'],
  ['zh', '冻结原因', '订单 SO10001 已解冻'],
] as const)(
  'an order over its limit is released by finance, in %s',
  async (language, title, said) => {
    const books = await withHeld()
    const clerk = await signIn(language, { company: books })
    await clerk.types('7.1.14', Enter, F1, F1)
    expect(clerk.at).toBe('7.1.13')
    expect(clerk.screen).toContain(title)
    expect(clerk.screen).toMatchSnapshot()
    expect(clerk.field).toBe('action_status')
    await clerk.types(
      F8,
      Tab,
      'sml',
      Tab,
      language === 'zh' ? '已收预付款' : 'paid in advance',
      F1,
      Enter,
    )
    expect(clerk.screen).toContain(said)
  },
)

test('finance hears what is missing at its field, and everybody why an order is held', async () => {
  const books = await company()
  await enterOrder(books, 'C001', [['10-10000', q(1)]])
  const clerk = await signIn('zh', { company: books })
  await clerk.types('7.1.13', Enter, 'SO10001', Enter, 'hd', F1)
  expect([clerk.field, clerk.messages]).toEqual(['initials', [msg.blankNotAllowed.number]])
  await clerk.types('sml', F1)
  expect([clerk.field, clerk.messages]).toEqual(['reason', [msg.blankNotAllowed.number]])
  await clerk.types('等付款凭证', F1, Enter)
  await clerk.types('SO10001', F1)
  expect(clerk.screen).toMatch(/人工冻结\s+等付款凭证/)
})

test.each(['en', 'zh'] as const)(
  'who enters an order is warned at its customer and told at YES: %s',
  async language => {
    const books = await withHeld()
    const clerk = await signIn(language, { company: books })
    await clerk.types('7.1.1', Enter, Enter, 'C001', Tab)
    expect(clerk.messages).toEqual([msg.creditUsedUp.number])
    await clerk.types(F1, F1, F1, '10-10000', Tab, '1', F1, F4, F1, F4, Enter)
    expect(clerk.messages).toContain(msg.orderHeldOverLimit.number)
  },
)
