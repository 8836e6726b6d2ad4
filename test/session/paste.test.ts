import { afterEach, describe, expect, test } from 'vitest'
import {
  type Clerk,
  Enter,
  F1,
  F4,
  F6,
  inScreen,
  itemOf,
  signIn,
  signOut,
  Tab,
} from '../support/clerk.ts'
import { company } from '../support/company.ts'

afterEach(signOut)

/** In the lines of a new order. */
const inLines = async () => {
  const clerk = await signIn('en', { company: await company() })
  await clerk.types('7.1.1', Enter, Enter, 'C001', F1, F1, F1)
  return clerk
}
const rowsIn = (clerk: Clerk) => clerk.session.standing!.draft.sales_order_line as readonly object[]

describe('a paste', () => {
  test('of one value goes into its field, and its last line end accepts nothing', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('NEW-1', Enter)
    await clerk.pastes('PUMP A 12\r\n')
    expect(clerk.field).toBe('description')
    expect(clerk.screen).toContain('Description: PUMP A 12')
    await clerk.types(Tab, 'EA', F1)
    expect(await itemOf(clerk, 'NEW-1')).toMatchObject({ description: 'PUMP A 12' })
  })

  test('of values with line ends between goes from field to field', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.pastes('NEW-1\r\nPUMP\r\nEA\r\n\r\n12.5')
    expect(clerk.field).toBe('list_price')
    await clerk.types(F1)
    expect(await itemOf(clerk, 'NEW-1')).toMatchObject({
      ...{ description: 'PUMP', unit: 'EA', list_price: 125_000 },
    })
  })

  test('of the rows of a table goes into the lines, a row a line', async () => {
    const clerk = await inLines()
    await clerk.pastes('10-10000\t5\r\n10-20000\t7\r\n\r\n10-10000\t9\r\n')
    expect(clerk.field).toBe('quantity')
    await clerk.types(F1)
    expect(rowsIn(clerk)).toMatchObject([
      { item: '10-10000', quantity: 50_000 },
      { item: '10-20000', quantity: 70_000 },
      { item: '10-10000', quantity: 90_000 },
      {},
    ])
  })

  test('stops at what is refused, and says what was left out', async () => {
    const clerk = await inLines()
    await clerk.pastes('10-10000\t5\n99-99999\t7\n10-20000\t9')
    expect([clerk.field, clerk.messages]).toEqual(['item', [16, 106]])
    expect(clerk.line(23)).toBe('Warning: The paste stopped here: paste again from 7 on (106)')
    expect(rowsIn(clerk)).toHaveLength(2)
  })

  test('answers no question, and goes on into nothing behind one', async () => {
    const clerk = await inScreen('3.9')
    const moves = () => clerk.books.db.selectFrom('stock_move').select('number').execute()
    const before = await moves()
    const values = ['10-10000', '5', ...Array.from({ length: 12 }, () => ''), 'y', 'y']
    await clerk.pastes(values.join('\n'))
    expect([clerk.asking, clerk.messages]).toEqual([true, [106]])
    await clerk.pastes('y\ny\n')
    expect(clerk.asking).toBe(true)
    expect(await moves()).toEqual(before)
  })

  test('at the menu, in a list and in its search is one text', async () => {
    const clerk = await signIn('en')
    await clerk.pastes('1.4.1\n')
    expect(clerk.at).toBe('')
    await clerk.types(Enter, F6)
    await clerk.pastes('7\n1\n1')
    expect(clerk.field).toBe('')
    await clerk.types(F4)
    expect([clerk.at, clerk.field]).toEqual(['1.4.1', 'code'])
  })

  test('presses no other key, whatever it holds', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('NEW-1', Enter)
    await clerk.pastes('PUMP\x1bOP\x04\x05 A')
    expect([clerk.field, clerk.at]).toEqual(['description', '1.4.1'])
  })

  test('that is too long is refused', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.pastes('A'.repeat(100))
    expect([clerk.field, clerk.messages]).toEqual(['code', [82]])
  })
})
