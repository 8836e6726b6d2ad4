import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHost } from '../../bin/host.ts'
import { load } from '../../src/exchange/load.ts'
import type { Language } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { createSession } from '../../src/session/session.ts'
import { Enter, F1, F2, F4, F8, F10, signOut, sitDown } from '../support/clerk.ts'
import { company, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { noted, noteStands, print, shippedOrder, sign } from './note-support.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dingdan-papers-'))
})
afterEach(async () => {
  await signOut()
  await rm(directory, { recursive: true })
})

const sit = async (books: Books, user: string, language: Language) => {
  const host = await createHost({ ledger: books, user, now: books.now, language, directory })
  return sitDown(books, await createSession(host))
}

describe.each(['zh', 'en'] as const)('by real keys in %s', language => {
  test('from the shipment to the signed copy', async () => {
    const books = await company()
    const order = await shippedOrder(books)
    const clerk = await sit(books, 'anna', language)

    await clerk.types('7.9.16.1', Enter, order, Enter)
    expect(clerk.screen).toContain('10-20000')
    expect(clerk.field).toBe('shipment')
    await clerk.types(F2)
    expect(clerk.screen).toMatch(new RegExp(`${order} +2026-11-22 +C001`))
    await clerk.types(F1, Enter, 'Before noon', F1, 'y', Enter)
    expect(clerk.messages).toEqual([7435])
    const note = 'DN10001'

    // Nobody prints what isn't signed, and who shipped doesn't sign.
    const leave = async () => {
      await clerk.types(F4)
      if (clerk.asking) await clerk.types('y', Enter)
    }
    const print = async (output: string) => {
      await leave()
      await clerk.types('7.9.16.4', Enter, note)
      while (clerk.field !== 'output') await clerk.types(Enter)
      await clerk.types(output, F1)
    }
    await print('note.txt')
    expect(clerk.messages).toEqual([7440])
    expect(clerk.field).toBe('number')
    expect(await readdir(directory)).toEqual([])
    await leave()
    await clerk.types('7.9.16.3', Enter, note, Enter)
    expect(clerk.messages).toEqual([7438])
    expect(clerk.field).toBe('number')

    const manager = await sit(books, 'ben', language)
    await manager.types('7.1.10', Enter, F1)
    expect(manager.line(4)).toContain(note)
    await manager.types(F1)
    expect(manager.at).toBe('7.9.16.3')
    expect(manager.screen).toContain('Before noon')
    await manager.types(F1, 'y', Enter)
    expect(manager.messages).toContain(7439)

    await print('note.txt')
    expect(clerk.messages).toEqual([95])
    const text = await readFile(join(directory, books.user, 'note.txt'), 'utf8')
    expect(text.split('\f')).toHaveLength(4)
    expect(text).toContain('Before noon')
    expect(text).toContain('北风紧固件有限公司')
    await print('note.txt')
    expect(clerk.messages).toEqual([96])
    expect(await noteStands(books, note)).toBe('signed ben 1  ')

    await leave()
    await clerk.types('7.9.16.6', Enter, F1)
    expect(clerk.line(4)).toMatch(new RegExp(`26-11-22 +0 +${note} +${order}`))
    await clerk.types(F1)
    expect(clerk.at).toBe('7.9.16.5')
    await clerk.types('刘伟', Enter, '1123', F1)
    expect(clerk.field).toBe('received_on')
    expect(clerk.messages).toEqual([7422])
    await clerk.types('1122', Enter, '少一箱', F1, 'y', Enter)
    expect(clerk.messages).toContain(7443)
    expect(await noteStands(books, note)).toBe('received ben 1 刘伟 2026-11-22')
    await clerk.types(F4, F4, F4, '7.9.16.2', Enter, F1)
    expect(clerk.line(4)).toContain(note)
    expect(await verify(books)).toEqual([])
  })

  test('the confirmation that the customer signs', async () => {
    const books = await company()
    const { number } = await enterOrder(books, 'C001', [['10-10000', q(2)]])
    const next = await enterOrder(books, 'C001', [['10-20000', q(7)]])
    const clerk = await sit(books, 'anna', language)
    const print = async (output: string, ...keys: string[]) => {
      await clerk.types('7.1.4', Enter, number, Enter, ...keys)
      while (clerk.field !== 'output') await clerk.types(Enter)
      await clerk.types(output, F1, F4)
      return readFile(join(directory, books.user, output), 'utf8')
    }
    // One is named, and one is meant; who blanks the end has all from there on.
    expect(await print('one.txt')).not.toContain(next.number)
    expect(await print('all.txt', F8)).toContain(next.number)
    await clerk.types('7.1.4', Enter, number, F1)
    expect(clerk.screen).toContain(language === 'zh' ? '订单确认书' : 'Order Confirmation')
    await clerk.types(F4, F4, '7.1.18', Enter, F1, F1)
    expect(clerk.at).toBe('7.1.9')
    await clerk.types('Liu', Enter, '+1', F1)
    expect([clerk.field, ...clerk.messages]).toEqual(['signed_on', 7422])
    await clerk.types('t', F1, 'y', Enter)
    expect(clerk.messages).toContain(7424)
    await clerk.types(number, Enter)
    expect([clerk.field, ...clerk.messages]).toEqual(['order_number', 7421])
    await clerk.types(F4, F4, F4, '7.1.1', Enter, number, Enter)
    expect(clerk.messages).toContain(7424)
  })
})

test('F9 and F10 go through the notes that wait', async () => {
  const books = await company()
  const [one, two] = [
    await noted(books, await shippedOrder(books)),
    await noted(books, await shippedOrder(books)),
  ]
  await sign(books, one)
  const manager = await sit(books, 'ben', 'en')
  await manager.types('7.9.16.3', Enter, F10)
  expect(manager.screen).toContain(two)
  await manager.types(F10)
  expect(manager.messages).toContain(20)
})

test('7.9.16.24 numbers the notes', async () => {
  const books = await company()
  const clerk = await sit(books, 'anna', 'en')
  await clerk.types('7.9.16.24', Enter, 'FH', Enter, '500', F1)
  expect(clerk.messages).toContain(24)
  expect(await noted(books, await shippedOrder(books))).toBe('FH500')
})

test('the same from a load file', async () => {
  const path = join(directory, 'books.db')
  const books = await company(path)
  const order = await shippedOrder(books)
  const file = join(directory, 'notes.txt')
  const told: string[] = []
  const loads = async (...lines: string[]) => {
    await writeFile(file, [...lines, '@@end'].join('\n'))
    await load({
      file,
      ledger: books as never,
      hostOn: ledger => createHost({ ledger, user: 'ben', now: books.now, language: 'en' }),
      dryRun: false,
      tell: problem => told.push(JSON.stringify(problem)),
    })
  }
  await loads('@@batchload xxdnmt.p', `${order} - "by file"`, 'Y')
  await loads('@@batchload xxdnsg.p', 'DN10001', 'Y')
  await print(books, 'DN10001')
  await loads('@@batchload xxdnpod.p', 'DN10001 Liu 1122 -', 'Y')
  expect(told.filter(one => !one.includes('information'))).toEqual([])
  expect(await noteStands(books, 'DN10001')).toBe('received ben 1 Liu 2026-11-22')
  await books.db.destroy()
})
