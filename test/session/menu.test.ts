import { afterEach, describe, expect, test } from 'vitest'
import {
  Backspace,
  CtrlE,
  CtrlX,
  Down,
  Enter,
  F1,
  F2,
  F4,
  F8,
  Left,
  Right,
  signIn,
  signOut,
  Up,
} from '../support/clerk.ts'

afterEach(signOut)

describe('what is typed at the prompt, in which menu, and where it leads', () => {
  test.each([
    // in    typed         at          says
    ['', '7', '7', []],
    ['', '1.4', '1.4', []],
    ['', '1.4.1', '1.4.1', []],
    ['1', '4.1', '1.4.1', []],
    ['1.4', '1', '1.4.1', []],
    // A number is looked for below this menu first, then from the top.
    ['1', '7', '7', []],
    ['1.4', '1.6', '1.6', []],
    ['7', '.1.4.1', '1.4.1', []],
    ['1', '.4.1', '1', [13]],
    ['', '.1.4', '', [61]],
    ['', '1,4,1', '1.4.1', []],
    ['', '１．４．１', '1.4.1', []],
    ['', '1。4。1', '1.4.1', []],
    ['', '1，4，1', '1.4.1', []],
    ['', '．１．１０．１．１', '1.10.1.1', []],
    ['', 'ｐｐｐｔｍｔ', '1.4.1', []],
    ['1.4', '＊', '1', []],
    ['', 'ppptmt', '1.4.1', []],
    ['', 'PPPTMT', '1.4.1', []],
    ['', 'ppptmt.p', '1.4.1', []],
    ['1', 'adcsmt.r', '2.1.1', []],
    ['1.4', '*', '1', []],
    ['1.10.1', '*', '1.10', []],
    ['1', '*', '', []],
    ['', '*', '', []],
    ['1.4', '', '1', []],
    // Wrong ones say so and stay.
    ['1', '9.9.9', '1', [13]],
    ['1', 'nothing', '1', [13]],
    ['1', '4..1', '1', [13]],
    ['1', '4.', '1', [13]],
    ['', '0', '', [13]],
    ['', '订单', '', [13]],
  ])('in menu "%s" %s', async (menu, typed, at, messages) => {
    const clerk = await signIn('en')
    if (menu !== '') await clerk.types(menu, Enter)
    await clerk.types(typed, Enter)
    expect(clerk.at).toBe(at)
    expect(clerk.messages).toEqual(messages)
  })

  test.each([Enter, F1, CtrlX])('Enter, F1 and Ctrl-X alike', async key => {
    const clerk = await signIn('en')
    await clerk.types('1.4.1', key)
    expect(clerk.at).toBe('1.4.1')
  })

  test('what was typed wrong is named in row 22, and the prompt is blank again', async () => {
    const clerk = await signIn('en')
    await clerk.types('99', Enter)
    expect(clerk.line(22)).toMatch(/^Error: .*99.*\(13\)$/)
    await clerk.types('1.6', Enter)
    expect(clerk.at).toBe('1.6')
    expect(clerk.line(22)).toBe('')
  })

  test('Backspace and F8 mend it', async () => {
    const clerk = await signIn('en')
    await clerk.types('99', F8, '1.5', Backspace, '6', Enter)
    expect(clerk.at).toBe('1.6')
  })
})

