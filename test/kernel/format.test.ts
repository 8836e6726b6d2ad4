import { expect, test } from 'vitest'
import { choice, code, date, instant, quantity } from '../../db/dictionary/field.ts'
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
      about: [['approve 批准, refuse 否决, return 退回, re 短', 'approve, refuse, return, re']],
    },
  })
})

test.each([
  ['HM46-2609', code(18), 9, 'HM46-2609'],
  ['HM46-2609', code(18), 8, 'HM46-26…'],
  ['深沟球轴承 6204', code(40), 14, '深沟球轴承 62…'],
  ['深沟球轴承 6204', code(40), 6, '深沟… '],
  ['2026-11-22', date, 8, '26-11-22'],
  ['2026-11-22T10:00:00.000Z', instant, 10, '2026-11-22'],
  [123456780000, quantity(), 10, '12345678.0'],
  [123456780000, quantity(), 9, '#########'],
] as const)(
  'what a column cuts is marked, times of a day and numbers are never cut: %j in %j',
  (value, format, width, text) => {
    expect(columnText(value, format, width, 'en')).toBe(text)
  },
)
