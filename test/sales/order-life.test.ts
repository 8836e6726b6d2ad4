import { beforeEach, describe, expect, test } from 'vitest'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { readConfirmation } from '../../src/sales/confirm-order.ts'
import { printNotes } from '../../src/sales/note-paper.ts'
import { orderDeskPage } from '../../src/sales/order-desk.ts'
import { ordersPage } from '../../src/sales/orders-page.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { as, issue, setControl } from '../certificate/certificate-support.ts'
import { Enter, F1, signIn, signOut } from '../support/clerk.ts'
import { ask, carryOut, q } from '../support/company.ts'
import { answer, enterOrder, openedOrder, rowFor, typedOrder } from '../support/order-entry.ts'
import { wholeList } from '../support/whole-list.ts'
import { wrongIn } from '../support/wrong-in.ts'
import {
  audit,
  auditing,
  change,
  confirm,
  judge,
  live,
  setKeyCustomer,
  setRules,
} from './life-support.ts'
import { noted, receive, sign } from './note-support.ts'
import { allocate, ship } from './ship-support.ts'

let books: Books
let boss: Books
beforeEach(async () => {
  books = await auditing()
  boss = as(books, 'ben')
})

const enter = async (...[pieces = 10, more = {}]: [number?, object?]) =>
  (await enterOrder(books, 'C001', [['10-10000', q(pieces)]], more as never)).number

/** Where 7.1.2 says an order stands. */
const stands = async (number: string) => {
  const range = { from: number, to: number }
  const ask = {
    ranges: { number: range },
    search: '',
    beyond: null,
    direction: 'forward',
    limit: 9,
  } as const
  const [row] = await ordersPage(books, ask)
  return row!['state']
}

const history = async (number: string) =>
  (
    await books.db
      .selectFrom('order_event')
      .select(['type', 'line', 'created_by', 'reason'])
      .where('order_number', '=', number)
      .orderBy('number')
      .execute()
  ).map(({ type, line, created_by, reason }) =>
    [type, line, created_by, reason].filter(one => one !== null).join(' '),
  )

test('from entry to archive, every step with who and why', async () => {
  const number = await enter()
  expect(await stands(number)).toBe('entered')
  expect(await audit(boss, number)).toBe('accepted')
  expect(await stands(number)).toBe('audited')
  expect(await confirm(books, number)).toBe('accepted')
  expect(await stands(number)).toBe('confirmed')
  expect(await allocate(books, number, { line: 1, quantity: q(10) })).toBe('accepted')
  expect(await stands(number)).toBe('in work')
  expect(await ship(books, number, { line: 1, quantity: q(6) })).toBe('accepted')
  expect(await live(boss, 'close', number, { reason: 'rest not wanted' })).toBe('accepted')
  expect(await stands(number)).toBe('settled')
  expect(await live(books, 'archive', number, { reason: null })).toBe('accepted')
  expect(await stands(number)).toBe('archived')
  expect(await history(number)).toEqual([
    'entered anna',
    'entered 1 anna',
    'audited ben',
    'confirmed 1 anna',
    'allocated 1 anna',
    'shipped 1 anna',
    'allocated 1 ben rest not wanted',
    'closed 1 ben rest not wanted',
    'archived anna',
  ])
  const stock = await books.db
    .selectFrom('stock')
    .select('allocated')
    .where('item', '=', '10-10000')
    .execute()
  expect(stock).toEqual([{ allocated: 0 }])
  expect(await wrongIn(books)).toEqual([])
})

test('what is stopped frees what it held, and goes on where it was', async () => {
  const number = await enter()
  await audit(boss, number)
  await confirm(books, number)
  await allocate(books, number, { line: 1, quantity: q(4) })
  expect(await live(boss, 'stop', number)).toBe('accepted')
  expect(await stands(number)).toBe('stopped')
  expect(await allocate(books, number, { line: 1, quantity: q(4) })).toBe(
    `order_number 7602 ${number}`,
  )
  expect(await ship(books, number, { line: 1, quantity: q(4) })).toBe(`order_number 7602 ${number}`)
  expect(await change(books, number, { remarks: 'x' })).toBe(`number 7602 ${number}`)
  expect(await confirm(books, number)).toBe(`order_number 7602 ${number}`)
  expect(await live(boss, 'resume', number)).toBe('accepted')
  expect(await stands(number)).toBe('confirmed')
  expect(await allocate(books, number, { line: 1, quantity: q(4) })).toBe('accepted')
  expect(await live(boss, 'release', number)).toBe('accepted')
  expect(await live(boss, 'cancel', number)).toBe('accepted')
  expect(await stands(number)).toBe('cancelled')
  expect(await wrongIn(books)).toEqual([])
})

