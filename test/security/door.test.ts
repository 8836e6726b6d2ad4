import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { hashPassword, standard } from '../../src/security/password.ts'
import { users } from '../../src/security/users.ts'
import {
  Backspace,
  Enter,
  F1,
  F2,
  F4,
  F6,
  F7,
  F8,
  ShiftTab,
  signOut,
  Tab,
} from '../support/clerk.ts'
import { carryOut } from '../support/company.ts'
import { addUser, cheap, guarded, password } from './door-support.ts'

afterEach(signOut)

test('the first screen asks who is there, in Chinese and in English', async () => {
  const { arrives } = await guarded()
  const clerk = await arrives('zh')
  await clerk.types('carl', Tab, 'sesame')
  expect(clerk.screen).toMatchInlineSnapshot(`
    " mglogin                              登录                           2026-11-22
    ┌────────────────────────────────── 样板公司 ──────────────────────────────────┐
    │ 用户: carl                                                                   │
    │ 密码: ******                                                                 │
    └──────────────────────────────────────────────────────────────────────────────┘


















    F1执行 2提示 3插入 4结束 7重复 8清除"
  `)
  const other = await arrives('en')
  expect(other.screen).toMatchInlineSnapshot(`
    " mglogin                            Sign In                          2026-11-22
    ┌────────────────────────────────── 样板公司 ──────────────────────────────────┐
    │  User ID:                                                                    │
    │ Password:                                                                    │
    └──────────────────────────────────────────────────────────────────────────────┘


















    F1=Go 2=Help 3=Ins 4=End 7=Rcl 8=Clr"
  `)
})

test('name and password let in, to the menu of what the user may do', async () => {
  const { arrives } = await guarded()
  const clerk = await arrives('en')
  await clerk.types('Carl', Enter, password, Enter)
  expect(clerk.line(22)).toBe('Welcome, carl X; this is your first sign-in')
  await clerk.types('7', Enter)
  expect(clerk.screen).toContain('Sales Orders')
  await clerk.types('9', Enter)
  expect(clerk.screen).toContain('Delivery Notes')
  expect(clerk.screen).not.toContain('Sales Order Shipments')
  await clerk.types('.7.9.15', Enter)
  expect(clerk.messages).toEqual([9201])
  await clerk.types('.7.1.1', Enter)
  expect(clerk.at).toBe('7.1.1')
})

test.each(['zh', 'en'] as const)(
  'who was guessed at and saved something unseen hears of both: %s',
  async language => {
    const { arrives } = await guarded()
    const clerk = await arrives(language)
    await clerk.types('carl', Enter, password, Enter)
    await clerk.types('7.1.1', Enter, Enter, 'C001', F1, F1, F1, '10-10000', Tab, '2')
    await clerk.types(F1, F4, F1, F4, Enter)
    await clerk.kill()
    const other = await arrives(language)
    await other.types('carl', Enter, 'wrong password', Enter)
    await other.leave()
    const again = await arrives(language)
    await again.types('carl', Enter, password, Enter)
    expect(again.messages).toEqual([msg.failedSince.number, msg.orderWasSaved.number])
    expect(again.line(22)).toContain('SO10001')
    expect(again.line(23)).toMatch(/report it if not yours|不是您的话请报告/)
  },
)

test('what is typed while a password is checked is dropped, and shown nowhere', async () => {
  const { arrives } = await guarded(undefined, standard)
  const entersAndTypesOn = async (typed: string) => {
    const clerk = await arrives('en')
    await clerk.types('carl', Enter, typed)
    const entered = clerk.types(Enter)
    await pause(60)
    clerk.sends('harbour')
    await entered
    return clerk
  }
  const inside = await entersAndTypesOn(password)
  expect(inside.messages).toEqual([msg.firstSignIn.number])
  expect(inside.screen).not.toContain('harbour')
  await inside.types('7.1.1', Enter)
  expect(inside.at).toBe('7.1.1')
  const outside = await entersAndTypesOn('wrong password')
  expect(outside.messages).toEqual([msg.wrongPassword.number])
  expect(outside.line(4)).toContain(`Password: ${'*'.repeat('wrong password'.length)} `)
})

