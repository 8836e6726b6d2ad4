import { afterEach, describe, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { periods } from '../../src/general-ledger/periods.ts'
import { holidays } from '../../src/sales/work-calendar.ts'
import {
  Backspace,
  type Clerk,
  CtrlD,
  Delete,
  Down,
  End,
  Enter,
  F1,
  F2,
  F3,
  F4,
  F5,
  F6,
  F7,
  F8,
  F9,
  F10,
  F11,
  Home,
  inScreen,
  itemOf,
  Left,
  ShiftTab,
  signIn,
  signOut,
  Tab,
  Up,
} from '../support/clerk.ts'
import { carryOut, company, q } from '../support/company.ts'

afterEach(signOut)

describe('a record from key to save', () => {
  test('every key typed ahead in one write arrives, in its field', async () => {
    const clerk = await signIn('zh')
    await clerk.types(
      ...['1.4.1', Enter, 'new-1', Enter, '水泵 A12', Tab, 'ea', Tab, Tab, '1,234.5', Tab],
      ...['P1', Tab, '10', Tab, 'G7', Tab, '10000', Tab, 'y', Tab, '200', F1],
    )
    expect(clerk.at).toBe('1.4.1')
    expect(clerk.field).toBe('code')
    expect(clerk.line(22)).toBe('已保存 NEW-1')
    expect(await itemOf(clerk, 'NEW-1')).toMatchObject({
      ...{ description: '水泵 A12', unit: 'EA', description_2: null, list_price: q(1234.5) },
      ...{ product_line: 'P1', safety_stock: q(10), item_group: 'G7', site: '10000' },
      ...{ lot_control: 1, location: '200' },
    })
  })

  test('the same keys one by one, and five records in one write, come to the same', async () => {
    const keys = (code: string) => [code, Enter, `NAME ${code}`, Tab, 'EA', Tab, Tab, '5', F1]
    const codes = ['A1', 'A2', 'A3', 'A4', 'A5']
    const fast = await inScreen('1.4.1')
    await fast.types(...codes.flatMap(keys))
    const slow = await inScreen('1.4.1')
    await slow.typesSlowly(...codes.flatMap(keys))
    const items = ({ books }: Clerk) =>
      books.db.selectFrom('item').select(['code', 'description', 'list_price']).execute()
    expect(await items(fast)).toEqual(await items(slow))
    expect((await items(fast)).filter(({ code }) => codes.includes(code))).toHaveLength(5)
    expect(fast.screen).toBe(slow.screen)
  })

  test('Enter goes field by field, and on the last one it is F1', async () => {
    const clerk = await inScreen('2.5.1')
    await clerk.types('SP9', Enter)
    const seen: string[] = []
    for (const text of ['Wang Fang', '139', '2.5', 'n']) {
      seen.push(clerk.field)
      await clerk.types(text, Enter)
    }
    expect(seen).toEqual(['name', 'phone', 'commission', 'active'])
    expect(clerk.line(22)).toBe('Saved SP9')
    expect(clerk.field).toBe('code')
  })

  test('Tab, Shift-Tab, up and down go between fields, and never out of the first one', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-10000', Enter)
    const walk: string[] = []
    for (const key of [Tab, Down, ShiftTab, Up, Tab]) {
      await clerk.types(key)
      walk.push(clerk.field)
    }
    expect(walk).toEqual(['unit', 'description_2', 'unit', 'description', 'unit'])
    await clerk.types(Up, Up)
    expect(clerk.field).toBe('code')
    await clerk.types(Up)
    expect(clerk.field).toBe('code')
  })
})

