import { expect, test } from 'vitest'
import {
  choice,
  code,
  count,
  date,
  flag,
  instant,
  money,
  quantity,
  text,
} from '../../db/dictionary/field.ts'
import { msg } from '../../db/messages.ts'
import { columnText, readValue } from '../../src/kernel/format.ts'

const judgement = choice({
  approve: ['批准', 'Approve'],
  refuse: ['否决', 'Refuse'],
  return: ['退回', 'Return'],
  re: ['短', 'Short'],
})

test.each([
  ['approve', 'approve'],
  ['APPROVE', 'approve'],
  ['a', 'approve'],
  ['批准', 'approve'],
  ['批', 'approve'],
  ['ref', 'refuse'],
  ['re', 're'],
  ['短', 're'],
  ['', null],
])('a choice by its name in any language, or how only one begins: %j is %j', (typed, value) => {
  expect(readValue(typed, judgement, '2026-11-22')).toEqual({ ok: true, value })
})

test.each(['r', 'x', '批准了'])('else it lists what there is, in both languages: %j', typed => {
  expect(readValue(typed, judgement, '2026-11-22')).toMatchObject({
    ok: false,
    refusal: {
      message: msg.notAChoice,
      about: [['批准, 否决, 退回, 短', 'approve, refuse, return, re']],
    },
  })
})

test.each([
  ['HM46-2609', code(18), 9, 'HM46-2609'],
  // A code keeps its end: there items and lots of one kind differ.
  ['HM46-2609', code(18), 8, 'HM46…609'],
  ['LOT-2026-000123', code(18), 9, 'LOT-…0123'],
  ['深沟球轴承 6204', text(40), 14, '深沟球轴承 62…'],
  ['深沟球轴承 6204', text(40), 6, '深沟… '],
  ['深沟球轴承', code(40), 8, '深沟…承 '],
  ['2026-11-22', date, 8, '26-11-22'],
  ['2026-11-22T10:00:00.000Z', instant, 10, '2026-11-22'],
  [123456780000, quantity(), 10, '12345678.0'],
  [123456780000, quantity(), 8, '12345678'],
  [123456780000, quantity(), 7, '#######'],
] as const)(
  'what a column cuts is marked, times of a day and numbers are never cut: %j in %j',
  (value, format, width, shown) => {
    expect(columnText(value, format, width, 'en')).toBe(shown)
  },
)

test('codes are listed with their meaning, and a list that no message has room for is left to F2', () => {
  const read = (choices: Parameters<typeof choice>[0]) =>
    readValue('x', choice(choices), '2026-11-22')
  expect(read({ L: ['价格', 'List'] })).toMatchObject({
    refusal: { message: msg.notAChoice, about: [['L 价格', 'L']] },
  })
  const many = Array.from({ length: 20 }, (_, at) => [`choice ${at}`, ['选择', 'Choice']] as const)
  expect(read(Object.fromEntries(many))).toMatchObject({
    refusal: { message: msg.notAmongMany, about: ['x'] },
  })
})

test.each([
  ['99999999999999', money(), msg.numberTooLong],
  ['999999999999', quantity(), msg.numberTooLong],
  ['9999999999999', quantity(14), msg.numberTooLong],
  ['1.234', money(), msg.invalidNumber],
  ['12x', money(), msg.invalidNumber],
])('what is wrong with a number is said: %j', (typed, format, message) => {
  expect(readValue(typed, format, '2026-11-22')).toMatchObject({ refusal: { message } })
})

test.each(
  [0x206a, 0x3164, 0x034f, 0x180e, 0xfe0f, 0xe0100, 0x110bd, 0x200b, 0xfffe].map(point =>
    String.fromCodePoint(point),
  ),
)('what nobody sees is refused in codes and in names: %j', hidden => {
  for (const format of [code(18), text(40)]) {
    expect(readValue(`10-10000${hidden}`, format, '2026-11-22')).toMatchObject({
      refusal: { message: msg.unprintable },
    })
  }
})

test.each([
  ['Q\u0301', 'Q\u0301'],
  ['e\u0301\u0323\u0302', '\u1eb9\u0301\u0302'],
  ['\u1112\u1161\u11ab', '\ud55c'],
  [`Q${'\u0301'.repeat(3)}`, undefined],
  [`Q${'\u0301'.repeat(30_000)}`, undefined],
  [`\u1112${'\u11ab'.repeat(9)}`, undefined],
])('a letter carries two marks at most: %j', (typed, value) => {
  const read = readValue(typed, text(8), '2026-11-22')
  expect(read).toMatchObject(
    value === undefined ? { refusal: { message: msg.unprintable } } : { value },
  )
})

test('a code that capitals make too long for its field is refused', () => {
  expect(readValue('ß'.repeat(4), code(8), '2026-11-22')).toMatchObject({ value: 'SSSSSSSS' })
  expect(readValue('ß'.repeat(8), code(8), '2026-11-22')).toMatchObject({
    refusal: { message: msg.longerThan },
  })
})

test.each([
  [code(18), 'ｃ１', 'C1'],
  [code(18), 'ＳＯ－1', 'SO-1'],
  [code(18), 'Ａ　１', 'A 1'],
  [code(18), '水泵１', '水泵1'],
  [text(40), '北风（集团）', '北风（集团）'],
  [quantity(), '１，２３４．５', 12_345_000],
  [quantity(), '１。５', 15_000],
  [count(), '１２', 12],
  [date, '２０２６－１２－０５', '2026-12-05'],
  [date, '１２。０５', '2026-12-05'],
  [date, 'ｔ', '2026-11-22'],
  [flag, 'ｙ', 1],
  [flag, 'ＮＯ', 0],
  [judgement, 'ａ', 'approve'],
])('an input method that writes full width says the same: %#', (format, typed, value) => {
  expect(readValue(typed, format, '2026-11-22')).toEqual({ ok: true, value })
})

test.each([
  ['261205', '2026-12-05'],
  ['311122', '2031-11-22'],
  ['211122', '2021-11-22'],
  ['12-05-26', '2012-05-26'],
  ['20120526', '2012-05-26'],
])('six digits say a day near today: %j is %j', (typed, value) => {
  expect(readValue(typed, date, '2026-11-22')).toEqual({ ok: true, value })
})

test.each(['120526', '311123', '211121'])('and are refused where they would not: %j', typed => {
  expect(readValue(typed, date, '2026-11-22')).toMatchObject({
    refusal: { message: msg.invalidDate },
  })
})

test.each([
  ['2026-11-27', '0105', '2027-01-05'],
  ['2026-11-27', '1-5', '2027-01-05'],
  ['2026-11-27', '1122', '2026-11-22'],
  ['2026-11-27', '0601', '2026-06-01'],
  ['2026-11-27', '0526', '2027-05-26'],
  ['2027-01-04', '1230', '2026-12-30'],
  ['2027-12-01', '0229', '2028-02-29'],
])('a day without its year is the nearest of its name: on %s %j is %j', (today, typed, value) => {
  expect(readValue(typed, date, today)).toEqual({ ok: true, value })
})

test.each([
  ['2026-11-27', '0229'],
  ['2027-06-01', '0229'],
  ['2026-11-27', '1340'],
])('and where there is no such day near it is refused: on %s %j', (today, typed) => {
  expect(readValue(typed, date, today)).toMatchObject({ refusal: { message: msg.invalidDate } })
})
