import { randomUUID } from 'node:crypto'
import { type Ledger, openLedger } from '../../db/open.ts'
import type { StockMoveTable } from '../../db/schema.ts'
import { customerItems, customers, shipTos } from '../../src/customer/customer.ts'
import { priceLists } from '../../src/item/price-list.ts'
import type { Decision } from '../../src/kernel/decision.ts'
import { accept } from '../../src/kernel/decision.ts'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import type { MasterTable } from '../../src/ledger/master.ts'
import { type Performed, perform, type Verb } from '../../src/ledger/perform.ts'
import { roles } from '../../src/ledger/rights.ts'
import { foundCompany } from '../../src/security/found-company.ts'
import { users } from '../../src/security/users.ts'
import { foundedOnce } from './founded.ts'
import { saveOf } from './masters.ts'

/** Quantities and prices of tests: q(1.5) is 15000 ten-thousandths. */
export const q = (amount: number): number => Math.round(amount * 10_000)
/** Money of tests: m(1.5) is 150. */
export const m = (amount: number): number => Math.round(amount * 100)

/** The day on which all tests happen. */
export const today = '2026-11-22'

/** A small company on a fresh ledger, in memory unless a file is named. */
export const company = async (path = ':memory:', { isDemo = true } = {}): Promise<Books> =>
  asClerk(await foundedOnce(`small ${isDemo}`, path, one => fill(asClerk(one), isDemo)))

/** The same company with more in it, which is made once for each name. */
export const companyWith = async (
  name: string,
  more: (books: Books) => Promise<unknown>,
  path = ':memory:',
): Promise<Books> =>
  asClerk(
    await foundedOnce(`small, ${name}`, path, async ledger => {
      const books = asClerk(ledger)
      await fill(books, true)
      await more(books)
    }),
  )

const asClerk = ({ db }: Ledger, user = 'anna'): Books => ({
  db,
  user,
  now: () => new Date(`${today}T10:00:00`),
})

/** The same company's books in another process, or for another clerk. */
export const openCompany = async (path: string, user = 'anna'): Promise<Books> =>
  asClerk(await openLedger(path), user)

/** Carries out a verb with an intent of its own and answers what was decided. */
export const ask = <Input, Facts, Result>(
  books: Books,
  verb: Verb<Input, Facts, Result>,
  input: Input,
): Promise<Decision<Performed<Result>>> =>
  perform(books, verb, input, { id: randomUUID(), screen: 'test' })

/** Carries out a verb that must not be refused, and answers its result. */
export const carryOut = async <Input, Facts, Result>(
  books: Books,
  verb: Verb<Input, Facts, Result>,
  input: Input,
): Promise<Result> => {
  const decision = await ask(books, verb, input)
  if (!decision.ok) throw new Error(saysWhy(decision))
  return decision.value.result
}

/** What a refusal says in short: `field number about`; `accepted` when it is none. */
export const saysWhy = (decision: Decision<unknown>): string => {
  if (decision.ok) return 'accepted'
  const { field, message, about, row } = decision.refusal
  return [row === undefined ? field : `${field}[${row}]`, message.number, ...about].join(' ')
}

/** Puts goods on the shelf (negative: takes them off), as 3.9 and 3.7 do. */
export const putStock = (
  books: Books,
  place: { item: string; site?: string; location?: string; lot?: string },
  quantity: number,
): Promise<null> =>
  carryOut(books, shelve, { site: '10000', location: '200', lot: '', ...place, quantity })

type Shelving = Pick<StockMoveTable, 'item' | 'site' | 'location' | 'lot' | 'quantity'>

const shelve: Verb<Shelving, null, null> = {
  right: '3.9',
  read: async () => null,
  decide: (input, _, moment) =>
    accept({
      result: null,
      posting: {
        moves: [
          {
            ...input,
            type: input.quantity > 0 ? 'RCT-UNP' : 'ISS-UNP',
            effective_date: moment.today,
            order_number: null,
            line: null,
            customer: null,
            price: null,
            amount: null,
            reference: null,
            remarks: null,
          },
        ],
      },
    }),
}

