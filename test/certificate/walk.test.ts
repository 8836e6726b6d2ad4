import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHost } from '../../bin/host.ts'
import { printCertificate } from '../../src/certificate/print.ts'
import { readCertificateFacts } from '../../src/certificate/rows.ts'
import { load } from '../../src/exchange/load.ts'
import type { Language } from '../../src/kernel/format.ts'
import type { Books } from '../../src/ledger/books.ts'
import { verify } from '../../src/ledger/checks.ts'
import { perform } from '../../src/ledger/perform.ts'
import { paperControl, printers } from '../../src/paper/printer.ts'
import { createSession } from '../../src/session/session.ts'
import { audit, confirm } from '../sales/life-support.ts'
import {
  CtrlD,
  demoBooks,
  Enter,
  F1,
  F4,
  F7,
  F8,
  F10,
  signIn,
  signOut,
  sitDown,
  Tab,
} from '../support/clerk.ts'
import { carryOut, q } from '../support/company.ts'
import { enterOrder } from '../support/order-entry.ts'
import { as, movesOf } from './certificate-support.ts'

afterEach(signOut)

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certificates-'))
})
afterEach(() => rm(directory, { recursive: true }))

/** Every file in that place, by clerk. */
const files = async () =>
  (await readdir(directory, { recursive: true })).filter(name => name.includes('.')).sort()

/** A clerk whose files go to a place of this test. */
const clerkOf = async (books: Books, language: Language) => {
  const { user, now } = books
  const host = await createHost({ ledger: books, user, now, language, directory })
  return sitDown(books, await createSession(host))
}

const newOrder = async (books: Books) => {
  const { number } = await enterOrder(books, '01000001', [
    ['10-10000', q(12)],
    ['20-20000', q(8)],
  ])
  await audit(books, number)
  await confirm(books, number, 1, 2)
  return number
}

const newest = async (books: Books) =>
  (
    await books.db
      .selectFrom('certificate')
      .select('number')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
  ).number

/** What the books say of a walk to its end, in whatever way it was made. */
const told = async (books: Books, order: string, number: string) => ({
  moves: await movesOf(books, number),
  order: await books.db
    .selectFrom('sales_order')
    .select(['status', 'total'])
    .where('number', '=', order)
    .executeTakeFirst(),
  events: (
    await books.db
      .selectFrom('certificate_event')
      .select('type')
      .where('certificate', '=', number)
      .orderBy('number')
      .execute()
  ).map(({ type }) => type),
})

const walked = {
  moves: [
    'ISS-TR 10000/200 -12',
    'RCT-TR 20000/SALES 12',
    'ISS-SO 20000/SALES -12',
    'ISS-TR 10000/200 -8',
    'RCT-TR 20000/SALES 8',
    'ISS-SO 20000/SALES -8',
  ],
  order: { status: 'closed', total: 122_640 },
  events: ['issued', 'printed', 'shipped'],
}