test('a password is stars on the screen, and nothing brings it back', async () => {
  const { arrives } = await guarded()
  const clerk = await arrives('en')
  await clerk.types('carl', Enter, '钥匙x', Backspace)
  expect(clerk.line(4)).toContain('Password: ****')
  expect(clerk.line(4)).not.toContain('*****')
  await clerk.types(Enter)
  expect(clerk.field).toBe('password')
  await clerk.types(F7)
  expect(clerk.messages).toEqual([72])
  await clerk.types(F2)
  expect(clerk.screen).not.toContain('钥')
})

test.each([
  ['carl', 'wrong password', 9203],
  ['carl', '', 40],
  ['nobody', password, 9203],
  ['gone', password, 9203],
  ['', password, 40],
  ["' or 1=1 --", password, 9203],
])('%s with %s is answered by %i', async (name, typed, number) => {
  const { arrives, books } = await guarded()
  await addUser(books, 'gone', ['clerk'])
  await books.db.updateTable('user').set({ active: 0 }).where('code', '=', 'gone').execute()
  const clerk = await arrives('en')
  await clerk.types(name, Tab, typed, F1)
  expect(clerk.messages).toEqual([number])
  expect(clerk.at).toBe('')
})

test('after five wrong passwords nobody gets in for a minute, then for two, however often they come back', async () => {
  const { arrives, wait } = await guarded()
  const tries = async (typed: string) => {
    const clerk = await arrives('en')
    await clerk.types('carl', Tab, typed, F1)
    const { messages } = clerk
    await clerk.types(F4)
    expect(clerk.over || messages.includes(9214) || messages.includes(9213)).toBe(true)
    return messages[0]
  }
  for (let n = 0; n < 5; n += 1) expect(await tries(`wrong ${n}`)).toBe(9203)
  expect(await tries(password)).toBe(9204)
  wait(1)
  expect(await tries('wrong again')).toBe(9203)
  wait(1)
  expect(await tries(password)).toBe(9204)
  wait(1)
  expect(await tries(password)).toBe(9214)
  expect(await tries('wrong once more')).toBe(9203)
  const clerk = await arrives('en')
  await clerk.types('carl', Tab, password, F1)
  expect(clerk.line(22)).toMatch(/^Warning: Wrong passwords since 10:03: 1/)
})

test('36.3.1 opens a door that was locked; 36.3.23.2 shows which are', async () => {
  const { arrives, books } = await guarded()
  const clerk = await arrives('en')
  await clerk.types('carl', Tab)
  for (let n = 0; n < 6; n += 1) await clerk.types(`wrong ${n}`, F1)
  expect(clerk.messages).toEqual([9204])
  await addUser(books, 'ada', ['admin'])
  const admin = await arrives('en')
  await admin.types('ada', Tab, password, F1, '36.3.23.2', Enter, F1)
  expect(admin.screen).toMatch(/carl +5 2026-11-22 10:00 2026-11-22 10:01/)
  await admin.types(F4, F4, '.36.3.1', Enter, 'carl', Enter)
  for (let n = 0; n < 10; n += 1) await admin.types(Tab)
  expect(admin.field).toBe('unlock')
  await admin.types('y', F1)
  expect(admin.line(22)).toBe('Saved carl')
  await clerk.types(F4)
  const again = await arrives('en')
  await again.types('carl', Tab, password, F1)
  expect(again.messages).toEqual([9214])
})

