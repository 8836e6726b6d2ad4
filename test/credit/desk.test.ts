import { afterEach, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { Enter, F1, F8, signIn, signOut, Tab } from '../support/clerk.ts'
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