describe('the audit', () => {
  test('comes first, and ends with what is changed before the confirmation', async () => {
    const number = await enter()
    expect(await confirm(books, number)).toBe(`order_number 7604 ${number}`)
    expect(await audit(books, number)).toBe('accepted')
    expect(await audit(books, number)).toBe(`order_number 7603 ${number}`)
    expect(await change(books, number)).toBe('accepted')
    expect(await stands(number)).toBe('audited')
    expect(await change(books, number, { remarks: 'by truck' })).toBe('accepted')
    expect(await stands(number)).toBe('entered')
    expect(await confirm(books, number)).toBe(`order_number 7604 ${number}`)
    expect(await audit(boss, number)).toBe('accepted')
    expect(await confirm(books, number)).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
  })

  test.each([
    ['a line more', (lines: Values[], more: Values) => [...lines, more]],
    ['a line in the place of another', (lines: Values[], more: Values) => [lines[0]!, more]],
    ['a line less', (lines: Values[]) => lines.slice(0, 1)],
  ])('ends with %s', async (_, changed) => {
    const { number } = await enterOrder(books, 'C001', [
      ['10-10000', q(1)],
      ['10-20000', q(1)],
    ])
    await audit(boss, number)
    const { order, lines } = await openedOrder(books, number)
    const more = await rowFor(books, order, lines, { item: '10-40000', quantity: q(3) })
    await carryOut(books, saveOrder, { order, lines: changed([...lines], more) })
    expect(await stands(number)).toBe('entered')
    expect(await wrongIn(books)).toEqual([])
    await audit(boss, number)
    expect(await stands(number)).toBe('audited')
    expect(await wrongIn(books)).toEqual([])
  })

  test('an order that says it is confirmed is not, before it was audited', async () => {
    const number = await enter(1, { confirmed: 1 })
    expect(await stands(number)).toBe('entered')
    expect(await allocate(books, number, { line: 1, quantity: q(1) })).toBe(
      `order_number 621 ${number}`,
    )
  })

  test('a second person audits from an amount on, in other currencies, and for key customers', async () => {
    await setRules(books, { audit_required: 0, second_check_amount: 130_000 })
    const [small, large] = [await enter(9.99), await enter(10)]
    expect(await confirm(books, small)).toBe(`order_number 7240 ${small}`)
    expect(await audit(books, large)).toBe(`order_number 7605 ${large}`)
    expect(await audit(boss, large)).toBe('accepted')
    await setKeyCustomer(books, 'C001')
    const key = await enter(1)
    expect(await audit(books, key)).toBe(`order_number 7605 ${key}`)
    // Whoever touched it is no second person either.
    expect(await change(boss, key, { remarks: 'urgent' })).toBe('accepted')
    expect(await audit(boss, key)).toBe(`order_number 7605 ${key}`)
    // Who saved it as it was has not.
    expect(await change(as(books, 'cleo'), key, {})).toBe('accepted')
    expect(await audit(as(books, 'cleo'), key)).toBe('accepted')
  })

  test.each<[what: string, rows: [item: string, pieces: number][], head: Values]>([
    [
      'goods and as much that comes back',
      [
        ['10-10000', 10],
        ['10-10000', -10],
      ],
      {},
    ],
    ['only what comes back', [['10-10000', -10]], {}],
    ['a discount of all', [['10-10000', 10]], { discount: 10_000 }],
    ['less than no freight', [['10-10000', 10]], { freight: -130_000 }],
  ])('a second person audits whatever makes its total small: %s', async (_, typed, head) => {
    await setRules(books, { audit_required: 0, second_check_amount: 100_000 })
    const rows = typed.map(([item, pieces]) => [item, q(pieces)] as const)
    const input = await typedOrder(books, 'C001', rows, { confirmed: 0, ...head })
    const { number } = await carryOut(books, saveOrder, input)
    expect(await confirm(books, number)).toBe(`order_number 7604 ${number}`)
    expect(await audit(books, number)).toBe(`order_number 7605 ${number}`)
    const opened = await answer(books, readConfirmation, { values: { order_number: number } })
    expect(opened.records!['confirmation']).toMatchObject({ next: 'audit' })
    const all = wholeList(9)
    expect(await orderDeskPage(books, all)).toMatchObject([{ number, waits_for: 'audit' }])
    expect(await audit(boss, number)).toBe('accepted')
  })

  test.each<[string, Values, pieces: number, customer: string, waits: string, head?: Values]>([
    ['nothing asks for it', {}, 10, 'C001', 'confirm'],
    ['all orders need it', { audit_required: 1 }, 1, 'C001', 'audit'],
    ['less than the amount', { second_check_amount: 130_001 }, 10, 'C001', 'confirm'],
    ['the amount', { second_check_amount: 130_000 }, 10, 'C001', 'audit'],
    ['a key customer', {}, 1, 'C002', 'audit'],
    ['another currency', { second_check_amount: 999_999 }, 1, 'C001', 'audit', { currency: 'USD' }],
  ])(
    'the desk and 7.1.5 say the same of it: %s',
    async (_, rules, pieces, customer, waits, head = {}) => {
      await setRules(books, { audit_required: 0, ...rules })
      await setKeyCustomer(books, 'C002')
      const line: [string, number][] = [['10-10000', q(pieces)]]
      const typed = await typedOrder(books, customer, line, { confirmed: 0, ...head })
      const priced = typed.lines.map(one => ({
        ...one,
        list_price: q(130),
        discount: 0,
        price: q(130),
        price_source: 'manual',
      }))
      const { number } = await carryOut(books, saveOrder, { ...typed, lines: priced })
      const opened = await answer(books, readConfirmation, { values: { order_number: number } })
      expect(opened.records!['confirmation']).toMatchObject({ next: waits })
      const all = wholeList(9)
      expect(await orderDeskPage(books, all)).toMatchObject([{ number, waits_for: waits }])
    },
  )

  test.each<[string, string, (number: string) => Promise<unknown>]>([
    ['an unknown order', 'order_number 609 SO1', async () => {}],
    ['changed meanwhile', 'order_number 666', number => change(books, number, { remarks: 'x' })],
    ['held', 'order_number 623', number => change(books, number, { action_status: 'HD' })],
    ['stopped', 'order_number 7602', number => live(boss, 'stop', number)],
    ['cancelled', 'order_number 7105', number => live(boss, 'cancel', number)],
  ])('is refused: %s', async (_, said, before) => {
    const number = await enter()
    await before(number)
    const asked = said.includes('SO1') ? 'SO1' : number
    const head: Values = said.endsWith('666') ? { version: 1 } : {}
    expect(await audit(boss, asked, head)).toBe(said.includes('SO1') ? said : `${said} ${number}`)
  })
})

