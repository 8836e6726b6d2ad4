import { afterEach, describe, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { orderDeskPage } from '../../src/sales/order-desk.ts'
import { ordersPage } from '../../src/sales/orders-page.ts'
import { holidays } from '../../src/sales/work-calendar.ts'
import { as } from '../certificate/certificate-support.ts'
import { Down, Enter, F1, F4, F10, ShiftTab, signIn, signOut, Tab } from '../support/clerk.ts'
import { carryOut, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { wholeList } from '../support/whole-list.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { audit, auditing, change, confirm, live, setRules } from './life-support.ts'

afterEach(signOut)

const all = wholeList(99)

describe.each(['en', 'zh'] as const)('the life of an order by keys, in %s', language => {
  const word = (zh: string, en: string) => (language === 'zh' ? zh : en)

  test('7.1.5 → 7.1.1 → 7.1.10 → 7.1.23.1 → 7.1.2 → 7.1.21.2 → 7.1.21.1', async () => {
    const books = await auditing()
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(10)]])
    const clerk = await signIn(language, { company: books })

    await clerk.types('7.1.5', Enter, number, F1)
    expect(clerk.screen).toMatchSnapshot('audit')
    await clerk.types(Enter)
    expect(clerk.messages).toEqual([7607])
    // Whoever may do both goes on with one key.
    await clerk.types(F1, Enter)
    expect(clerk.messages).toEqual([7239])

    await clerk.types(F4, '7.1.1', Enter, number, F1)
    expect(clerk.messages).toEqual([7635, 10, 7621])
    expect(clerk.line(22)).toContain('(7621)')
    expect(clerk.line(23)).toContain(
      word('录入 是 > 审核 是 > 确认 是 > 备料 -', 'Conf Y > Alloc -'),
    )
    await clerk.types(F1, F1, Tab, '12', F1, F4, F1, F4)
    expect(clerk.field).toBe('reason')
    await clerk.types(F1, Enter)
    expect([clerk.field, ...clerk.messages]).toEqual(['reason', 7624])
    await clerk.types(word('客户加订两件', 'two more wanted'), F1, Enter)
    expect(clerk.messages).toEqual([7623])
    await clerk.types(number, F1)
    expect(clerk.messages).toContain(7622)
    expect(clerk.line(22)).toContain('(7622)')
    expect(clerk.line(23)).toContain(word('> 收款 -', '> Paid -'))

    const boss = await signIn(language, { company: as(books, 'ben') })
    await boss.types('7.1.10', Enter, F1)
    expect(boss.screen).toMatchSnapshot('desk')
    await boss.types(Down, F1)
    expect(boss.at).toBe('7.1.23.1')
    expect(boss.screen).toMatchSnapshot('change')
    await boss.types(word('不批准', 'refuse'), F1, Enter)
    expect([boss.field, ...boss.messages]).toEqual(['remarks', 7634])
    await boss.types(ShiftTab, 'approve', F1, Enter)
    expect(boss.messages).toEqual([7631])

    await boss.types(F4, F4, F4, '7.1.2', Enter, F1)
    expect(boss.screen).toMatchSnapshot('orders')
    await boss.types(F1)
    expect(boss.screen).toMatchSnapshot('history')
    expect(boss.messages).toEqual([7635])
    // F4 is one step back: the list of orders.
    await boss.types(F4)
    expect(boss.line(1)).toContain('7.1.2 ')

    await boss.types(F1)
    await boss.types(...Array(7).fill(Down), F1)
    expect(boss.at).toBe('7.1.21.3')
    expect(boss.screen).toContain(
      word('已订购量           10.0 > 12.0', 'Qty Ordered        10.0 > 12.0'),
    )
    expect(boss.screen).toMatchSnapshot('event')
    await boss.types(F4, F4)

    await boss.types(F4, F4, '7.1.23.2', Enter, F1)
    expect(boss.screen).toContain(word('已批准', 'Approved'))
    // What was judged is shown as it was, and stays as it was.
    await boss.types(F1)
    expect([boss.at, ...boss.messages]).toEqual(['7.1.23.1', 7626])
    expect(boss.screen).toMatchSnapshot('judged change')
    await boss.types(F1, Enter)
    expect(boss.messages).toEqual([7626])
    expect(boss.screen).toContain('12.0')

    await boss.types(F4, F4, F4, '7.1.21.1', Enter, number, F1)
    expect(boss.screen).toMatchSnapshot('status')
    await boss.types(word('中止', 'stop'), F1, Enter)
    expect([boss.field, ...boss.messages]).toEqual(['reason', 7356])
    await boss.types(word('客户要求', 'customer asked'), F1, Enter)
    expect(boss.messages).toEqual([7616])
    expect(await wrongIn(books)).toEqual([])
  })
})

test('7.1.21.1 and 7.1.23.1 go through what is there with F10', async () => {
  const books = await auditing()
  await enterOrder(books, 'C001', [['10-10000', q(1)]])
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.1.21.1', Enter, F10)
  expect(clerk.screen).toContain('SO10001')
  await clerk.types(F10)
  expect(clerk.messages).toEqual([20])
  await clerk.types(F4, '7.1.23.1', Enter, F10)
  expect(clerk.messages).toEqual([20])
})

