import { afterEach, describe, expect, test } from 'vitest'
import { accept } from '../../src/kernel/decision.ts'
import type { Verb } from '../../src/ledger/perform.ts'
import { denied, rightsOf } from '../../src/ledger/rights.ts'
import { menuSecurity } from '../../src/security/menu-security.ts'
import { CtrlD, Enter, F1, F2, F4, F10, signIn, signOut, Tab } from '../support/clerk.ts'
import { addUsers, ask, carryOut, company, saysWhy, today } from '../support/company.ts'
import { addUser, guarded, password } from './door-support.ts'

afterEach(signOut)

describe('36.3.10 says who may use what', () => {
  test('the longest number that fits decides, for the menu as for the verb', async () => {
    const { books } = await guarded()
    const may = await rightsOf(books.db, 'carl')
    const wanted = {
      '7.1.1': true,
      '7.1.2': true,
      '7.1.5': false,
      '7.1.20.13': true,
      '7.1.24': false,
      '7.9.15': false,
      '7.10': false,
      '36.3.1': false,
      '36.3.3': true,
      '99': false,
    } as const
    for (const [number, expected] of Object.entries(wanted)) {
      expect(may(number), number).toBe(expected)
      expect((await denied(books.db, 'carl', number as '7.1')) === undefined, number).toBe(expected)
    }
  })

  test('a right that is taken away while somebody works is missed at the next screen and at the save', async () => {
    const { arrives, books } = await guarded()
    await addUser(books, 'ada', ['admin'])
    const clerk = await arrives('en')
    await clerk.types('carl', Tab, password, F1, '3.2', Enter, F4, '.7.1.1', Enter)
    const admin = await arrives('en')
    await admin.types('ada', Tab, password, F1, '36.3.10', Enter, '7.1.1', Enter, 'n', F1)
    expect(admin.line(22)).toBe('Saved 7.1.1')
    await admin.types(F4, '.36.3.12', Enter, '7', Tab, '7.1.1', F1)
    expect(admin.screen).toMatch(/7\.1\.1 +No +Yes +No +No +No +No/)
    await clerk.types(Enter, 'C001', F1, F1, F1, '10-10000', Enter, '1', F1, F4, F1, F4, Enter)
    expect(clerk.messages).toEqual([9201])
    expect(await books.db.selectFrom('sales_order').select('number').execute()).toEqual([])
  })

  test('an entry that is deleted is decided by the menu above', async () => {
    const books = await company()
    await addUser(books, 'carl', ['clerk'])
    const admin = await signIn('en', { company: books })
    await admin.types('36.3.10', Enter, '7.1.1', Enter, CtrlD, 'y', Enter)
    expect(admin.line(22)).toBe('Record deleted')
    expect((await rightsOf(books.db, 'carl'))('7.1.1')).toBe(false)
  })

  test('the right to an act of a function is entered, deleted and put back, and F2 knows it', async () => {
    const books = await company()
    const admin = await signIn('en', { company: books })
    await admin.types('36.3.10', Enter)
    for (const right of ['7.1.5.1', '7.1.21.1.1', '25.3.4.1', '36.15.1']) {
      await admin.types(right, Enter)
      expect([right, admin.field]).toEqual([right, 'clerk'])
      await admin.types(F1)
      expect(admin.line(22)).toBe(`Saved ${right}`)
    }
    await admin.types('7.1.5.1', Enter, CtrlD, 'y', Enter)
    expect(admin.line(22)).toBe('Record deleted')
    await admin.types('7.1.5.1', Enter, F1)
    expect(admin.line(22)).toBe('Saved 7.1.5.1')
    await admin.types(F2, '7.1.5')
    expect(admin.screen).toMatch(/7\.1\.5 .*\n.*7\.1\.5\.1 +Audit Orders.*\n.*7\.1\.5\.2/)
  })

  test.each([
    ['36.3.10', Tab, 'n', 9220],
    ['36', Tab, 'n', 9220],
    ['7.77', '', '', 9221],
    ['0.1', '', '', 9221],
    ['7%', '', '', 9221],
  ])(
    '%s is refused where it would lock all administrators out, or isn’t there',
    async (menu, ...rest) => {
      const admin = await signIn('en')
      const number = rest.pop() as number
      const [tab, no] = rest as string[]
      const toAdmin = tab === '' ? [] : Array.from({ length: 5 }, () => Tab)
      await admin.types('36.3.10', Enter, menu, Enter, ...toAdmin, no!, F1)
      expect(admin.messages).toContain(number)
    },
  )
})

