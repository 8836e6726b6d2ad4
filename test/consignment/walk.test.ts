import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createHost } from '../../bin/host.ts'
import { load } from '../../src/exchange/load.ts'
import type { Books } from '../../src/ledger/books.ts'
import { Down, demoBooks, Enter, F1, F2, F4, F12, signIn, signOut, Tab } from '../support/clerk.ts'
import { wrongIn } from '../support/wrong-in.ts'
import { lastMove } from './consignment-support.ts'

afterEach(signOut)

/** What the road leaves in the books, in whatever way it was gone. */
const walked = async (books: Books, order: string) => ({
  lines: (
    await books.db
      .selectFrom('sales_order_line')
      .selectAll()
      .where('order_number', '=', order)
      .orderBy('line')
      .execute()
  ).map(one =>
    [one.quantity_shipped, one.quantity_used, one.price, one.reason, one.closed].join(' '),
  ),
  moves: (
    await books.db
      .selectFrom('stock_move')
      .selectAll()
      .where('order_number', '=', order)
      .orderBy('number')
      .execute()
  ).map(one =>
    [one.type, one.location, one.quantity / 10_000, one.consignment, one.reason].join(' '),
  ),
  wrong: await wrongIn(books),
})

const left = {
  lines: ['-50000 0 179000 DEFECT 1', '50000 20000 185000  1'],
  moves: [
    'ISS-SO 910 5  DEFECT',
    'ISS-TR 200 -5 sent ',
    'RCT-TR CONSIGN 5 received ',
    'ISS-SO CONSIGN -3 used ',
    'ISS-SO CONSIGN 1 undone WRONG',
    'ISS-TR CONSIGN -2 given back SURPLUS',
    'RCT-TR 910 2  SURPLUS',
  ],
  wrong: [],
}

const newest = async (books: Books) =>
  (
    await books.db
      .selectFrom('sales_order')
      .select(eb => eb.fn.max('number').as('number'))
      .executeTakeFirstOrThrow()
  ).number

describe.each(['en', 'zh'] as const)(
  'a return and what replenishes it by keys, in %s',
  language => {
    test('7.1.1 → 7.1.5 → 7.9.15 → 7.18.4.1 → 7.18.13 → 7.18.16 → 7.18.22 → 7.18.7', async () => {
      const books = await demoBooks()
      const clerk = await signIn(language, { company: books })
      const toField = async (field: string) => {
        while (clerk.field !== field) await clerk.types(Enter)
      }
      await clerk.types('7.1.1', Enter, Enter, '01000000', F1, F1, Tab, 'y', F1)
      await clerk.types('10-10000', Enter, '-5', Enter)
      expect(clerk.messages).toEqual([7714])
      await clerk.types(F12)
      await toField('return_shipment')
      await clerk.types(F2)
      expect(clerk.screen).toMatchSnapshot('what may come back')
      // The first of them is of four pieces only.
      await clerk.types(Enter, Enter, 'DEFECT', F1, F1)
      expect([clerk.messages, clerk.field]).toEqual([[7709], 'quantity'])
      await clerk.types(F12)
      await toField('return_shipment')
      await clerk.types(F2, Down, Enter, Enter)
      expect(clerk.messages).toEqual([7711])
      expect(clerk.screen).toMatchSnapshot('line detail')
      await clerk.types(F1, F1, '10-10000', Enter, '5', F1, F4, F1, F4, Enter, F4)
      const order = await newest(books)

      await clerk.types('7.1.5', Enter, order, F1, Enter, F4)
      await clerk.types('7.9.15', Enter, order, F1)
      await toField('quantity')
      await clerk.types('-5', Enter, Enter)
      await toField('quantity')
      await clerk.types('5', F1, F4, Enter)
      expect(clerk.screen).toMatchSnapshot('the invoice of what came back')
      await clerk.types(F4, F4)

      await clerk.types('7.18.4.1', Enter, '01000000', F1)
      expect(clerk.screen).toMatchSnapshot('what lies with the customer')
      await clerk.types(Down, F1)
      expect(clerk.at).toBe('7.18.13')
      await clerk.types(F1, '0', Enter, '3', F1)
      expect(clerk.screen).toMatchSnapshot('what was used')
      await clerk.types(Enter)
      expect(clerk.messages).toEqual([7730])
      await clerk.types(F4, F4, F4)

      await clerk.types('7.18.16', Enter, F1)
      expect(clerk.screen).toMatchSnapshot('usages')
      await clerk.types(F1)
      expect(clerk.at).toBe('7.18.22')
      await clerk.types(Enter, '1', Enter, Enter, 'WRONG')
      expect(clerk.screen).toMatchSnapshot('a usage undone')
      await clerk.types(F1, Enter)
      expect(clerk.messages).toEqual([7733])
      await clerk.types(F4, F4, F4)

      await clerk.types('7.18.7', Enter, order, Enter)
      await toField('quantity')
      await clerk.types('2')
      await toField('reason')
      await clerk.types('SURPLUS')
      expect(clerk.screen).toMatchSnapshot('given back')
      await clerk.types(F1, Enter)
      expect(clerk.messages).toEqual([7735])
      expect(await walked(books, order)).toEqual(left)
    })
  },
)

