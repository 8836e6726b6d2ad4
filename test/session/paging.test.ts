import { afterEach, describe, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { noted } from '../sales/note-support.ts'
import { ship } from '../sales/ship-support.ts'
import {
  type Clerk,
  Enter,
  F1,
  F4,
  F7,
  F8,
  F9,
  PageDown,
  PageUp,
  signIn,
  signOut,
} from '../support/clerk.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

afterEach(signOut)

const count = 23

/** An order of more lines than a screen holds, shipped in one posting. */
const longOrder = async (books: Books) => {
  const lines = Array.from({ length: count }, () => ['10-40000', q(1)] as const)
  const { number } = await enterOrder(books, 'C001', lines)
  await ship(books, number, ...lines.map((_, at) => ({ line: at + 1, quantity: q(1) })))
  return number
}

/** The lines of the grid that are seen, and the mark on its lower edge. */
const seen = (clerk: Clerk) => {
  const rows = clerk.lines.flatMap(line => /^│ +(\d+) SO/.exec(line)?.[1] ?? [])
  const mark = clerk.lines
    .map(line => /─ (\S+ \/ \d+ {2}PgUp PgDn) ─┘$/.exec(line)?.[1])
    .find(Boolean)
  return `${rows[0]}-${rows.at(-1)} ${mark}`
}
const mark = (first: number, last: number) => `${first}-${last} / ${count}  PgUp PgDn`
const at = (first: number, last: number) => `${first}-${last} ${mark(first, last)}`

describe.each(['zh', 'en'] as const)('a long grid that is only looked at (%s)', language => {
  test('is paged beside the frame that is entered, and while the question stands', async () => {
    const books = await company()
    const order = await longOrder(books)
    const clerk = await signIn(language, { company: books })
    await clerk.types('7.9.16.1', Enter, order, Enter)
    expect([clerk.field, seen(clerk)]).toEqual(['shipment', at(1, 10)])
    await clerk.types(PageDown)
    expect([clerk.field, seen(clerk)]).toEqual(['shipment', at(11, 20)])
    // What is typed stays as it is, and so does what is seen.
    await clerk.types(Enter, 'by noon', PageDown)
    expect([clerk.field, seen(clerk)]).toEqual(['remarks', at(14, 23)])
    expect(clerk.screen).toContain('by noon')
    expect(clerk.messages).toEqual([])
    await clerk.types(PageDown)
    expect([clerk.messages, seen(clerk)]).toEqual([[20], at(14, 23)])
    await clerk.types(F1)
    expect(clerk.asking).toBe(true)
    // Keyboards without these keys have F7 and F8, as in every list.
    await clerk.types(F7)
    expect(seen(clerk)).toBe(at(4, 13))
    await clerk.types(PageUp, F7)
    expect([clerk.messages, seen(clerk)]).toEqual([[21], at(1, 10)])
    await clerk.types(F8)
    expect([clerk.asking, seen(clerk)]).toEqual([true, at(11, 20)])
    await clerk.types('y', Enter)
    expect(clerk.messages).toEqual([7435])
  })

  test('begins at its first row with another record, and a short one has no mark', async () => {
    const books = await company()
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    await ship(books, number, { line: 1, quantity: q(1) })
    await noted(books, number)
    await noted(books, await longOrder(books))
    const clerk = await signIn(language, { company: { ...books, user: 'ben' } })
    await clerk.types('7.9.16.3', Enter, F9, PageDown)
    expect(seen(clerk)).toBe(at(10, 18))
    await clerk.types(F9)
    expect(seen(clerk)).toBe('1-1 undefined')
    await clerk.types(PageDown)
    expect([clerk.messages, clerk.asking]).toEqual([[20], false])
    await clerk.types('DN10002', F1)
    expect([clerk.asking, seen(clerk)]).toEqual([true, at(1, 9)])
    await clerk.types(F4)
    expect(clerk.asking).toBe(false)
  })
})

test('rows that are typed into say how many there are, too', async () => {
  const books = await company()
  const order = await longOrder(books)
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.1', Enter, order, F1, F1, F1, F1)
  expect(clerk.field).toBe('item')
  expect(clerk.screen).toContain(`1-13 / ${count}  PgUp PgDn`)
})
