import { afterEach, describe, expect, test } from 'vitest'
import { reasonCodes } from '../../src/sales/reason-codes.ts'
import {
  type Clerk,
  CtrlD,
  Down,
  Enter,
  F1,
  F4,
  F8,
  F9,
  F10,
  F11,
  F12,
  ShiftTab,
  signIn,
  signOut,
  Tab,
  Up,
} from '../support/clerk.ts'
import { carryOut, company } from '../support/company.ts'

afterEach(signOut)

const begin = ['7.1.1', Enter, Tab, 'C001', F1, F1, F1]
const line = (item: string, quantity: string) => [item, Tab, quantity, F1]
const two = [...begin, ...line('10-20000', '12'), ...line('10-10000', '3')]

/** The rows of the grid, as item and quantity. */
const rows = (clerk: Clerk) =>
  clerk.lines.flatMap(one => {
    const found = /^│ +\d+ (\S*) +([\d.,-]+)/.exec(one)
    return found ? [`${found[1]} ${found[2]}`] : []
  })
const kept = ({ books }: Clerk) =>
  books.db
    .selectFrom('sales_order_line')
    .select(['line', 'item', 'quantity', 'site', 'location'])
    .execute()

/** A clerk with two lines in 7.1.1, on the third. */
const withTwoLines = async () => {
  const clerk = await signIn('en')
  await clerk.types(...two)
  expect(rows(clerk)).toEqual(['10-20000 12.0', '10-10000 3.0'])
  return clerk
}

describe('rows', () => {
  test('F1 accepts a row and begins the next; F4 on the blank one goes on to the trailer', async () => {
    const clerk = await withTwoLines()
    expect(clerk.field).toBe('item')
    await clerk.types(F4)
    expect(clerk.field).toBe('discount')
    expect(clerk.screen).toContain('1,548.00')
  })

  test('F4 on a row begun drops it, and one more F4 goes on', async () => {
    const clerk = await withTwoLines()
    await clerk.types('10-40000', Tab, '5', F4)
    expect([clerk.field, rows(clerk)]).toEqual(['item', ['10-20000 12.0', '10-10000 3.0']])
    await clerk.types(F4)
    expect(clerk.field).toBe('discount')
  })

  test('up, down, F9 and F10 go between rows, a blank new one goes by itself', async () => {
    const clerk = await withTwoLines()
    for (const [key, row] of [
      [Up, 1],
      [F9, 0],
      [Up, 0],
      [F10, 1],
      [Down, 2],
    ] as const) {
      await clerk.types(key)
      expect(clerk.session.standing?.row, key).toBe(row)
    }
    expect(clerk.field).toBe('item')
  })

  test.each([
    ['up', Up, 1],
    ['F9', F9, 1],
    ['Shift-Tab', ShiftTab, 1],
  ])('a new row whose characters were cleared again holds nothing: %s', async (_, key, row) => {
    const clerk = await withTwoLines()
    await clerk.types('zz', F8, key)
    expect([clerk.messages, clerk.session.standing?.row]).toEqual([[], row])
    expect(rows(clerk)).toEqual(['10-20000 12.0', '10-10000 3.0'])
    await clerk.types(Down, 'zz', F8, F4)
    expect(clerk.field).toBe('discount')
  })

  test('a row above is changed in place, and F4 takes the change back', async () => {
    const clerk = await withTwoLines()
    await clerk.types(Up, Up, Tab, '20', Tab)
    expect(rows(clerk)).toEqual(['10-20000 20.0', '10-10000 3.0'])
    await clerk.types(F4)
    expect(rows(clerk)).toEqual(['10-20000 12.0', '10-10000 3.0'])
    expect(clerk.session.standing).toMatchObject({ step: 4, row: 0 })
    await clerk.types(Tab, '20', F1)
    expect(rows(clerk)).toEqual(['10-20000 20.0', '10-10000 3.0'])
  })

  test('a row that is refused is not left, whichever way', async () => {
    const clerk = await withTwoLines()
    for (const key of [F1, Up, F9]) {
      await clerk.types('NOTHING', key)
      expect([clerk.field, clerk.messages]).toEqual(['item', [16]])
      expect(clerk.session.standing?.row).toBe(2)
      expect(clerk.screen).toContain('NOTHING')
    }
    await clerk.types('10-40000', Tab, '0', F1)
    expect([clerk.field, clerk.messages]).toEqual(['quantity', [7224]])
  })

  test('Ctrl-D asks and takes a row away; a row begun goes without a question', async () => {
    const clerk = await withTwoLines()
    await clerk.types(Up, Up, CtrlD, Enter)
    expect(rows(clerk)).toHaveLength(2)
    await clerk.types(CtrlD, 'y', Enter)
    expect(rows(clerk)).toEqual(['10-10000 3.0'])
    await clerk.types(Down, '10-40000', Tab, CtrlD)
    expect(clerk.asking).toBe(false)
    expect(rows(clerk)).toEqual(['10-10000 3.0'])
  })

  test('back from the first field of a new row: the row above, last field; at the top, the frame before', async () => {
    const clerk = await withTwoLines()
    await clerk.types(ShiftTab)
    expect(clerk.session.standing).toMatchObject({ row: 1, field: 'price' })
    await clerk.types(Up, ShiftTab)
    expect(clerk.session.standing?.step).toBe(3)
    await clerk.types(F1)
    expect(rows(clerk)).toHaveLength(2)
  })

  test('more rows than the screen holds: the one under the cursor is always seen', async () => {
    const clerk = await signIn('en')
    const many = Array.from({ length: 40 }, (_, index) => line('10-40000', String(index + 1)))
    await clerk.types(...begin, ...many.flat())
    expect(rows(clerk).at(-1)).toBe('10-40000 40.0')
    expect(clerk.lines[clerk.cursor.row]).toMatch(/^│ +41 /)
    for (let count = 0; count < 40; count++) await clerk.types(Up)
    expect(rows(clerk)[0]).toBe('10-40000 1.0')
    expect(clerk.lines[clerk.cursor.row]).toMatch(/^│ +1 10-40000 /)
    await clerk.types(F4, F1, F4, Enter)
    expect((await kept(clerk)).map(({ quantity }) => quantity / 10_000)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    )
  })
})