test('the same from a load file; 36.2.17 and 7.18.24 load too', async () => {
  const books = await demoBooks()
  const directory = await mkdtemp(join(tmpdir(), 'consignment-'))
  const loads = async (...lines: readonly string[]) => {
    const file = join(directory, 'walk.cim')
    await writeFile(file, `${lines.join('\n')}\n`)
    const said: string[] = []
    await load({
      file,
      ledger: books,
      dryRun: false,
      hostOn: one =>
        createHost({ ledger: one, user: books.user, now: books.now, language: 'en', directory }),
      tell: problem => said.push(`${problem.line}: ${problem.message.number}`),
    })
    return said
  }
  const batch = (program: string, ...lines: readonly string[]) => [
    `@@batchload ${program}`,
    ...lines,
    '@@end',
  ]
  const customer = '01000000'
  const sold = await books.db
    .selectFrom('stock_move')
    .select('number')
    .where('order_number', '=', 'SO10001')
    .where('type', '=', 'ISS-SO')
    .executeTakeFirstOrThrow()
  const detail = '- - - - - - - - -'
  expect(
    await loads(
      ...batch('mgrnmt.p', 'LATE', '"Came too late" Y'),
      ...batch('socncpm.p', '90000 CONSIGN'),
      ...batch(
        'sosomt.p',
        ...[`- ${customer}`, '-', '- Y'],
        ...[`10-10000 -5 - - - - ${detail} ${sold.number} DEFECT`, '10-10000 5', '.'],
        ...['-', '-', 'Y'],
      ),
    ),
  ).toEqual(['3: 24', '6: 24', '17: 7237'])
  const order = await newest(books)
  expect(
    await loads(
      ...batch('sosoco.p', order, 'Y'),
      ...batch('sosois.p', order, '- - - -5', '- - - 5', '.', 'Y'),
      ...batch('socnuac.p', `${customer} - R1`, '0', '3', '.', 'Y'),
    ),
  ).toEqual(['3: 7239', '10: 7115', '10: 7723', '17: 7730'])
  const usage = await lastMove(books, 'used')
  expect(
    await loads(
      ...batch('socnundo.p', `${usage} 1 - WRONG`, 'Y'),
      ...batch('socnxfer.p', `${order} 2 - - - back 2 - - - SURPLUS`, 'Y'),
      ...batch('socnxfer.p', `${order} 2 - - - back 99 - - - SURPLUS`, 'Y'),
    ),
  ).toEqual(['3: 7733', '7: 7735', '11: 7728'])
  expect(await walked(books, order)).toEqual(left)
  await rm(directory, { recursive: true })
})
