import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { consignedOrder, consigning, lastMove, lying } from '../consignment/consignment-support.ts'
import { type Clerk, Enter, F1, F4, signIn, signOut, Tab } from '../support/clerk.ts'
import { company, openCompany, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { allocate, lines } from './ship-support.ts'

let directory = ''
let path = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'overtaken-'))
  path = join(directory, 'books.db')
})
afterEach(async () => {
  await signOut()
  await rm(directory, { recursive: true })
})

/** Two clerks, each with their own connection to one file of books, who both have the same on their screens. */
const twoAt = async (...keys: string[]): Promise<[Clerk, Clerk]> => {
  const anna = await signIn('en', { company: await openCompany(path, 'anna') })
  const ben = await signIn('en', { company: await openCompany(path, 'ben') })
  for (const clerk of [anna, ben]) await clerk.types(...keys)
  return [anna, ben]
}

/** The row of the list that the cursor stands in, from its line number on. */
const rowOf = (clerk: Clerk, item: string) =>
  clerk.lines
    .find(line => line.includes(item))!
    .slice(1, -1)
    .trim()
    .replaceAll(/ +/g, ' ')

describe('two clerks ship one order from screens that show the same', () => {
  const allocated = async () => {
    const books = await company(path)
    const typed = [
      ['10-10000', q(60)],
      ['10-20000', q(8)],
    ] as const
    const { number } = await enterOrder(books, 'C001', typed)
    const rows = [
      { line: 1, quantity: q(30) },
      { line: 2, quantity: q(8) },
    ]
    expect(await allocate(books, number, ...rows)).toBe('accepted')
    return { books, number }
  }
  const moved = async (clerk: Clerk) =>
    (
      await clerk.books.db
        .selectFrom('stock_move')
        .selectAll()
        .where('type', '=', 'ISS-SO')
        .orderBy('number')
        .execute()
    ).map(move => [move.created_by, move.line, move.quantity / 10_000].join(' '))

  test('7.9.15: the second hears who was first, and sees all rows as they are now', async () => {
    const { books, number } = await allocated()
    const [anna, ben] = await twoAt('7.9.15', Enter, number, F1)
    expect(rowOf(ben, '10-10000')).toMatch(/^1 10-10000 EA 60.0 30.0 .* 30.0 No$/)
    await anna.types(F4, Enter)
    expect(anna.messages).toEqual([7115])
    await ben.types(F4, Enter)
    expect([ben.messages, ben.field]).toEqual([[7640], 'quantity'])
    expect(ben.line(22)).toContain('anna')
    expect(rowOf(ben, '10-10000')).toMatch(/^1 10-10000 EA 30.0 0.0 .* 0.0 No$/)
    expect(await moved(ben)).toEqual(['anna 1 -30', 'anna 2 -8'])
    // What is typed to what is seen now is shipped.
    await ben.types('5', F1, F4, Enter)
    expect(ben.messages).toEqual([7115])
    expect(await moved(ben)).toEqual(['anna 1 -30', 'anna 2 -8', 'ben 1 -5'])
    expect(await wrongIn(books)).toEqual([])
  })

  test('7.9.15: a screen that comes back after a drop is compared too', async () => {
    const { number } = await allocated()
    const [anna, ben] = await twoAt('7.9.15', Enter, number, F1, F1)
    await ben.kill()
    await anna.types(F4, Enter)
    const again = await signIn('en', { company: await openCompany(path, 'ben') })
    await again.types('y', Enter, F4, Enter)
    expect(again.messages).toEqual([7640])
    expect(await moved(again)).toEqual(['anna 1 -30', 'anna 2 -8'])
  })

  test('7.9.15: what was released meanwhile is not shipped as if it were allocated', async () => {
    const { books, number } = await allocated()
    const [, ben] = await twoAt('7.9.15', Enter, number, F1)
    expect(await allocate(books, number, { line: 1, quantity: 0, before: q(30) })).toBe('accepted')
    await ben.types(F4, Enter)
    expect(ben.messages).toEqual([7640])
    expect(rowOf(ben, '10-10000')).toMatch(/^1 10-10000 EA 60.0 0.0 .* 0.0 No$/)
    // Line 2 was not overtaken, and goes as it was shown.
    expect(rowOf(ben, '10-20000')).toMatch(/^2 10-20000 EA 8.0 8.0 .* 8.0 No$/)
    await ben.types(F4, Enter)
    expect(await lines(books, number)).toEqual(['0/0/0', '8/0/1'])
  })
})

describe('two clerks at the same consigned goods', () => {
  test('7.18.13: the second usage is refused, and the row shows what lies there now', async () => {
    const books = await consigning(path)
    await consignedOrder(books, 20)
    const [anna, ben] = await twoAt('7.18.13', Enter, 'C002', F1, '5', F1)
    await anna.types(Enter)
    expect(anna.messages).toEqual([7730])
    await ben.types(Enter)
    expect([ben.messages, ben.field]).toEqual([[7641], 'quantity'])
    expect(ben.line(22)).toContain('anna')
    expect(rowOf(ben, '10-10000')).toMatch(/ 15.0 0.0$/)
    expect(await lying(books)).toEqual(['SO10001 1 CON 15'])
    await ben.types('2', F1, Enter)
    expect(ben.messages).toEqual([7730])
    expect(await lying(books)).toEqual(['SO10001 1 CON 13'])
  })

  test('7.18.7: the same of goods that are given back', async () => {
    const books = await consigning(path)
    const order = await consignedOrder(books, 20)
    const keys = ['7.18.7', Enter, order, Tab, Tab, Tab, Tab, Tab, Tab, '5', F1]
    const [anna, ben] = await twoAt(...keys)
    await anna.types(Enter)
    expect(anna.messages).toEqual([7735])
    await ben.types(Enter)
    expect([ben.messages, ben.field]).toEqual([[7641], 'quantity'])
    expect(ben.screen).toMatch(/Consigned: +15.0/)
    expect(await lying(books)).toEqual(['SO10001 1 CON 15'])
    await ben.types('5', F1, Enter)
    expect(ben.messages).toEqual([7735])
    expect(await lying(books)).toEqual(['SO10001 1 CON 10'])
  })

  test('7.18.22: the same of a usage that is undone in parts', async () => {
    const books = await consigning(path)
    await consignedOrder(books, 20)
    const [anna] = await twoAt('7.18.13', Enter, 'C002', F1, '9', F1)
    await anna.types(Enter)
    await signOut()
    const usage = String(await lastMove(books, 'used'))
    const [first, second] = await twoAt('7.18.22', Enter, usage, Enter, '4', F1)
    await first.types(Enter)
    expect(first.messages).toEqual([7733])
    await second.types(Enter)
    expect([second.messages, second.field]).toEqual([[7642], 'quantity'])
    expect(second.screen).toMatch(/Undone: +4.0/)
    expect(await lying(books)).toEqual(['SO10001 1 CON 15'])
  })
})