describe('the detail of a row', () => {
  test('opens with F12, is typed into, and F1 closes it on the same field', async () => {
    const clerk = await withTwoLines()
    await clerk.types(Up, Tab, F12)
    expect(clerk.field).toBe('site')
    expect(clerk.screen).toContain('Line Detail')
    await clerk.types(Tab, Tab, '100', F1)
    expect(clerk.screen).not.toContain('Line Detail')
    await clerk.types(F1, F4, F1, F4, Enter)
    expect(await kept(clerk)).toMatchObject([{ location: '200' }, { location: '100' }])
  })

  test('F4 goes back to the field from which F12 opened it', async () => {
    const clerk = await withTwoLines()
    await clerk.types(F12, F4)
    expect(clerk.session.standing).toMatchObject({ row: 2, field: 'item' })
    await clerk.types(Up, Tab, F12, Tab, F4)
    expect(clerk.session.standing).toMatchObject({ row: 1, field: 'quantity' })
  })

  test('F4 takes back what was typed in it', async () => {
    const clerk = await withTwoLines()
    await clerk.types(Up, F12, Tab, Tab, '100', Tab, F4)
    expect(clerk.screen).not.toContain('Line Detail')
    await clerk.types(F12)
    expect(clerk.screen).toContain('Location: 200')
  })
})