describe('what is refused keeps the cursor, and what was typed', () => {
  test('a blank that may not be', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types(Enter)
    expect([clerk.field, clerk.messages]).toEqual(['code', [40]])
    await clerk.types('NEW', Enter, F1)
    expect([clerk.field, clerk.messages]).toEqual(['description', [40]])
    await clerk.types('X', Tab, F8, Tab)
    expect([clerk.field, clerk.messages]).toEqual(['unit', [40]])
  })

  test.each([
    // screen  keys                                             field       number  what stands there
    ['1.4.1', ['10-10000', Enter, F8, Tab], 'description', 40, ''],
    ['1.4.1', ['10-10000', Enter, Tab, Tab, Tab, '1x', Tab], 'list_price', 76, '1x'],
    ['1.4.1', ['10-10000', Enter, Tab, Tab, Tab, '-1', Tab], 'list_price', 78, '-1'],
    ['1.16', ['C999', Tab], 'customer', 3, 'C999'],
    [
      '1.10.1.1',
      ['E', Tab, 'CNY', Tab, '10-10000', Tab, 'EA', Tab, '1340', Tab],
      'start_date',
      27,
      '1340',
    ],
  ])('%s %s', async (screen, keys, field, number, text) => {
    const clerk = await inScreen(screen)
    await clerk.types(...keys)
    expect([clerk.field, clerk.messages]).toEqual([field, [number]])
    const { row, column } = clerk.cursor
    expect(clerk.lines[row]!.slice(column, column + text.length + 1).trim()).toBe(text)
    // What is typed next replaces it: the clerk mends without erasing first.
    await clerk.types('2')
    expect(clerk.cursor.column).toBe(column + 1)
  })

  test('an unknown site keeps what was typed; the right one mends it', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-10000', Enter, ...[Tab, Tab, Tab, Tab, Tab, Tab, Tab], '99999', Tab)
    expect([clerk.field, clerk.messages]).toEqual(['site', [708]])
    expect(clerk.screen).toContain('Site: 99999')
    expect(clerk.line(22)).toMatch(/^Error: .*99999.*\(708\)$/)
    await clerk.types('20000', Tab)
    expect([clerk.field, clerk.messages]).toEqual(['lot_control', []])
  })

  test('a key that means nothing says so and does nothing', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10', '\x1b[25~')
    expect(clerk.messages).toEqual([73])
    await clerk.types('-10000', Enter)
    expect(clerk.field).toBe('description')
  })
})

