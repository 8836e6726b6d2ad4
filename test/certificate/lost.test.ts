import { beforeEach, describe, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { denied, roles } from '../../src/ledger/rights.ts'
import { users } from '../../src/security/users.ts'
import { setHead } from '../sales/ship-support.ts'
import { carryOut, q } from '../support/company.ts'
import {
  allocatedOrder,
  approve,
  as,
  certified,
  certifying,
  issue,
  lose,
  print,
  reissue,
  setControl,
  shipBy,
  status,
  voids,
} from './certificate-support.ts'

let books: Books
let order: string
beforeEach(async () => {
  books = await certifying()
  order = await allocatedOrder(books, [['10-10000', q(10)]])
})

const at = '2026-11-22 10:00'
const ben = () => as(books, 'ben')

/** Brings PC10001 to a state, the way there by anna and ben. */
const reach = async (wanted: string) => {
  await issue(books)
  if (wanted === 'issued') return
  if (wanted === 'voided') {
    await voids(books, 'PC10001')
    return
  }
  await print(books, 'PC10001')
  if (wanted === 'printed') return
  if (wanted === 'shipped') {
    await shipBy(books, 'PC10001')
    return
  }
  await lose(books, 'PC10001')
  if (wanted === 'lost') return
  await approve(ben(), 'PC10001', wanted !== 'void')
  if (wanted === 'reissued') await reissue(books, 'PC10001')
}

const acts = { print, lose, approve, reissue, ship: shipBy, void: voids }

describe('a certificate that stands elsewhere says its own way out', () => {
  const printed = `7514 PC10001 anna ${at}`
  const notPrinted = `7513 PC10001 anna ${at}`
  const notLost = `7516 PC10001 anna ${at}`
  const isLost = `7517 PC10001 anna ${at}`
  const approved = `7518 PC10001 ben ${at}`
  const usedUp = `7519 PC10001 anna ${at}`
  const gone = `7520 PC10001 anna ${at}`
  const decided = `7520 PC10001 ben ${at}`
  const replaced = '7521 PC10001 PC10002'

  test.each<[state: string, says: Partial<Record<keyof typeof acts, string>>]>([
    ['issued', { lose: notPrinted, approve: notPrinted, reissue: notPrinted, ship: notPrinted }],
    [
      'printed',
      { print: printed, approve: notLost, reissue: notLost, void: `7515 PC10001 anna ${at}` },
    ],
    ['lost', { print: isLost, lose: isLost, reissue: isLost, ship: isLost, void: isLost }],
    [
      'approved',
      { print: approved, lose: approved, approve: approved, ship: approved, void: approved },
    ],
    [
      'reissued',
      {
        print: replaced,
        lose: replaced,
        approve: replaced,
        reissue: replaced,
        ship: replaced,
        void: replaced,
      },
    ],
    [
      'void',
      {
        print: decided,
        lose: decided,
        approve: decided,
        reissue: decided,
        ship: decided,
        void: decided,
      },
    ],
    ['voided', { print: gone, lose: gone, approve: gone, reissue: gone, ship: gone, void: gone }],
    [
      'shipped',
      { print: usedUp, lose: usedUp, approve: usedUp, reissue: usedUp, ship: usedUp, void: usedUp },
    ],
  ])('%s', async (state, says) => {
    await reach(state)
    for (const [act, said] of Object.entries(says)) {
      const field = act === 'ship' ? 'order_number' : 'number'
      expect(await acts[act as 'lose'](books, 'PC10001'), act).toBe(`${field} ${said}`)
    }
    expect(await verify(books)).toEqual([])
  })

  test.each(Object.keys(acts))('%s: a number that there is none of', async act => {
    const field = act === 'ship' ? 'order_number' : 'number'
    expect(await acts[act as 'lose'](books, 'NO')).toBe(`${field} 7501 NO`)
  })
})

test('7.9.11.4 prints nothing for an order that is held', async () => {
  const number = await issue(books)
  await setHead(books, order, { action_status: 'HD' })
  expect(await print(books, number)).toBe(`number 623 ${order}`)
  await setHead(books, order, { action_status: null })
  expect(await print(books, number)).toBe('accepted')
})

test('7.9.11.5 asks for the reason', async () => {
  await reach('printed')
  expect(await lose(books, 'PC10001', null)).toBe('reason 41')
  expect(await lose(books, 'PC10001', 'left in the taxi')).toBe('accepted')
})

describe('four eyes', () => {
  test('7.9.11.6: who reported it lost may not approve it', async () => {
    await reach('lost')
    expect(await approve(books, 'PC10001')).toBe('number 7525 PC10001')
    expect(await approve(ben(), 'PC10001')).toBe('accepted')
  })

  test('7.9.11.6: nor make it void', async () => {
    await reach('lost')
    expect(await approve(books, 'PC10001', false)).toBe('number 7525 PC10001')
  })

  test('7.9.11.7: who approved it may not reissue it', async () => {
    await reach('approved')
    expect(await reissue(ben(), 'PC10001')).toBe('number 7527 PC10001')
    expect(await reissue(books, 'PC10001')).toBe('accepted')
  })

  test('7.9.11.7: the person appointed in 7.9.11.24, and nobody else', async () => {
    await setControl(books, { reissue_user: 'cleo' })
    await reach('approved')
    expect(await reissue(books, 'PC10001')).toBe('number 7528 cleo')
    expect(await reissue(as(books, 'cleo'), 'PC10001')).toBe('accepted')
  })
})

test('a reissued certificate stands for the lost one: same goods, once', async () => {
  await reach('reissued')
  const found = await books.db
    .selectFrom('certificate')
    .select(['number', 'status', 'replaces', 'issued_by'])
    .orderBy('number')
    .execute()
  expect(found).toEqual([
    { number: 'PC10001', status: 'void', replaces: null, issued_by: 'anna' },
    { number: 'PC10002', status: 'issued', replaces: 'PC10001', issued_by: 'anna' },
  ])
  expect(await certified(books, order)).toEqual(['10 of 10'])
  expect(await print(books, 'PC10002')).toBe('accepted')
  expect(await shipBy(books, 'PC10001')).toBe('order_number 7521 PC10001 PC10002')
  expect(await shipBy(books, 'PC10002')).toBe('accepted')
  expect(await verify(books)).toEqual([])
})

test('its history says who, when, why, and which other one', async () => {
  await reach('reissued')
  const events = await books.db
    .selectFrom('certificate_event')
    .select(['certificate', 'type', 'created_by', 'reason', 'other'])
    .orderBy('number')
    .execute()
  expect(events.map(one => Object.values(one).join(' '))).toEqual([
    'PC10001 issued anna  ',
    'PC10001 printed anna  ',
    'PC10001 lost anna lost ',
    'PC10001 approved ben lost ',
    'PC10001 reissued anna lost PC10002',
    'PC10002 issued anna lost PC10001',
  ])
})

test('a manager may let a certificate go: the goods stay allocated and may be certified anew', async () => {
  await reach('void')
  expect(await status(books, 'PC10001')).toBe('void')
  expect(await certified(books, order)).toEqual(['0 of 10'])
  expect(await issue(books)).toBe('PC10002')
  expect(await verify(books)).toEqual([])
})

describe('each step is the work of some (R35)', () => {
  const clerk = ['clerk', 'manager']
  test.each<[string, string, readonly string[]]>([
    ['7.9.11.1', 'issue and void', clerk],
    ['7.9.11.2', 'browse', roles],
    ['7.9.11.3', 'history', roles],
    ['7.9.11.4', 'print', clerk],
    ['7.9.11.5', 'report', ['clerk', 'manager', 'warehouse']],
    ['7.9.11.6', 'approve', ['manager']],
    ['7.9.11.7', 'reissue', clerk],
    ['7.9.11.13', 'preview', ['clerk', 'manager', 'warehouse', 'finance']],
    ['7.9.11.24', 'settings', ['manager', 'admin']],
    ['7.9.15', 'ship, or take back', ['warehouse', 'dispatcher', 'manager']],
    ['7.9.15.1', 'ship', ['warehouse']],
    ['7.9.15.2', 'take back', ['dispatcher', 'manager']],
  ])('%s, %s', async (code, _, who) => {
    const may: string[] = []
    for (const role of roles) {
      await carryOut(books, users.save, {
        values: { code: role, name: role, [role]: 1 },
        hash: null,
      })
      if ((await denied(books.db, role, code as '7')) === undefined) may.push(role)
    }
    expect(may.toSorted()).toEqual([...who].sort())
  })
})
