import { beforeEach, describe, expect, test } from 'vitest'
import type { PageAsk, Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { orderEventPage } from '../../src/sales/order-event-page.ts'
import { orderHistoryPage } from '../../src/sales/order-history-page.ts'
import { q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { wholeList } from '../support/whole-list.ts'
import { auditing, change } from './life-support.ts'

let books: Books
let number: string
beforeEach(async () => {
  books = await auditing()
  const held = { action_status: 'HD', remarks: 'one; two > three' }
  number = (await enterOrder(books, 'C001', [['10-10000', q(4)]], held)).number
})

const all = wholeList(99)

const details = async (language: 'zh' | 'en') =>
  (await orderHistoryPage(books, { ...all, language }))
    .map(({ type, detail }) => `${type}: ${detail}`)
    .filter(one => !one.endsWith('null'))

describe('what a change was is told in words, as fields show it', () => {
  beforeEach(async () => {
    const head = { partial_ok: 0, due_date: '2026-12-01', remarks: 'quantity 5>6; a > b' }
    await change(books, number, head, { quantity: q(99.5), reason: null })
  })

  test.each([
    [
      'en',
      'held: By Hand',
      'changed: Due Date 2026-11-23 > 2026-12-01; Remarks one; two > three > quantity 5>6; a > b; Partial OK Yes > No',
      'changed: Qty Ordered 4.0 > 99.5',
    ],
    [
      'zh',
      'held: 人工冻结',
      'changed: 截止日期 2026-11-23 > 2026-12-01; 备注 one; two > three > quantity 5>6; a > b; 可部分发货 是 > 否',
      'changed: 已订购量 4.0 > 99.5',
    ],
  ] as const)('in %s', async (language, ...said) => {
    expect(await details(language)).toEqual(said)
  })
})

test('words that look like a change are none, and are found as they were typed', async () => {
  const remarks = 'X\\new\\; due_date 2026-11-23>2027-03-31; discount 0>5000 \\'
  await change(books, number, { remarks, partial_ok: 0 })
  expect((await details('en')).at(-1)).toBe(
    `changed: Remarks one; two > three > ${remarks}; Partial OK Yes > No`,
  )
  for (const search of ['2026-11-23>2027-03-31;', 'x\\new\\;', '>X']) {
    const found = await orderHistoryPage(books, { ...all, search, language: 'en' })
    expect(found.map(one => one['type'])).toEqual(['changed'])
  }
})

describe('an event by itself', () => {
  const told = async (event: Values, language: 'zh' | 'en', ask: Partial<PageAsk> = {}) =>
    (
      await orderEventPage(books, {
        ...all,
        ranges: { number: { from: event['number']!, to: event['number']! } },
        language,
        ...ask,
      })
    ).map(({ what, value }) => `${what ?? ''}: ${value}`)

  const last = async (type: string) =>
    (await orderHistoryPage(books, all)).findLast(one => one['type'] === type)!

  test('says all of it, a field in each row, and long words in as many as they need', async () => {
    await change(books, number, { remarks: 'x'.repeat(40), partial_ok: 0 }, { quantity: q(99.5) })
    expect(await told(await last('changed'), 'zh')).toEqual([
      '订单: SO10001',
      '事件: 修改',
      '过账时间: 2026-11-22 10:00',
      '录入人: anna',
      '行: 1',
      '数量变化: 95.5',
      '价格: 130.00',
      '金额变化: 12,415.00',
      '已订购量: 4.0 > 99.5',
    ])
  })

  test('words that are longer than their row go on in the next one', async () => {
    await change(books, number, { remarks: '请'.repeat(20) })
    expect((await told(await last('changed'), 'en')).slice(-2)).toEqual([
      `Remarks: one; two > three > ${'请'.repeat(14)}`,
      `: ${'请'.repeat(6)}`,
    ])
  })

  test('and they are paged as they stand, event after event', async () => {
    const forward = await orderEventPage(books, { ...all, language: 'en' })
    for (const limit of [1, 3, 7]) {
      const found: Values[] = []
      for (;;) {
        const beyond = found.at(-1) ?? null
        const page = await orderEventPage(books, { ...all, language: 'en', beyond, limit })
        if (page.length === 0) break
        found.push(...page)
      }
      expect(found).toEqual(forward)
      const beyond = forward.at(-1)!
      const back = { ...all, language: 'en', beyond, limit, direction: 'backward' } as const
      expect(await orderEventPage(books, back)).toEqual(forward.slice(-1 - limit, -1))
    }
  })
})