describe.each(['en', 'zh'] as const)(
  'from allocation to the invoice preview by keys, in %s',
  language => {
    test('7.1.6 → 7.9.11.1 → 7.9.11.4 → 7.9.15 → 7.1.20.13, 3.21.1, 7.9.11.2, 7.9.11.3', async () => {
      const books = await demoBooks()
      const order = await newOrder(books)
      const clerk = await clerkOf(books, language)
      await clerk.types('7.1.6', Enter, order, F1, F4, Enter, F4)

      await clerk.types('7.9.11.1', Enter, Enter, '01000001', Tab)
      expect(clerk.field).toBe('ship_to')
      await clerk.types(F1, 'truck 沪A-4711', F1)
      expect(clerk.screen).toMatchSnapshot('issue')
      await clerk.types(F4, Enter)
      const number = await newest(books)
      expect(clerk.line(22)).toContain(number)

      await clerk.types(F4, '7.9.11.4', Enter, F7, F1)
      expect(clerk.screen).toMatchSnapshot('print')
      // They print once: a key too many prints nothing.
      await clerk.types(F1, F1)
      expect([clerk.asking, await files()]).toEqual([true, []])
      await clerk.types('y', Enter)
      expect(clerk.messages).toEqual([7523, 95])
      const text = await readFile(join(directory, books.user, `${number}.txt`), 'utf8')
      expect(text.split('\f')).toHaveLength(4)
      expect(text.split('\f')[language === 'en' ? 1 : 0]).toMatchSnapshot('a copy')
      // There is no second time.
      await clerk.types(number, Enter)
      expect(clerk.messages).toEqual([7514])

      await clerk.types(F4, Enter, F4, '7.9.15', Enter, number, F1)
      expect(clerk.asking).toBe(true)
      expect(clerk.screen).toMatchSnapshot('shipment')
      await clerk.types(Enter)
      expect(clerk.screen).toMatchSnapshot('invoice preview')
      await clerk.types(F4, number, Enter)
      expect(clerk.messages).toEqual([7519])

      await clerk.types(F4, Enter, F4, '7.1.20.13', Enter, Tab, Tab, order, Tab, order, F1)
      expect(clerk.line(4)).toContain(order)
      await clerk.types(F4, F4, '3.21.1', Enter)
      await clerk.types(...Array.from({ length: 10 }, () => Tab), number, Tab, number, F1)
      expect(clerk.screen).toMatchSnapshot('two moves')
      await clerk.types(F4, F4, '7.9.11.2', Enter, number, Tab, number, F1)
      expect(clerk.line(4)).toMatch(new RegExp(`^${number} +(Shipped|已发货) `))
      await clerk.types(F1)
      expect(clerk.at).toBe('7.9.11.1')
      await clerk.types(F4, F4, F4, '7.9.11.3', Enter, number, Tab, number, F1)
      expect(clerk.screen).toMatchSnapshot('history')

      expect(await told(books, order, number)).toEqual(walked)
      expect(await verify(books)).toEqual([])
    })
  },
)

const loads = async (books: Books, lines: readonly string[], dryRun = false) => {
  const file = join(directory, 'walk.cim')
  await writeFile(file, `${lines.join('\n')}\n`)
  const said: string[] = []
  const loaded = await load({
    file,
    ledger: books,
    dryRun,
    hostOn: one =>
      createHost({ ledger: one, user: books.user, now: books.now, language: 'en', directory }),
    tell: problem => said.push(`${problem.line}: ${problem.message.number}`),
  })
  return { loaded, said }
}

describe('the same from a load file', () => {
  const lines = (order: string, number: string) => [
    ...['@@batchload sosoal.p', order, '.', 'Y', '@@end'],
    ...['@@batchload xxpcmt', '- 01000001', '"truck 4711"', '.', 'Y', '@@end'],
    ...['@@batchload 7.9.11.4', number, 'Y', '@@end'],
    ...['@@batchload sosois', number, 'Y', '@@end'],
  ]

  test('certificate, print, two moves', async () => {
    const books = await demoBooks()
    const order = await newOrder(books)
    const { loaded, said } = await loads(books, lines(order, 'PC10007'))
    expect({ loaded, said }).toEqual({
      loaded: { done: 4, refused: 0 },
      said: ['4: 7108', '10: 7511', '14: 7523', '14: 95', '18: 7532'],
    })
    expect(await told(books, order, 'PC10007')).toEqual(walked)
    expect(await files()).toEqual(['anna/PC10007.txt', 'walk.cim'])
    expect(await verify(books)).toEqual([])
  })

  test('a dry run prints nothing and writes nothing', async () => {
    const books = await demoBooks()
    const order = await newOrder(books)
    const { loaded } = await loads(books, lines(order, 'PC10007'), true)
    expect(loaded).toEqual({ done: 4, refused: 0 })
    expect(await files()).toEqual(['walk.cim'])
    expect(await newest(books)).toBe('PC10006')
  })

  test('what can’t be printed or shipped is refused, file and line', async () => {
    const books = await demoBooks()
    const { loaded, said } = await loads(books, [
      ...['@@batchload 7.9.11.4', 'PC10002', 'Y', 'PC10003 PC10003.txt', 'Y', '@@end'],
      ...['@@batchload 7.9.15', 'PC10001', 'Y', 'PC10002', 'Y', '@@end'],
    ])
    expect(loaded).toEqual({ done: 1, refused: 3 })
    expect(said).toEqual(['2: 7519', '5: 7523', '5: 95', '8: 7517', '10: 7519'])
  })
})

