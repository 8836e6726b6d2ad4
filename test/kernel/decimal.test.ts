import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDecimal, showDecimal } from '../../src/kernel/decimal.ts'

test.each([
  ['1,250', 1250_0000],
  ['1,250.00', 1250_0000],
  ['1,250.', 1250_0000],
  ['-1,250', -1250_0000],
  ['+1,250', 1250_0000],
  ['1,250-', -1250_0000],
  ['12,345,678.9', 12_345_678_9000],
  [' 1250.5 ', 1250_5000],
  ['.5', 5000],
  ['5.', 5_0000],
  ['007', 7_0000],
  ['-0', 0],
])('%j is %d', (typed, value) => expect(readDecimal(typed, 4)).toBe(value))

test.each([
  ...['12,50', '1,5', '0,125', ',250', '1,250,', '1,2,3', '1250,000', '1,2500', '1,,250'],
  ...['1.250,00', '1.2,345', '1,250.0,0', ',', '', '.', '-', '+1-', '1 250', '１２', '1.23456'],
])('%j is no number: a comma stands between thousands and nowhere else', typed => {
  expect(readDecimal(typed, 4)).toBeNull()
})

test('what is shown is read again', () => {
  const value = fc.integer({ min: -9e15, max: 9e15 })
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2, 4, 6), fc.boolean(), (kept, scale, grouped) => {
      const shown = showDecimal(kept, { scale, decimals: Math.min(2, scale), grouped })
      expect(readDecimal(shown, scale)).toBe(kept)
    }),
  )
})