describe('a password that somebody else gave', () => {
  test('is told once, and changed before anything is done', async () => {
    const { arrives, books } = await guarded()
    await addUser(books, 'ada', ['admin'])
    const admin = await arrives('en')
    await admin.types('ada', Tab, password, F1, '36.3.1', Enter, 'mei', Enter, 'Mei Li')
    // Hands that are ahead of the screen say nothing to what they haven't seen.
    await admin.types(F1, 'y', Enter, F4, 'y', Enter)
    expect(admin.messages).toEqual([24, 105])
    await pause(150)
    const [, given] = /^mei, password ([a-z0-9-]+) {2}Noted\? No/.exec(admin.line(22))!
    await admin.types(Enter, F4, F1)
    expect(admin.line(22)).toContain(given)
    await admin.types('y', Enter)
    expect([admin.asking, admin.screen.includes(given!)]).toEqual([false, false])
    const clerk = await arrives('en')
    await clerk.types('mei', Tab, given!, F1)
    expect(clerk.messages).toEqual([9210])
    expect(clerk.screen).toMatchInlineSnapshot(`
      " mglogin                            Sign In                          2026-11-22
      ┌────────────────────────────────── 样板公司 ──────────────────────────────────┐
      │  User ID: mei                                                                │
      │ Password: *******************                                                │
      └──────────────────────────────────────────────────────────────────────────────┘
      ┌──────────────────────────────────────────────────────────────────────────────┐
      │ New Password:                                                                │
      │    Once More:                                                                │
      └──────────────────────────────────────────────────────────────────────────────┘












      This password was given to you: choose your own

      F1=Go 2=Help 3=Ins 4=End 7=Rcl 8=Clr"
    `)
    await clerk.types('short', Tab, 'short', F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['new_password', 9205])
    await clerk.types('Mei Li 20262026', Tab, 'Mei Li 20262026', F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['new_password', 9206])
    await clerk.types(given!, Tab, given!, F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['new_password', 9207])
    await clerk.types(password, Tab, `${password}s`, F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['again', 9208])
    await clerk.types(password, F1)
    expect(clerk.messages).toEqual([9214])
    const next = await arrives('en')
    await next.types('mei', Tab, given!, F1)
    expect(next.messages).toEqual([9203])
  })

  test('and one’s own in 36.3.3, knowing the present one', async () => {
    const { arrives, books, wait } = await guarded()
    const clerk = await arrives('en')
    await clerk.types('carl', Tab, password, F1, '36.3.3', Enter)
    wait(1)
    const other = 'yellow lantern boats'
    await clerk.types('wrong', Tab, other, Tab, other, F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['old_password', 9203])
    const failures = async () =>
      (await books.db.selectFrom('sign_in').selectAll().where('name', '=', 'carl').execute())[0]
        ?.failures
    expect(await failures()).toBe(1)
    await clerk.types(password, F1)
    expect(await failures()).toBe(0)
    // Whoever is in by the old one, at this terminal or another, gives the new one before they go on.
    await clerk.sees('type the one that holds now')
    await clerk.types(password, F1)
    expect(clerk.messages).toEqual([9203])
    await clerk.types(other, F1)
    expect(clerk.screen).toContain('Password Maintenance')
    await clerk.types(F4, F4)
    const next = await arrives('en')
    await next.types('carl', Tab, other, F1)
    expect(next.line(22)).toMatch(/^Welcome, carl X; last sign-in/)
  })
})

test('a password that was given anew shuts out whoever is in by the old one, over their work', async () => {
  const { arrives, books, wait } = await guarded()
  const [clerk, thief] = [await arrives('en'), await arrives('en')]
  await clerk.types('carl', Tab, password, F1)
  await thief.types('carl', Tab, password, F1, '7.1.1', Enter, Enter, 'C001', F1, '1119', Tab)
  wait(1)
  const hash = await hashPassword('lent until tomorrow', cheap)
  const opened = await books.db.selectFrom('user').selectAll().where('code', '=', 'carl').execute()
  const values = { ...opened[0], new_password: 1 }
  await carryOut(books, users.save, { values, hash })
  for (const one of [clerk, thief]) {
    await one.sees('type the one that holds now')
    await one.types(password, F1)
    expect(one.messages).toEqual([9203])
  }
  await thief.types('lent until tomorrow', F1)
  expect(thief.messages).toEqual([9210])
  await thief.types(password, Tab, password, F1)
  expect(thief.screen).toContain('2026-11-19')
})

