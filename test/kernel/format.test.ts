import { expect, test } from 'vitest'
import { choice } from '../../db/dictionary/field.ts'
import { msg } from '../../db/messages.ts'
import { readValue } from '../../src/kernel/format.ts'

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
