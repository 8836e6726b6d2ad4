import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sum } from '../../src/kernel/arithmetic.ts'
import { totalsOf } from '../../src/sales/totals.ts'

const most = 9_000_000_000_000_000

test('a sum is exact, however large it is on its way', () => {
  expect(sum([most, most - 1, -most])).toBe(most - 1)
  expect(sum([])).toBe(0)
  const amounts = fc.array(fc.integer({ min: -most, max: most }))
  fc.assert(
    fc.property(amounts, some => {
      const exact = some.reduce((total, one) => total + BigInt(one), 0n)
      expect(sum(some)).toBe(Number(exact))
    }),
  )
})

test('an order is totalled exactly too', () => {
  expect(totalsOf([most - 1], -5_000, 1 - most)).toMatchObject({ total: most / 2 })
})