describe('the three copies go where other papers go', () => {
  const prints = async (books: Books, output: string) => {
    const clerk = await clerkOf(books, 'en')
    await clerk.types('7.9.11.4', Enter, 'PC10003', Tab, F8, output, F1, 'y', Enter)
    return clerk.messages
  }

  test('to a printer, in pages of its length', async () => {
    const books = await demoBooks()
    const paper = join(directory, 'paper')
    const command = `/usr/bin/tee "${paper}"`
    await carryOut(books, printers.save, {
      values: { code: 'DOTS', command, form: 'text', page_length: 33, form_feed: 0 },
    })
    expect(await prints(books, 'dots')).toEqual([7523, 7407])
    const text = await readFile(paper, 'utf8')
    expect(text.split('\n')).toHaveLength(3 * 33 + 1)
    expect(text.match(/Pick-Up Certificate/g)).toHaveLength(3)
  })

  test('a printer that is not there is refused, and nothing counts as printed', async () => {
    const books = await demoBooks()
    expect(await prints(books, 'dots')).toEqual([7404])
    const { status } = (await readCertificateFacts(books, 'PC10003')).certificate!
    expect(status).toBe('issued')
  })

  test.each(['terminal', 'Terminal'])(
    'its one print is not spent on the screen: %j',
    async output => {
      const books = await demoBooks()
      expect(await prints(books, output)).toEqual([7411])
      const { status } = (await readCertificateFacts(books, 'PC10003')).certificate!
      expect(status).toBe('issued')
    },
  )

  test('a printer that fails is told of, and the print counts', async () => {
    const books = await demoBooks()
    await carryOut(books, printers.save, {
      values: { code: 'DOTS', command: '/bin/false', form: 'text' },
    })
    expect(await prints(books, 'dots')).toEqual([7523, 103])
    const { status } = (await readCertificateFacts(books, 'PC10003')).certificate!
    expect(status).toBe('printed')
  })

  test('as 36.13.24 says in a file', async () => {
    const books = await demoBooks()
    await carryOut(books, paperControl.save, {
      values: { page_length: 40, form_feed: 0, font: null },
    })
    expect(await prints(books, 'three.txt')).toEqual([7523, 95])
    const text = await readFile(join(directory, books.user, 'three.txt'), 'utf8')
    expect(text.split('\n')).toHaveLength(3 * 40 + 1)
  })
})