describe('ways up and out', () => {
  test('F4 goes up menu by menu, then asks, and No stays', async () => {
    const clerk = await signIn('en')
    await clerk.types('1', Enter, '4', Enter, F4)
    expect(clerk.at).toBe('1')
    await clerk.types(F4)
    expect(clerk.at).toBe('')
    expect(clerk.line(1)).toContain('Main Menu')
    await clerk.types(F4)
    expect(clerk.asking).toBe(true)
    expect(clerk.line(22)).toBe('Please confirm exit No')
    await clerk.types(Enter)
    expect(clerk.over).toBe(false)
    expect(clerk.messages).toEqual([37])
    await clerk.types('nonsense', Enter)
    expect(clerk.messages).toEqual([13])
    await clerk.types(F4, F4)
    expect(clerk.asking).toBe(false)
    await clerk.types(F4, 'y', Enter)
    expect(clerk.over).toBe(true)
  })

  test('a question takes yes or no only', async () => {
    const clerk = await signIn('en')
    await clerk.types(F4, F8, Enter)
    expect(clerk.asking).toBe(true)
    expect(clerk.line(23)).toMatch(/^Error: .*\(79\)$/)
    await clerk.types('yes', F1)
    expect(clerk.over).toBe(true)
  })

  test.each([
    ['a number', ['1.4.1', Enter], '1.4.1'],
    ['a program', ['ppptmt', Enter], '1.4.1'],
    ['a cursor key', [Down, Down, Enter], '2'],
  ])('%s, typed after one F4 too many, goes to the menu', async (_, keys, at) => {
    const clerk = await signIn('en')
    await clerk.types(F4, ...keys)
    expect(clerk.asking).toBe(false)
    expect(clerk.at).toBe(at)
  })

  test('a word that begins as an answer goes there whole', async () => {
    const clerk = await signIn('en')
    await clerk.typesSlowly(F4, 'n', 'r', 'nrmt', Enter)
    expect(clerk.line(22)).toMatch(/^Error: .* nrnrmt/)
  })

  test('one F4 too many, F2: the menu says what may be typed', async () => {
    const clerk = await signIn('en')
    await clerk.types(F4, F2)
    expect(clerk.asking).toBe(false)
    expect(clerk.messages).toEqual([85])
  })

  test.each([
    ['1', '4.1'],
    ['1.10', '1.1'],
    ['2', '1.2'],
    ['', '1.4.1'],
  ])('leaving a screen comes back to menu "%s" it was called from', async (menu, screen) => {
    const clerk = await signIn('en')
    if (menu !== '') await clerk.types(menu, Enter)
    await clerk.types(screen, Enter)
    expect(clerk.field).not.toBe('')
    await clerk.types(CtrlE)
    expect(clerk.at).toBe(menu)
  })

  test('a function called by its full number from another menu comes back there', async () => {
    const clerk = await signIn('en')
    await clerk.types('3', Enter, 'ppptmt', Enter, F4)
    expect(clerk.at).toBe('3')
  })
})

describe('the cursor keys', () => {
  test('walk over what is there, and Enter takes it', async () => {
    const clerk = await signIn('en')
    await clerk.types(Down, Down, Enter)
    expect(clerk.at).toBe('2')
    await clerk.types(Up, Enter)
    expect(clerk.at).toMatch(/^2\.\d+$/)
  })
  test('left and right go across the columns', async () => {
    const clerk = await signIn('en')
    await clerk.types('2', Enter, Down)
    await clerk.types(Right, Left, Enter)
    // To the nearest row that has something: 2.1, 2.19, 2.5.
    expect(clerk.at).toBe('2.5')
  })
  test('typing forgets them', async () => {
    const clerk = await signIn('en')
    await clerk.types(Down, Down, '1.6', Enter)
    expect(clerk.at).toBe('1.6')
  })
})

test.each([
  ['zh', '输入编号 (如 7.1.1)、程序名 (如 sosomt), * 返回上级, F4 退出'],
  ['en', 'Type a number (7.1.1) or a program (sosomt); * goes up one menu, F4 leaves'],
] as const)('F2 tells what may be typed, %s', async (language, help) => {
  const clerk = await signIn(language)
  await clerk.types(F2)
  expect(clerk.line(22)).toBe(help)
})

test('the menu as a clerk sees it', async () => {
  const clerk = await signIn('zh')
  await clerk.types('1', Enter)
  expect(clerk.screen).toMatchInlineSnapshot(`
    " mfmenu                           1 物料/地点                        2026-11-22
    ┌────────────────────────────────── 样板公司 ──────────────────────────────────┐
    │   1. 地点/库位                          13.                                  │
    │   2.                                    14.                                  │
    │   3.                                    15.                                  │
    │   4. 物料主数据                         16. 客户物料维护                     │
    │   5.                                    17. 客户物料浏览                     │
    │   6. 物料浏览                           18.                                  │
    │   7.                                    19.                                  │
    │   8.                                    20.                                  │
    │   9.                                    21.                                  │
    │  10. 价目表                             22.                                  │
    │  11.                                    23.                                  │
    │  12.                                    24.                                  │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌──────────────────────────────────────────────────────────────────────────────┐
    │请选择功能, F4 或空白回车退出                                                 │
    └──────────────────────────────────────────────────────────────────────────────┘





    F1执行 2提示 4结束"
  `)
})