describe('clocks', () => {
  /** Sunday 22 November 2026 is when tests happen; these orders came before it. */
  const at = (books: Books, time: string): Books => ({ ...books, now: () => new Date(time) })

  const late = async (books: Books) =>
    (await ordersPage(books, all)).map(({ number, late: by }) => `${number} ${by}`)

  test('audited within so many working hours, shipped within so many working days', async () => {
    const books = await auditing({ work_from: '09:00', work_to: '17:00' })
    const line: [string, number][] = [['10-10000', q(1)]]
    const { number } = await enterOrder(at(books, '2026-11-20T15:00:00'), 'C001', line)
    const then = (time: string) => late(at(books, time))
    // Friday 15:00 and four working hours: Monday 11:00.
    expect(await then('2026-11-20T17:30:00')).toEqual([`${number} null`])
    expect(await then('2026-11-23T10:59:00')).toEqual([`${number} null`])
    expect(await then('2026-11-23T11:01:00')).toEqual([`${number} audit`])
    // A Saturday that is worked, and a Monday that isn't.
    const holiday = async (day: string, working: 0 | 1) =>
      carryOut(books, holidays.save, { values: { day, working } })
    await holiday('2026-11-23', 0)
    expect(await then('2026-11-23T16:00:00')).toEqual([`${number} null`])
    expect(await then('2026-11-24T11:01:00')).toEqual([`${number} audit`])
    await holiday('2026-11-21', 1)
    expect(await then('2026-11-21T10:59:00')).toEqual([`${number} null`])
    expect(await then('2026-11-21T11:01:00')).toEqual([`${number} audit`])

    // Audited, it has three working days: Saturday, Tuesday, Wednesday; and it is due on the 21st.
    await audit(as(books, 'ben'), number)
    await confirm(books, number)
    expect(await then('2026-11-25T17:00:00')).toEqual([`${number} null`])
    expect(await then('2026-11-26T08:00:00')).toEqual([`${number} ship`])
    const desk = await orderDeskPage(at(books, '2026-11-26T08:00:00'), all)
    expect(desk).toMatchObject([{ number, waits_for: 'allocate', clock: 'ship', late: 5 }])
    await live(as(books, 'ben'), 'stop', number)
    expect(await then('2026-11-26T08:00:00')).toEqual([`${number} null`])
  })

  test('what has to be audited again has its hours from its last change on', async () => {
    const books = await auditing({ work_from: '09:00', work_to: '17:00' })
    const line: [string, number][] = [['10-10000', q(1)]]
    const entered = at(books, '2026-11-16T10:00:00')
    const { number } = await enterOrder(entered, 'C001', line, { due_date: '2026-12-31' })
    await audit(at(as(books, 'ben'), '2026-11-16T11:00:00'), number)
    await change(at(books, '2026-11-20T10:00:00'), number, {}, { quantity: q(2) })
    for (const [time, clock] of [
      ['2026-11-20T10:05:00', null],
      ['2026-11-20T13:59:00', null],
      ['2026-11-20T14:01:00', 'audit'],
    ] as const) {
      expect(await late(at(books, time))).toEqual([`${number} ${clock}`])
      const desk = await orderDeskPage(at(books, time), all)
      expect(desk).toMatchObject([{ number, waits_for: 'audit', clock }])
    }
  })

  test('what is due later is not late before, and 0 sets no limit', async () => {
    const books = await auditing()
    const line: [string, number][] = [['10-10000', q(1)]]
    const early = at(books, '2026-11-02T10:00:00')
    const { number } = await enterOrder(early, 'C001', line, { due_date: '2026-12-31' })
    expect(await late(books)).toEqual([`${number} audit`])
    await audit(as(books, 'ben'), number)
    expect(await late(books)).toEqual([`${number} null`])
    const other = await enterOrder(early, 'C001', line, { due_date: '2026-11-03' })
    await setRules(books, { audit_hours: 0, ship_days: 0 })
    expect(await late(books)).toEqual([`${number} null`, `${other.number} null`])
  })

  test('36.2.1 keeps the days, 36.2.2 lists them; 7.1.24 takes only times of day', async () => {
    const books = await auditing()
    const clerk = await signIn('zh', { company: books })
    await clerk.types('36.2.1', Enter, '20261001', F1, '否', Tab, '国庆节', F1)
    await clerk.types(F4, '36.2.2', Enter, F1)
    expect(clerk.line(4)).toContain('2026-10-01 否')
    await clerk.types(F4, F4, '7.1.24', Enter)
    while (clerk.field !== 'work_from') await clerk.types(Tab)
    await clerk.types('8:30', F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['work_from', 7636])
    await clerk.types('18:00', F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['work_to', 7637])
    await clerk.types('19:00', F1)
    expect(clerk.messages).not.toContain(7637)
  })
})
