import { expect, test } from 'vitest'
import { choice, code, count, date, flag, quantity, text } from '../../db/dictionary/field.ts'
import { formatWords } from '../../src/kernel/format-words.ts'

test.each([
  [code(8), '代码, 最宽 8 格, 存为大写', 'A code, up to 8 cells, kept in capitals'],
  [text(36), '文字, 最宽 36 格', 'Text, up to 36 cells'],
  [count(3), '整数', 'A whole number'],
  [
    quantity(9, { signed: true }),
    '数, 最多 4 位小数, 可为负',
    'A number, up to 4 decimals, may be negative',
  ],
  [
    date,
    '日期: 2026-11-22, 1122 (最近的一天), 11/22/26, t 为今天, +3',
    'A date: 2026-11-22, 1122 (the nearest one), 11/22/26, t for today, +3',
  ],
  [flag, 'y 或 n', 'y or n'],
  [choice({ L: ['单价', 'List'] }), '', ''],
] as const)('help says how %j is typed: %s', (format, zh, en) => {
  expect([formatWords(format, 'zh'), formatWords(format, 'en')]).toEqual([zh, en])
})
