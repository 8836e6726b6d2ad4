import { expect, test } from 'vitest'
import type { SalesOrderTable } from '../../db/schema.ts'
import { changesOf, headChanges } from '../../src/sales/order-changes.ts'

const head = { remarks: 'old;', ship_to: 'S', price_list: 'P' } as SalesOrderTable

test.each([
  [''],
  [';'],
  ['; '],
  [' ; '],
  ['>'],
  ['\\'],
  ['\\\\'],
  ['\\;'],
  ['\\>\\'],
  ['x; line 1>2'],
  ['a\\; due_date >'],
  ['a\nb'],
  ['😀; 急'],
])('a value is read back as it was written: %j', remarks => {
  const after = { ...head, remarks, ship_to: `N>${remarks}`, price_list: null }
  const detail = headChanges(head, after as SalesOrderTable)
  expect(changesOf({ line: null, detail })).toEqual([
    { column: 'remarks', ends: ['old;', remarks] },
    { column: 'ship_to', ends: ['S', `N>${remarks}`] },
    { column: 'price_list', ends: ['P', ''] },
  ])
})

test.each([
  // as books of an earlier version keep it     reads
  [null, []],
  ['due_date 2026-11-23>2026-11-30', [['due_date', '2026-11-23', '2026-11-30']]],
  ['remarks x\\a>y\\', [['remarks', 'x\\a', 'y\\']]],
  [
    'remarks one; two; ; x>a > b; ship_to S>',
    [
      ['remarks', 'one; two; ; x', 'a ', ' b'],
      ['ship_to', 'S', ''],
    ],
  ],
  ['remarks a; constructor b>c', [['remarks', 'a; constructor b', 'c']]],
  ['no field of ours', []],
])('what was written without escapes reads as before: %s', (detail, told) => {
  const found = changesOf({ line: null, detail }).map(({ column, ends }) => [column, ...ends])
  expect(found).toEqual(told)
})

test('a line names its own fields', () => {
  expect(changesOf({ line: 1, detail: 'quantity 5>6' })).toEqual([
    { column: 'quantity', ends: ['5', '6'] },
  ])
})
