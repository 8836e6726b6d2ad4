import { afterEach, describe, expect, test } from 'vitest'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { noteDocument, printNotes } from '../../src/sales/note-paper.ts'
import { missingProofPage, notesPage, shipmentsToNote } from '../../src/sales/notes-page.ts'
import { Enter, F1, F9, signIn, signOut } from '../support/clerk.ts'
import { ask, company, saysWhy } from '../support/company.ts'
import { wholeList } from '../support/whole-list.ts'
import {
  make,
  noted,
  noteStands,
  receive,
  shipmentOf,
  shippedOrder,
  sign,
  voided,
} from './note-support.ts'

afterEach(signOut)

const all = wholeList(100)
const print = async (books: Books, number: string) =>
  saysWhy(await ask(books, printNotes, { number: { from: number, to: number } }))

describe('7.9.16.7 makes a wrong delivery note void', () => {
  test.each([
    // how far the note has come      typed                   says
    ['made', 'DN10001', 'wrong address', 'accepted'],
    ['signed', 'DN10001', 'wrong address', 'accepted'],
    ['printed', 'DN10001', 'wrong address', 'accepted'],
    ['made', 'DN1', 'wrong address', 'number 7436 DN1'],
    ['made', 'DN10001', null, 'reason 41'],
    ['received', 'DN10001', null, 'number 7752 DN10001 Liu 2026-11-22'],
    ['received', 'DN10001', 'wrong address', 'number 7752 DN10001 Liu 2026-11-22'],
    ['void', 'DN10001', null, 'number 7751 DN10001 anna 2026-11-22 10:00 wrong'],
  ])('%s, %s because %s: %s', async (stage, number, reason, says) => {
    const books = await company()
    const note = await noted(books, await shippedOrder(books))
    if (stage !== 'made' && stage !== 'void') await sign(books, note)
    if (stage === 'printed') await print(books, note)
    if (stage === 'received') {
      await print(books, note)
      await receive(books, note)
    }
    if (stage === 'void') await voided(books, note)
    expect(await voided(books, number, reason)).toBe(says)
    expect(await verify(books)).toEqual([])
  })

  test('nothing can be done with it any more, and its shipment gets another one', async () => {
    const books = await company()
    const order = await shippedOrder(books)
    const shipment = await shipmentOf(books, order)
    const note = await noted(books, order)
    await sign(books, note)
    expect(await shipmentsToNote(books, order)).toEqual([])
    expect(await voided(books, note)).toBe('accepted')
    const isVoid = `number 7751 ${note} anna 2026-11-22 10:00 wrong`
    expect(await sign(books, note)).toBe(isVoid)
    expect(await print(books, note)).toBe(isVoid)
    expect(await receive(books, note)).toBe(isVoid)
    expect(await noteDocument(books, note)).toBeNull()
    expect(await noteStands(books, note)).toBe('void ben 0  ')
    expect(await missingProofPage(books, all)).toEqual([])

    const second = await noted(books, order)
    expect(second).toBe('DN10002')
    expect(await make(books, { order_number: order, shipment })).toBe('shipment 7433 DN10002')
    expect((await notesPage(books, all)).map(row => `${row['number']} ${row['status']}`)).toEqual([
      'DN10001 void',
      'DN10002 made',
    ])
    expect(await verify(books)).toEqual([])
  })

  test('only who has the right to it does', async () => {
    const books = await company()
    const note = await noted(books, await shippedOrder(books))
    await books.db.updateTable('user').set({ manager: 0 }).where('code', '=', 'ben').execute()
    expect(await voided({ ...books, user: 'ben' }, note)).toBe(' 9201 7.9.16.7')
  })

  test('the database holds it too: one note a shipment, and void is the end', async () => {
    const books = await company()
    const { db } = books
    const order = await shippedOrder(books)
    const note = await noted(books, order)
    await voided(books, note)
    await noted(books, order)
    const back = db.updateTable('delivery_note').set({ status: 'made' }).where('number', '=', note)
    await expect(back.execute()).rejects.toThrow('stays void')
    await db.schema.dropIndex('delivery_note_once').execute()
    const row = await db.selectFrom('delivery_note_event').selectAll().limit(1).executeTakeFirst()
    const received = { type: 'received', name: 'Liu', day: '2026-11-22', detail: null } as const
    await db
      .insertInto('delivery_note_event')
      .values({ ...row!, ...received, number: 99 })
      .execute()
    // A proof of a void note is what verify finds.
    expect((await verify(books)).map(({ check }) => check)).toContain(
      'a delivery note stands where its history says',
    )
  })
})

test.each(['zh', 'en'] as const)('by keys, from the browse (%s)', async language => {
  const books = await company()
  const order = await shippedOrder(books)
  await noted(books, order)
  const clerk = await signIn(language, { company: books })
  await clerk.types('7.9.16.7', Enter, F9)
  expect(clerk.screen).toContain('10-20000')
  await clerk.types(F1)
  expect([clerk.field, clerk.messages]).toEqual(['reason', [40]])
  await clerk.types(language === 'zh' ? '地址写错' : 'Wrong address', F1, 'y', Enter)
  expect(clerk.messages).toEqual([7753])
  await clerk.types('\x1bOS', '7.9.16.2', Enter, F1)
  expect(clerk.screen).toMatch(language === 'zh' ? /DN10001 .*作废/ : /DN10001 .*Void/)
  await clerk.types(F1)
  expect([clerk.at, clerk.messages]).toEqual(['7.9.16.7', [7751]])
  expect(clerk.screen).toContain(language === 'zh' ? '地址写错' : 'Wrong address')
})