describe('a print that comes to nothing', () => {
  test('where its file exists already nothing is printed, and the clerk names another one', async () => {
    const books = await demoBooks()
    await mkdir(join(directory, books.user))
    await writeFile(join(directory, books.user, 'PC10003.txt'), 'kept')
    const clerk = await clerkOf(books, 'en')
    await clerk.types('7.9.11.4', Enter, 'PC10003', F1, 'y', Enter)
    expect([clerk.field, ...clerk.messages]).toEqual(['output', 96])
    expect(await readFile(join(directory, books.user, 'PC10003.txt'), 'utf8')).toBe('kept')
    await clerk.types('again.txt', F1, 'y', Enter)
    expect(clerk.messages).toEqual([7523, 95])
    expect(await files()).toEqual(['anna/PC10003.txt', 'anna/again.txt'])
  })

  test('where only the answer was lost nothing is printed a second time', async () => {
    const books = await demoBooks()
    const clerk = await clerkOf(books, 'en')
    await clerk.types('7.9.11.4', Enter, 'PC10003', F1)
    const intent = { id: clerk.session.standing!.id, screen: '7.9.11.4' }
    await perform(books, printCertificate, { number: 'PC10003', reason: null }, intent)
    await clerk.types('y', Enter)
    expect(clerk.messages).toEqual([7523, 98])
    expect(await files()).toEqual([])
  })

  test('where the save is refused no file is left', async () => {
    const books = await demoBooks()
    const clerk = await clerkOf(books, 'en')
    await clerk.types('7.9.11.4', Enter, 'PC10003', F1)
    const other = await clerkOf(as(books, 'chen'), 'en')
    await other.types('7.9.11.4', Enter, 'PC10003', F1, 'y', Enter)
    await clerk.types(F4, Tab, 'mine.txt', F1, 'y', Enter)
    expect(clerk.messages).toEqual([7514])
    expect(await files()).toEqual(['chen/PC10003.txt'])
  })
})

test('7.9.11.5 → 7.9.11.6 → 7.9.11.7: lost, approved by another, reissued by who is appointed', async () => {
  const books = await demoBooks()
  const number = 'PC10006'
  const keeper = await clerkOf(as(books, 'zhao'), 'en')
  await keeper.types('7.9.11.5', Enter, F10, Tab)
  expect(keeper.screen).toContain('PC10005')
  await keeper.types(F4, Enter, F4, '7.9.11.5', Enter, number, Enter, F1)
  expect([keeper.field, ...keeper.messages]).toEqual(['reason', 40])
  await keeper.types('lost on the way', F1, Enter)
  expect(keeper.messages).toEqual([7524])
  await keeper.types(F4, '7.9.11.6', Enter)
  expect(keeper.messages).toEqual([9201])

  const manager = await clerkOf(as(books, 'wang'), 'zh')
  await manager.types('7.9.11.6', Enter, number, F1)
  expect(manager.screen).toMatchSnapshot('approval')
  await manager.types(Enter)
  expect(manager.messages).toEqual([7526])
  await manager.types(F4, '7.9.11.7', Enter, number, F1, Enter)
  expect(manager.messages).toEqual([7528])

  const clerk = await clerkOf(as(books, 'chen'), 'en')
  await clerk.types('7.9.11.7', Enter, number, F1)
  expect(clerk.screen).toMatchSnapshot('reissue')
  await clerk.types(Enter)
  expect(clerk.messages).toEqual([7529])
  expect(clerk.line(22)).toContain('PC10007')
  expect(await verify(books)).toEqual([])
})

test('7.9.11.1: F5 voids what isn’t printed; what was issued can’t be typed over', async () => {
  const books = await demoBooks()
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.9.11.1', Enter, 'PC10003', F1, 'other words', F1, F4, Enter)
  expect(clerk.messages).toEqual([7510])
  const another = await signIn('en', { company: as(books, 'chen') })
  await another.types('7.9.11.1', Enter, 'PC10003', F1, CtrlD, 'y', Enter)
  expect(another.messages).toEqual([7512])
})

test('7.9.11.13 shows any shipment by certificate again, as the invoice will say it', async () => {
  const clerk = await signIn('en', { company: await demoBooks() })
  await clerk.types('7.9.11.13', Enter, F1)
  expect(clerk.screen).toMatchSnapshot('preview')
})

test('7.9.11.24 keeps the series and the stock on paper', async () => {
  const books = await demoBooks()
  const clerk = await signIn('en', { company: books })
  await clerk.types('7.9.11.24', Enter, 'SO', F1)
  expect([clerk.field, ...clerk.messages]).toEqual(['certificate_prefix', 7531])
  await clerk.types('PC', Tab, '10001', F1)
  expect([clerk.field, ...clerk.messages]).toEqual(['next_certificate', 7530])
  await clerk.types('20001', F1)
  expect(clerk.line(22)).toBe('Saved 7.9.11.24')
})
