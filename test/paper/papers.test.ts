import { expect, test } from 'vitest'
import type { Values } from '../../src/kernel/entry.ts'
import { papersPage } from '../../src/paper/papers.ts'
import { orderPapers } from '../../src/sales/order-paper.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

const page = papersPage(orderPapers, async () => 30)
const ask = { ranges: {}, search: '', language: 'zh' } as const

test('papers are walked through line by line, forward and back, in steps of any size', async () => {
  const books = await company()
  const typed = Array.from({ length: 9 }, () => ['10-10000', q(1)] as const)
  for (let n = 0; n < 3; n += 1) await enterOrder(books, 'C001', typed)
  const walk = async (direction: 'forward' | 'backward', limit: number) => {
    const found: Values[] = []
    let beyond: Values | null = null
    for (;;) {
      const rows: readonly Values[] = await page(books, { ...ask, beyond, direction, limit })
      if (direction === 'forward') found.push(...rows)
      else found.unshift(...rows)
      if (rows.length < limit) return found
      beyond = (direction === 'forward' ? rows.at(-1) : rows[0]) ?? null
    }
  }
  const whole = await walk('forward', 1000)
  expect(whole.filter(row => String(row['text']).includes('页 2/2'))).toHaveLength(3)
  for (const limit of [7, 20, 61]) {
    expect(await walk('forward', limit)).toEqual(whole)
    expect(await walk('backward', limit)).toEqual(whole)
  }
})
