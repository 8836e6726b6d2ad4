import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { msg } from '../../db/messages.ts'
import { Enter, F1, F4, F8, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, openCompany, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'

afterEach(signOut)

const newOrder = ['7.1.1', Enter, Enter, 'C001', F1, F1, F1]
const save = [F4, F1, F4, Enter]

describe('keys typed on past an error', () => {
  test('are thrown away, and the error stays where it was found: a letter in a quantity', async () => {
    const clerk = await signIn('en')
    const lines = ['10-10000', Tab, '1O', F1, '10-20000', Tab, '3', F1, '10-40000', Tab, '7', F1]
    await clerk.types(...newOrder, ...lines, ...save)
    expect(clerk.messages).toEqual([msg.invalidNumber.number, msg.typedPastError.number])
    expect(clerk.line(22)).toMatch(/^Error: Type a number .* \(76\)$/)
    expect(clerk.line(23)).toBe(
      'Warning: Keys typed past this error were dropped: mend it, then retype (114)',
    )
    expect([clerk.field, clerk.session.standing!.row]).toEqual(['quantity', 0])
    expect(await clerk.books.db.selectFrom('sales_order').selectAll().execute()).toEqual([])
    await pause(150)
    await clerk.types('10', F1, '10-20000', Tab, '3', F1, ...save)
    const saved = clerk.books.db.selectFrom('sales_order_line').select(['item', 'quantity'])
    expect(await saved.orderBy('line').execute()).toEqual([
      { item: '10-10000', quantity: q(10) },
      { item: '10-20000', quantity: q(3) },
    ])
  })

  test('an item that does not exist is not left out of the order', async () => {
    const clerk = await signIn('zh')
    await clerk.types(...newOrder, '10-1000X', Tab, '5', F1, '10-10000', Tab, '3', F1, ...save)
    expect(clerk.messages).toEqual([msg.itemDoesNotExist.number, msg.typedPastError.number])
    expect(clerk.line(23)).toBe('警告: 出错之后键入的内容未采用; 请先改正, 再重新键入 (114)')
    expect(clerk.field).toBe('item')
  })

  test('a function that is not there runs no other one', async () => {
    const clerk = await signIn('en')
    await clerk.types('7.1.99', Enter, '3.9', Enter)
    expect(clerk.messages).toEqual([msg.notAValidChoice.number, msg.typedPastError.number])
    expect(clerk.at).toBe('')
  })

  test('what comes once the error is on the screen counts', async () => {
    const clerk = await signIn('en')
    await clerk.typesSlowly(...newOrder, '10-10000', Tab, '1O', F1, F8, '5')
    await clerk.types(F1)
    expect(clerk.messages).not.toContain(msg.typedPastError.number)
    expect(clerk.session.standing!.row).toBe(1)
  })

  test('warnings and information stop nothing', async () => {
    const clerk = await signIn('en')
    await clerk.types('1.4.1', Enter, F8, '\x12', '10-10000', Enter, 'PUMP', F1)
    expect(clerk.messages).toEqual([24])
  })
})

describe('where both versions are shown', () => {
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ahead-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  test('what was typed ahead neither closes the list nor saves what it says', async () => {
    const path = join(directory, 'books.db')
    const books = await company(path)
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(1)]])
    const order = ['7.1.1', Enter, number, F1, F1, F1]
    const anna = await signIn('en', { company: books })
    const ben = await signIn('en', { company: await openCompany(path, 'ben') })
    await anna.types(...order)
    await ben.types(...order, Tab, '77', F1, ...save)
    await anna.types(Tab, Tab, Tab, Tab, '2', F1, ...save, F4, F4, Enter)
    expect(anna.messages).toEqual([msg.bothChanged.number, msg.typedPastError.number])
    expect(anna.screen).toContain('Both Versions')
    const line = books.db.selectFrom('sales_order_line').select(['quantity', 'price'])
    expect(await line.executeTakeFirst()).toEqual({ quantity: q(77), price: q(130) })
    await books.db.destroy()
  })
})
