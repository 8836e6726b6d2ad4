import { afterEach, expect, test } from 'vitest'
import { items } from '../../src/item/item.ts'
import type { Books } from '../../src/ledger/books.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { usualItems } from '../../src/sales/usual-items.ts'
import {
  Backspace,
  type Clerk,
  Down,
  End,
  Enter,
  F1,
  F2,
  F4,
  F7,
  signIn,
  signOut,
  Tab,
} from '../support/clerk.ts'
import { carryOut, company, q } from '../support/company.ts'
import { enterOrder, openedOrder } from '../support/order-entry.ts'

afterEach(signOut)

const on = (books: Books, day: string): Books => ({ ...books, now: () => new Date(`${day}T10:00`) })

/** A customer that ordered the pump twice, the hose twice and later, and the filter once. */
const regular = async () => {
  const books = await company()
  const order = (day: string, ...items: string[]) =>
    enterOrder(
      on(books, day),
      'C001',
      items.map(item => [item, q(1)] as const),
    )
  await order('2026-03-01', '10-20000', '10-40000')
  await order('2026-05-01', '10-20000')
  await order('2026-06-01', '10-40000', '10-30000')
  return { books, order }
}

const usual = async (books: Books, customer: string | null = 'C001') =>
  (await usualItems(books, customer)).map(({ code, times, last_ordered }) =>
    [code, times, last_ordered].join(' '),
  )

test('what a customer ordered in twelve months: by how often, then by how late', async () => {
  const { books, order } = await regular()
  const known = ['10-40000 2 2026-06-01', '10-20000 2 2026-05-01', '10-30000 1 2026-06-01']
  expect(await usual(books)).toEqual(known)
  expect(await usual(books, 'C002')).toEqual([])
  expect(await usual(books, null)).toEqual([])
  // A cancelled order and a return tell nothing; an item that is sold no more can't be ordered.
  const { number } = await order('2026-11-01', '10-10000')
  await carryOut(books, cancelOrder, await openedOrder(books, number))
  await enterOrder(on(books, '2026-11-01'), 'C001', [['10-10000', q(-1)]])
  expect(await usual(books)).toEqual(known)
  await books.db.updateTable('item').set({ active: 0 }).where('code', '=', '10-30000').execute()
  expect(await usual(books)).toEqual(known.slice(0, 2))
  // A year and a day after the first order only the later ones count.
  expect(await usual(on(books, '2027-03-02'))).toEqual([
    '10-40000 1 2026-06-01',
    '10-20000 1 2026-05-01',
  ])
})

test('an order counts once, however many of its lines are of the item', async () => {
  const { books, order } = await regular()
  await order('2026-07-01', '10-30000', '10-30000', '10-30000')
  expect(await usual(books)).toContain('10-30000 2 2026-07-01')
})

/** The codes in the window, with how often each was ordered. */
const listed = (clerk: Clerk) =>
  clerk.lines.slice(9).flatMap(line => {
    const found = /^│(\S+) .*?(?: (\d+) (\d\S+))? *│$/.exec(line)
    return found && /^\d\d-|^X/.test(found[1]!) ? [`${found[1]} ${found[2] ?? ''}`.trim()] : []
  })

test.each(['zh', 'en'] as const)(
  'F2 on the item of a line has them first, marked (%s)',
  async language => {
    const { books } = await regular()
    const clerk = await signIn(language, { company: books })
    await clerk.types('7.1.1', Enter, Tab, 'C001', F1, F1, F1, F2)
    expect(listed(clerk)).toEqual([
      '10-40000 2',
      '10-20000 2',
      '10-30000 1',
      '10-10000',
      '10-50000',
      '10-90000',
    ])
    expect(clerk.screen).toContain(language === 'zh' ? '常订' : 'Usual')
    // What is typed narrows both.
    await clerk.types('hose')
    expect(listed(clerk)).toEqual(['10-40000 2'])
    await clerk.types(Backspace, Backspace, Backspace, Backspace, '10-')
    expect(listed(clerk).slice(0, 2)).toEqual(['10-40000 2', '10-20000 2'])
    await clerk.types(Backspace, Backspace, Backspace, Down, F1)
    expect(clerk.session.standing?.field).toBe('item')
    await clerk.types(Tab, '5', F1)
    expect(clerk.screen).toMatch(/10-20000 +5\.0/)
  },
)

test('a customer who never ordered has the list as it is, and so has every other screen', async () => {
  const { books } = await regular()
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.1', Enter, Tab, 'C004', F1, F1, F1, F2)
  expect(listed(clerk)[0]).toBe('10-10000')
  await clerk.types(F4, F4, F4, F4, F4, F4, 'y', Enter, '3.9', Enter, F2)
  expect(clerk.screen).not.toContain('Usual')
})

test('pages go through both, each item once', async () => {
  const { books } = await regular()
  for (let n = 1; n <= 15; n += 1) {
    const values = { code: `X${n}`, description: 'SPARE PART', unit: 'EA' }
    await carryOut(books, items.save, { values })
  }
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.1', Enter, Tab, 'C001', F1, F1, F1, F2)
  const first = listed(clerk)
  expect([first.length, first[0], first[3]]).toEqual([9, '10-40000 2', '10-10000'])
  const seen = new Set(first)
  for (let page = 0; page < 3; page += 1) {
    await clerk.types('\x1b[6~')
    for (const one of listed(clerk)) seen.add(one)
  }
  expect(seen.size).toBe(6 + 15)
  await clerk.types(End, F7, F7)
  expect(listed(clerk)).toEqual(first)
  for (let line = 0; line < 20; line += 1) await clerk.types(Down)
  for (let line = 0; line < 20; line += 1) await clerk.types('\x1b[A')
  expect(listed(clerk)).toEqual(first)
})
