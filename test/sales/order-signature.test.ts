import { expect, test } from 'vitest'
import type { Values } from '../../src/kernel/entry.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { paperPages } from '../../src/paper/text.ts'
import { cancelOrder } from '../../src/sales/cancel-order.ts'
import { confirmationDocument, confirmationPapers } from '../../src/sales/confirmation-paper.ts'
import { openOrder } from '../../src/sales/open-order.ts'
import { readSigned } from '../../src/sales/order-signature.ts'
import { pickListDocument, pickListPapers } from '../../src/sales/pick-list-paper.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import { readSignatureEntry, signOrder } from '../../src/sales/sign-order.ts'
import { signaturesPage } from '../../src/sales/signatures-page.ts'
import { ask, carryOut, company, q, saysWhy } from '../support/company.ts'
import { answer, enterOrder, openedOrder } from '../support/order-entry.ts'
import { wholeList } from '../support/whole-list.ts'
import { allocate, setHead, ship } from './ship-support.ts'

const sign = async (books: Books, number: string, more: Values = {}) =>
  saysWhy(
    await ask(books, signOrder, {
      signature_entry: { order_number: number, signed_by: 'Liu', signed_on: '2026-11-22', ...more },
    }),
  )

const entered = (books: Books, more: Values = {}) =>
  enterOrder(books, 'C001', [['10-10000', q(2)]], more).then(({ number }) => number)

/** Another quantity, or another due date, as 7.1.1 saves it. */
const change = async (books: Books, number: string, quantity: number) => {
  const { order, lines } = await openedOrder(books, number)
  await carryOut(books, saveOrder, { order, lines: lines.map(line => ({ ...line, quantity })) })
}

test('an order is signed once as it stands, and again after it was changed', async () => {
  const books = await company()
  const number = await entered(books)
  expect(await sign(books, number)).toBe('accepted')
  expect(await sign(books, number, { signed_by: 'Wu' })).toBe(
    `order_number 7421 ${number} Liu 2026-11-22`,
  )
  await allocate(books, number, { line: 1, quantity: q(2) })
  await ship(books, number, { line: 1, quantity: q(1) })
  expect((await readSigned(books.db, number)).changed).toBe(false)
  await change(books, number, q(3))
  expect((await readSigned(books.db, number)).changed).toBe(true)
  expect(await sign(books, number, { signed_by: 'Wu' })).toBe('accepted')
  expect(await sign(books, number)).toBe(`order_number 7421 ${number} Wu 2026-11-22`)
  expect(await verify(books)).toEqual([])
})

test('what was changed since it was read is not signed unseen', async () => {
  const books = await company()
  const number = await entered(books)
  const { values } = await answer(books, readSignatureEntry, { values: { order_number: number } })
  await change(books, number, q(50))
  expect(await sign(books, number, values)).toBe(`order_number 666 ${number}`)
  expect(await sign(books, number)).toBe('accepted')
})

test('who signed before the last change signed another paper; an order may be entered after it was signed', async () => {
  const books = await company()
  const number = await entered(books, { order_date: '2026-11-10' })
  const earlier = { signed_on: '2026-11-12' }
  expect(await sign(books, number, earlier)).toBe('accepted')
  const later = new Date(books.now().getTime() + 60_000)
  await change({ ...books, now: () => later }, number, q(50))
  expect(await sign(books, number, earlier)).toBe('signed_on 7254 2026-11-22')
  expect(await sign(books, number)).toBe('accepted')
})

test.each([
  // typed                                               says
  [{ order_number: 'SO1' }, 'order_number 609 SO1'],
  [{ order_number: null }, 'order_number 609 '],
  [{ signed_by: null }, 'signed_by 41'],
  [{ signed_on: null }, 'signed_on 41'],
  [{ signed_on: '2026-11-23' }, 'signed_on 7422 2026-11-23'],
  [{ signed_on: '2026-11-21' }, 'signed_on 7423 2026-11-22'],
  [{ signed_by: null, signed_on: '2026-11-23' }, 'signed_by 41'],
  [{}, 'accepted'],
])('%j: %s', async (typed, says) => {
  const books = await company()
  expect(await sign(books, await entered(books), typed)).toBe(says)
})