describe('an order', () => {
  test('unfinished, and the program is killed: back in the same field of the same line', async () => {
    const books = await company()
    const first = await signIn('zh', { company: books })
    await first.types(...two, '10-30000', Tab, '7', Tab)
    const { field, lines } = first
    await first.kill()
    const second = await signIn('zh', { company: books })
    await second.types(Enter)
    expect(second.field).toBe(field)
    expect(second.lines.slice(1, 21)).toEqual(lines.slice(1, 21))
    await second.types(F1, F4, F1, F4, Enter)
    expect((await kept(second)).map(({ item }) => item)).toEqual([
      '10-20000',
      '10-10000',
      '10-30000',
    ])
  })

  test('with the detail of a line open: back in the detail', async () => {
    const books = await company()
    const first = await signIn('en', { company: books })
    await first.types(...two, Up, F12, Tab)
    const { field, lines } = first
    await first.kill()
    const second = await signIn('en', { company: books })
    await second.types(Enter)
    expect(second.field).toBe(field)
    expect(second.lines.slice(1, 21)).toEqual(lines.slice(1, 21))
  })

  test('No to saving asks whether to throw it away; No again goes back, Yes forgets it', async () => {
    const clerk = await withTwoLines()
    await clerk.types(F4, F1, F4, 'n', Enter)
    expect(clerk.line(22)).toBe('Leave without saving what was entered? No')
    await clerk.types(Enter)
    expect(clerk.asking).toBe(false)
    expect(clerk.screen).toContain('1,548.00')
    await clerk.types(F4, 'n', Enter, 'y', Enter)
    expect(clerk.field).toBe('number')
    expect(clerk.screen).not.toContain('C001')
    expect(await kept(clerk)).toEqual([])
    expect(await clerk.books.db.selectFrom('draft').selectAll().execute()).toEqual([])
  })

  test('F4 out of the header with lines entered asks before they go', async () => {
    const clerk = await withTwoLines()
    await clerk.types(Up, Up, ShiftTab, F4, F4, F4)
    expect(clerk.line(22)).toBe('Leave without saving what was entered? No')
    await clerk.types('y', Enter)
    expect(clerk.at).toBe('')
    expect(await clerk.books.db.selectFrom('draft').selectAll().execute()).toEqual([])
  })

  test.each([
    ['F9', [F9]],
    ['another number', ['SO10001', Enter]],
  ])('in work, then %s in the key: asked before the work goes', async (_, keys) => {
    const clerk = await withTwoLines()
    await clerk.types(F4, F1, F4, Enter)
    await clerk.types(...two.slice(2))
    while (clerk.field !== 'number') await clerk.types(ShiftTab)
    await clerk.types(...keys)
    expect(clerk.line(22)).toBe('Leave without saving what was entered? No')
    await clerk.types(Enter)
    expect(clerk.field).toBe('number')
    expect(await clerk.books.db.selectFrom('draft').selectAll().execute()).toHaveLength(1)
    await clerk.typesSlowly(...keys, 'y', Enter)
    expect(clerk.screen).toContain('Order: SO10001')
    expect(await clerk.books.db.selectFrom('draft').selectAll().execute()).toEqual([])
  })

  test('saved, scrolled to with F9, shows its header again, and F4 leaves without a question', async () => {
    const clerk = await withTwoLines()
    await clerk.types(F4, F1, F4, Enter)
    await clerk.types(F9)
    expect(clerk.screen).toContain('Order: SO10001')
    expect(clerk.screen).toContain('Sold-To: C001')
    await clerk.types(F4)
    expect([clerk.asking, clerk.at]).toEqual([false, ''])
  })

  test('copied with F11 is a new order with the same lines', async () => {
    const clerk = await withTwoLines()
    await clerk.types(F4, F1, F4, Enter, F9, F11)
    await clerk.types(F1, F1, F1)
    expect(rows(clerk)).toEqual(['10-20000 12.0', '10-10000 3.0'])
    await clerk.types(F4, F1, F4, Enter)
    const orders = await clerk.books.db.selectFrom('sales_order').select('number').execute()
    expect(orders.map(({ number }) => number)).toEqual(['SO10001', 'SO10002'])
  })

  test('opened again and left as it is: F4 goes on to the trailer, back to the key, and out', async () => {
    const clerk = await withTwoLines()
    await clerk.types(F4, F1, F4, Enter)
    await clerk.types('SO10001', F1, F1, F1)
    const seen: string[] = []
    for (let count = 0; count < 3; count++) {
      seen.push(clerk.field)
      await clerk.types(F4)
    }
    expect(seen).toEqual(['item', 'discount', 'number'])
    expect([clerk.asking, clerk.at]).toEqual([false, ''])
  })

  test('opened again and changed: F4 in the trailer goes before the lines, F1 and Shift-Tab into them', async () => {
    const clerk = await withTwoLines()
    await clerk.types(F4, F1, F4, Enter)
    await clerk.types('SO10001', F1, F1, F1, Tab, '20', F1, F4)
    expect(clerk.field).toBe('discount')
    await clerk.types(F4)
    expect(clerk.field).toBe('salesperson')
    await clerk.types(F1)
    expect(clerk.field).toBe('item')
    await clerk.types(F4, ShiftTab)
    expect(clerk.field).toBe('item')
    expect(rows(clerk)).toEqual(['10-20000 20.0', '10-10000 3.0'])
  })

  test('opened again and left as it is, is no unfinished work', async () => {
    const clerk = await withTwoLines()
    await clerk.types(F4, F1, F4, Enter)
    await clerk.types('SO10001', F1, F1, F1, F4, F1)
    await clerk.kill()
    const again = await signIn('en', { company: clerk.books })
    expect(again.asking).toBe(false)
  })
})

describe('what is refused in the detail of a line is mended there', () => {
  test('a row that is refused opens its detail on the field, and is taken once that is right', async () => {
    const clerk = await signIn('en', { company: await company() })
    await clerk.types(...begin, '10-10000', Tab, '-2', F1)
    expect([clerk.field, clerk.messages]).toEqual(['reason', [7225, 7706]])
    expect(clerk.screen).toContain('Reason')
    await clerk.types('back', F1)
    expect([clerk.field, rows(clerk)]).toEqual(['item', ['10-10000 -2.0']])
    await clerk.types(F4, F1, F4, Enter)
    const [saved] = await clerk.books.db.selectFrom('sales_order_line').select('reason').execute()
    expect(saved).toEqual({ reason: 'BACK' })
  })

  test('F4 on a line that was typed and not taken says that it is undone', async () => {
    const clerk = await signIn('en', { company: await company() })
    await clerk.types(...begin, '10-10000', Tab, '2', F4)
    expect([clerk.field, clerk.messages, rows(clerk)]).toEqual(['item', [120], []])
  })

  test('where a save is refused, F4 takes back what was typed in that row, and brings no other row’s values', async () => {
    const clerk = await signIn('en', { company: await company() })
    const { books } = clerk
    await clerk.types(...begin, '10-20000', Tab, '12', F12, F1, F1)
    await clerk.types('10-10000', Tab, '-2', F1)
    await clerk.types('back', F1, F4, F1, F4)
    const values = { code: 'BACK', description: '客户退回', active: 0 }
    await carryOut(books, reasonCodes.save, { values })
    await clerk.types(Enter)
    expect([clerk.field, clerk.messages]).toEqual(['reason', [7708]])
    await clerk.types(F4)
    expect(rows(clerk)).toEqual(['10-20000 12.0', '10-10000 -2.0'])
  })
})
