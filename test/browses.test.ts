import { afterEach, describe, expect, test } from 'vitest'
import { Enter, F1, F4, signIn, signOut } from './support/clerk.ts'
import { q } from './support/company.ts'
import { enterOrder } from './support/order-entry.ts'

afterEach(signOut)

/** The lists that need no more than their table: each opened by its number, each showing its rows. */
describe('what stands in a list', () => {
  test.each([
    // number     first row                               another
    ['1.1.14', /10000 +工厂仓库 +Yes/, /30000 +旧仓库 +No/],
    ['1.1.19', /10000 +100 +原料库 +Yes/, /10000 +HOLD +待检 +No/],
    ['1.6', /10-10000 +冷却系统 A12/, /10-90000 +停产件/],
    ['1.10.1.2', /EAST +CNY +10-20000 +EA/, /90\.00/],
    ['1.17', /C001 +NW-77 +10-20000/, /NW-77/],
    ['2.1.2', /C001 +北风紧固件有限公司/, /C004 +Net Buyers/],
    ['2.1.14', /C001 +S1 +二号仓 +舟山/, /舟山/],
    ['2.5.2', /SP01 +王芳/, /SP02 +John Smith/],
    ['2.19.2', /30 +月结30天/, /30/],
    ['7.1.2', /SO10001 +C001 +北风/, /1,300\.00/],
    ['7.1.3', /Sales Order/, /SO10001/],
  ])('%s', async (code, first, another) => {
    const clerk = await signIn('en')
    await enterOrder(clerk.books, 'C001', [['10-10000', q(10)]])
    await clerk.types(code, Enter)
    expect(clerk.at).toBe(code)
    await clerk.types(F1)
    expect(clerk.screen).toMatch(first)
    expect(clerk.screen).toMatch(another)
  })
})

describe('what is entered stands in the list', () => {
  test('a reason of 36.2.17 in 36.2.18', async () => {
    const clerk = await signIn('en')
    await clerk.types('36.2.17', Enter, 'DEFECT', Enter, 'Defective goods', F1)
    expect(clerk.messages).toContain(24)
    await clerk.types(F4, '36.2.18', Enter, F1)
    expect(clerk.screen).toMatch(/DEFECT +Defective goods +Yes/)
  })

  test('a site of 1.1.13 in 1.1.14', async () => {
    const clerk = await signIn('en')
    await clerk.types('1.1.13', Enter, '40000', Enter, 'NEW STORE', F1)
    expect(clerk.messages).toContain(24)
    await clerk.types(F4, '1.1.14', Enter, F1)
    expect(clerk.screen).toMatch(/40000 +NEW STORE +Yes/)
  })

  test('an address of 2.1.13 in 2.1.14', async () => {
    const clerk = await signIn('en')
    await clerk.types('2.1.13', Enter, 'C002', Enter, 'S9', Enter, 'QUAY 9', F1)
    expect(clerk.messages).toContain(24)
    await clerk.types(F4, '2.1.14', Enter, F1)
    expect(clerk.screen).toMatch(/C002 +S9 +QUAY 9/)
  })
})
