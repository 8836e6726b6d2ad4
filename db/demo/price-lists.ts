import type { Day, PriceBreakTable, PriceListTable } from '../schema.ts'
import { items } from './items.ts'

interface List {
  readonly code: string
  readonly currency: string
  readonly item: string
  readonly from: Day
  readonly to?: Day
  readonly type?: 'L' | 'P'
  /** From which quantity, at which price; both in ten-thousandths. */
  readonly breaks: readonly (readonly [number, number])[]
}

const lists: readonly List[] = [
  // An order of 1 April takes 98.00, whatever came before or comes later.
  {
    code: 'STD',
    currency: 'CNY',
    item: '10-10000',
    from: '2026-01-01',
    to: '2026-03-31',
    breaks: [[0, 102_0000]],
  },
  { code: 'STD', currency: 'CNY', item: '10-10000', from: '2026-04-01', breaks: [[0, 98_0000]] },
  {
    code: 'STD',
    currency: 'CNY',
    item: '10-10010',
    from: '2026-01-01',
    breaks: [
      [0, 238_0000],
      [10_0000, 229_0000],
    ],
  },
  { code: 'STD', currency: 'CNY', item: '10-10100', from: '2026-01-01', breaks: [[0, 380_0000]] },
  {
    code: 'STD',
    currency: 'CNY',
    item: '20-20000',
    from: '2026-01-01',
    breaks: [
      [0, 12_5000],
      [100_0000, 11_8000],
      [500_0000, 11_0000],
    ],
  },
  {
    code: 'STD',
    currency: 'CNY',
    item: '20-20010',
    from: '2026-01-01',
    breaks: [
      [0, 14_8000],
      [100_0000, 13_9000],
      [500_0000, 12_9500],
    ],
  },
  {
    code: 'STD',
    currency: 'CNY',
    item: '30-30000',
    from: '2026-01-01',
    breaks: [
      [0, 3500],
      [1000_0000, 3150],
      [10000_0000, 2875],
    ],
  },
  { code: 'STD', currency: 'CNY', item: '50-50000', from: '2026-07-01', breaks: [[0, 699_0000]] },
  {
    code: 'KEY',
    currency: 'CNY',
    item: '10-10000',
    from: '2026-04-01',
    type: 'P',
    breaks: [
      [0, 95_0000],
      [100_0000, 92_5000],
    ],
  },
  {
    code: 'KEY',
    currency: 'CNY',
    item: '10-10100',
    from: '2026-01-01',
    type: 'P',
    breaks: [[0, 352_0000]],
  },
  {
    code: 'KEY',
    currency: 'CNY',
    item: '20-20000',
    from: '2026-01-01',
    type: 'P',
    breaks: [[0, 10_8000]],
  },
  {
    code: 'KEY',
    currency: 'CNY',
    item: '50-50010',
    from: '2026-01-01',
    type: 'P',
    breaks: [[0, 1150_0000]],
  },
  {
    code: 'EXP',
    currency: 'USD',
    item: '10-10000',
    from: '2020-01-01',
    breaks: [
      [0, 18_5000],
      [50_0000, 17_9000],
    ],
  },
  { code: 'EXP', currency: 'USD', item: '20-20200', from: '2020-01-01', breaks: [[0, 39_0000]] },
  { code: 'EXP', currency: 'USD', item: '30-30100', from: '2020-01-01', breaks: [[0, 22_0000]] },
  { code: 'EXP', currency: 'USD', item: '50-50200', from: '2020-01-01', breaks: [[0, 289_0000]] },
]

const unitOf = new Map(items.map(item => [item.code, item.unit]))
const key = ({ code, currency, item, from }: List) => ({
  code,
  currency,
  item,
  unit: unitOf.get(item) ?? 'EA',
  start_date: from,
})

const named: Record<string, string> = {
  STD: '标准价格',
  KEY: '重点客户净价',
  EXP: 'Export, ex works',
}

export const priceLists: readonly PriceListTable[] = lists.map(list => ({
  ...key(list),
  expire_date: list.to ?? null,
  description: named[list.code] ?? null,
  amount_type: list.type ?? 'L',
}))

export const priceBreaks: readonly PriceBreakTable[] = lists.flatMap(list =>
  list.breaks.map(([minimum_quantity, price]) => ({ ...key(list), minimum_quantity, price })),
)
