import { expect, test } from 'vitest'
import { pageOf } from '../../src/kernel/page-of.ts'

const rows = [1, 2, 3, 4, 5].map(number => ({ number }))
const page = (beyond: number | null, direction: 'forward' | 'backward', limit = 2) =>
  pageOf(rows, { beyond: beyond === null ? null : rows[beyond - 1]!, direction, limit }).map(
    ({ number }) => number,
  )

test.each([
  // after        way         page
  [null, 'forward', [1, 2]],
  [2, 'forward', [3, 4]],
  [5, 'forward', []],
  [null, 'backward', [4, 5]],
  [4, 'backward', [2, 3]],
  [1, 'backward', []],
] as const)('beyond %s, %s: %j', (beyond, direction, found) => {
  expect(page(beyond, direction)).toEqual(found)
})

test('a row that is none of them is our own mistake, and no first page', () => {
  for (const direction of ['forward', 'backward'] as const) {
    expect(() => pageOf(rows, { beyond: { number: 2 }, direction, limit: 2 })).toThrow('page')
  }
})