test('what is not confirmed or is cancelled is not signed', async () => {
  const books = await company()
  const unconfirmed = await entered(books, { confirmed: 0 })
  expect(await sign(books, unconfirmed, { signed_by: null })).toBe(
    `order_number 621 ${unconfirmed}`,
  )
  const cancelled = await entered(books)
  await carryOut(books, cancelOrder, { order: { number: cancelled } })
  expect(await sign(books, cancelled)).toBe(`order_number 7105 ${cancelled}`)
})

test('7.1.1 tells of the signature, and of a change since', async () => {
  const books = await company()
  const number = await entered(books)
  const told = async () =>
    (await answer(books, openOrder, { values: { number } })).notices!.map(one => one.message.number)
  expect(await told()).not.toContain(7424)
  await sign(books, number)
  expect(await told()).toContain(7424)
  await carryOut(books, saveOrder, await openedOrder(books, number))
  expect(await told()).toContain(7424)
  await change(books, number, q(1))
  expect(await told()).toContain(7425)
})

test('7.1.18: what waits, what is signed, what was changed since', async () => {
  const books = await company()
  const [waits, signed, changed] = [
    await entered(books),
    await entered(books),
    await entered(books),
  ]
  await entered(books, { confirmed: 0 })
  for (const number of [signed, changed]) await sign(books, number)
  await change(books, changed, q(1))
  const page = wholeList(10)
  expect(await signaturesPage(books, page)).toMatchObject([
    { number: waits, signature: 'waiting', signed_on: null },
    { number: signed, signature: 'signed', signed_on: '2026-11-22', signed_by: 'Liu' },
    { number: changed, signature: 'changed', signed_on: '2026-11-22' },
  ])
  const ranges = { signed_on: { from: '2026-11-22', to: null } }
  expect(await signaturesPage(books, { ...page, ranges })).toHaveLength(2)
})

test('7.1.4: the confirmation has room for the signature, and shows it once it is there', async () => {
  const books = await company()
  const number = await entered(books)
  const last = async () => {
    const paper = await confirmationDocument(books, number)
    return paperPages(paper!, { language: 'zh', pageLength: 66 }).flat().at(-1)
  }
  expect(await last()).toMatch(/^客户确认签字: _+ {2}日期: _+$/)
  await sign(books, number)
  expect(await last()).toMatch(/^客户确认签字: Liu +日期: 2026-11-22$/)
  await change(books, number, q(1))
  expect(await last()).toMatch(/^客户确认签字: _+ {2}日期: _+$/)
})

test('what has no confirmation says why', async () => {
  const books = await company()
  const number = await entered(books, { confirmed: 0 })
  const refuses = async (of: string) => {
    const no = await confirmationPapers.refuses!(books, { number: { from: of, to: of } })
    return no ? saysWhy(no) : 'accepted'
  }
  expect(await refuses('SO1')).toBe('number 609 SO1')
  expect(await refuses(number)).toBe(`number 621 ${number}`)
  expect(await confirmationDocument(books, number)).toBeNull()
  expect(await refuses(await entered(books))).toBe('accepted')
  await carryOut(books, cancelOrder, { order: { number } })
  expect(await refuses(number)).toBe(`number 7105 ${number}`)
})

test('7.9.13: the packing list goes from place to place; a held order has none', async () => {
  const books = await company()
  const { number } = await enterOrder(books, 'C001', [
    ['10-20000', q(60)],
    ['10-10000', q(5)],
  ])
  await allocate(
    books,
    number,
    { line: 1, quantity: q(50) },
    { line: 1, location: '100', quantity: q(10) },
    { line: 2, quantity: q(5) },
  )
  const paper = await pickListDocument(books, number)
  const lines = paper!.lines.map(
    one => `${one['location']} ${one['line']} ${Number(one['quantity']) / 10_000}`,
  )
  expect(lines).toEqual(['100 1 10', '200 1 50', '200 2 5'])
  const only = { number: { from: number, to: number } }
  expect(await pickListPapers.refuses!(books, only)).toBeUndefined()
  await setHead(books, number, { action_status: 'HD' })
  expect(saysWhy((await pickListPapers.refuses!(books, only))!)).toBe(`number 623 ${number}`)
})