describe('36.3.1 keeps users', () => {
  test('36.3.2 lists them with what they are', async () => {
    const { books } = await guarded()
    const clerk = await signIn('zh', { company: books })
    await clerk.types('36.3.2', Enter, 'carl', Tab, 'carl', F1)
    expect(clerk.line(4)).toMatch(/^carl +carl X +是 +是 +否 +否 +否 +否 +否/)
  })

  test.each([
    ['Carl', 9218],
    ['1carl', 9218],
    ['../carl', 9218],
    ['陈', 9218],
  ])('%s is no user ID', async (code, number) => {
    const admin = await signIn('en')
    await admin.types('36.3.1', Enter, code, Enter, 'Somebody', F1)
    expect(admin.messages).toEqual([number])
    expect(admin.field).toBe('code')
  })

  test('the last administrator stays one, and who did something is never deleted', async () => {
    const books = await company()
    for (const name of ['ben', 'bert', 'bob', 'cleo', 'dan', 'auditor', 'bench']) {
      await books.db.updateTable('user').set({ admin: 0 }).where('code', '=', name).execute()
    }
    const admin = await signIn('en', { company: books })
    await admin.types('36.3.1', Enter, 'anna', Enter)
    await admin.types(...Array.from({ length: 8 }, () => Tab), 'n', F1)
    expect([admin.field, ...admin.messages]).toEqual(['admin', 9219])
    const other = await signIn('en')
    await other.types('36.3.1', Enter, 'anna', Enter, CtrlD, 'y', Enter)
    expect(other.messages).toEqual([9225])
  })

  test('nor is the last administrator deleted, though they did nothing yet', async () => {
    const books = await company()
    await addUsers(books, 'zed')
    const values = { menu: '36.3.1', manager: 1, admin: 1 }
    await carryOut(books, menuSecurity.save, { values })
    await books.db.updateTable('user').set({ admin: 0 }).where('code', '<>', 'zed').execute()
    const manager = await signIn('en', { company: books })
    await manager.types('36.3.1', Enter, 'zed', F1, CtrlD, 'y', Enter)
    expect(manager.messages).toEqual([9219])
    await books.db.updateTable('user').set({ admin: 1 }).where('code', '=', 'anna').execute()
    await manager.types(CtrlD, 'y', Enter)
    expect(manager.messages).toEqual([22])
  })

  test('one who is no longer active may do nothing, wherever they sit', async () => {
    const books = await company()
    await addUsers(books, 'eve')
    const eve = { ...books, user: 'eve' }
    const clerk = await signIn('en', { company: eve })
    await books.db.updateTable('user').set({ active: 0 }).where('code', '=', 'eve').execute()
    await clerk.types('7.1.24', Enter)
    expect(clerk.messages).toEqual([9201])
    expect((await denied(books.db, 'eve', 'own'))?.refusal.message.number).toBe(9250)
  })

  test('nor reads on in what stands open: no list, no F2, no next record, no other record', async () => {
    const books = await company()
    await addUsers(books, 'eve')
    const eve = { ...books, user: 'eve' }
    const lists = await signIn('en', { company: eve })
    await lists.types('2.1.2', Enter)
    const records = await signIn('en', { company: eve })
    await records.types('1.10.1.1', Enter)
    await books.db.updateTable('user').set({ active: 0 }).where('code', '=', 'eve').execute()
    await lists.types(F1)
    expect([lists.messages, lists.screen.includes('C002')]).toEqual([[9201], false])
    await records.types(F2)
    expect([records.messages, records.field]).toEqual([[9201], 'code'])
    await records.types(F10)
    expect(records.messages).toEqual([9201])
    const other = await signIn('en', { company: books })
    await other.types('2.1.1', Enter)
    await books.db.updateTable('user').set({ active: 0 }).where('code', '=', 'anna').execute()
    await other.types('C002', Enter)
    expect([other.messages, other.field]).toEqual([[9201], 'code'])
  })
})

test('36.3.24 sets how doors are kept', async () => {
  const { arrives, books } = await guarded()
  const admin = await signIn('en', { company: books })
  await admin.types('36.3.24', Enter, '2', Tab, '1', Tab, '2', Tab, '7', F1)
  expect([admin.field, ...admin.messages]).toEqual(['minimum_length', 42])
  await admin.types('8', F1)
  expect(admin.line(22)).toBe('Saved 36.3.24')
  const clerk = await arrives('en')
  await clerk.types('carl', Tab)
  for (const word of ['wrong', 'wrong', password]) await clerk.types(word, F1)
  expect(clerk.messages).toEqual([9204])
})

test('who changed what is in the log under their own name', async () => {
  const { arrives, books } = await guarded()
  const clerk = await arrives('en')
  await clerk.types(
    'carl',
    Tab,
    password,
    F1,
    '1.16',
    Enter,
    'C001',
    Tab,
    'X-1',
    Enter,
    '10-10000',
    F1,
  )
  const last = await books.db
    .selectFrom('operation')
    .select(['created_by', 'screen', 'created_at'])
    .orderBy('number', 'desc')
    .executeTakeFirst()
  expect(last).toMatchObject({ created_by: 'carl', screen: '1.16' })
  expect(last?.created_at.slice(0, 10)).toBe(today)
})

test('a verb that asks for no right does not compile, and does nothing where it does', async () => {
  // @ts-expect-error: without `right` it is no verb
  const open: Verb<null, null, null> = {
    read: async () => null,
    decide: () => accept({ result: null, posting: {} }),
  }
  // @ts-expect-error: a word is no right, and a number is
  const misnamed: Verb<null, null, null> = { ...open, right: 'orders' }
  const books = await company()
  for (const verb of [open, misnamed]) {
    expect(saysWhy(await ask(books, verb, null))).toMatch(/ 9201 /)
  }
})