describe('F9 and F10', () => {
  test('go from record to record with all frames filled, to the ends and no further', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types(F10)
    expect(clerk.screen).toContain('Item Number: 10-10000')
    expect(clerk.screen).toContain('冷却系统 A12')
    expect(clerk.field).toBe('code')
    const seen: string[] = []
    for (let count = 0; count < 6; count++) {
      seen.push(/Item Number: (\S+)/.exec(clerk.screen)![1]!)
      await clerk.types(F10)
    }
    expect(seen).toEqual(['10-10000', '10-20000', '10-30000', '10-40000', '10-50000', '10-90000'])
    expect(clerk.messages).toEqual([20])
    expect(clerk.line(22)).toBe('Warning: End of file (20)')
    expect(clerk.screen).toContain('Item Number: 10-90000')
    await clerk.types(F9)
    expect(clerk.screen).toContain('UNPRICED PART')
    await clerk.types(F9, F9, F9, F9, F9)
    expect(clerk.messages).toEqual([21])
    expect(clerk.screen).toContain('冷却系统 A12')
  })

  test('in a key of two parts the cursor stays on its part', async () => {
    const clerk = await inScreen('1.1.18')
    await clerk.types('10000', Tab, F10, F10)
    expect(clerk.field).toBe('code')
    expect(clerk.screen).toMatch(/Site: 10000 +Location: 200/)
  })

  test('in changes that are not saved: asked first, and the cursor stays on its part', async () => {
    const clerk = await inScreen('1.1.18')
    await clerk.types('10000', Tab, '200', Enter, 'OTHER', Tab, ShiftTab, ShiftTab, Tab, F10)
    expect(clerk.line(22)).toBe('Leave without saving what was entered? No')
    await clerk.types('y', Enter)
    expect(clerk.field).toBe('code')
    expect(clerk.screen).toMatch(/Site: 10000 +Location: HOLD/)
  })

  test('F9 from a blank key is the last record', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types(F9)
    expect(clerk.screen).toContain('Item Number: 10-90000')
  })

  test('from what was typed, whether it is there or not', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-2', F10)
    expect(clerk.screen).toContain('Item Number: 10-20000')
    await clerk.types('10-35', F9)
    expect(clerk.screen).toContain('Item Number: 10-30000')
  })

  test.each([
    ['36.3.1', ['cleo', F10], 'User ID: dan'],
    ['36.2.1', ['1122', F10], 'Date: 2026-12-01'],
    ['36.2.1', ['1201', F9], 'Date: 2026-10-01'],
    ['25.3.4', ['2026', Tab, F10], 'GL Year: 2026 GL Period: 1'],
    ['25.3.4', ['2026', Tab, F9], 'GL Year: 2025 GL Period: 12'],
  ])('%s: what was typed is read as Enter reads it, %j', async (code, typed, seen) => {
    const books = await company()
    for (const day of ['2026-10-01', '2026-12-01']) {
      await carryOut(books, holidays.save, { values: { day } })
    }
    for (const [year, period, month] of [
      [2025, 12, '2025-12'],
      [2026, 1, '2026-01'],
    ] as const) {
      const days = { start_date: `${month}-01`, end_date: `${month}-31` }
      await carryOut(books, periods.save, { values: { year, period, ...days } })
    }
    const clerk = await signIn('en', { company: books })
    await clerk.types(code, Enter)
    await clerk.types(...typed)
    expect(clerk.screen.replace(/ +/g, ' ')).toContain(seen.replace(/ +/g, ' '))
  })

  test('from what is no such key: said as Enter says it', async () => {
    const clerk = await inScreen('36.2.1')
    await clerk.types('1399', F10)
    const said = clerk.messages
    await clerk.types(Enter)
    expect([said, clerk.field]).toEqual([clerk.messages, 'day'])
  })

  test('a record scrolled to is changed in place, and only what was typed', async () => {
    const clerk = await inScreen('1.4.1')
    const before = await itemOf(clerk, '10-20000')
    await clerk.types('10-2', F10, Enter, 'NEW NAME', F1)
    expect(await itemOf(clerk, '10-20000')).toMatchObject({ ...before, description: 'NEW NAME' })
  })

  test('scrolling leaves no unfinished work behind', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types(F10, F10)
    expect(await clerk.books.db.selectFrom('draft').selectAll().execute()).toEqual([])
    await clerk.types(F4)
    expect(clerk.asking).toBe(false)
    expect(clerk.at).toBe('')
  })
})

describe('F2', () => {
  test('opens the list of a field; Enter brings the code back', async () => {
    const clerk = await inScreen('2.1.1')
    await clerk.types('C002', Enter)
    while (clerk.field !== 'salesperson') await clerk.types(Tab)
    await clerk.types(F2)
    expect(clerk.screen).toContain('Salespersons')
    expect(clerk.screen).toContain('John Smith')
    await clerk.types(Down, Enter)
    expect(clerk.field).toBe('salesperson')
    expect(clerk.screen).toContain('Salesperson: SP02')
    await clerk.types(F1, F1)
    const saved = clerk.books.db
      .selectFrom('customer')
      .select('salesperson')
      .where('code', '=', 'C002')
    expect(await saved.execute()).toEqual([{ salesperson: 'SP02' }])
  })

  test('begins at what was typed, by code or by a word of the name, and F4 leaves the field alone', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-3', F2)
    expect(clerk.screen).toContain('滤芯')
    expect(clerk.screen).not.toContain('HOSE')
    await clerk.types(F4)
    expect(clerk.screen).toContain('Item Number: 10-3 ')
    await clerk.types(F8, 'hose', F2, F1)
    expect(clerk.screen).toContain('Item Number: 10-40000')
  })

  test('letters typed in the list go on searching, Backspace goes back', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types(F2, 'pump')
    expect(clerk.screen).toContain('Items: pump')
    expect(clerk.screen).not.toContain('HOSE')
    await clerk.types(Backspace, Backspace, Backspace, Backspace)
    expect(clerk.screen).toContain('HOSE')
    await clerk.types('NOTHING LIKE IT', Enter)
    expect(clerk.screen).toContain('Items: NOTHING')
    await clerk.types(F4, '10-20000', Enter)
    expect(clerk.field).toBe('description')
  })

  test('without a list it explains the field, and any way out closes it', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-10000', Enter, F2)
    expect(clerk.screen).toContain('The name of the item as papers print it.')
    expect(clerk.screen).toContain('Text, up to 24 cells  QAD: pt_desc1')
    for (const key of [F1, Enter, F4]) {
      await clerk.types(key)
      expect(clerk.field).toBe('description')
      expect(clerk.screen).not.toContain('pt_desc1')
      await clerk.types(F2)
    }
  })

  test('twice, it opens the page of the screen, written from its declaration, and F4 comes back', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-10000', Enter, F2, F2)
    expect(clerk.line(1)).toContain('1.4.1 Item Master Maintenance')
    expect(clerk.screen).toContain('1.4.1 Item Master Maintenance (ppptmt)')
    expect(clerk.screen).toMatch(/Item Number +\S/)
    await clerk.types(End)
    expect(clerk.screen).toMatch(/^ {2}Esc, 1 /m)
    await clerk.types(F4)
    expect(clerk.field).toBe('description')
  })
})