describe('what is done to an order as a whole', () => {
  const states = {
    entered: async () => enter(),
    confirmed: async () => {
      const number = await enter()
      await audit(boss, number)
      await confirm(books, number)
      return number
    },
    reserved: async () => {
      const number = await states.confirmed()
      await allocate(books, number, { line: 1, quantity: q(10) })
      return number
    },
    shipped: async () => {
      const number = await states.reserved()
      await ship(books, number, { line: 1, quantity: q(10) })
      return number
    },
    archived: async () => {
      const number = await states.shipped()
      await live(books, 'archive', number)
      return number
    },
    stopped: async () => {
      const number = await states.confirmed()
      await live(boss, 'stop', number)
      return number
    },
    cancelled: async () => {
      const number = await states.entered()
      await live(boss, 'cancel', number)
      return number
    },
  }

  test.each<[act: Parameters<typeof live>[1], from: keyof typeof states, said: number]>([
    ['release', 'entered', 7609],
    ['release', 'shipped', 7104],
    ['release', 'stopped', 7602],
    ['close', 'entered', 7610],
    ['close', 'reserved', 7610],
    ['close', 'shipped', 7104],
    ['close', 'archived', 7601],
    ['stop', 'shipped', 7104],
    ['stop', 'stopped', 7602],
    ['stop', 'cancelled', 7105],
    ['resume', 'confirmed', 7611],
    ['resume', 'archived', 7601],
    ['cancel', 'cancelled', 7105],
    ['cancel', 'shipped', 7104],
    ['cancel', 'archived', 7601],
    ['archive', 'entered', 7612],
    ['archive', 'reserved', 7612],
    ['archive', 'archived', 7601],
    ['archive', 'stopped', 7602],
  ])('%s of an order that is %s is refused', async (act, from, said) => {
    const number = await states[from]()
    expect(await live(boss, act, number)).toBe(`order_number ${said} ${number}`)
  })

  test.each<[act: Parameters<typeof live>[1], from: keyof typeof states]>([
    ['stop', 'entered'],
    ['stop', 'reserved'],
    ['cancel', 'reserved'],
    ['cancel', 'stopped'],
  ])('%s of an order that is %s asks why', async (act, from) => {
    const number = await states[from]()
    expect(await live(boss, act, number, { reason: null })).toBe('reason 7356')
    expect(await live(boss, act, number)).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
  })

  test('what came in between is noticed; an unknown order is refused', async () => {
    const number = await states.entered()
    expect(await live(boss, 'stop', number, { version: 7 })).toBe(`order_number 666 ${number}`)
    expect(await live(boss, 'stop', 'SO1')).toBe('order_number 609 SO1')
  })

  test('an order is archived when what was delivered is signed for', async () => {
    const number = await states.shipped()
    const note = await noted(books, number)
    expect(await live(boss, 'archive', number)).toBe(`order_number 7613 ${number} ${note}`)
    await sign(books, note)
    expect(await live(boss, 'archive', number)).toBe(`order_number 7613 ${number} ${note}`)
    await ask(books, printNotes, { number: { from: note, to: note } })
    await receive(books, note)
    expect(await live(boss, 'archive', number)).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
  })

  test.each<[from: keyof typeof states, said: number]>([
    ['archived', 7601],
    ['stopped', 7602],
    ['cancelled', 7105],
  ])(
    'an order that is %s is not changed, audited, confirmed, allocated or shipped',
    async (from, said) => {
      const number = await states[from]()
      const line = { line: 1, quantity: q(1) }
      expect([
        await change(books, number, { remarks: 'x' }),
        await audit(boss, number),
        await confirm(books, number),
        await allocate(books, number, line),
        await ship(books, number, line),
      ]).toEqual(
        ['number', ...Array(4).fill('order_number')].map(field => `${field} ${said} ${number}`),
      )
      expect(await wrongIn(books)).toEqual([])
    },
  )

  test('a request to change an order is judged before nothing can be written of it any more', async () => {
    const number = await states.confirmed()
    await change(books, number, {}, { quantity: q(9) })
    expect(await live(boss, 'cancel', number)).toBe(`order_number 7622 ${number} anna 1`)
    await judge(boss, 1, 'refuse')
    expect(await live(boss, 'cancel', number)).toBe('accepted')
    const settled = await states.shipped()
    await change(books, settled, { remarks: 'by truck' })
    expect(await live(boss, 'archive', settled)).toBe(`order_number 7622 ${settled} anna 2`)
    await judge(books, 2, 'withdraw')
    expect(await live(boss, 'archive', settled)).toBe('accepted')
    expect(await wrongIn(books)).toEqual([])
  })

  test.each(['confirmed', 'entered'])(
    'what was shipped and came back whole is closed, even where the order is %s again',
    async state => {
      const number = await states.confirmed()
      await ship(books, number, { line: 1, quantity: q(5) })
      await ship(books, number, { line: 1, quantity: q(-5) })
      if (state === 'entered') {
        await setRules(books, { audit_required: 0, change_approval: 0 })
        expect(await change(books, number, {}, { confirmed: 0 })).toBe('accepted')
      }
      expect(await stands(number)).toBe(state)
      expect(await live(boss, 'cancel', number)).toBe(`order_number 604 ${number}`)
      expect(await live(boss, 'close', number)).toBe('accepted')
      expect(await stands(number)).toBe('settled')
      expect(await wrongIn(books)).toEqual([])
    },
  )

  test('what is shipped in part is not cancelled, what stands on a certificate is not freed', async () => {
    await setControl(books)
    const number = await states.reserved()
    const paper = await issue(books)
    for (const act of ['release', 'stop', 'cancel'] as const) {
      expect(await live(boss, act, number)).toBe(`order_number 7535 ${number} ${paper}`)
    }
    const other = await states.confirmed()
    await ship(books, other, { line: 1, quantity: q(3) })
    expect(await live(boss, 'cancel', other)).toBe(`order_number 604 ${other}`)
  })
})

test.each([
  ['stopped', 7602, 'Stopped', (number: string) => live(boss, 'stop', number)],
  ['cancelled', 7105, 'Cancelled', (number: string) => live(boss, 'cancel', number)],
] as const)(
  'an order that is %s says so when it is opened, and goes no further',
  async (...[, why, word, bring]) => {
    const number = await enter()
    await bring(number)
    const clerk = await signIn('en', { company: books })
    await clerk.types('7.1.1', Enter, number, F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['number', 7639, why])
    expect(clerk.line(23)).toContain(`> ${word}`)
    signOut()
  },
)

test('F1 on the key of 7.1.13 goes to what is asked, and finds no fault with it yet', async () => {
  const number = await enter()
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.13', Enter, number, F1)
  expect([clerk.field, ...clerk.messages]).toEqual(['action_status'])
  await clerk.types(F1)
  expect([clerk.field, ...clerk.messages]).toEqual(['initials', 40])
  signOut()
})
