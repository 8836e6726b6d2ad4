import { deepStrictEqual } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import SQLite from 'better-sqlite3'
import { type Ledger, openLedger } from '../../db/open.ts'
import type { Books } from '../../src/ledger/books.ts'
import { wrongLink } from '../../src/ledger/chain.ts'
import { perform } from '../../src/ledger/perform.ts'
import { saveOrder } from '../../src/sales/save-order.ts'
import type { OrderInput } from '../../src/sales/save-order-facts.ts'
import { typedOrder } from '../support/order-entry.ts'
import { benchDay, customerCode, customerCount, itemCode, itemCount } from './big-company.ts'
import { type Figure, figure, median, quantile, sideBySide } from './measure.ts'
import { orderByHand } from './order-by-hand.ts'

/** A second handle on the books, for statements by hand, set up as the program's own. */
export const openByHand = (path: string): SQLite.Database => {
  const file = new SQLite(path, { timeout: 5000 })
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'recursive_triggers = ON',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    'wal_autocheckpoint = 16000',
    'journal_size_limit = 67108864',
  ]) {
    file.pragma(pragma)
  }
  return file
}

/** Books as they stand on a working day after all that was shipped. */
export const booksOf = (ledger: Ledger): Books => ({
  db: ledger.db,
  user: 'bench',
  now: () => new Date(`${benchDay}T10:00:00`),
})

const quantities = [10_000, 30_000, 120_000, 1_500_000, 20_000]

/** An order of five lines as the screen holds it before YES, each of another customer. */
const inputOf = (books: Books, n: number): Promise<OrderInput> => {
  const lines = quantities.map(
    (quantity, line) => [itemCode((n * 7907 + line * 1009) % itemCount), quantity] as const,
  )
  return typedOrder(books, customerCode((n * 7919) % customerCount), lines)
}

const tables = {
  sales_order: 'number',
  sales_order_line: 'order_number',
  order_event: 'order_number',
} as const

interface Posted {
  readonly posting: string
}

/** What an order left in the books, without what differs from order to order. */
const rowsLeft = (file: SQLite.Database, number: string, id: string) => {
  const plain = (rows: unknown[]) =>
    JSON.parse(
      JSON.stringify(rows)
        .replaceAll(number, 'NUMBER')
        .replaceAll(id, 'ID')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW')
        .replace(/"number":\d+/g, '"number":0')
        .replace(/"next_order":\d+/, '"next_order":0')
        .replace(/"(previous|hash)":"[0-9a-f]{64}"/g, '"$1":"HASH"'),
    ) as unknown
  const found = Object.entries(tables).map(([table, column]) =>
    plain(file.prepare(`select * from ${table} where ${column} = ? order by 1, 2`).all(number)),
  )
  const operation = file.prepare('select * from operation where id = ?').get(id) as Posted
  const posting = JSON.parse(operation.posting) as object
  return [...found, plain([{ ...operation, posting }])]
}

/** Both must leave the same rows, else they don't do the same work. */
const assertSame = async (
  { file, books }: { file: SQLite.Database; books: Books },
  program: (id: string) => Promise<string>,
  hand: (id: string) => string,
) => {
  const counter = () =>
    file.prepare('select next_order from sales_order_control').pluck().get() as number
  const before = counter()
  const ids = [randomUUID(), randomUUID()] as const
  const left = [
    rowsLeft(file, await program(ids[0]), ids[0]),
    rowsLeft(file, hand(ids[1]), ids[1]),
  ] as const
  const wrong = await wrongLink(books.db)
  if (wrong[0]) throw new Error(`bench: a wrong link: ${JSON.stringify(wrong[0])}`)
  if (counter() !== before + 2) throw new Error('bench: an order was not counted')
  // Where they differ, the error shows the rows of both.
  deepStrictEqual(left[1], left[0])
}

const each = 25

/** A five-line order saved by the program against the same rows by hand, in turns on one file. */
export const measureSave = async (path: string, rounds = 160): Promise<readonly Figure[]> => {
  const ledger = await openLedger(path)
  const books = booksOf(ledger)
  const file = openByHand(path)
  const byHand = orderByHand(file, books.user)
  const inputs: OrderInput[] = []
  for (let n = 0; n < 500; n += 1) inputs.push(await inputOf(books, n))
  const inputAt = (call: number) => inputs[call % inputs.length]!

  const save = async (input: OrderInput, id: string) => {
    const decision = await perform(books, saveOrder, input, { id, screen: '7.1.1' })
    if (!decision.ok) throw new Error(`bench: refused ${decision.refusal.message.en}`)
    return decision.value.result.number
  }
  await assertSame(
    { file, books },
    id => save(inputAt(0), id),
    id => byHand(inputAt(0), id).number,
  )

  const [program, hand] = await sideBySide(
    [
      // The write-ahead log is emptied while the clerk reads that the order was saved.
      { run: call => save(inputAt(call), randomUUID()), after: () => ledger.checkpoint() },
      {
        run: call => byHand(inputAt(call), randomUUID()),
        after: () => file.pragma('wal_checkpoint(PASSIVE)'),
      },
    ],
    { rounds, each },
  )
  file.close()
  await ledger.close()
  return [
    figure('save of a 5-line order, median', {
      value: median(program!),
      baseline: median(hand!),
      aim: 1.5,
    }),
    figure('save of a 5-line order, p99', {
      value: quantile(program!, 0.99),
      baseline: quantile(hand!, 0.99),
      aim: 1.5,
    }),
  ]
}