const kept: readonly [Exclude<MasterTable, 'price_list'>, readonly Values[]][] = [
  [
    'site',
    [
      { code: '10000', description: '工厂仓库' },
      { code: '20000', description: '销售公司虚拟库' },
      { code: '30000', description: '旧仓库', active: 0 },
    ],
  ],
  [
    'location',
    [
      { site: '10000', code: '100', description: '原料库' },
      { site: '10000', code: '200', description: '成品库' },
      { site: '10000', code: 'HOLD', description: '待检', available: 0 },
      { site: '20000', code: '200', description: '虚拟成品库' },
    ],
  ],
  [
    'item',
    (
      [
        { code: '10-10000', description: '冷却系统 A12', unit: 'EA', list_price: q(130) },
        { code: '10-20000', description: 'WATER PUMP', unit: 'EA', list_price: q(120) },
        { code: '10-30000', description: '滤芯', unit: 'EA', list_price: q(9.99), lot_control: 1 },
        { code: '10-40000', description: 'HOSE', unit: 'M', list_price: q(3.333) },
        { code: '10-50000', description: 'UNPRICED PART', unit: 'EA' },
        { code: '10-90000', description: '停产件', unit: 'EA', list_price: q(1), active: 0 },
      ] as Values[]
    ).map(item => ({ ...item, site: '10000', location: '200' })),
  ],
  [
    'salesperson',
    [
      { code: 'SP01', name: '王芳' },
      { code: 'SP02', name: 'John Smith' },
    ],
  ],
  ['credit_terms', [{ code: '30', description: '月结30天', due_days: 30 }]],
  ['reason_code', [{ code: 'BACK', description: '客户退回' }]],
  [
    'sales_order_control',
    [{ order_prefix: 'SO', next_order: 10001, ship_lead_days: 1, allocate_days: 7, site: '10000' }],
  ],
]

const buyers: readonly Values[] = (
  [
    {
      code: 'C001',
      name: '北风紧固件有限公司',
      address_1: '港口工业园 12 号',
      city: '宁波',
      country: '中国',
      salesperson: 'SP01',
      site: '10000',
      price_list: 'EAST',
      credit_terms: '30',
      ship_via: 'ROAD',
      remarks: '先电话通知',
    },
    { code: 'C002', name: 'Southwind Ltd', discount: 500, bill_to: 'C001' },
    { code: 'C003', name: 'Late Payers Inc', on_hold: 1 },
    { code: 'C004', name: 'Net Buyers', price_list: 'NET' },
    { code: 'C009', name: 'Gone Ltd', active: 0 },
  ] as Values[]
).map(customer => ({ currency: 'CNY', ...customer }))

interface ListRow {
  readonly list: Values
  readonly breaks: readonly (readonly [minimum: number, price: number])[]
}

const list = (
  code: string,
  item: string,
  dates: readonly [start: string, expire: string | null],
  amount_type: 'L' | 'P',
  ...breaks: ListRow['breaks']
): ListRow => ({
  list: {
    code,
    item,
    amount_type,
    start_date: dates[0],
    expire_date: dates[1],
    currency: 'CNY',
    unit: 'EA',
  },
  breaks,
})

const prices: readonly ListRow[] = [
  list('EAST', '10-20000', ['2026-01-01', '2026-06-30'], 'L', [0, 95]),
  list('EAST', '10-20000', ['2026-07-01', null], 'L', [0, 98], [10, 96.5], [100, 90]),
  list('NET', '10-10000', ['2026-01-01', '2026-12-31'], 'P', [0, 117]),
  list('NET', '10-50000', ['2026-01-01', null], 'P', [5, 7.25]),
]

const stock: readonly (readonly [item: string, location: string, lot: string, quantity: number])[] =
  [
    ['10-10000', '200', '', 100],
    ['10-20000', '200', '', 50],
    ['10-20000', '100', '', 20],
    ['10-30000', '200', 'L1', 30],
    ['10-30000', '200', 'L2', 5],
    ['10-40000', '200', '', 1000.5],
  ]

/** They may do everything, as the tests' first user may. */
const colleagues = ['ben', 'bert', 'bob', 'cleo', 'dan', 'auditor', 'bench']

/** Adds users who may do everything. */
export const addUsers = async (books: Books, ...names: readonly string[]): Promise<void> => {
  const all = Object.fromEntries(roles.map(role => [role, 1]))
  for (const name of names) {
    await carryOut(books, users.save, { values: { code: name, name, ...all }, hash: null })
  }
}

const fill = async (books: Books, isDemo: boolean) => {
  await carryOut(books, foundCompany, {
    company: { id: 1, name: '样板公司', currency: 'CNY', is_demo: isDemo ? 1 : 0 },
    user: { code: books.user, name: books.user },
    hash: null,
  })
  await addUsers(books, ...colleagues)
  for (const [table, rows] of kept) {
    for (const values of rows) await carryOut(books, saveOf(table), { values })
  }
  for (const { list: values, breaks } of prices) {
    const rows = breaks.map(([minimum, price]) => ({
      minimum_quantity: q(minimum),
      price: q(price),
    }))
    await carryOut(books, priceLists.save, { values, rows })
  }
  for (const values of buyers) await carryOut(books, customers.save, { values })
  const harbour = {
    customer: 'C001',
    code: 'S1',
    name: '二号仓',
    address_1: '码头路 5 号',
    city: '舟山',
  }
  await carryOut(books, shipTos.save, { values: harbour })
  const own = { customer: 'C001', customer_item: 'NW-77', item: '10-20000' }
  await carryOut(books, customerItems.save, { values: own })
  for (const [item, location, lot, quantity] of stock) {
    await putStock(books, { item, location, lot }, q(quantity))
  }
}
