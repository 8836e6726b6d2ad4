import { afterAll, expect, test } from 'vitest'
import { verify } from '../../src/ledger/checks.ts'
import { Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { lines, ship } from './ship-support.ts'

afterAll(signOut)

test.each(['zh', 'en'] as const)(
  '7.9.15 takes back by keys what was shipped whole, in %s',
  async language => {
    const books = await company()
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(10)]])
    await ship(books, number, { line: 1, quantity: q(10) })
    const clerk = await signIn(language, { company: books })
    await clerk.types('7.9.15', Enter, number, Enter, F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['line', 7655])
    // The place that it left from is proposed.
    await clerk.types('1', Tab)
    expect(clerk.screen).toContain('10000    200')
    while (clerk.field !== 'quantity') await clerk.types(Tab)
    await clerk.types('-3', F1, F4)
    expect(clerk.screen).toMatchSnapshot('reason')
    await clerk.types(F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['reason', 40])
    await clerk.types('back', F1, Enter)
    expect(clerk.screen).toMatchSnapshot('credit')
    expect(clerk.messages).toEqual([7658])
    expect(await lines(books, number)).toEqual(['7/0/0'])
    expect(await verify(books)).toEqual([])
  },
)