describe('nobody at the keyboard', () => {
  test('after five minutes the screen is locked; the password goes on where the work stood', async () => {
    const { arrives, wait } = await guarded()
    const clerk = await arrives('en')
    await clerk.types('carl', Tab, password, F1, '7.1.1', Enter, Enter, 'C001', F1, '1119')
    wait(4)
    await clerk.types(Tab)
    wait(4)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(clerk.field).not.toBe('password')
    wait(1)
    await clerk.sees('Locked after 5 min')
    expect(clerk.screen).not.toContain('2026-11-19')
    expect(clerk.field).toBe('password')
    await clerk.types('wrong', F1)
    expect(clerk.messages).toEqual([9203])
    await clerk.types(password, F1)
    expect(clerk.screen).toContain('2026-11-19')
    expect(clerk.at).toBe('7.1.1')
  })

  test('a locked screen speaks the language of who is away', async () => {
    const { arrives, books, wait } = await guarded()
    await books.db.updateTable('user').set({ language: 'zh' }).where('code', '=', 'carl').execute()
    const clerk = await arrives('en')
    await clerk.types('carl', Tab, password, F1)
    wait(5)
    await clerk.sees('5 分钟')
    expect(clerk.screen).toContain('用户')
  })

  test('after half an hour the user is signed out, and the work is offered again', async () => {
    const { arrives, wait } = await guarded()
    const clerk = await arrives('en')
    await clerk.types('carl', Tab, password, F1, '7.1.1', Enter, Enter, 'C001', F1, '1120', Tab)
    wait(30)
    for (let n = 0; n < 100 && !clerk.over; n += 1) await new Promise(done => setTimeout(done, 10))
    expect(clerk.over).toBe(true)
    const again = await arrives('en')
    await again.types('carl', Tab, password, F1)
    expect(again.asking).toBe(true)
    await again.types('y', Enter)
    expect(again.screen).toContain('Order Date: 2026-11-20')
  })

  test('who came without a password is not locked, only signed out', async () => {
    const { comesBySsh, wait } = await guarded()
    const clerk = await comesBySsh('en', 'carl')
    await clerk.types('7.1.1', Enter)
    wait(29)
    await new Promise(done => setTimeout(done, 50))
    expect(clerk.at).toBe('7.1.1')
    expect(clerk.over).toBe(false)
    wait(1)
    for (let n = 0; n < 100 && !clerk.over; n += 1) await new Promise(done => setTimeout(done, 10))
    expect(clerk.over).toBe(true)
  })

  test('there is no menu at the door, over its help neither', async () => {
    const { arrives } = await guarded()
    const clerk = await arrives('en')
    await clerk.types(F2)
    const before = clerk.screen
    await clerk.types(F6)
    expect(clerk.screen).toBe(before)
  })

  test('a password typed in the place of a name is kept nowhere', async () => {
    const { arrives, books } = await guarded()
    const clerk = await arrives('en')
    for (const name of ['Hunter 2026', 'green harbour', '订单']) {
      await clerk.types(F8, name, Tab, password, F1)
      expect(clerk.messages).toEqual([9203])
      await clerk.types(ShiftTab)
    }
    const kept = await books.db.selectFrom('sign_in').select(['name', 'failures']).execute()
    expect(kept.filter(({ name }) => name !== 'carl')).toEqual([{ name: '?', failures: 3 }])
  })

  test('who may work here no longer is signed out at once, and the work is kept', async () => {
    const { comesBySsh, books } = await guarded()
    const clerk = await comesBySsh('en', 'carl')
    await clerk.types('7.1.1', Enter, Enter, 'C001', F1, '1120', Tab)
    const set = (active: 0 | 1) =>
      books.db.updateTable('user').set({ active }).where('code', '=', 'carl').execute()
    await set(0)
    for (let n = 0; n < 100 && !clerk.over; n += 1) await new Promise(done => setTimeout(done, 10))
    expect(clerk.over).toBe(true)
    await set(1)
    const again = await comesBySsh('en', 'carl')
    await again.types('y', Enter)
    expect(again.screen).toContain('Order Date: 2026-11-20')
  })

  test('F4 on a locked screen signs out', async () => {
    const { arrives, wait } = await guarded()
    const clerk = await arrives('zh')
    await clerk.types('carl', Tab, password, F1, '7.1.1', Enter)
    wait(5)
    await clerk.sees('已锁屏')
    await clerk.types(F4)
    expect(clerk.over).toBe(true)
  })
})