describe('F6', () => {
  test('opens another function on top, and F4 comes back to the same field', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-10000', Enter, Tab, Tab, 'HALF', F6)
    expect(clerk.line(1)).toContain('Main Menu')
    await clerk.types('3.2', Enter, F1)
    expect(clerk.line(1)).toContain('3.2')
    await clerk.types(F4, F4)
    expect(clerk.line(1)).toContain('1.4.1')
    expect(clerk.line(clerk.cursor.row + 1)).toContain('HALF')
    await clerk.types(F6, F4)
    expect(clerk.line(clerk.cursor.row + 1)).toContain('HALF')
  })

  test('not the same screen twice: they would share one draft', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types(F6, '1.4.1', Enter)
    expect(clerk.messages).toEqual([113])
    expect(clerk.line(1)).toContain('1.4.1')
  })
})

describe('F7, F8, F3', () => {
  test('F7 brings back what the field held last, also from another screen', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types(F7)
    expect(clerk.messages).toEqual([72])
    await clerk.types('NEW-1', Enter, 'FIRST', Tab, 'EA', F1)
    await clerk.types(F7)
    expect(clerk.screen).toContain('Item Number: NEW-1')
    await clerk.types(F8, 'NEW-2', Enter, F7)
    expect(clerk.screen).toContain('Description: FIRST')
  })

  test('F8 blanks the field', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-10000', Enter, Tab, Tab, 'SIZE 8', Tab, ShiftTab)
    expect(clerk.screen).toContain('Description 2: SIZE 8')
    await clerk.types(F8, F1)
    expect(await itemOf(clerk, '10-10000')).toMatchObject({ description_2: null })
  })

  test('typing replaces what stands there, F3 puts it in between, and row 24 says so', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('10-20000', Enter, 'NEW')
    expect(clerk.screen).toContain('Description: NEW   ')
    await clerk.types(F8, 'PUMP', Home, F3, 'BIG ')
    expect(clerk.screen).toContain('Description: BIG PUMP')
    expect(clerk.line(24)).toMatch(/INS$/)
    await clerk.types(F3, Home, 'Z')
    expect(clerk.screen).toContain('Description: ZIG PUMP')
    expect(clerk.line(24)).not.toMatch(/INS$/)
  })

  test('left, end, backspace and delete edit in the middle', async () => {
    const clerk = await inScreen('1.4.1')
    await clerk.types('NEW-1', Enter, 'ABCDE', Left, Left, Delete, Left, Backspace, End, 'F')
    expect(clerk.screen).toContain('Description: ACEF')
  })

  test('a Chinese character is erased whole', async () => {
    const clerk = await inScreen('1.4.1', 'zh')
    await clerk.types('NEW-1', Enter, '冷却系统', Backspace)
    const { row, column } = clerk.cursor
    expect(clerk.lines[row]).toContain('冷却系 ')
    // Counted in cells: three characters, six cells.
    await clerk.types(Home)
    expect(column - clerk.cursor.column).toBe(6)
  })
})

describe('Ctrl-D and F5', () => {
  test.each([CtrlD, F5])('ask, and delete at yes', async key => {
    const clerk = await inScreen('2.5.1')
    await clerk.types('SP02', Enter, key)
    expect(clerk.line(22)).toBe('Please confirm delete No')
    await clerk.types('n', Enter)
    expect(clerk.field).toBe('name')
    await clerk.types(key, Enter)
    expect(clerk.asking).toBe(false)
    await clerk.types(key, 'y', Enter)
    expect([clerk.field, clerk.messages]).toEqual(['code', [22]])
    const left = clerk.books.db.selectFrom('salesperson').select('code')
    expect(await left.execute()).toEqual([{ code: 'SP01' }])
  })

  test('refuse what is still used, and leave it where it is', async () => {
    const clerk = await inScreen('2.5.1')
    await clerk.types('SP01', Enter, CtrlD, 'y', Enter)
    expect(clerk.messages).toEqual([7205])
    expect(clerk.field).toBe('name')
    expect(clerk.screen).toContain('王芳')
    const left = clerk.books.db.selectFrom('salesperson').select('code')
    expect(await left.execute()).toHaveLength(2)
  })

  test('have nothing to delete in a new record, nor before a record is chosen', async () => {
    const clerk = await inScreen('2.5.1')
    await clerk.types(CtrlD)
    expect(clerk.messages).toEqual([71])
    await clerk.types('SP9', Enter, CtrlD)
    expect(clerk.messages).toEqual([71])
  })
})

test('the same message of two rules is said once', async () => {
  const clerk = await inScreen('7.1.1')
  await clerk.types(Tab, 'C001', F1)
  while (clerk.field !== 'due_date') await clerk.types(Tab)
  await clerk.types('11/01/26', F1)
  expect(clerk.messages).toEqual([msg.dueBeforeOrder.number])
  expect([clerk.line(22), clerk.line(23)]).toEqual([expect.stringContaining('(7223)'), ''])
})

test('F11 copies a record: only the number is typed anew', async () => {
  const clerk = await inScreen('1.4.1')
  await clerk.types(F11)
  expect(clerk.messages).toEqual([83])
  await clerk.types('10-30', F10, F11)
  expect(clerk.messages).toContain(84)
  await clerk.types('10-31000', Enter)
  expect(clerk.screen).toContain('滤芯')
  await clerk.types(F1)
  const [old, copied] = [await itemOf(clerk, '10-30000'), await itemOf(clerk, '10-31000')]
  expect({ ...copied, code: '' }).toMatchObject({
    ...{ description: old!.description, list_price: old!.list_price, lot_control: 1 },
    ...{ site: old!.site, location: old!.location },
  })
})

test('F4 in the second frame goes back to the first and drops what was typed there', async () => {
  const clerk = await inScreen('1.4.1')
  await clerk.types('10-10000', Enter, 'OTHER', F4)
  expect(clerk.field).toBe('code')
  expect(clerk.screen).not.toContain('OTHER')
  await clerk.types(F4)
  expect(clerk.at).toBe('')
  expect(await itemOf(clerk, '10-10000')).toMatchObject({ description: '冷却系统 A12' })
})

test('the screen as a clerk sees it', async () => {
  const clerk = await inScreen('2.1.1')
  await clerk.types('C001', Enter)
  expect(clerk.screen).toMatchInlineSnapshot(`
    " adcsmt                    2.1.1 Customer Maintenance                2026-11-22
    ┌──────────────────────────────────────────────────────────────────────────────┐
    │ Customer: C001                                                               │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌──────────────────────────────────────────────────────────────────────────────┐
    │      Name: 北风紧固件有限公司                                                │
    │   Address: 港口工业园 12 号                                                  │
    │ Address 2:                                                                   │
    │      City: 宁波                               State:                         │
    │   Country: 中国                                Post:                         │
    │   Contact:                                Telephone:                         │
    │ Sort Name:                                      Fax:                         │
    └──────────────────────────────────────────────────────────────────────────────┘








    Modifying existing record

    F1=Go 2=Help 3=Ins 4=End 5=Del 6=Menu 7=Rcl 8=Clr"
  `)
})
